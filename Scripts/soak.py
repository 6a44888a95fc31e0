#!/usr/bin/env python3
"""Runs the console over 100,000 cards of a sandbox at 600 times life and looks at its memory, at the limits of the
platform and at the numbers it ends with. A minute is ten hours of the sandbox's time.

usage: soak.py BINARY [MINUTES]     default: 6
"""
import csv, glob, json, os, random, shutil, sys, time, urllib.request

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "../Tests/PlatformContractTests"))
import independent_signature as page
from bench_fleet import counts, platform, resident
from bench_terminal import BINARY, HOME, Terminal, row

CARDS, SPEED = 100_000, 600
# Every card is asked for once in this time, by the profile below; a little more, so that a round lies within it.
ROUND = 75


def truth(url, cards):
    """What the platform says of every card, asked for by a client that shares nothing with simdeck."""
    found = {}
    for start in range(0, len(cards), 100):
        numbers = json.dumps(cards[start:start + 100], separators=(",", ":"))
        asked = dict(appID="demo", secret="demo-secret", traceID=os.urandom(16).hex(), timestamp=str(int(time.time())), base=url)
        made = page.request(asked, {"id": "batchQuerySimInfo", "values": {"simNos": numbers}})
        request = urllib.request.Request(made["url"], made["body"].encode(), dict(made["headers"]))
        for item in json.load(urllib.request.urlopen(request))["data"]["items"]:
            found[item["simNo"]] = item
    return found


def exported(terminal, folder):
    os.write(terminal.fd, b"e")
    for _ in range(60):
        terminal.drain(0.5)
        for path in glob.glob(folder + "/simdeck-cards-*.csv"):
            rows = list(csv.DictReader(open(path, encoding="utf-8-sig", newline="")))
            if len(rows) == CARDS:
                return rows
    sys.exit("the console wrote no list")


def main():
    minutes = float(sys.argv[2]) if len(sys.argv) > 2 else 6
    poll = "  snapshot: 60s\n  flow: 2s\n  status: 20s\n  assets: 10s\n"
    with platform("soak", CARDS, "--speed", str(SPEED), poll=poll) as (url, env, home, cards):
        os.chdir(home)
        terminal = Terminal(BINARY, home + "/cards", env=env, size=(50, 160))
        sizes, end = [], time.monotonic() + minutes * 60
        dice = random.Random(3)
        print("| what | figure | how |\n|---|---|---|")
        before = None
        while (left := end - time.monotonic()) > 0:
            terminal.drain(min(5, left))
            # Somebody looks about: other rows are asked, too.
            os.write(terminal.fd, dice.choice([b"\x1b[6~", b"\x1b[5~", b"j", b"G", b"g"]))
            sizes.append(resident(terminal.pid))
            if before is None and left < ROUND:
                before = truth(url, cards)
        shown = exported(terminal, home)
        after, told = truth(url, cards), counts(url)
        terminal.close()
        settled = [size / 2**20 for size in sizes[len(sizes) // 4:]]
        row(
            "memory", f"{settled[0]:.0f} MB after a quarter, {settled[-1]:.0f} MB at the end, {min(settled):.0f} to {max(settled):.0f}",
            f"{minutes * SPEED / 60:.0f} hours of the sandbox's time, a look every 5 s")
        row("calls", ", ".join(f"{name} {count:,}" for name, count in sorted(told["calls"].items())), "the sandbox's counts")
        row(
            "limits", f"{told['mostStatusCallsPerMinute']} status calls a minute for one card at most, 3 are allowed",
            f"refused: {told['refused'] or 'nothing'}; repeated traces: {told['tracesRepeated']}")
        wrong, unknown = [], 0
        for card in shown:
            first, last = before[card["simNo"]], after[card["simNo"]]
            if not card["useFlow"] or not card["simStatus"]:
                unknown += 1
                continue
            newest = last["useFlow"]
            if card["source"] == "carrier":
                # Fresher than the platform's hourly record: the sandbox itself says what is true now.
                newest = json.load(urllib.request.urlopen(f"{url}/sandbox/card/{card['simNo']}"))["useFlow"]
            # Flow only grows within a month; at its turn it begins again.
            lowest = first["useFlow"] if first["useFlow"] <= newest else 0
            if not lowest <= int(card["useFlow"]) <= max(first["useFlow"], newest):
                wrong.append((card["simNo"], first["useFlow"], card["useFlow"], newest))
            if int(card["simStatus"]) not in (first["simStatus"], last["simStatus"]):
                wrong.append((card["simNo"], first["simStatus"], card["simStatus"], last["simStatus"]))
        row(
            "drift", f"{len(wrong)} of {len(shown):,} cards",
            f"flow and state at the end lie between what another client was told before and after the last round; unknown: {unknown}")
        for line in wrong[:10]:
            print(line)
        broken = told["mostStatusCallsPerMinute"] > 3 or told["refused"] or told["tracesRepeated"] or wrong or unknown
        shutil.rmtree(HOME, ignore_errors=True)
        sys.exit(1 if broken else 0)


main()
