// Alerts over a whole workspace, and what unknown values say.

import SIMModel
import Synchronization
import TestSupport
import Testing

@testable import ViewModels

@Suite("Alerts") @MainActor struct AlertsTests {
    private static let quiet = Set(BuiltInAlert.allCases)

    private func rig(_ rules: [AlertRule], off: Set<BuiltInAlert> = quiet, balance: Money? = nil, cards: Int = 40) throws -> Rig {
        try Rig(
            cards: cards, poll: PollSettings(snapshotEvery: .minutes(1)),
            alerts: AlertSettings(rules: rules, off: off, balance: balance))
    }

    @Test("A card that passes raises after the hold, names itself, and ends after it has been gone as long")
    func raisesAndEnds() async throws {
        let rig = try rig([AlertRule(name: "down", when: "status:stopped", hold: .minutes(2), severity: .critical)])
        let alerts = rig.workspace.alerts
        var notices: [AlertNotice] = []
        alerts.onNotice = { notices.append($0) }
        await rig.open()
        rig.platform.edit("14900000007") { $0.status = 4 }
        await rig.pass(.minutes(1))
        #expect(alerts.counts == AlertCounts(), "it has not held for two minutes")
        await rig.pass(.minutes(3))
        #expect(alerts.counts == AlertCounts(active: 1, new: 1, worst: .critical))
        let row = try #require(alerts.viewState().rows.first)
        #expect(row.subject == .rule("down") && row.count == 1 && row.first == "14900000007" && row.filter == "status:stopped")
        #expect(notices.map(\.alerts) == [1])
        alerts.acknowledge(row.id)
        #expect(alerts.counts.new == 0)
        #expect(alerts.viewState().rows.first?.acknowledgedBy == "test")
        #expect(rig.workspace.status.viewState().alerts.active == 1)
        rig.platform.edit("14900000007") { $0.status = 3 }
        await rig.pass(.minutes(5))
        #expect(alerts.counts.active == 0)
        #expect(alerts.viewState().rows.first?.endedAt != nil)
        #expect(notices.count == 1)
        await rig.workspace.stop()
    }

    @Test("A value that swings about the threshold raises once with a clear line of its own")
    func hysteresis() async throws {
        let rig = try rig([AlertRule(name: "used", when: "flow>90%", clear: "flow<80%", hold: .seconds(30))])
        var notices = 0
        rig.workspace.alerts.onNotice = { _ in notices += 1 }
        await rig.open()
        for step in 0..<20 {
            rig.platform.edit("14900000003") { $0.used = $0.quota * (step.isMultiple(of: 2) ? 95 : 85) / 100 }
            await rig.pass(.minutes(2))
        }
        #expect(notices == 1)
        #expect(rig.workspace.alerts.counts.active == 1)
        rig.platform.edit("14900000003") { $0.used = $0.quota / 2 }
        await rig.pass(.minutes(3))
        #expect(rig.workspace.alerts.counts.active == 0)
        await rig.workspace.stop()
    }

    @Test("Time alone raises: a package that ends within three days, asked again each minute")
    func timeRaises() async throws {
        let rig = try rig([AlertRule(name: "ends", when: "ends<3d", hold: .zero)])
        let ends = (rig.time.wall + .hours(72) + .minutes(10)).platformText
        rig.platform.edit("14900000005") { $0.ends = ends }
        await rig.open()
        #expect(rig.workspace.alerts.counts.active == 0)
        await rig.pass(.minutes(12))
        #expect(rig.workspace.alerts.viewState().rows.map(\.first) == ["14900000005"])
        await rig.workspace.stop()
    }

