import SIMModel
import TestSupport
import Testing

@testable import ViewModels

@Suite @MainActor struct FleetMergeTests {
    private let now = WallTime(seconds: 1_795_500_000)

    private func record(_ status: Int?, used: Int64? = nil, online: Int? = nil) -> CardRecord {
        var record = CardRecord(simNo: Rig.card(1))
        record.status = status.map { Coded(code: $0) }
        record.online = online.map { Coded(code: $0) }
        record.used = used.map { DataVolume(kilobytes: $0) }
        return record
    }

    private func store() -> FleetStore {
        let store = FleetStore()
        store.add([Rig.card(1)])
        return store
    }

    @Test func aSnapshotOlderThanTheCarriersAnswerChangesNothing() {
        let store = store()
        _ = store.merge([.record(record(4, used: 200), Provenance(source: .carrier, fetchedAt: now))])
        let stored = Provenance(source: .snapshot, fetchedAt: now + .seconds(30), asOf: now - .minutes(30))
        _ = store.merge([.record(record(3, used: 100), stored)])
        #expect(store.table.status(0)?.value.known == .stopped)
        #expect(store.table.used(0)?.value.kilobytes == 200)
    }

    @Test func aSnapshotThatDoesNotSayWhenItWasTrueCountsAsAnHourOld() {
        let store = store()
        _ = store.merge([.record(record(4), Provenance(source: .carrier, fetchedAt: now))])
        _ = store.merge([.record(record(3), Provenance(source: .snapshot, fetchedAt: now + .minutes(30)))])
        #expect(store.table.status(0)?.value.known == .stopped)
        _ = store.merge([.record(record(3), Provenance(source: .snapshot, fetchedAt: now + .minutes(80)))])
        #expect(store.table.status(0)?.value.known == .active)
    }

    @Test func aSnapshotPolledAfterTheCarriersAnswerWins() {
        let store = store()
        _ = store.merge([.record(record(4), Provenance(source: .carrier, fetchedAt: now))])
        let later = Provenance(source: .snapshot, fetchedAt: now + .hours(1), asOf: now + .minutes(50))
        #expect(store.merge([.record(record(3), later)]) == [0])
        #expect(store.table.status(0)?.provenance.source == .snapshot)
    }

    @Test func aDegradedAnswerNeverDisplacesACarriersThatIsStillFresh() {
        let store = store()
        _ = store.merge([.record(record(4), Provenance(source: .carrier, fetchedAt: now))])
        let degraded = Provenance(source: .degraded, fetchedAt: now + .minutes(2), asOf: now + .minutes(1))
        _ = store.merge([.record(record(3), degraded)])
        #expect(store.table.status(0)?.value.known == .stopped)
    }

    @Test func stateAndFlowKeepTheirOwnAges() {
        let store = store()
        _ = store.merge([
            .record(record(3, used: 100), Provenance(source: .snapshot, fetchedAt: now, asOf: now - .minutes(9)))
        ])
        let reading = FlowReading(simNo: Rig.card(1), used: DataVolume(kilobytes: 140))
        _ = store.merge([.flow(reading, Provenance(source: .carrier, fetchedAt: now + .seconds(5)))])
        #expect(store.table.used(0)?.provenance.source == .carrier)
        #expect(store.table.status(0)?.provenance.source == .snapshot)
        #expect(store.table.oldestOrigin(0)?.source == .snapshot)
        #expect(store.monthUsed.kilobytes == 140)
        #expect(store.monthCards == 1)
    }

    @Test func aRecordWithoutAStateLeavesTheStateAndItsAge() {
        let store = store()
        _ = store.merge([.record(record(4), Provenance(source: .snapshot, fetchedAt: now, asOf: now - .minutes(50)))])
        _ = store.merge([.record(record(nil, used: 5), Provenance(source: .carrier, fetchedAt: now))])
        #expect(store.table.status(0)?.provenance.source == .snapshot)
        #expect(store.table.used(0)?.provenance.source == .carrier)
    }

    @Test func aLaterRecordThatIsSilentErasesNothing() {
        let store = store()
        var first = record(3)
        first.imei = CardNumber("864635281109908")
        first.endsAt = now + .hours(99)
        _ = store.merge([.record(first, Provenance(source: .snapshot, fetchedAt: now, asOf: now))])
        _ = store.merge([.record(record(4), Provenance(source: .carrier, fetchedAt: now + .minutes(5)))])
        #expect(store.table.imei(0)?.description == "864635281109908")
        #expect(store.table.time(.endsAt, 0) == now + .hours(99))
    }

    @Test func codesAndNumbersThatNobodyKnowsStayVisible() {
        let store = store()
        for (step, code) in [77, 254, 255, 9999, 123_456, 0, -3].enumerated() {
            var odd = record(code)
            odd.poolID = code * 100_000
            odd.endsAt = WallTime(seconds: 32_503_651_200)  // the year 3000
            _ = store.merge([.record(odd, Provenance(source: .carrier, fetchedAt: now + .seconds(Int64(step))))])
            #expect(store.table.status(0)?.value.code == code)
            #expect(store.table.number(.pool, 0) == code * 100_000)
            #expect(store.table.time(.endsAt, 0)?.seconds == 32_503_651_200)
            #expect(store.table.record(0)?.value.status?.code == code)
        }
    }

