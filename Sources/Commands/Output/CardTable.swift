// The tables people read: the same facts as the console's, one line a card.

import Localization
import SIMModel

/// Columns and cells of cards.
enum CardTable {
    static func recordColumns(_ text: CommandText) -> [TextTable.Column] {
        [
            .init(title: text.columnCard), .init(title: "ICCID"), .init(title: text.columnState),
            .init(title: text.columnOnline), .init(title: text.columnUsed, isNumber: true),
            .init(title: text.columnQuota, isNumber: true), .init(title: "%", isNumber: true),
            .init(title: text.columnEnds), .init(title: text.columnSource), .init(title: text.columnAge, isNumber: true),
        ]
    }

    static func cells(_ record: CardRecord, _ provenance: Provenance, now: WallTime, text: CommandText) -> [String] {
        let share = percent(record.used, of: record.quota)
        return [
            record.simNo.description, record.iccid?.description ?? unknown,
            record.status.map(text.state) ?? unknown, record.online.map(text.online) ?? unknown,
            record.used?.text ?? unknown, record.quota?.text ?? unknown, share.map { "\($0)" } ?? unknown,
            record.endsAt.map { CivilTime($0).date } ?? unknown, text.source(provenance.source),
            text.age(provenance.age(at: now)),
        ]
    }

    static func flowColumns(_ text: CommandText) -> [TextTable.Column] {
        [
            .init(title: text.columnCard), .init(title: "ICCID"), .init(title: text.columnUsed, isNumber: true),
            .init(title: text.columnSource), .init(title: text.columnAge, isNumber: true), .init(title: text.columnProblem),
        ]
    }

    static func cells(_ reading: FlowReading, _ provenance: Provenance, now: WallTime, text: CommandText) -> [String] {
        [
            reading.simNo.description, reading.iccid?.description ?? unknown, reading.used?.text ?? unknown,
            text.source(provenance.source), text.age(provenance.age(at: now)), reading.error ?? "",
        ]
    }

    static func operationColumns(_ text: CommandText) -> [TextTable.Column] {
        [
            .init(title: "#", isNumber: true), .init(title: text.columnCard), .init(title: text.columnAction),
            .init(title: text.columnState), .init(title: text.columnCreated), .init(title: text.columnUpdated),
            .init(title: text.columnProblem),
        ]
    }

    static func cells(_ record: OperationRecord, text: CommandText) -> [String] {
        [
            record.id.description, record.simNo.description, text.action(record.kind), text.operation(record.state),
            record.createdAt.platformText, record.updatedAt.platformText,
            ReasonWords.text(record.failReason, text.language) ?? "",
        ]
    }

    /// Shown for what is not known.
    static let unknown = "—"

    /// Rounded down: 100 means all of it.
    private static func percent(_ used: DataVolume?, of quota: DataVolume?) -> Int64? {
        guard let used, let quota, quota.kilobytes > 0 else { return nil }
        return Int64(Double(used.kilobytes) * 100 / Double(quota.kilobytes))
    }
}
