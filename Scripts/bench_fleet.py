"""A million cards: what `make bench` measures of it, peers in the same run. Used by bench.py."""
import contextlib, json, os, random, re, select, shutil, subprocess, sys, time, urllib.request

from bench_terminal import BINARY, ENV, HOME, Terminal, median, row

MILLION = 1_000_000


def answer(terminal, key, pattern, wait=5):
    """Milliseconds from a key to the bytes that show its answer."""
    terminal.drain(0.2)
    terminal.seen = b""
    start = time.monotonic()
    os.write(terminal.fd, key)
    while (left := start + wait - time.monotonic()) > 0:
        if not select.select([terminal.fd], [], [], left)[0]:
            break
        terminal.seen += os.read(terminal.fd, 65536)
        if re.search(pattern, terminal.seen):
            return (time.monotonic() - start) * 1000
    return None


def redrawn(terminal, key, wait=1.5):
    """Milliseconds from a key to the last bytes of a new screen; what is short is the clock or a cursor."""
    terminal.drain(0.2)
    start, last = time.monotonic(), None
    os.write(terminal.fd, key)
    while (left := start + wait - time.monotonic()) > 0:
        if select.select([terminal.fd], [], [], left)[0] and len(os.read(terminal.fd, 65536)) >= 100:
            last = (time.monotonic() - start) * 1000
    return last


def resident(pid):
    return int(next(line for line in open(f"/proc/{pid}/status") if line.startswith("VmRSS")).split()[1]) * 1024


