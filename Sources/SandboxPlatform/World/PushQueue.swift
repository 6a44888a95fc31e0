// Pushes that are to be sent, and when. Pure: what it says is due, the server's shell sends.

import SIMModel

/// One push and its attempts.
struct Push {
    enum Subject {
        /// Cards, as they stood at a moment.
        case cards([Int], at: WallTime)
        /// An order's place, as it stood at a moment.
        case order(Int, at: WallTime)
    }

    var subject: Subject
    var target: PushTarget
    var dueAt: WallTime
    var firstFailedAt: WallTime?
    var failures = 0
    var isUnderWay = false

    /// When the next attempts come after the first failure. upstream: batchSubscribe, order callback.
    var retries: [Duration] {
        switch subject {
        case .cards: [.minutes(30), .hours(2)]
        case .order: [.hours(2), .hours(4)]
        }
    }
}

/// The pushes that are not over. Bounded: what does not fit is dropped and counted.
struct PushQueue {
    static let most = 1000

    private(set) var pushes: [Int: Push] = [:]
    private var lastID = 0
    /// Orders that will change, ascending by time. Bounded by the orders.
    private(set) var callbacks: [(at: WallTime, order: Int)] = []
    private(set) var tally = PushTally()

    mutating func add(_ subject: Push.Subject, _ target: PushTarget, at now: WallTime) {
        guard pushes.count < Self.most else {
            tally.dropped += 1
            return
        }
        lastID += 1
        pushes[lastID] = Push(subject: subject, target: target, dueAt: now)
    }

    mutating func plan(order: Int, at time: WallTime) {
        let place = callbacks.firstIndex { $0.at > time } ?? callbacks.count
        callbacks.insert((time, order), at: place)
    }

    /// The callbacks whose time has come; they are planned no more.
    mutating func dueCallbacks(at now: WallTime) -> [(at: WallTime, order: Int)] {
        let due = callbacks.prefix { $0.at <= now }
        callbacks.removeFirst(due.count)
        return Array(due)
    }

    /// What is to be sent now, in the order it came; it counts as under way.
    mutating func take(at now: WallTime) -> [(id: Int, push: Push)] {
        let due = pushes.filter { !$0.value.isUnderWay && $0.value.dueAt <= now }.sorted { $0.key < $1.key }
        for item in due { pushes[item.key]?.isUnderWay = true }
        return due.map { ($0.key, $0.value) }
    }

    /// An attempt is over.
    mutating func ended(_ id: Int, accepted: Bool, speed: Double, at now: WallTime) {
        guard var push = pushes[id] else { return }
        tally.attempts += 1
        if accepted {
            tally.delivered += 1
            pushes[id] = nil
            return
        }
        let first = push.firstFailedAt ?? now
        guard push.failures < push.retries.count else {
            tally.givenUp += 1
            pushes[id] = nil
            return
        }
        push.firstFailedAt = first
        push.dueAt = max(now, first + .milliseconds(Int64(Double(push.retries[push.failures].inMilliseconds) / speed)))
        push.failures += 1
        push.isUnderWay = false
        pushes[id] = push
    }

    var nextAt: WallTime? {
        let waiting = pushes.values.lazy.filter { !$0.isUnderWay }.map(\.dueAt).min()
        return [waiting, callbacks.first?.at].compactMap { $0 }.min()
    }
}

/// How pushes went.
struct PushTally {
    var attempts = 0
    var delivered = 0
    var givenUp = 0
    var dropped = 0
}
