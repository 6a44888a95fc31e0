// How much may be in the receiver at once. Whatever comes beyond it is sent away at the door, so that a
// flood costs neither memory nor the disk's time.

import Synchronization

/// Counts the pushes inside and the bytes they hold.
final class PushGate: Sendable {
    private struct State {
        var pushes = 0
        var bytes = 0
    }

    private let pushLimit: Int
    private let byteLimit: Int
    private let state = Mutex(State())

    init(pushLimit: Int, byteLimit: Int) {
        self.pushLimit = pushLimit
        self.byteLimit = byteLimit
    }

    /// False: full. Who got in must ``leave(bytes:)``.
    func enter() -> Bool {
        state.withLock { state in
            guard state.pushes < pushLimit else { return false }
            state.pushes += 1
            return true
        }
    }

    /// Room for `count` more bytes; false: none.
    func hold(_ count: Int) -> Bool {
        state.withLock { state in
            guard state.bytes + count <= byteLimit else { return false }
            state.bytes += count
            return true
        }
    }

    /// - Parameter bytes: what was held.
    func leave(bytes: Int) {
        state.withLock { state in
            state.pushes -= 1
            state.bytes -= bytes
        }
    }

    /// What is inside now.
    var load: (pushes: Int, bytes: Int) { state.withLock { ($0.pushes, $0.bytes) } }
}

/// One push's place inside and the bytes it holds.
struct PushHold {
    private let gate: PushGate
    private var isInside = false
    private var bytes = 0

    init(_ gate: PushGate) { self.gate = gate }

    /// False: no place.
    mutating func enter() -> Bool {
        isInside = gate.enter()
        return isInside
    }

    /// False: no room for so many more bytes.
    mutating func add(_ count: Int) -> Bool {
        guard isInside, gate.hold(count) else { return false }
        bytes += count
        return true
    }

    mutating func release() {
        if isInside { gate.leave(bytes: bytes) }
        (isInside, bytes) = (false, 0)
    }
}
