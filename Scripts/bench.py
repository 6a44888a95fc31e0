#!/usr/bin/env python3
"""Measures simdeck in a pseudo-terminal over its own sandbox and prints a table. Peers that are installed
(htop, less) are measured in the same run; compare ratios, the machine is not quiet.

usage: bench.py BINARY
"""
import fcntl, json, os, pty, select, shutil, signal, statistics, struct, subprocess, sys, tempfile, termios, time, urllib.request

BINARY = os.path.abspath(sys.argv[1])
HOME = tempfile.mkdtemp(prefix="simdeck-bench-")
ENV = {"PATH": os.environ["PATH"], "LANG": "C.UTF-8", "TERM": "xterm-256color", "HOME": HOME, "SIMDECK_STATE_DIR": HOME + "/state"}
if "LD_LIBRARY_PATH" in os.environ:
    ENV["LD_LIBRARY_PATH"] = os.environ["LD_LIBRARY_PATH"]


class Terminal:
    """A program in an 80×24 terminal."""

    def __init__(self, *argv, env=ENV, size=(24, 80)):
        self.start = time.monotonic()
        self.pid, self.fd = pty.fork()
        if self.pid == 0:
            fcntl.ioctl(0, termios.TIOCSWINSZ, struct.pack("HHHH", *size, 0, 0))
            os.execve(argv[0], argv, env)
        self.seen = b""

    def drain(self, seconds, until=None):
        """Reads for so long, or until `until` was printed; gives the bytes read and the time of the last."""
        count, last, end = 0, None, time.monotonic() + seconds
        while (left := end - time.monotonic()) > 0:
            ready, _, _ = select.select([self.fd], [], [], left)
            if not ready:
                break
            try:
                chunk = os.read(self.fd, 65536)
            except OSError:
                break
            if not chunk:
                break
            last = time.monotonic()
            count += len(chunk)
            self.seen += chunk
            if until and until in self.seen:
                break
        return count, last

    def key(self, text, wait=0.25):
        sent = time.monotonic()
        os.write(self.fd, text)
        count, last = self.drain(wait)
        return count, (last - sent) * 1000 if last else None

    def close(self):
        os.kill(self.pid, signal.SIGTERM)
        self.drain(1)
        os.close(self.fd)
        os.waitpid(self.pid, 0)


def usage(pid):
    fields = open(f"/proc/{pid}/stat").read().rsplit(")", 1)[1].split()
    wakes = {}
    for task in os.listdir(f"/proc/{pid}/task"):
        try:
            for line in open(f"/proc/{pid}/task/{task}/status"):
                if line.startswith("voluntary"):
                    wakes[task] = int(line.split()[1])
        except FileNotFoundError:
            pass
    return int(fields[11]) + int(fields[12]), wakes


def row(name, value, note=""):
    print(f"| {name} | {value} | {note} |", flush=True)


def median(values):
    return statistics.median(values)


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
        row("client CPU a card", f"{median(user) / 5000 * 1e6:.0f} µs", "the whole process: start, signing, HTTP, decoding, printing")
    finally:
        sandbox.terminate()
        sandbox.wait()
        shutil.rmtree(HOME, ignore_errors=True)


main()