def processor(pid):
    fields = open(f"/proc/{pid}/stat").read().rsplit(")", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def quiet(terminal):
    """Waits until the program has used no processor for half a second: what went on behind is over."""
    last, since = processor(terminal.pid), time.monotonic()
    while time.monotonic() - since < 0.5:
        terminal.drain(0.1)
        now = processor(terminal.pid)
        if now - last > 0.02:
            last, since = now, time.monotonic()


def first_screen(argv, env, until, times=7):
    out = []
    for _ in range(times):
        terminal = Terminal(*argv, env=env)
        _, last = terminal.drain(10, until=until)
        out.append((last - terminal.start) * 1000)
        terminal.close()
    return median(out)


def run():
    dice = random.Random(5)
    numbers = [14_900_000_017 + index * 7 + dice.randrange(7) for index in range(MILLION)]
    ordered, shuffled, small = HOME + "/million.csv", HOME + "/shuffled.csv", HOME + "/hundred.csv"
    open(ordered, "w").write("simNo\n" + "".join(f"{number}\n" for number in numbers))
    open(small, "w").write("simNo\n" + "".join(f"{number}\n" for number in numbers[:100]))
    mixed = numbers[:]
    dice.shuffle(mixed)
    open(shuffled, "w").write("".join(f"{number}\n" for number in mixed))
    # Nobody answers: only the list is measured.
    env = dict(ENV, SIMDECK_BASE_URL="http://127.0.0.1:9", SIMDECK_APP_ID="demo", SIMDECK_APP_SECRET="demo-secret")
    first = str(numbers[0]).encode()

    opened = first_screen((BINARY, ordered), env, first)
    row("a list of 1,000,000: first screen", f"{opened:.0f} ms", "reading goes on behind; median of 7")
    if shutil.which("less"):
        peer = first_screen((shutil.which("less"), ordered), env, first)
        row("the same list in less", f"{peer:.0f} ms", f"{opened / peer:.1f} times; median of 7")

    sizes, keys = {}, {}
    for name, path in (("100", small), ("1,000,000", ordered)):
        terminal = Terminal(BINARY, path, env=env)
        terminal.drain(5, until=first)
        quiet(terminal)
        sizes[name] = resident(terminal.pid)
        os.write(terminal.fd, b"Z")
        terminal.drain(0.5)
        keys[name] = {}
        for label, pair in (("cursor", (b"j", b"k")), ("page", (b"\x1b[6~", b"\x1b[5~")), ("end", (b"G", b"g"))):
            got = [terminal.key(key, 0.15)[1] for _ in range(10) for key in pair]
            keys[name][label] = median([value for value in got if value])
        if name == "1,000,000":
            spent = []
            for text in ("98765", "14900", "3041"):
                answer(terminal, b"/", b".")
                for character in text:
                    spent.append(redrawn(terminal, character.encode(), 0.5))
                answer(terminal, b"\x1b", b".")
                quiet(terminal)
            spent = [value for value in spent if value]
            row("filter 1,000,000, a key to its whole screen", f"{median(spent):.1f} ms, most {max(spent):.0f} ms", "three filters typed")
        terminal.close()
    row("bytes of memory a card", f"{(sizes['1,000,000'] - sizes['100']) / MILLION:.0f}", "resident with 1,000,000 cards less with 100")
    row(
        "cursor, page, first/last at 1,000,000",
        " / ".join(f"{keys['1,000,000'][label]:.1f} ms" for label in keys["100"]),
        "with 100 cards: " + " / ".join(f"{value:.1f} ms" for value in keys["100"].values()))
    if shutil.which("fzf"):
        spent = []
        for text in ("98765", "14900", "3041"):
            start = time.monotonic()
            subprocess.run(["fzf", "--filter", text], stdin=open(ordered), stdout=subprocess.DEVNULL)
            spent.append((time.monotonic() - start) * 1000)
        row("the same filters in fzf --filter", f"{median(spent):.0f} ms", "start and reading included, as there is no other way")

    terminal = Terminal(BINARY, shuffled, env=env)
    terminal.drain(5, until=b"simdeck")
    quiet(terminal)
    # No news that are redrawn meanwhile.
    os.write(terminal.fd, b"Z")
    terminal.drain(0.5)
    spent = []
    for _ in range(5):
        answer(terminal, b"s", b".")
        spent.append(redrawn(terminal, b"n"))
    ours = median([value for value in spent if value])
    terminal.close()
    start = []
    for _ in range(5):
        began = time.monotonic()
        subprocess.run(["sort", "-n", "--parallel=2", "-o", os.devnull, shuffled], env=dict(env, LC_ALL="C"), check=True)
        start.append((time.monotonic() - began) * 1000)
    row("sort 1,000,000 shuffled numbers, key to screen", f"{ours:.0f} ms", f"sort -n --parallel=2: {median(start):.0f} ms, {ours / median(start):.2f} times")
    sweep()
    busy()


def curled(url, cards, home):
    """Seconds that curl takes for the sweep's requests, four at a time over kept connections: bytes only."""
    if not shutil.which("curl"):
        return None
    sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "../Tests/PlatformContractTests"))
    import independent_signature as page
    walls = []
    for time_of in range(3):
        path, stamp = f"{home}/curl{time_of}", str(int(time.time()))
        with open(path, "w") as out:
            for index in range(0, len(cards), 100):
                trace = os.urandom(16).hex()
                asked = dict(appID="demo", secret="demo-secret", traceID=trace, timestamp=stamp, base=url)
                numbers = json.dumps(cards[index:index + 100], separators=(",", ":"))
                made = page.request(asked, {"id": "batchQuerySimInfo", "values": {"simNos": numbers}})
                if index:
                    out.write("next\n")
                # The first reply is kept: it must be the cards, not a refusal.
                kept = "/dev/null" if index else f"{path}.reply"
                out.write(f'url = "{made["url"]}"\noutput = {kept}\nsilent\nfail\ndata = "{made["body"]}"\n')
                for name, value in made["headers"]:
                    out.write(f'header = "{name}: {value}"\n')
        began = time.monotonic()
        subprocess.run(["curl", "--no-progress-meter", "--parallel", "--parallel-max", "4", "--parallel-immediate", "-K", path], check=True)
        walls.append(time.monotonic() - began)
        reply = open(f"{path}.reply").read()
        if cards[99] not in reply:
            sys.exit(f"curl was refused: {reply[:300]}")
    return median(walls)


