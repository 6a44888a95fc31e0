// A count's filter finds as many cards as the count says.

import SIMModel
import TestSupport
import Testing

@testable import ViewModels

@Suite @MainActor struct FrequencyTests {
    private let now = WallTime(seconds: 1_795_500_000)

    private func fleet() -> FleetStore {
        let dice = SeededRandom(21)
        let store = FleetStore()
        store.add((0..<6_000).map { Rig.card($0) })
        _ = store.merge(
            (0..<4_000).map { row in
                var record = CardRecord(simNo: Rig.card(row))
                record.status = Coded(code: [1, 3, 4, 7, 300, 9999][dice.pick(0..<6)])
                record.online = Coded(code: dice.pick(1..<4))
                record.used = DataVolume(kilobytes: Int64(dice.pick(0..<3_000_000)))
                record.quota = dice.pick(0..<4) == 0 ? nil : DataVolume(kilobytes: Int64(dice.pick(0..<3) * 1_048_576))
                record.poolID = [nil, 3, 17, 48][dice.pick(0..<4)]
                record.packageGroupID = dice.pick(0..<30)
                record.gatewayID = [nil, 1, 2][dice.pick(0..<3)]
                record.endsAt = dice.pick(0..<9) == 0 ? nil : now + .hours(Int64(dice.pick(0..<3_000) - 200))
                return .record(record, Provenance(source: dice.pick(0..<2) == 0 ? .snapshot : .carrier, fetchedAt: now))
            })
        return store
    }

    @Test(arguments: FrequencyColumn.allCases) func everyTermFindsItsCards(_ column: FrequencyColumn) throws {
        let table = fleet().table
        let rows = FrequencyCount(column, of: RowSet(below: table.count), in: table, at: now).rows
        #expect(rows.reduce(0) { $0 + $1.cards } == 6_000)
        #expect(rows.count >= 3 && rows.last?.value == .unknown)
        for row in rows {
            guard let term = row.term else {
                #expect(column == .source)
                continue
            }
            let context = FilterContext(now: now, marked: RowSet(), watched: [], operations: [:])
            let query = FleetQuery(condition: try FilterParser.parse(term), sort: SortOrder(.simNo), context: context, rates: [:])
            #expect(query.run(over: table).order.count == row.cards, "\(term)")
        }
    }

    @Test func moreValuesThanAreToldApartAreCountedTogether() {
        let store = FleetStore()
        store.add((0..<3_000).map { Rig.card($0) })
        _ = store.merge(
            (0..<3_000).map { row in
                var record = CardRecord(simNo: Rig.card(row))
                record.packageGroupID = row
                return .record(record, Provenance(source: .carrier, fetchedAt: now))
            })
        let count = FrequencyCount(.package, of: RowSet(below: 3_000), in: store.table, at: now)
        #expect(count.rows.count == FrequencyCount.capacity)
        #expect(count.others == 1_000)
    }

    @Test func theCardsShownAreCounted() async throws {
        let rig = try Rig(cards: 12)
        rig.workspace.cards.setFilter("00001")
        rig.workspace.frequency.open(.status)
        let state = rig.workspace.frequency.viewState()
        #expect(state.cards == rig.workspace.cards.viewState(height: 5, withDetails: false).shownCount)
        #expect(state.rows == [FrequencyRow(value: .unknown, cards: state.cards, term: "status:?")])
        #expect(state.filter(of: state.rows[0]) == "00001 status:?")
        await rig.workspace.stop()
    }
}