    @Test func aMissingCardIsRecordedAndComesBackWithItsNextRecord() {
        let store = store()
        #expect(store.merge([.missing(Rig.card(1), at: now)]) == [0])
        #expect(store.table.missingAt(0) == now)
        #expect(store.answeredCards == 1)
        _ = store.merge([.record(record(3), Provenance(source: .carrier, fetchedAt: now + .seconds(1)))])
        #expect(store.table.missingAt(0) == nil)
        #expect(store.answeredCards == 1)
    }

    @Test func aCardsOwnErrorStandsUntilItsNextGoodReading() {
        let store = store()
        let origin = Provenance(source: .carrier, fetchedAt: now)
        _ = store.merge([.flow(FlowReading(simNo: Rig.card(1), used: nil, error: "no pool"), origin)])
        #expect(store.table.errors[0] == "no pool")
        _ = store.merge([.flow(FlowReading(simNo: Rig.card(1), used: .zero), origin)])
        #expect(store.table.errors[0] == nil)
    }

    @Test func theSameFactTwiceIsNoNews() {
        let store = store()
        let seen: [Observation] = [.record(record(3, used: 9, online: 1), Provenance(source: .carrier, fetchedAt: now))]
        #expect(store.merge(seen) == [0])
        #expect(store.merge(seen) == [])
    }

    @Test func aCardListedByItsICCIDLearnsItsNumberAndAnswersToBoth() throws {
        let store = FleetStore()
        let printed = try #require(CardNumber("8986040100000000042X"))
        store.add([printed])
        var seen = record(3)
        seen.simNo = Rig.card(42)
        seen.iccid = CardNumber("89860401000000000427")
        _ = store.merge([.record(seen, Provenance(source: .snapshot, fetchedAt: now, asOf: now))])
        #expect(store.table.simNo(0) == Rig.card(42))
        #expect(store.row(of: Rig.card(42)) == 0)
        #expect(store.row(of: printed) == 0)
        #expect(store.add([Rig.card(42), printed]).isEmpty)
    }

    @Test func aClockSetBackDoesNotFreezeTheCarriersValues() {
        let store = store()
        _ = store.merge([.record(record(4), Provenance(source: .carrier, fetchedAt: now + .hours(2)))])
        _ = store.merge([.record(record(3), Provenance(source: .carrier, fetchedAt: now))])
        #expect(store.table.status(0)?.value.known == .active)
    }

    @Test func whateverComesInWhateverOrderASnapshotNeverDisplacesFresherCarrierData() {
        for seed in 0..<200 {
            let dice = SeededRandom(UInt64(seed))
            let store = store()
            var carrierAt: WallTime?
            var carrierCode = 0
            var clock = now
            for step in 1...40 {
                clock = clock + .seconds(Int64(dice.pick(0..<120)))
                let code = step
                switch dice.pick(0..<3) {
                case 0:
                    _ = store.merge([
                        .record(record(code, used: Int64(code)), Provenance(source: .carrier, fetchedAt: clock))
                    ])
                    (carrierAt, carrierCode) = (clock, code)
                default:
                    let source: Source = dice.pick(0..<2) == 0 ? .snapshot : .degraded
                    let asOf = dice.pick(0..<4) == 0 ? nil : clock - .seconds(Int64(dice.pick(0..<5400)))
                    _ = store.merge([
                        .record(record(1000 + code, used: 0), Provenance(source: source, fetchedAt: clock, asOf: asOf))
                    ])
                    guard let carrierAt, (asOf ?? clock - .minutes(75)) < carrierAt else {
                        carrierAt = nil
                        continue
                    }
                    #expect(store.table.status(0)?.value.code == carrierCode, "seed \(seed) step \(step)")
                    #expect(store.table.used(0)?.value.kilobytes == Int64(carrierCode), "seed \(seed) step \(step)")
                }
            }
        }
    }

    @Test func aSnapshotTakenForAFilterDoesNotSeeLaterWrites() {
        let store = store()
        let before = store.table
        _ = store.merge([.record(record(4), Provenance(source: .carrier, fetchedAt: now))])
        #expect(before.status(0) == nil)
        #expect(store.table.status(0)?.value.known == .stopped)
    }

    @Test func everyOfManyCardsIsFoundByItsNumber() {
        let store = FleetStore()
        store.add((0..<20_000).map { Rig.card($0 * 7) })
        #expect(store.count == 20_000)
        #expect((0..<20_000).allSatisfy { store.row(of: Rig.card($0 * 7)) == $0 })
        #expect(store.row(of: Rig.card(3)) == nil)
    }
}