@contextlib.contextmanager
def platform(name, cards, *options, poll=""):
    """A sandbox of its own with an account for it: its address, the account's environment and folder, the cards."""
    listed = subprocess.run(
        [BINARY, "sandbox", "--print-cards", "--cards", str(cards)], env=ENV, capture_output=True, text=True).stdout
    sandbox = subprocess.Popen(
        [BINARY, "sandbox", "--port", "0", "--cards", str(cards), "--quiet", *options], env=ENV, stdout=subprocess.PIPE, text=True)
    url = sandbox.stdout.readline().split()[-1]
    home = f"{HOME}/{name}"
    os.makedirs(home + "/.config/simdeck")
    open(home + "/.config/simdeck/config.yaml", "w").write(
        f"profiles:\n  b:\n    base_url: {url}\n    app_id: demo\npoll:\n  calls_per_minute: 100000\n{poll}")
    open(home + "/cards", "w").write(listed)
    try:
        yield url, dict(ENV, HOME=home, SIMDECK_STATE_DIR=home + "/state", SIMDECK_APP_SECRET="demo-secret"), home, listed.split()
    finally:
        sandbox.terminate()
        sandbox.wait()


def counts(url):
    return json.load(urllib.request.urlopen(url + "/sandbox/counts"))


def busy():
    """Keys while the console sweeps a million cards. A key is answered when the mark of the cursor's row has come: a
    frame is written in one piece, and one of figures alone does not have it."""
    with platform("busy", MILLION, poll="  snapshot: 60s\n") as (url, env, home, cards):
        terminal = Terminal(BINARY, home + "/cards", env=env)
        terminal.drain(10, until=cards[0].encode())
        # The whole list is read first.
        terminal.drain(3)
        spent, began, before = [], time.monotonic(), counts(url)["calls"]["batchQuerySimInfo"]
        for index in range(300):
            terminal.drain(0.03)
            terminal.seen, sent = b"", time.monotonic()
            os.write(terminal.fd, b"j" if index // 15 % 2 == 0 else b"k")
            _, last = terminal.drain(2, until=b">")
            if b">" not in terminal.seen:
                sys.exit("a key was not answered")
            spent.append((last - sent) * 1000)
        calls = counts(url)["calls"]["batchQuerySimInfo"] - before
        rate = calls * 100 / (time.monotonic() - began)
        terminal.close()
        spent.sort()
        row(
            "keys while a million cards are swept", f"median {median(spent):.1f} ms, 99th {spent[296]:.1f} ms, most {spent[-1]:.1f} ms",
            f"300 keys, {rate:,.0f} cards a second meanwhile, the sandbox on the same machine")


def sweep():
    """100,000 cards looked up over loopback; two sizes, so that the start falls out of the cost of a card."""
    with platform("sweep", 100_000) as (url, env, home, cards):
        wall, spent = {}, {}
        for count in (10_000, 100_000):
            path = f"{home}/{count}"
            open(path, "w").write("\n".join(cards[:count]) + "\n")
            walls, user = [], []
            for _ in range(3):
                began = time.monotonic()
                child = subprocess.Popen([BINARY, "lookup", "@" + path, "--jsonl"], env=env, stdout=subprocess.DEVNULL)
                _, _, used = os.wait4(child.pid, 0)
                walls.append(time.monotonic() - began)
                user.append(used.ru_utime + used.ru_stime)
            wall[count], spent[count] = median(walls), median(user)
        bare = curled(url, cards, home)
        calls = counts(url)["calls"]["batchQuerySimInfo"]
        each = (spent[100_000] - spent[10_000]) / 90_000 * 1e6
        others = 300 if bare is None else 3_300
        row("sweep of 100,000 cards", f"{wall[100_000]:.1f} s, {(calls - others) // 3} calls", "lookup --jsonl, median of 3")
        if bare is not None:
            row("the same 1,000 requests by curl", f"{bare:.1f} s", f"four at a time, signed beforehand, replies thrown away: {wall[100_000] / bare:.2f} times")
        row("client CPU a card", f"{each:.1f} µs", "100,000 less 10,000 cards: signing, HTTP, decoding, printing")
