// Which process: so that a later one can tell whether it is gone. A number alone does not do, the
// system hands it out again.

import Glibc

/// A process of this machine, told apart from any other before and after it.
struct ProcessIdentity: Hashable, Sendable {
    var pid: Int32
    /// Clock ticks after boot at which it began (`/proc/PID/stat`).
    var start: String
    /// This boot of the machine and the process namespace: outside it a pid says nothing.
    var world: String

    static let current = ProcessIdentity(
        pid: getpid(), start: facts(of: getpid())?.start ?? "",
        world: read("/proc/sys/kernel/random/boot_id") + ":" + link("/proc/self/ns/pid"))

    init(pid: Int32, start: String, world: String) {
        self.pid = pid
        self.start = start
        self.world = world
    }

    /// The form in the database: `pid start world`.
    var text: String { "\(pid) \(start) \(world)" }

    /// nil for any other text.
    init?(text: String) {
        let parts = text.split(separator: " ", maxSplits: 2, omittingEmptySubsequences: false)
        guard parts.count == 3, let pid = Int32(parts[0]) else { return nil }
        self.init(pid: pid, start: String(parts[1]), world: String(parts[2]))
    }

    /// True only when it certainly does not run any more; in doubt false.
    var isGone: Bool {
        guard world == Self.current.world, !start.isEmpty, pid > 0 else { return false }
        if kill(pid, 0) != 0 && errno == ESRCH { return true }
        guard let facts = Self.facts(of: pid) else { return false }
        return facts.start != start || facts.state == "Z" || facts.state == "X"
    }

    private static func facts(of pid: Int32) -> (state: String, start: String)? {
        // The name in parentheses may hold anything, blanks and parentheses too: count from its end.
        let text = read("/proc/\(pid)/stat")
        guard let end = text.lastIndex(of: ")") else { return nil }
        let fields = text[text.index(after: end)...].split(separator: " ")
        guard fields.count > 19 else { return nil }
        return (String(fields[0]), String(fields[19]))
    }

    private static func read(_ path: String) -> String {
        let file = open(path, O_RDONLY | O_CLOEXEC)
        guard file >= 0 else { return "" }
        defer { close(file) }
        var buffer = [UInt8](repeating: 0, count: 1024)
        let count = Glibc.read(file, &buffer, buffer.count)
        var bytes = buffer.prefix(max(0, count))
        while bytes.last == 0x0A { bytes = bytes.dropLast() }
        return String(decoding: bytes, as: UTF8.self)
    }

    private static func link(_ path: String) -> String {
        var buffer = [CChar](repeating: 0, count: 256)
        let count = readlink(path, &buffer, buffer.count)
        return String(decoding: buffer.prefix(max(0, count)).map(UInt8.init(bitPattern:)), as: UTF8.self)
    }
}
