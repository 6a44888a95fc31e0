// Which operations are to be asked about, and when. Pure: it is told the time, and what became of the
// questions.

public import SIMModel

/// The times of the next questions about open operations.
public struct FollowSchedule: Sendable {
    private struct Entry {
        var record: OperationRecord
        var asked = 0
        var failures = 0
        var due: Uptime
    }

    public var timing: FollowTiming
    /// How long operations of a kind usually take: before half of that nobody needs to ask.
    public var expected: [OperationKind: DelayEstimate] = [:]
    /// Bound: the operations not at an end.
    private var entries: [OperationID: Entry] = [:]
    /// The platform could not be reached: nothing is asked before this.
    private var quietUntil: Uptime?
    private var quietRounds = 0

    public init(timing: FollowTiming = .standard) { self.timing = timing }

    /// When something is to be done next; nil: nothing is followed.
    public var nextDue: Uptime? {
        guard let first = entries.values.map(\.due).min() else { return nil }
        return quietUntil.map { max($0, first) } ?? first
    }

    /// Takes the operations that are followed now: new ones get their first time, gone ones are dropped.
    public mutating func keep(_ open: [OperationRecord], wall: WallTime, uptime: Uptime) {
        var kept: [OperationID: Entry] = [:]
        kept.reserveCapacity(open.count)
        for record in open {
            if var entry = entries[record.id] {
                if entry.record != record {
                    entry.record = record
                    entry.due = capped(entry.due, record, wall, uptime)
                }
                kept[record.id] = entry
            } else {
                kept[record.id] = Entry(record: record, due: firstDue(record, wall, uptime))
            }
        }
        entries = kept
    }

    /// Due by now, the longest due first.
    public func due(at uptime: Uptime) -> [OperationRecord] {
        if let quietUntil, uptime < quietUntil { return [] }
        return entries.values.filter { $0.due <= uptime }
            .sorted { ($0.due, $0.record.id) < ($1.due, $1.record.id) }
            .map(\.record)
    }

    /// A question about it was answered; `record` as it stands after.
    public mutating func answered(_ record: OperationRecord, wall: WallTime, uptime: Uptime) {
        (quietUntil, quietRounds) = (nil, 0)
        guard record.state.isFollowed, var entry = entries[record.id] else {
            entries[record.id] = nil
            return
        }
        (entry.record, entry.failures) = (record, 0)
        entry.asked += 1
        let pause = max(timing.pause(asked: entry.asked, age: age(record, wall)), patience(record, wall))
        entry.due = capped(uptime + pause, record, wall, uptime)
        entries[record.id] = entry
    }

    /// How much longer it is too early to ask. Never so long that a failure would be told late.
    private func patience(_ record: OperationRecord, _ wall: WallTime) -> Duration {
        guard let expected = expected[record.kind] else { return .zero }
        return max(.zero, min(expected.median / 2, timing.mostPatience) - age(record, wall))
    }

    /// A question about it failed: each failure doubles the pause.
    public mutating func failed(_ record: OperationRecord, wall: WallTime, uptime: Uptime) {
        guard record.state.isFollowed, var entry = entries[record.id] else {
            entries[record.id] = nil
            return
        }
        entry.record = record
        entry.failures += 1
        let pause = timing.pause(asked: entry.asked, age: age(record, wall)) * (1 << min(entry.failures, 6))
        entry.due = capped(uptime + min(timing.slowest, pause), record, wall, uptime)
        entries[record.id] = entry
    }

    /// The platform could not be reached at all: all questions wait, longer each time.
    public mutating func unreachable(uptime: Uptime) {
        let first = timing.steps.first ?? .seconds(20)
        quietUntil = uptime + min(timing.slowest, first * (1 << min(quietRounds, 6)))
        quietRounds += 1
    }

    private func age(_ record: OperationRecord, _ wall: WallTime) -> Duration {
        max(.zero, wall - (record.sentAt ?? record.updatedAt))
    }

    private func firstDue(_ record: OperationRecord, _ wall: WallTime, _ uptime: Uptime) -> Uptime {
        // In the past for what should have been asked about long ago: so the oldest comes first.
        let first = timing.pause(asked: 0, age: .zero) - age(record, wall)
        return uptime + (first > .zero ? max(first, patience(record, wall)) : first)
    }

    /// Not after the deadline, so that it is told in time.
    private func capped(_ due: Uptime, _ record: OperationRecord, _ wall: WallTime, _ uptime: Uptime) -> Uptime {
        guard let deadline = timing.deadline(of: record), deadline > wall else { return due }
        return min(due, uptime + (deadline - wall))
    }
}
