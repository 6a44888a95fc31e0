// A clock for pictures of the demo: it stands still, and another program says how far it moves. So the same
// keys at the same moments of the same fleet give the same screens (docs/sandbox.md).

import Glibc
import PlatformClient
import SIMModel
import Synchronization

/// Time that follows a file: `SIMDECK_DEMO_CLOCK` names it, its text is how many seconds after the start it is.
final class DemoClock: TimeSource {
    static let variable = "SIMDECK_DEMO_CLOCK"
    /// 2026-11-24 14:03:22 of the platform: when every such demo starts.
    static let start = WallTime(milliseconds: 1_795_500_202_000)
    // Unit: real milliseconds.
    /// Nothing has begun or ended for so long, and no work is under way: everything that was to happen now has.
    private static let calm = 40
    /// The same while work is under way: then it waits for a later time.
    private static let patience = 150
    private static let look = 4

    private struct Sleeper {
        var id: Int
        var deadline: Uptime
        var continuation: CheckedContinuation<Void, any Error>
    }

    private struct State {
        /// Since the start. Unit: milliseconds.
        var now: Int64 = 0
        var sleepers: [Sleeper] = []
        var nextID = 0
        /// Calls that are out.
        var open = 0
        /// Grows with everything that begins or ends.
        var events = 0
        /// Pressed so far.
        var keys = 0
    }

    private let state = Mutex(State())
    private let path: String
    private static let zero = Uptime(milliseconds: 1_000_000)

    init(path: String) { self.path = path }

    /// nil without the variable.
    static func ofEnvironment(_ environment: [String: String]) -> DemoClock? {
        environment[variable].flatMap { $0.isEmpty ? nil : DemoClock(path: $0) }
    }

    var wall: WallTime { Self.start + .milliseconds(state.withLock { $0.now }) }
    var uptime: Uptime { Self.zero + .milliseconds(state.withLock { $0.now }) }

    func wait(until deadline: Uptime) async throws {
        let id = state.withLock { state in
            state.nextID += 1
            state.events += 1
            return state.nextID
        }
        try await withTaskCancellationHandler {
            try await withCheckedThrowingContinuation { (continuation: CheckedContinuation<Void, any Error>) in
                let isOver = state.withLock { state -> Bool? in
                    if Task.isCancelled { return false }
                    if deadline <= Self.zero + .milliseconds(state.now) { return true }
                    state.sleepers.append(Sleeper(id: id, deadline: deadline, continuation: continuation))
                    return nil
                }
                switch isOver {
                case true?: continuation.resume()
                case false?: continuation.resume(throwing: CancellationError())
                case nil: break
                }
            }
        } onCancel: {
            let sleeper = state.withLock { state -> Sleeper? in
                state.events += 1
                guard let index = state.sleepers.firstIndex(where: { $0.id == id }) else { return nil }
                return state.sleepers.remove(at: index)
            }
            sleeper?.continuation.resume(throwing: CancellationError())
        }
    }

    /// Keys were taken in; `PATH.at` tells how many, so that who presses them need not guess.
    func pressed(_ keys: Int) { state.withLock { $0.keys += keys } }

    /// A call begins or ends.
    func count(_ step: Int) {
        state.withLock { state in
            state.open += step
            state.events += 1
        }
    }

    /// Follows the file until cancelled, from one deadline to the next and never past one whose work is not
    /// done; says in `PATH.at` how far it is. `isIdle`: nothing is being worked on.
    @MainActor func follow(isIdle: @escaping @MainActor () -> Bool) async {
        var reached: Int64 = -1
        var told = ""
        while !Task.isCancelled {
            if let wanted = read(), wanted != reached {
                await settle(isIdle)
                while !Task.isCancelled, step(towards: wanted) { await settle(isIdle) }
                reached = wanted
            }
            let news = "\(reached) \(state.withLock { $0.keys })\n"
            if news != told {
                // What a key began ends before it is told.
                await settle(isIdle)
                tell(news)
                told = news
            }
            try? await Task.sleep(for: .milliseconds(10))
        }
    }

    /// Wakes whoever is next, at its time; false when `wanted` is reached and nobody was left.
    private func step(towards wanted: Int64) -> Bool {
        let due = state.withLock { state -> [Sleeper] in
            let next = state.sleepers.map { ($0.deadline - Self.zero).inMilliseconds }.min()
            guard let next, next <= wanted else {
                state.now = max(state.now, wanted)
                return []
            }
            state.now = max(state.now, next)
            let now = Self.zero + .milliseconds(state.now)
            // By deadline, then by who came first.
            let due = state.sleepers.filter { $0.deadline <= now }.sorted { ($0.deadline, $0.id) < ($1.deadline, $1.id) }
            state.sleepers.removeAll { $0.deadline <= now }
            state.events += 1
            return due
        }
        for sleeper in due { sleeper.continuation.resume() }
        return !due.isEmpty
    }

    /// Until no call is out and nothing has moved for a moment.
    @MainActor private func settle(_ isIdle: @MainActor () -> Bool) async {
        var (seen, quiet) = (-1, 0)
        while !Task.isCancelled {
            try? await Task.sleep(for: .milliseconds(Self.look))
            let (events, open) = state.withLock { ($0.events, $0.open) }
            quiet = events == seen && open == 0 ? quiet + Self.look : 0
            seen = events
            if quiet >= (isIdle() ? Self.calm : Self.patience) { return }
        }
    }

    private func read() -> Int64? {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { return nil }
        defer { close(descriptor) }
        var buffer = [UInt8](repeating: 0, count: 32)
        let count = Glibc.read(descriptor, &buffer, buffer.count)
        guard count > 0 else { return nil }
        let text = String(decoding: buffer[..<count], as: UTF8.self)
        return Double(text.filter { !$0.isWhitespace }).flatMap { (0...86_400).contains($0) ? Int64($0 * 1000) : nil }
    }

    /// Whole or not at all: it is read while it is written.
    private func tell(_ news: String) {
        let draft = path + ".draft"
        let descriptor = open(draft, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { return }
        let failure = WholeFile.write(news, to: descriptor)
        close(descriptor)
        if failure == 0 { rename(draft, path + ".at") }
    }
}

/// Tells the clock of every call, so that time stands still while one is out.
struct CountedTransport: HTTPTransport {
    let inner: any HTTPTransport
    let clock: DemoClock

    func send(_ request: WireRequest, timeout: Duration, replyLimit: Int) async throws(TransportFailure) -> WireReply {
        clock.count(1)
        defer { clock.count(-1) }
        return try await inner.send(request, timeout: timeout, replyLimit: replyLimit)
    }

    func shutdown() async { await inner.shutdown() }
}

/// Dice that fall the same every time (SplitMix64).
final class SeededDice: RandomSource {
    private let state: Mutex<UInt64>

    init(seed: UInt64) { state = Mutex(seed) }

    func next() -> UInt64 {
        state.withLock { state in
            state &+= 0x9E37_79B9_7F4A_7C15
            var mixed = state
            mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
            mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
            return mixed ^ (mixed >> 31)
        }
    }
}
