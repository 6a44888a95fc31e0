// Why a card is down: each cause with its certainty, its evidence and what brings the card back, and
// nothing told as a fact that nobody said.

import PlatformContract
import SIMModel
import Synchronization
import TestSupport
import Testing

@testable import ViewModels

@Suite("Why is it down?")
struct DiagnosisTests {
    /// 2026-11-24 14:00:00 in the platform's zone.
    static let now = CivilTime.parse(platform: "2026-11-24 14:00:00") ?? WallTime(seconds: 0)
    static let card = Rig.card(42)

    static func ago(_ seconds: Int64, _ source: Source = .carrier) -> Provenance {
        Provenance(source: source, fetchedAt: now - .seconds(seconds))
    }

    /// A card of which everything is known and nothing is wrong but its state.
    static func facts(
        _ status: Coded<SIMStatus>?, _ provenance: Provenance = ago(10), change: (inout CardRecord) -> Void = { _ in }
    ) -> CardFacts {
        var record = CardRecord(simNo: card)
        record.status = status
        record.realName = Coded(.verified)
        record.network = Coded(.onNetwork)
        record.online = Coded(.online)
        record.cancellation = Coded(.notCancelled)
        record.replacement = Coded(.notReplaced)
        record.quota = DataVolume(kilobytes: 1000)
        record.used = DataVolume(kilobytes: 400)
        record.endsAt = now + .hours(1000)
        record.poolID = 3
        change(&record)
        var pool = AccountAssets.Pool(id: 3)
        pool.available = Money(tenThousandths: 10_000)
        let main = AccountAssets.Main(id: 1, username: "a", balance: Money(tenThousandths: 10_000), createdAt: nil)
        return CardFacts(
            record: record, provenance, operations: [],
            log: Answer([], fetchedAt: now - .seconds(30)),
            assets: Answer(AccountAssets(main: main, pools: [pool]), fetchedAt: now - .seconds(30)))
    }

    static func operation(
        _ id: Int64, _ kind: OperationKind, _ state: OperationState, ago seconds: Int64, serial: String? = nil,
        why: String? = nil
    ) -> OperationRecord {
        OperationRecord(
            id: OperationID(id), kind: kind, simNo: card, state: state, reason: "bill", group: "g", serialNumber: serial,
            failReason: why, createdAt: now - .seconds(seconds), updatedAt: now - .seconds(seconds),
            sentAt: now - .seconds(seconds))
    }

    static func row(
        _ text: String, _ status: ActionStatus = .handedToCarrier, ago seconds: Int64, serial: String? = nil, why: String? = nil
    ) -> ActionLogEntry {
        ActionLogEntry(
            actionType: text == "复机" ? 3 : 2, actionText: text, operateID: nil, simNo: card, status: Coded(status),
            failReason: why, serialNumber: serial, createdAt: now - .seconds(seconds))
    }

    struct Case: Sendable, CustomTestStringConvertible {
        var name: String
        var facts: CardFacts
        var cause: Diagnosis.Cause
        var certainty: Diagnosis.Certainty
        var remedies: [Diagnosis.Remedy]
        var isDown: Bool?
        var testDescription: String { name }

        init(
            _ name: String, _ facts: CardFacts, _ cause: Diagnosis.Cause, _ certainty: Diagnosis.Certainty,
            _ remedies: [Diagnosis.Remedy], isDown: Bool? = true
        ) {
            (self.name, self.facts, self.cause) = (name, facts, cause)
            (self.certainty, self.remedies, self.isDown) = (certainty, remedies, isDown)
        }
    }

    static func with(_ facts: CardFacts, _ change: (inout CardFacts) -> Void) -> CardFacts {
        var out = facts
        change(&out)
        return out
    }

    static var december: WallTime { CivilTime.parse(platform: "2026-12-01 00:00:00") ?? now }

