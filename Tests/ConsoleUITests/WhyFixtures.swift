// Diagnoses for the screens: made by the same rules as the live ones, from facts made by hand.

import ConsoleUI
import SIMModel
import ViewModels

extension Fixture {
    /// What the table's row tells of its card.
    static func facts(_ row: CardRow) -> CardFacts {
        var record = CardRecord(simNo: row.simNo)
        record.quota = row.quota
        record.endsAt = row.endsAt
        record.online = row.online
        record.poolID = row.poolID
        record.realName = Coded(.verified)
        return CardFacts(
            card: row.simNo, status: row.status, record: row.status.map { Sourced(record, $0.provenance) }, used: row.used,
            operations: row.operation.map { badge in
                [
                    OperationRecord(
                        id: badge.id, kind: badge.kind, simNo: row.simNo, state: badge.state, reason: nil, group: "g",
                        failReason: badge.failReason, createdAt: badge.createdAt, updatedAt: badge.updatedAt)
                ]
            } ?? [])
    }

    /// A stopped card with more than one reason, and a log that is being read.
    static func why(readLog: Bool = true, _ offers: [WhyViewState.Offer]? = nil) -> WhyViewState {
        let number = card("14900000042")
        var record = CardRecord(simNo: number)
        record.status = Coded(.stopped)
        record.quota = gigabytes(30)
        record.used = gigabytes(30.2)
        record.endsAt = CivilTime.parse(platform: "2026-11-20")
        record.poolID = 8
        var facts = CardFacts(
            record: record, ago(12),
            operations: [
                operation(1150, .stop, "14900000042", .confirmed, at: 330, took: 10, reason: "欠费")
            ], log: Answer(isAsking: true), assets: Answer(isAsking: true))
        if readLog {
            facts.log = Answer([], fetchedAt: now - .seconds(5))
            let main = AccountAssets.Main(id: 1, username: nil, balance: money("10"), createdAt: nil)
            facts.assets = Answer(AccountAssets(main: main, pools: []), fetchedAt: now - .seconds(700))
        }
        return WhyViewState(
            diagnosis: Diagnosis(of: facts, now: now),
            offers: offers ?? [.init(.resume), .init(.action(.packages), obstacle: .action(.unknownSimNo))],
            isAsking: !readLog, now: now)
    }

    /// Nothing is known of the card.
    static func whyNothing() -> WhyViewState {
        WhyViewState(
            diagnosis: Diagnosis(of: CardFacts(card: card("14900000513")), now: now), offers: [], isAsking: false, now: now)
    }

    /// Separated: a rebind, which the profile does not allow.
    static func whySeparated() -> WhyViewState {
        var record = CardRecord(simNo: card("14900000388"))
        record.status = Coded(.separated)
        let facts = CardFacts(
            record: record, ago(7200, .snapshot), operations: [], log: Answer(problem: unreachable),
            assets: Answer(problem: unreachable))
        return WhyViewState(
            diagnosis: Diagnosis(of: facts, now: now), offers: [.init(.action(.rebind), obstacle: .readOnly)], isAsking: false,
            now: now)
    }
}
