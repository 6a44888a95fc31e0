#!/usr/bin/env python3
"""Measures simdeck in a pseudo-terminal over its own sandbox and prints a table. Peers that are installed
(htop, less) are measured in the same run; compare ratios, the machine is not quiet.

usage: bench.py BINARY
"""
import json, os, shutil, sqlite3, subprocess, time, urllib.request

import bench_fleet
from bench_terminal import BINARY, ENV, HOME, Terminal, median, row, usage


def bulk():
    """Stops of a large file: planned, sent and answered, each step on the disk before the next."""
    count = 20000
    sandbox = subprocess.Popen([BINARY, "sandbox", "--port", "0", "--cards", str(count), "--quiet"], env=ENV, stdout=subprocess.PIPE, text=True)
    url = sandbox.stdout.readline().split()[-1]
    home = HOME + "/bulk"
    os.makedirs(home + "/.config/simdeck")
    open(home + "/.config/simdeck/config.yaml", "w").write(
        f"profiles:\n  b:\n    base_url: {url}\n    app_id: demo\npoll:\n  calls_per_minute: 100000\n")
    env = dict(ENV, HOME=home, SIMDECK_STATE_DIR=home + "/state", SIMDECK_APP_SECRET="demo-secret")
    listed = subprocess.run([BINARY, "sandbox", "--print-cards", "--cards", str(count)], env=env, capture_output=True, text=True).stdout
    open(home + "/cards", "w").write(listed)
    start = time.monotonic()
    out = subprocess.run([BINARY, "stop", "@" + home + "/cards", "--yes", "--force", "--jsonl"], env=env, capture_output=True, text=True).stdout
    took = time.monotonic() - start
    sent = sum('"submitted"' in line for line in out.splitlines())
    row("stops planned, sent and answered", f"{sent / took:.0f} a second", f"{sent} cards, every step committed with synchronous=FULL, preview included")
    start = time.monotonic()
    subprocess.run([BINARY, "ops", "verify"], env=env, check=True, stdout=subprocess.DEVNULL)
    row("ops verify", f"{3 * sent / (time.monotonic() - start):.0f} entries a second", "the chain of hashes over the whole journal")
    sandbox.terminate()
    sandbox.wait()


def journal(env):
    """Opening an empty journal and one of a million operations."""
    def measure(state):
        times, sizes = [], []
        for _ in range(7):
            start = time.monotonic()
            child = subprocess.Popen([BINARY, "ops", "list", "--limit", "20", "--json"], env=dict(env, SIMDECK_STATE_DIR=state), stdout=subprocess.DEVNULL)
            _, _, spent = os.wait4(child.pid, 0)
            times.append((time.monotonic() - start) * 1000)
            sizes.append(spent.ru_maxrss / 1024)
        return median(times), median(sizes)

    empty, full = HOME + "/empty", HOME + "/full"
    measure(full)
    small = measure(empty)
    path = next(os.path.join(folder, name) for folder, _, names in os.walk(full) for name in names if name == "journal.sqlite")
    database = sqlite3.connect(path)
    database.executemany(
        "INSERT INTO operations (kind, sim_no, state, batch, serial_number, actor, created_at, updated_at, sent_at)"
        " VALUES ('stop', ?, 'confirmed', ?, ?, 'bench', ?, ?, ?)",
        ((str(14900000000 + index % 50000), f"r{index // 5000}", f"S{index // 100}", index, index + 90000, index) for index in range(1_000_000)))
    database.executemany(
        "INSERT INTO evidence (operation, at, state, kind, detail) VALUES (?, ?, 'confirmed', 'fresh', 'status 4')",
        ((index + 1, index) for index in range(1_000_000)))
    database.commit()
    database.close()
    large = measure(full)
    row("ops list, empty journal", f"{small[0]:.0f} ms, {small[1]:.0f} MB", "whole process, median of 7")
    row("ops list, 1,000,000 operations", f"{large[0]:.0f} ms, {large[1]:.0f} MB", f"{large[0] / small[0]:.2f} times the empty one")


