// The real clock, the real dice and the facts of this process: the only ones in the program.

import Glibc
import SIMModel
import Synchronization

/// The machine's clocks.
struct LiveTime: TimeSource {
    var wall: WallTime { WallTime(milliseconds: read(CLOCK_REALTIME)) }

    /// Counts on through a suspended laptop, so that deadlines do not sleep with it.
    var uptime: Uptime { Uptime(milliseconds: read(CLOCK_BOOTTIME)) }

    func wait(until deadline: Uptime) async throws {
        while true {
            let rest = deadline - uptime
            guard rest > .zero else { return try Task.checkCancellation() }
            try await Task.sleep(for: rest)
        }
    }

    private func read(_ clock: clockid_t) -> Int64 {
        var now = timespec()
        clock_gettime(clock, &now)
        return Int64(now.tv_sec) * 1000 + Int64(now.tv_nsec) / 1_000_000
    }
}

/// The system's random bits.
struct LiveRandom: RandomSource {
    func next() -> UInt64 {
        var generator = SystemRandomNumberGenerator()
        return generator.next()
    }
}

/// Who and where this process is.
enum ProcessFacts {
    /// What a process that runs one command after the other lays over its own facts (`--plain`).
    struct LineMode: Sendable {
        /// Over the environment; nil takes a variable away.
        var variables: [String: String?] = [:]
        var isReadOnly = false
    }

    private static let laidOver = Mutex<(mode: LineMode, environment: [String: String])?>(nil)

    /// Commands of this process see `mode` from now on.
    static func enter(_ mode: LineMode) {
        var environment = started
        for (name, value) in mode.variables { environment[name] = value }
        laidOver.withLock { $0 = (mode, environment) }
    }

    /// Lines only: nothing is drawn over, no colours, no control sequences.
    static var isLineMode: Bool { laidOver.withLock { $0 != nil } }
    static var isReadOnly: Bool { laidOver.withLock { $0?.mode.isReadOnly ?? false } }

    /// What the commands read: the environment of the start, and what was laid over it.
    static var environment: [String: String] { laidOver.withLock { $0?.environment } ?? started }

    /// A person who reads with a screen reader or a Braille line asks every program for plain lines so.
    static var asksForLines: Bool { !["", "0"].contains(started["ACCESSIBLE"] ?? "") }

    /// Standard output can take colours.
    static var takesColours: Bool { isTerminal(1) && !isLineMode && !asksForLines }
    /// Standard error can take a line that is drawn over.
    static var takesProgress: Bool { isTerminal(2) && !isLineMode && !asksForLines }

    /// The environment, read once at the start.
    private static let started: [String: String] = {
        var variables: [String: String] = [:]
        var entry = environ
        while let text = entry.pointee {
            let parts = String(cString: text).split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            if parts.count == 2 { variables[String(parts[0])] = String(parts[1]) }
            entry += 1
        }
        return variables
    }()

    /// The person behind a shared login as well as can be told: `alice@jump1 via 10.0.0.7`.
    static var operatorName: String {
        // Whose machine it is has no place in a picture.
        if let path = environment[DemoClock.variable], !path.isEmpty { return "operator@example" }
        let login = environment["SUDO_USER"] ?? environment["USER"] ?? environment["LOGNAME"] ?? "uid\(getuid())"
        var buffer = [CChar](repeating: 0, count: 256)
        gethostname(&buffer, buffer.count - 1)
        let host = String(decoding: buffer.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
        let client = environment["SSH_CONNECTION"]?.split(separator: " ").first.map { " via \($0)" } ?? ""
        return "\(login)@\(host)\(client)"
    }

    /// This process, for the follower's lease.
    static var holder: String { "\(operatorName) pid \(getpid())" }

    static func isTerminal(_ descriptor: Int32) -> Bool { isatty(descriptor) == 1 }

    /// The folder the executable lies in, links followed; nil when it cannot be told.
    static var executableFolder: String? {
        var buffer = [CChar](repeating: 0, count: 4096)
        let count = readlink("/proc/self/exe", &buffer, buffer.count)
        guard count > 0 else { return nil }
        let path = String(decoding: buffer[..<count].map { UInt8(bitPattern: $0) }, as: UTF8.self)
        return path.lastIndex(of: "/").map { String(path[..<$0]) }
    }
}
