"""A program in a terminal, and what is measured of it. Used by bench.py, bench_fleet.py and soak.py, whose first
argument is the program."""
import fcntl, os, pty, select, signal, statistics, struct, sys, tempfile, termios, time

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
