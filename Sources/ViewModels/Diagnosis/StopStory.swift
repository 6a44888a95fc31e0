// Who stopped a card last, as the journal and the platform's log tell it together. Pure.

import Operations
import SIMModel

/// The last stop of a card, and whether something has undone it.
struct StopStory: Hashable {
    enum Teller: Hashable {
        case own(OperationRecord)
        case log(ActionLogEntry)
    }

    /// The newest stop that was carried out or handed on; nil when there is none, or a resume came after it.
    var stop: Teller?
    /// A resume after the last stop that failed.
    var failedResume: ActionLogEntry?

    private struct Event {
        var kind: OperationKind
        var at: WallTime
        var teller: Teller
        var failed: Bool
    }

    init(operations: [OperationRecord], log: [ActionLogEntry]) {
        var events: [Event] = []
        for record in operations where record.state == .confirmed || record.state == .accepted {
            events.append(Event(kind: record.kind, at: record.sentAt ?? record.createdAt, teller: .own(record), failed: false))
        }
        let oldest = WallTime(milliseconds: .min)
        for entry in log {
            guard let kind = Settlement.kind(of: entry) else { continue }
            let failed = entry.status == .failed
            if let own = Self.cause(of: entry, among: operations) {
                // The log's row of an operation of ours is the same event; a failure is told by ours.
                guard !failed, !events.contains(where: { $0.teller == .own(own) }) else { continue }
                events.append(Event(kind: kind, at: entry.createdAt ?? own.createdAt, teller: .own(own), failed: false))
            } else {
                events.append(Event(kind: kind, at: entry.createdAt ?? oldest, teller: .log(entry), failed: failed))
            }
        }
        // Of two of one moment the later in the list is the older: both lists are newest first.
        let newest = events.enumerated()
            .sorted { $0.element.at != $1.element.at ? $0.element.at > $1.element.at : $0.offset < $1.offset }
            .map(\.element)
        for event in newest {
            if event.failed {
                if event.kind == .resume, failedResume == nil, case .log(let entry) = event.teller { failedResume = entry }
                continue
            }
            if event.kind == .stop { stop = event.teller } else { failedResume = nil }
            break
        }
        if stop == nil { failedResume = nil }
    }

    /// The operation of ours behind a line of the log: by the platform's number of it, else by the
    /// serial number of the request.
    static func cause(of entry: ActionLogEntry, among own: [OperationRecord]) -> OperationRecord? {
        if let number = entry.operateID, let found = own.first(where: { $0.operateID == number }) { return found }
        guard let serial = entry.serialNumber else { return nil }
        return own.first { $0.serialNumber == serial }
    }
}
