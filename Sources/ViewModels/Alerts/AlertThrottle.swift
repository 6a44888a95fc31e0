// At most one notice in ten seconds: what comes between is summed up in the next one.

import SIMModel

struct AlertThrottle: Hashable, Sendable {
    static let pause = Duration.seconds(10)

    private var last: Uptime?
    private var newest: Int?
    private var alerts = 0

    mutating func raised(_ rule: Int) {
        newest = rule
        alerts += 1
    }

    /// When ``takeDue(at:)`` has something to tell; nil: nothing waits.
    var nextDue: Uptime? { newest == nil ? nil : last.map { $0 + Self.pause } ?? Uptime(milliseconds: .min) }

    mutating func takeDue(at now: Uptime) -> (newest: Int, alerts: Int)? {
        guard let newest, nextDue.map({ $0 <= now }) ?? false else { return nil }
        defer {
            self.newest = nil
            alerts = 0
            last = now
        }
        return (newest, alerts)
    }
}
