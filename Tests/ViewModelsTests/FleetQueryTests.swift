// A filter over columns finds what the same filter finds row by row, from nothing and from an earlier one,
// whatever the fleet learns in between.

import SIMModel
import TestSupport
import Testing

@testable import ViewModels

@Suite @MainActor struct FleetQueryTests {
    private let now = WallTime(seconds: 1_795_500_000)

    /// One fleet for all tests that only read it: building one takes longer than asking it.
    private static let known = FleetQueryTests().fleet(SeededRandom(5)).table

    /// Two chunks of cards of which more or less is known.
    private func fleet(_ dice: SeededRandom, cards: Int = 4_600) -> FleetStore {
        let store = FleetStore()
        store.add((0..<cards).map { Rig.card($0 * 3 + 4820) })
        learn(cards / 2, dice, store)
        return store
    }

    /// The fleet hears of `count` cards.
    private func learn(_ count: Int, _ dice: SeededRandom, _ store: FleetStore) {
        let facts = (0..<count).map { _ -> Observation in
            let row = dice.pick(0..<store.count)
            var record = CardRecord(simNo: store.table.simNo(row))
            if dice.pick(0..<10) == 0 { return .missing(record.simNo, at: now) }
            // 300 and 9999 do not fit a byte, the pool 2^40 no 32 bits.
            record.status = Coded(code: [1, 3, 4, 4, 4, 7, 300, 9999][dice.pick(0..<8)])
            record.online = Coded(code: dice.pick(1..<3))
            record.iccid = CardNumber("8986040\(100_000_000_000 + dice.pick(0..<999_999))")
            if dice.pick(0..<2) == 0 { record.imei = CardNumber("86\(1_000_000_000_000 + dice.pick(0..<99_999))") }
            record.used = DataVolume(kilobytes: Int64(dice.pick(0..<4_000_000)))
            if dice.pick(0..<3) > 0 { record.quota = DataVolume(kilobytes: Int64(dice.pick(0..<4) * 1_048_576)) }
            record.poolID = [nil, 3, 17, 48, 1 << 40][dice.pick(0..<5)]
            record.packageGroupID = dice.pick(0..<60)
            record.endsAt = now + .hours(Int64(dice.pick(0..<2_000)))
            let asOf = now - .minutes(Int64(dice.pick(0..<300)))
            return .record(record, Provenance(source: .snapshot, fetchedAt: now, asOf: asOf))
        }
        _ = store.merge(facts)
    }

    private func query(_ text: String, sort: SortOrder = SortOrder(.simNo)) throws -> FleetQuery {
        let context = FilterContext(now: now, marked: RowSet([1, 5000]), watched: [4], operations: [:])
        return FleetQuery(condition: try FilterParser.parse(text), sort: sort, context: context, rates: [1: 5, 4: 2.5])
    }

    private func rowByRow(_ query: FleetQuery, _ fleet: FleetTable) -> [Int] {
        (0..<fleet.count).filter { fleet.passes(query.condition, $0, query.context) }
    }

    nonisolated static let filters = [
        "48", "4821|17", "-48", "status:stopped", "status:300", "status:9999", "-status:4 flow>80%", "flow>1G",
        "flow<=500M -flow<10M",
        "quota:0", "pool:17", "pool>3", "pool:1099511627776", "package<7|package>50", "gateway:?", "iccid:0001", "imei:8610",
        "sim:149 online:yes", "ends<7d", "missing:yes", "stale:yes", "marked:yes", "status:?", "stopped", "17 stopped",
        "tag:ａcme", "tag:sdck", "tag:?", "note:夜", "note:?", "-tag:acme status:4", "cm", "sd", "tag:none",
    ]

    @Test(arguments: filters) func columnsFindWhatRowsFind(_ text: String) throws {
        let store = fleet(SeededRandom(5))
        let dice = SeededRandom(6)
        for row in 0..<5_000 {
            let tags = ["Acme", "深度测控", "x"].filter { _ in dice.pick(0..<3) == 0 }
            _ = store.change(row) { $0.set(tags, row) }
            if dice.pick(0..<9) == 0 { _ = store.change(row) { $0.setNote("夜班", row) } }
        }
        let table = store.table
        let query = try query(text)
        let found = query.run(over: table)
        #expect(found.shown.rows == rowByRow(query, table), "\(text)")
        #expect(found.order.map { Int($0) } == found.shown.rows)
    }

    /// What is typed after what; every pair is run with news in between and without.
    @Test(arguments: [
        ("4", "48"), ("48", "482"), ("1", "17"), ("status:stopped 4", "status:stopped 48"), ("48", "48 flow>1G"),
        ("s", "stopped"),
        ("flow>1G", "flow>1G"), ("482", "48"), ("4|5", "4|5 1"), ("-48", "-482"), ("ends<7d", "ends<7d 4"), ("", "48"),
        ("48", "84"),
    ])
    func oneMoreKeyFindsTheSameAsFromNothing(_ before: String, _ after: String) throws {
        for seed in 1...3 {
            let dice = SeededRandom(UInt64(seed))
            let store = fleet(dice)
            let first = try query(before)
            let found = FleetQuery.Found(first, first.run(over: store.table), over: store.table)
            if seed % 2 == 0 { learn(seed * 40, dice, store) }
            if seed % 3 == 0 { store.add((0..<700).map { Rig.card($0 + 900_000) }) }
            let second = try query(after)
            let result = try #require(second.run(over: store.table, after: found) { _ in true })
            #expect(result.shown.rows == rowByRow(second, store.table), "\(before) → \(after), seed \(seed)")
        }
    }