    @Test("The platform's silence is told after two minutes, a short one is not")
    func unreachable() async throws {
        let rig = try rig([], off: Self.quiet.subtracting([.unreachable]))
        await rig.open()
        rig.platform.state.withLock { $0.fails = true }
        await rig.pass(.seconds(100))
        rig.platform.state.withLock { $0.fails = false }
        await rig.pass(.minutes(5))
        #expect(rig.workspace.alerts.viewState().rows.isEmpty)
        rig.platform.state.withLock { $0.fails = true }
        let silentSince = rig.time.uptime
        await untilActive(1, rig)
        #expect(rig.workspace.alerts.viewState().rows.map(\.subject) == [.builtIn(.unreachable)])
        #expect(rig.time.uptime - silentSince >= .minutes(2))
        rig.platform.state.withLock { $0.fails = false }
        await untilActive(0, rig)
        #expect(rig.workspace.alerts.counts.active == 0)
        await rig.workspace.stop()
    }

    /// Lets seconds pass, whatever still waits for time itself: a call of a long outage may.
    private func untilActive(_ count: Int, _ rig: Rig) async {
        for _ in 0..<5_000 where rig.workspace.alerts.counts.active != count {
            rig.time.advance(by: .seconds(1))
            for _ in 0..<50 { await Task.yield() }
        }
    }

    @Test("Money is watched although Assets is not on the screen; a switched-off alert is not")
    func money() async throws {
        let rig = try rig([], off: [.inDoubt, .unreachable], balance: Money(tenThousandths: 2_000 * 10_000))
        rig.platform.state.withLock { $0.poolAvailable = "0" }
        await rig.open()
        await rig.pass(.minutes(7))
        #expect(Set(rig.workspace.alerts.viewState().rows.map(\.subject)) == [.builtIn(.lowBalance), .builtIn(.lowPool)])
        #expect(rig.workspace.alerts.viewState().rows.first { $0.subject == .builtIn(.lowPool) }?.first == "A")
        rig.platform.state.withLock { $0.poolAvailable = "900" }
        await rig.pass(.minutes(12))
        #expect(rig.workspace.alerts.viewState().rows.filter { $0.endedAt == nil }.map(\.subject) == [.builtIn(.lowBalance)])
        await rig.workspace.stop()

        let silent = try self.rig([], off: Self.quiet, balance: Money(tenThousandths: 2_000 * 10_000))
        await silent.open()
        await silent.pass(.minutes(7))
        #expect(silent.workspace.alerts.viewState().rows.isEmpty && silent.workspace.alerts.viewState().watched == 0)
        await silent.workspace.stop()
    }

    @Test("Two alerts at once are told once, summed up")
    func summedUp() async throws {
        let rig = try rig([
            AlertRule(name: "a", when: "status:stopped", hold: .zero), AlertRule(name: "b", when: "pool:8", hold: .seconds(5)),
            AlertRule(name: "c", when: "pool:8", hold: .seconds(6)),
        ])
        rig.platform.edit("14900000002") {
            $0.status = 4
            $0.pool = 8
        }
        var told: [Int] = []
        rig.workspace.alerts.onNotice = { told.append($0.alerts) }
        await rig.open()
        await rig.pass(.seconds(30))
        #expect(told == [1, 2])
        #expect(rig.workspace.alerts.counts.active == 3)
        await rig.workspace.stop()
    }

    @Test("Wrong conditions are found with their place, and not watched")
    func problems() {
        let settings = AlertSettings(rules: [
            AlertRule(name: "a", when: "flow>90% and fluw<3"), AlertRule(name: "b", when: "flow>1G", clear: "("),
        ])
        #expect(settings.problems.map { [$0.rule, $0.isClear ? 1 : 0, $0.filter.offset] } == [[0, 0, 13], [1, 1, 1]])
    }