    static var cases: [Case] {
        let stopped = facts(Coded(.stopped))
        let ours = operation(1182, .stop, .confirmed, ago: 120, serial: "s1")
        return [
            Case(
                "ours, the log agrees",
                with(stopped) {
                    $0.operations = [ours]
                    $0.log.value = [row("停机", ago: 110, serial: "s1")]
                }, .stoppedFromHere(OperationID(1182), at: ours.updatedAt, reason: "bill"), .certain, [.resume]),
            Case(
                "ours, the log not read: somebody may have had the last word",
                with(stopped) {
                    $0.operations = [ours]
                    $0.log = Answer()
                }, .stoppedFromHere(OperationID(1182), at: ours.updatedAt, reason: "bill"), .likely, [.resume]),
            Case(
                "resumed from here, stopped elsewhere since",
                with(stopped) {
                    $0.operations = [operation(2, .resume, .confirmed, ago: 600)]
                    $0.log.value = [row("流量池停机", ago: 60)]
                }, .stoppedElsewhere(words: "流量池停机", at: now - .seconds(60)), .certain, [.resume]),
            Case(
                "a failed stop in the log stops nothing",
                with(stopped) {
                    $0.log.value = [row("停机", .failed, ago: 60), row("停机", ago: 900)]
                }, .stoppedElsewhere(words: "停机", at: now - .seconds(900)), .certain, [.resume]),
            Case("nobody known", stopped, .stoppedByNobodyKnown, .unknown, [.resume]),
            Case(
                "a resume came after the stop, and yet it is down: nobody knows",
                with(stopped) {
                    $0.log.value = [row("复机", ago: 60), row("停机", ago: 900)]
                }, .stoppedByNobodyKnown, .unknown, [.resume]),
            Case(
                "over quota", facts(Coded(.stopped)) { $0.used = DataVolume(kilobytes: 1005) }, .overQuota(percent: 100),
                .likely, [.waits(until: december), .package]),
            Case(
                "package ended", facts(Coded(.stopped)) { $0.endsAt = now - .hours(24) }, .packageEnded(at: now - .hours(24)),
                .likely, [.package]),
            Case("no real name", facts(Coded(.stopped)) { $0.realName = Coded(.notVerified) }, .noRealName, .likely, [.realName]),
            Case("carrier cut", facts(Coded(.stopped)) { $0.network = Coded(.cut) }, .networkCut, .likely, [.carrier]),
            Case(
                "pool used up", with(stopped) { $0.assets.value?.pools[0].available = Money(tenThousandths: 0) },
                .poolEmpty(id: 3, name: nil), .likely, [.topUp]),
            Case(
                "account in arrears", with(stopped) { $0.assets.value?.main.balance = Money(tenThousandths: -1) },
                .accountEmpty(Money(tenThousandths: -1)), .likely, [.topUp]),
            Case("risk stop", facts(Coded(.riskStop)), .riskStop, .certain, [.carrier]),
            Case("risk stop, long ago", facts(Coded(.riskStop), ago(90_000, .snapshot)), .riskStop, .likely, [.carrier]),
            Case("separated: a rebind", facts(Coded(.separated)), .separated, .certain, [.rebind]),
            Case("abnormal", facts(Coded(.abnormal)), .abnormal, .certain, [.carrier]),
            Case("closed", facts(Coded(.closed)), .closed, .certain, [.nobody]),
            Case("expired", facts(Coded(.expired)), .expired, .certain, [.nobody]),
            Case("in stock", facts(Coded(.inStock)), .inStock, .certain, [.carrier]),
            Case("awaiting", facts(Coded(.awaitingActivation)), .awaitingActivation, .certain, [.firstUse]),
            Case(
                "cancelled, whatever the state says", facts(Coded(.active)) { $0.cancellation = Coded(.cancelled) }, .cancelled,
                .certain, [.nobody]),
            Case("replaced", facts(Coded(.active)) { $0.replacement = Coded(.replaced) }, .replaced, .certain, [.nobody]),
            Case("not down", facts(Coded(.active)), .notDown, .certain, [.nothing], isDown: false),
            Case(
                "active and yet cut", facts(Coded(.active)) { $0.network = Coded(.cut) }, .networkCut, .likely, [.carrier],
                isDown: nil),
            Case(
                "state not obtained", facts(Coded(.notObtained)), .stateUnknown(Coded(.notObtained)), .unknown, [.unknown],
                isDown: nil),
            Case("a code of no table", facts(Coded(code: 77)), .stateUnknown(Coded(code: 77)), .unknown, [.unknown], isDown: nil),
            Case("nothing known", CardFacts(card: card), .stateUnknown(nil), .unknown, [.unknown], isDown: nil),
            Case(
                "not in the platform", CardFacts(card: card, missingAt: now), .notInPlatform, .certain, [.unknown], isDown: nil),
        ]
    }

    @Test("Each cause", arguments: cases)
    func causes(_ each: Case) throws {
        let diagnosis = Diagnosis(of: each.facts, now: Self.now)
        let first = try #require(diagnosis.findings.first)
        #expect(first.cause == each.cause)
        #expect(first.certainty == each.certainty)
        #expect(first.remedies == each.remedies)
        #expect(diagnosis.isDown == each.isDown)
    }