def main():
    sandbox = subprocess.Popen([BINARY, "sandbox", "--port", "0", "--cards", "5000", "--quiet"], env=ENV, stdout=subprocess.PIPE, text=True)
    url = sandbox.stdout.readline().split()[-1]
    env = dict(ENV, SIMDECK_BASE_URL=url, SIMDECK_APP_ID="demo", SIMDECK_APP_SECRET="demo-secret")
    cards = HOME + "/cards.csv"
    listed = subprocess.run([BINARY, "sandbox", "--print-cards", "--cards", "5000"], env=ENV, capture_output=True, text=True).stdout
    open(cards, "w").write(listed)
    try:
        print("| what | figure | how |\n|---|---|---|")
        starts = []
        for _ in range(7):
            terminal = Terminal(BINARY, cards, env=env)
            _, last = terminal.drain(5, until=b"14900000017")
            starts.append((last - terminal.start) * 1000)
            terminal.close()
        row("start to first cards on the screen", f"{median(starts):.0f} ms", "5,000 cards, median of 7")
        if shutil.which("less"):
            peers = []
            for _ in range(7):
                terminal = Terminal(shutil.which("less"), cards)
                _, last = terminal.drain(5, until=b"14900000017")
                peers.append((last - terminal.start) * 1000)
                terminal.close()
            row("the same file in less", f"{median(peers):.0f} ms", "median of 7")

        terminal = Terminal(BINARY, cards, env=env)
        terminal.drain(4)
        os.write(terminal.fd, b"Z")
        terminal.drain(1)
        keys = [terminal.key(b"j") for _ in range(12)] + [terminal.key(b"k") for _ in range(8)]
        row("cursor down, bytes", f"{median([k[0] for k in keys]):.0f}", "80×24, polling paused, median of 20")
        row("key to last byte", f"{median([k[1] for k in keys if k[1]]):.1f} ms", "the same keys")
        terminal.drain(4)
        before = usage(terminal.pid)
        count, _ = terminal.drain(10)
        after = usage(terminal.pid)
        wakes = sum(value - before[1].get(task, 0) for task, value in after[1].items()) / 10
        row("idle 10 s, polling paused", f"{count} bytes, {after[0] - before[0]} ticks, {wakes:.1f} wake-ups/s", "/proc")
        resident = next(line for line in open(f"/proc/{terminal.pid}/status") if line.startswith("VmRSS")).split()[1]
        row("resident memory", f"{int(resident) / 1024:.0f} MB", "5,000 cards")
        terminal.close()
        if shutil.which("htop"):
            terminal = Terminal(shutil.which("htop"), "--readonly", "-d", "1000")
            terminal.drain(2)
            downs = [terminal.key(b"\x1b[B")[0] for _ in range(10)]
            row("cursor down in htop, bytes", f"{median(downs):.0f}", "the same terminal, median of 10")
            terminal.close()

        first = json.load(urllib.request.urlopen(url + "/sandbox/counts"))["calls"].get("batchQuerySimInfo", 0)
        sweeps, user = [], []
        for _ in range(3):
            before = os.times()
            start = time.monotonic()
            subprocess.run([BINARY, "lookup", "@" + cards, "--jsonl"], env=env, stdout=subprocess.DEVNULL, check=True)
            sweeps.append(time.monotonic() - start)
            after = os.times()
            user.append(after.children_user - before.children_user + after.children_system - before.children_system)
        calls = json.load(urllib.request.urlopen(url + "/sandbox/counts"))["calls"]["batchQuerySimInfo"] - first
        row("sweep of 5,000 cards", f"{median(sweeps) * 1000:.0f} ms, {calls // 3} calls", "lookup --jsonl, median of 3")
        row("CPU of that process", f"{median(user) * 1000:.0f} ms", "start, signing, HTTP, decoding, printing")
        bulk()
        journal(env)
        bench_fleet.run()
    finally:
        sandbox.terminate()
        sandbox.wait()
        shutil.rmtree(HOME, ignore_errors=True)


main()
