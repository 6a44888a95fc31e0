// The life of an operation, state by event: every step that is legal, and that no other one is.

import Operations
import SIMModel
import StateStore
import TestSupport
import Testing

/// One event of each sort, and those whose content decides.
enum Sort: String, CaseIterable, Sendable {
    case sendStarted, accepted, refused, lost, notSent, handedOver, logFailed, ambiguous, notInLog
    case neverArrived
    case provedFresh, otherState, oldState, fromSnapshot, fromDegraded, deadline, interrupted, cancelled

    var event: OperationEvent {
        let later = noon + .minutes(5)
        switch self {
        case .sendStarted: return .sendStarted(traceID: "t", by: "me")
        case .accepted: return .replyAccepted(serialNumber: "S1")
        case .refused: return .replyRefused("500 余额不足")
        case .lost: return .replyLost("no answer in 30 s")
        case .notSent: return .notSent("unreachable, port closed")
        case .handedOver: return .logRow(row())
        case .logFailed: return .logRow(row(status: 2, failReason: "渠道内部请求超时"))
        case .ambiguous: return .logAmbiguous(2)
        case .notInLog: return .notInLog(after: .minutes(15))
        case .provedFresh: return .freshStatus(Coded(.stopped), source: .carrier, at: later)
        case .otherState: return .freshStatus(Coded(.active), source: .carrier, at: later)
        case .oldState: return .freshStatus(Coded(.stopped), source: .carrier, at: noon)
        case .fromSnapshot: return .freshStatus(Coded(.stopped), source: .snapshot, at: later)
        case .fromDegraded: return .freshStatus(Coded(.stopped), source: .degraded, at: later)
        case .deadline: return .deadline(after: .minutes(10))
        case .interrupted: return .interrupted
        case .cancelled: return .cancelled(by: "me")
        case .neverArrived: return .neverArrived(by: "me", why: "asked the platform")
        }
    }
}

@Suite struct MachineTests {
    static let legal: [OperationState: [Sort: OperationState]] = [
        .planned: [.sendStarted: .sending, .cancelled: .cancelled],
        .sending: [
            .accepted: .submitted, .refused: .refused, .lost: .unknown, .notSent: .planned, .interrupted: .unknown,
        ],
        .submitted: [
            .handedOver: .accepted, .logFailed: .failed, .ambiguous: .submitted, .deadline: .unconfirmed,
        ],
        .accepted: [.logFailed: .failed, .provedFresh: .confirmed, .deadline: .unconfirmed],
        // The log has not told of it: that it was handed over is news, and without that no state is proof.
        .unconfirmed: [.logFailed: .failed, .ambiguous: .unconfirmed, .handedOver: .accepted],
        .unknown: [
            .accepted: .submitted, .refused: .refused, .handedOver: .accepted, .logFailed: .failed,
            .ambiguous: .unknown, .notInLog: .unknown,
        ],
        .confirmed: [:], .failed: [:], .refused: [:], .cancelled: [:],
    ]

    @Test(arguments: OperationState.allCases, Sort.allCases)
    func onlyLegalStepsAreTaken(state: OperationState, sort: Sort) throws {
        var machine = OperationMachine(operation(1, .stop, state))
        let before = machine.record
        let change = machine.handle(sort.event, at: noon + .minutes(6))
        let expected = try #require(Self.legal[state])[sort]
        #expect(change?.state == expected)
        if let change {
            #expect(change.from == state)
            #expect(!change.evidence.kind.isEmpty && !change.evidence.detail.isEmpty)
            #expect(machine.record.state == expected)
        } else {
            #expect(machine.record == before)
        }
    }

