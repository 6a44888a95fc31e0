// Time that moves only when a test says so.

public import SIMModel
import Synchronization

/// A clock in a test's hand. Waiting tasks are resumed by ``advance(by:)``, earliest first.
public final class ManualTime: TimeSource {
    private struct Sleeper {
        var id: Int
        var deadline: Uptime
        var continuation: CheckedContinuation<Void, any Error>
    }

    private struct State {
        var wall: WallTime
        var uptime: Uptime
        var sleepers: [Sleeper] = []
        var watchers: [(parked: Int, continuation: CheckedContinuation<Void, Never>)] = []
        var nextID = 0
    }

    private let state: Mutex<State>

    /// Starts on 2026-11-24 14:00:00 of the platform unless told otherwise.
    public init(wall: WallTime = WallTime(seconds: 1_795_500_000), uptime: Uptime = Uptime(milliseconds: 1_000_000)) {
        state = Mutex(State(wall: wall, uptime: uptime))
    }

    public var wall: WallTime { state.withLock { $0.wall } }
    public var uptime: Uptime { state.withLock { $0.uptime } }

    /// How many tasks wait now.
    public var parked: Int { state.withLock { $0.sleepers.count } }

    /// The earliest deadline somebody waits for.
    public var nextDeadline: Uptime? { state.withLock { $0.sleepers.map(\.deadline).min() } }

    public func wait(until deadline: Uptime) async throws {
        let id = state.withLock { state in
            state.nextID += 1
            return state.nextID
        }
        try await withTaskCancellationHandler {
            try await withCheckedThrowingContinuation { (continuation: CheckedContinuation<Void, any Error>) in
                enum Outcome {
                    case due, cancelled
                    case parked([CheckedContinuation<Void, Never>])
                }
                let outcome = state.withLock { state -> Outcome in
                    if Task.isCancelled { return .cancelled }
                    if deadline <= state.uptime { return .due }
                    state.sleepers.append(Sleeper(id: id, deadline: deadline, continuation: continuation))
                    let satisfied = state.watchers.filter { $0.parked <= state.sleepers.count }.map(\.continuation)
                    state.watchers.removeAll { $0.parked <= state.sleepers.count }
                    return .parked(satisfied)
                }
                switch outcome {
                case .due: continuation.resume()
                case .cancelled: continuation.resume(throwing: CancellationError())
                case .parked(let watchers): for watcher in watchers { watcher.resume() }
                }
            }
        } onCancel: {
            let sleeper = state.withLock { state -> Sleeper? in
                guard let index = state.sleepers.firstIndex(where: { $0.id == id }) else { return nil }
                return state.sleepers.remove(at: index)
            }
            sleeper?.continuation.resume(throwing: CancellationError())
        }
    }

    /// Moves both clocks and resumes everyone whose deadline has come.
    public func advance(by duration: Duration) {
        let due = state.withLock { state -> [Sleeper] in
            state.wall = state.wall + duration
            state.uptime = state.uptime + duration
            let due = state.sleepers.filter { $0.deadline <= state.uptime }.sorted { $0.deadline < $1.deadline }
            state.sleepers.removeAll { $0.deadline <= state.uptime }
            return due
        }
        for sleeper in due { sleeper.continuation.resume() }
    }

    /// Moves only the wall clock, as an administrator does.
    public func setWall(_ time: WallTime) { state.withLock { $0.wall = time } }

    /// Returns once at least `count` tasks wait: the code under test has nothing to do until time moves.
    public func untilParked(_ count: Int = 1) async {
        await withCheckedContinuation { (continuation: CheckedContinuation<Void, Never>) in
            let ready = state.withLock { state -> Bool in
                if state.sleepers.count >= count { return true }
                state.watchers.append((count, continuation))
                return false
            }
            if ready { continuation.resume() }
        }
    }
}
