// What keeps a question from being answered by keys that were meant for something else.

import CellGrid
import SIMModel

/// Throws away keys that were typed ahead, or held when a question opened.
struct QuestionGuard {
    /// Keys before this much time has passed since the question opened are thrown away.
    static let guardTime: Duration = .milliseconds(400)
    /// The key that opened it counts as still held until it has been silent for this long.
    static let heldTime: Duration = .milliseconds(1000)

    private let openedAt: Uptime
    private var openingKey: Key?
    private var openingKeySeen: Uptime
    private var presentedAt: Uptime?

    init(openedBy key: Key?, at now: Uptime) {
        openedAt = now
        openingKey = key
        openingKeySeen = now
    }

    /// The question's first frame is on the screen.
    mutating func presented(at now: Uptime) { presentedAt = presentedAt ?? now }

    /// Whether the key may answer.
    mutating func admits(_ key: Key, at now: Uptime) -> Bool {
        if let held = openingKey, key == held, now - openingKeySeen < Self.heldTime {
            openingKeySeen = now
            return false
        }
        guard presentedAt != nil, now - openedAt >= Self.guardTime else { return false }
        openingKey = nil
        return true
    }
}