    @Test("What is under way comes first, and a failure of just now")
    func underWay() {
        let open = Self.operation(9, .resume, .submitted, ago: 20)
        var facts = Self.facts(Coded(.stopped))
        facts.operations = [open, Self.operation(8, .stop, .confirmed, ago: 900)]
        let diagnosis = Diagnosis(of: facts, now: Self.now)
        #expect(
            diagnosis.findings.map(\.cause) == [
                .operation(open), .stoppedFromHere(OperationID(8), at: Self.now - .seconds(900), reason: "bill"),
            ])
        #expect(diagnosis.remedies == [.follows, .resume])

        let failed = Self.operation(9, .resume, .failed, ago: 20, why: "余额不足")
        facts.operations[0] = failed
        #expect(Diagnosis(of: facts, now: Self.now).findings.first?.cause == .operation(failed))
        let old = Self.operation(9, .resume, .failed, ago: 7200, why: "余额不足")
        facts.operations = [old]
        #expect(Diagnosis(of: facts, now: Self.now).findings.map(\.cause) == [.stoppedByNobodyKnown, .operation(old)])
        facts = Self.facts(Coded(.active))
        facts.operations = [old]
        #expect(Diagnosis(of: facts, now: Self.now).findings.map(\.cause) == [.notDown])
    }

    @Test("A stop in doubt is the answer; nothing else is made up beside it")
    func doubt() {
        let lost = Self.operation(9, .stop, .unknown, ago: 20)
        var facts = Self.facts(Coded(.stopped))
        facts.operations = [lost]
        #expect(Diagnosis(of: facts, now: Self.now).findings.map(\.cause) == [.operation(lost)])
    }

    @Test("A failed resume of somebody else is told beside the stop")
    func failedResume() {
        var facts = Self.facts(Coded(.stopped))
        facts.log.value = [Self.row("复机", .failed, ago: 60, why: "渠道超时"), Self.row("停机", ago: 900)]
        #expect(
            Diagnosis(of: facts, now: Self.now).findings.map(\.cause) == [
                .stoppedElsewhere(words: "停机", at: Self.now - .seconds(900)),
                .resumeFailed(why: "渠道超时", at: Self.now - .seconds(60)),
            ])
    }

    @Test("Off line is not down, and may mean several things")
    func offline() {
        let diagnosis = Diagnosis(of: Self.facts(Coded(.active)) { $0.online = Coded(.offline) }, now: Self.now)
        #expect(diagnosis.isDown == false)
        #expect(diagnosis.findings.map(\.cause) == [.notDown, .offline])
        #expect(diagnosis.gaps.isEmpty)
    }

    @Test("Several causes stand together, by hand first")
    func several() {
        var facts = Self.facts(Coded(.stopped)) {
            $0.used = DataVolume(kilobytes: 1500)
            $0.endsAt = Self.now - .hours(1)
        }
        facts.log.value = [Self.row("停机", ago: 900)]
        #expect(Diagnosis(of: facts, now: Self.now).remedies == [.resume, .waits(until: Self.december), .package])
    }

    @Test("What is missing or old is told")
    func gaps() {
        var facts = Self.facts(Coded(.stopped), Self.ago(400))
        #expect(Diagnosis(of: facts, now: Self.now).gaps == [.stateOld(Self.ago(400))])
        facts = Self.facts(Coded(.stopped), Self.ago(1, .degraded))
        #expect(Diagnosis(of: facts, now: Self.now).gaps == [.stateDegraded])
        let bare = Diagnosis(of: CardFacts(card: Self.card), now: Self.now)
        #expect(bare.gaps == [.noState, .noRecord, .logNotRead(isAsking: false), .assetsNotRead(isAsking: false)])
        facts = Self.facts(Coded(.stopped)) {
            $0.quota = nil
            $0.endsAt = nil
            $0.realName = Coded(.notObtained)
            $0.poolID = 8
        }
        facts.log.fetchedAt = Self.now - .minutes(6)
        facts.assets.fetchedAt = Self.now - .minutes(11)
        #expect(
            Diagnosis(of: facts, now: Self.now).gaps == [
                .noQuota, .noPackageEnd, .noRealNameState, .logOld(Self.now - .minutes(6)), .assetsOld(Self.now - .minutes(11)),
                .poolNotListed(8),
            ])
    }

    @Test("Evidence names its source and moment, and whether it is old")
    func evidence() {
        let diagnosis = Diagnosis(of: Self.facts(Coded(.riskStop), Self.ago(90_000, .snapshot)), now: Self.now)
        #expect(diagnosis.findings.first?.evidence == .init(.card(.snapshot), at: Self.now - .seconds(90_000), isStale: true))
    }

    @Test(
        "The first of the next month, in the platform's zone",
        arguments: [
            ("2026-11-30 23:59:59", "2026-12-01 00:00:00"), ("2026-12-01 00:00:00", "2027-01-01 00:00:00"),
            ("2028-02-29 12:00:00", "2028-03-01 00:00:00"),
        ])
    func nextMonth(_ now: String, _ next: String) throws {
        #expect(try #require(CivilTime.parse(platform: now)).nextMonth.platformText == next)
    }
}