    @Test func oneMoreKeyLooksOnlyAtWhatTheLastOneLeft() throws {
        let store = fleet(SeededRandom(3), cards: 9_000)
        let first = try query("sim:1490000482")
        let found = FleetQuery.Found(first, first.run(over: store.table), over: store.table)
        #expect(found.shown.count < 40)
        let second = try query("sim:1490000482 4823")
        let result = try #require(second.run(over: store.table, after: found) { _ in true })
        #expect(result.examined <= FleetChunk.capacity)
        #expect(result.shown.count == 1)
    }

    @Test func tooMuchNewsIsLookedAtAnew() {
        var trail = ChangeTrail()
        for row in 0..<(ChangeTrail.capacity + 10) { trail.note(row) }
        #expect(trail.rows(since: 0) == nil)
        #expect(trail.rows(since: trail.version - 3) == [32_775, 32_776, 32_777])
        #expect(trail.rows(since: trail.version) == [])
        #expect(trail.rows(since: 10)?.count == ChangeTrail.capacity)
    }

    @Test func aQueryThatNobodyWaitsForStops() async throws {
        let store = fleet(SeededRandom(3), cards: 9_000)
        let ticket = QueryTicket()
        ticket.callOff()
        let (early, told) = AsyncStream.makeStream(of: FleetQuery.Result.self)
        #expect(await QueryRunner().run(try query("48"), over: store.table, ticket: ticket, early: told) == nil)
        for await _ in early { Issue.record("nothing was found") }

        var chunks = 0
        let stopped = try query("48").run(over: store.table, after: nil) { _ in
            chunks += 1
            return chunks < 2
        }
        #expect(stopped == nil)
        #expect(chunks == 2)
    }

    @Test func theFirstRowsComeBeforeTheLast() async throws {
        let store = fleet(SeededRandom(3), cards: 9_000)
        let (early, told) = AsyncStream.makeStream(of: FleetQuery.Result.self)
        let whole = try #require(await QueryRunner().run(try query("4"), over: store.table, ticket: QueryTicket(), early: told))
        var firsts: [FleetQuery.Result] = []
        for await first in early { firsts.append(first) }
        #expect(firsts.count == 1)
        let first = try #require(firsts.first)
        #expect(first.order.count >= QueryRunner.firstRows && first.order.count < whole.order.count)
        #expect(Array(whole.order.prefix(first.order.count)) == first.order)
    }

    @Test(arguments: CardColumn.allCases, [false, true]) func everyColumnSortsAsItsValues(
        _ column: CardColumn, _ descending: Bool
    ) throws {
        let table = Self.known
        let query = try query("", sort: SortOrder(column, descending: descending))
        let order = query.run(over: table).order.map { Int($0) }
        #expect(order.sorted() == Array(0..<table.count))
        /// What a person would compare: numbers as texts, everything else as a number.
        func texts(_ row: Int) -> String? { column == .simNo ? table.simNo(row).description : table.iccid(row)?.description }
        func value(_ row: Int) -> Double? {
            switch column {
            case .simNo, .iccid: nil
            case .status: table.code(.status, row).map(Double.init)
            case .online: table.code(.online, row).map(Double.init)
            case .used: table.volume(\.used, row).map { Double($0.kilobytes) }
            case .quota: table.quota(row).map { Double($0.kilobytes) }
            case .percent: table.usedShare(row)
            case .rate: [1: 5, 4: 2.5][row]
            case .ends: table.time(.endsAt, row).map { Double($0.seconds) }
            case .age: table.oldestOrigin(row).map { -Double($0.effective.seconds) }
            case .operation: nil
            case .pool: table.number(.pool, row).map(Double.init)
            case .package: table.number(.package, row).map(Double.init)
            case .carrier: table.number(.gateway, row).map(Double.init)
            case .tags: table.tags.ranks[Int(table.tags.set(row))].map(Double.init)
            }
        }
        let isText = column == .simNo || column == .iccid
        for (left, right) in zip(order, order.dropFirst()) {
            let isRising: Bool?
            let isUnknown: (Bool, Bool)
            if isText {
                let (a, b) = (texts(left), texts(right))
                isUnknown = (a == nil, b == nil)
                isRising = a.flatMap { a in b.flatMap { b in a == b ? nil : a < b } }
            } else {
                let (a, b) = (value(left), value(right))
                isUnknown = (a == nil, b == nil)
                isRising = a.flatMap { a in b.flatMap { b in a == b ? nil : a < b } }
            }
            // Unknown last; equal in the order of the list.
            if isUnknown.0 { #expect(isUnknown.1 && left < right) } else if isUnknown.1 { continue }
            if let isRising { #expect(isRising != descending) } else if !isUnknown.0 { #expect(left < right) }
        }
    }

    @Test func theIndexFindsEveryNumberAfterManyMore() {
        let store = FleetStore()
        let cards = (0..<12_000).map { Rig.card($0 * 7) }
        for start in stride(from: 0, to: cards.count, by: 999) { store.add(Array(cards[start..<min(start + 999, cards.count)])) }
        #expect(store.add(cards).isEmpty)
        for (row, card) in cards.enumerated() where row % 37 == 0 { #expect(store.row(of: card) == row) }
        #expect(store.row(of: Rig.card(1)) == nil)
        #expect(store.table.isInNumberOrder)
        store.add([Rig.card(3)])
        #expect(!store.table.isInNumberOrder)
    }
}