    @Test(arguments: OperationState.allCases)
    func noEndIsLeftAndNothingUnknownIsSentAgain(state: OperationState) throws {
        let targets = Set(try #require(Self.legal[state]).values)
        if state.isEnd { #expect(targets.isEmpty) }
        if state == .unknown { #expect(targets.isDisjoint(with: [.planned, .sending])) }
    }

    @Test func aStateProvesWhatTheLogHasToldOfOnly() {
        var untold = OperationMachine(operation(1, .stop, .submitted, serial: "S1"))
        _ = untold.handle(Sort.deadline.event, at: noon)
        #expect(untold.record.state == .unconfirmed)
        // The card may have been stopped before, and the log tell of a failure for that.
        #expect(untold.handle(Sort.provedFresh.event, at: noon) == nil)
        var failed = untold
        #expect(failed.handle(Sort.logFailed.event, at: noon)?.state == .failed)
        #expect(untold.handle(Sort.handedOver.event, at: noon)?.state == .accepted)
        #expect(untold.handle(Sort.deadline.event, at: noon)?.state == .unconfirmed)
        #expect(untold.handle(Sort.handedOver.event, at: noon) == nil)
        #expect(untold.handle(Sort.provedFresh.event, at: noon)?.state == .confirmed)
    }

    @Test func aFailureCarriesThePlatformsWords() {
        var machine = OperationMachine(operation(1, .stop, .submitted))
        _ = machine.handle(Sort.logFailed.event, at: noon)
        #expect(machine.record.failReason == "渠道内部请求超时")
        #expect(machine.record.serialNumber == "S1")
        #expect(machine.record.operateID == 7)
    }

    @Test func settledDoubtIsNotShownAnyMore() {
        var machine = OperationMachine(operation(1, .stop, .sending))
        _ = machine.handle(.replyLost("no answer in 30 s"), at: noon)
        #expect(machine.record.failReason == "lost: no answer in 30 s")
        _ = machine.handle(.logAmbiguous(2), at: noon)
        #expect(OperationNote(failReason: machine.record.failReason)?.code == .ambiguous)
        _ = machine.handle(.logRow(row()), at: noon)
        #expect(machine.record.failReason == nil)
        #expect(machine.record.serialNumber == "S1")
    }

    @Test func theSameDoubtIsToldOnce() {
        var machine = OperationMachine(operation(1, .stop, .unknown))
        #expect(machine.handle(.notInLog(after: .minutes(15)), at: noon) != nil)
        #expect(machine.handle(.notInLog(after: .minutes(15)), at: noon) == nil)
        #expect(machine.handle(.logAmbiguous(2), at: noon) != nil)
        #expect(machine.handle(.logAmbiguous(2), at: noon) == nil)
        #expect(machine.handle(.logAmbiguous(3), at: noon) != nil)
    }

    @Test func aRowOfAnotherCardOrRequestIsRefused() {
        var other = OperationMachine(operation(1, .stop, .submitted, serial: "S1"))
        #expect(other.handle(.logRow(row(on: card(5))), at: noon) == nil)
        #expect(other.handle(.logRow(row(serial: "S2")), at: noon) == nil)
        #expect(other.handle(.logRow(row(status: 77)), at: noon) == nil)
        #expect(other.handle(.logRow(row()), at: noon)?.state == .accepted)
    }

    @Test func aResumeIsProvedByAnActiveCard() {
        var machine = OperationMachine(operation(1, .resume, .accepted))
        #expect(machine.handle(Sort.provedFresh.event, at: noon) == nil)
        #expect(machine.handle(Sort.otherState.event, at: noon)?.state == .confirmed)
    }

    @Test(arguments: 0..<40 as Range<UInt64>)
    func whateverHappensNothingIsSentTwice(seed: UInt64) {
        let dice = SeededRandom(seed)
        for _ in 0..<200 {
            var machine = OperationMachine(operation(1, dice.pick(0..<2) == 0 ? .stop : .resume, .planned))
            var (sends, neverLeft) = (0, 0)
            for tick in 0..<40 {
                let before = machine.record
                let sort = Sort.allCases[dice.pick(0..<Sort.allCases.count)]
                let change = machine.handle(sort.event, at: noon + .seconds(Int64(tick)))
                let after = machine.record
                if change == nil { #expect(after == before) }
                if before.state.isEnd { #expect(change == nil) }
                if after.state == .sending && before.state != .sending { sends += 1 }
                if before.state == .sending && after.state == .planned { neverLeft += 1 }
                if before.state == .unknown { #expect(after.state != .planned && after.state != .sending) }
                if let serial = before.serialNumber { #expect(after.serialNumber == serial) }
                #expect((after.sentAt == nil) == (after.state == .planned || after.state == .cancelled))
            }
            #expect(sends <= 1 + neverLeft)
        }
    }

    @Test func onlyALogReadLongEnoughLetsAPersonEndADoubt() {
        let word = OperationEvent.neverArrived(by: "me@host", why: "asked the platform")
        var machine = OperationMachine(operation(1, .stop, .unknown))
        #expect(machine.handle(word, at: noon) == nil)
        _ = machine.handle(.notInLog(after: .minutes(15)), at: noon)
        let change = machine.handle(word, at: noon + .minutes(1))
        #expect(change?.state == .failed && machine.record.state == .failed)
        #expect(
            OperationNote(failReason: machine.record.failReason) == OperationNote(.neverArrived, "me@host: asked the platform"))
        // It stays ended: nothing sends it again, and nobody says it twice.
        #expect(machine.handle(word, at: noon) == nil)
        #expect(machine.handle(.sendStarted(traceID: "t", by: "me"), at: noon) == nil)

        machine = OperationMachine(operation(2, .stop, .unknown))
        _ = machine.handle(.logAmbiguous(2), at: noon)
        #expect(machine.handle(word, at: noon)?.state == .failed)
    }
}