    @Test(
        "What is not known neither raises nor clears",
        arguments: [
            ("flow>90%", nil, AlertVerdict.neither), ("-flow>90%", nil, .neither), ("not status:stopped", nil, .neither),
            ("flow>90% or pool:3", nil, .raises), ("flow>90% and pool:4", nil, .clears), ("flow>90% and pool:3", nil, .neither),
            ("flow:?", nil, .raises), ("pool:3", nil, .raises), ("pool:4", nil, .clears), ("pool:4", "flow<1G", .neither),
            ("pool:4", "pool:3", .clears), ("ends<3d", nil, .neither), ("stale:no", nil, .neither), ("online:yes", nil, .neither),
        ])
    func unknown(_ when: String, _ clear: String?, _ expected: AlertVerdict) throws {
        let store = FleetStore()
        store.add([Rig.card(1)])
        var record = CardRecord(simNo: Rig.card(1))
        record.poolID = 3
        record.online = Coded(.notObtained)
        let now = WallTime(seconds: 1_795_500_000)
        _ = store.merge([.record(record, Provenance(source: .carrier, fetchedAt: now))])
        let condition = AlertCondition(when: try FilterParser.parse(when), clear: try clear.map { try FilterParser.parse($0) })
        let context = FilterContext(now: now, marked: RowSet(), watched: [], operations: [:])
        #expect(store.table.verdict(condition, 0, context) == expected, "\(when)")
    }

    @Test("A degraded state does not count; a card the platform no longer knows leaves its alert")
    func degradedAndMissing() throws {
        let now = WallTime(seconds: 1_795_500_000)
        let context = FilterContext(now: now, marked: RowSet(), watched: [], operations: [:])
        let condition = AlertCondition(when: try FilterParser.parse("status:stopped"), clear: nil)
        func store(_ source: Source) -> FleetStore {
            let store = FleetStore()
            store.add([Rig.card(1)])
            var record = CardRecord(simNo: Rig.card(1))
            record.status = Coded(.stopped)
            _ = store.merge([
                .record(record, Provenance(source: source, fetchedAt: now, asOf: source == .degraded ? now - .hours(1) : nil))
            ])
            return store
        }
        #expect(store(.carrier).table.verdict(condition, 0, context) == .raises)
        #expect(store(.snapshot).table.verdict(condition, 0, context) == .raises)
        #expect(store(.degraded).table.verdict(condition, 0, context) == .neither)
        let gone = store(.carrier)
        _ = gone.merge([.missing(Rig.card(1), at: now + .seconds(5))])
        #expect(gone.table.verdict(condition, 0, context) == .clears)
        let missing = AlertCondition(when: try FilterParser.parse("missing:yes"), clear: nil)
        #expect(gone.table.verdict(missing, 0, context) == .raises)
    }

    @Test("The pass over a fleet of several chunks finds the same as card by card")
    func scannerAgrees() async throws {
        let now = WallTime(seconds: 1_795_500_000)
        let store = FleetStore()
        store.add((0..<9_000).map { Rig.card($0) })
        var observations: [Observation] = []
        for row in stride(from: 0, to: 9_000, by: 3) {
            var record = CardRecord(simNo: Rig.card(row))
            record.status = Coded(code: row % 5 + 1)
            if row % 2 == 0 { record.used = DataVolume(kilobytes: Int64(row)) }
            observations.append(.record(record, Provenance(source: .carrier, fetchedAt: now)))
        }
        _ = store.merge(observations)
        let context = FilterContext(now: now, marked: RowSet(), watched: [], operations: [:])
        let fleet = store.table
        for text in ["status:stopped", "not status:stopped", "flow>2M or status:1", "-(flow>2M)"] {
            let condition = AlertCondition(when: try FilterParser.parse(text), clear: nil)
            var raised: [Int] = []
            for chunk in fleet.chunks.indices {
                let question = AlertScanner.Question(rule: 0, condition: condition, tracked: RowSet([4_096]))
                let found = await AlertScanner().scan([question], chunk: chunk, of: fleet, context)
                raised += found.filter { $0.verdict == .raises }.map(\.row)
                #expect(chunk != 1 || found.contains { $0.row == 4_096 }, "a tracked card is always asked")
            }
            #expect(raised == (0..<9_000).filter { fleet.verdict(condition, $0, context) == .raises }, "\(text)")
        }
    }
}