@Suite("Why, asked in the console")
@MainActor struct WhyTests {
    @Test("The log and the money are asked once, also while paused; the answer changes when they come")
    func asksOnce() async throws {
        let rig = try Rig(cards: 3)
        rig.platform.edit(Rig.card(0).description) { $0.status = 4 }
        rig.platform.state.withLock {
            $0.log = [
                """
                {"actionType":2,"actionTypeText":"停机","operateId":1,"simNo":"\(Rig.card(0))","status":1,"failReason":"",
                "serialNumber":"x","createdAt":"\((rig.time.wall - .minutes(3)).platformText)"}
                """
            ]
        }
        await rig.open()
        rig.workspace.togglePause()
        let why = rig.workspace.why
        let before = why.viewState(Rig.card(0)).diagnosis
        #expect(before.gaps.contains(.logNotRead(isAsking: false)))
        rig.platform.forgetCalls()
        why.open(Rig.card(0))
        #expect(why.viewState(Rig.card(0)).isAsking)
        await rig.workspace.work.untilIdle()
        let after = why.viewState(Rig.card(0))
        guard case .stoppedElsewhere(let words, _)? = after.diagnosis.findings.first?.cause else {
            Issue.record("\(after.diagnosis.findings)")
            return
        }
        #expect(words == "停机")
        #expect(after.offers == [.init(.resume)])
        why.open(Rig.card(0))
        await rig.workspace.work.untilIdle()
        #expect(rig.platform.calls(Catalogue.querySimAction).count == 1)
        #expect(rig.platform.calls(Catalogue.accountAsset).count == 1)
        #expect(rig.frame().diagnosis?.findings.first == after.diagnosis.findings.first)
        why.askAgain(Rig.card(0))
        await rig.workspace.work.untilIdle()
        #expect(rig.platform.calls(Catalogue.querySimAction).count == 2)
    }

    @Test("A failed log is told and not asked again by itself")
    func failure() async throws {
        let rig = try Rig(cards: 2)
        await rig.open()
        rig.platform.state.withLock { $0.fails = true }
        rig.platform.forgetCalls()
        rig.workspace.why.open(Rig.card(1))
        await rig.workspace.work.untilIdle()
        let card = Rig.card(1)
        #expect(rig.platform.calls(Catalogue.querySimAction).count == 1)
        rig.platform.edit(card.description) { $0.status = 4 }
        guard case .some(let problem) = rig.workspace.history.answer(of: card).problem else {
            Issue.record("no problem")
            return
        }
        #expect(problem.isUnreachable)
        await rig.pass(.minutes(3))
        #expect(rig.platform.calls(Catalogue.querySimAction).count == 1)
    }

    @Test("A verb that cannot be done says why; one card only, whatever is marked")
    func verbs() async throws {
        let rig = try Rig(cards: 4, isReadOnly: true)
        rig.platform.edit(Rig.card(0).description) { $0.status = 4 }
        rig.platform.edit(Rig.card(1).description) { $0.status = 6 }
        await rig.open()
        let why = rig.workspace.why
        #expect(why.viewState(Rig.card(0)).offers == [.init(.resume, obstacle: .readOnly)])
        #expect(why.viewState(Rig.card(1)).offers == [.init(.action(.rebind), obstacle: .action(.readOnly))])
        rig.cards.markAllShown()
        let proposal = rig.cards.proposal(for: .resume, of: Rig.card(0))
        #expect(proposal.willDo == [Rig.card(0)])
        #expect(!proposal.isMarked)
        #expect(why.viewState(Rig.card(99)).diagnosis.gaps.contains(.noState))
    }
}
