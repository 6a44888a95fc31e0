// Codes, sources and states: unknown stays unknown, and age is never guessed.

import SIMModel
import TestSupport
import Testing

@Suite struct ValueTests {
    @Test func aCodeThatIsNotInTheTableStaysVisible() {
        #expect("\(Coded<SIMStatus>(code: 77))" == "unknown(77)")
        #expect(Coded<SIMStatus>(code: 77).known == nil)
        #expect(Coded<SIMStatus>(code: 4) == SIMStatus.stopped)
        #expect(Coded<SIMStatus>(code: 77) != SIMStatus.stopped)
        #expect(Coded(SIMStatus.active).code == 3)
    }

    @Test func aValueIsAsOldAsItsSourceSays() {
        let now = WallTime(seconds: 10_000)
        func provenance(_ source: Source, fetched: Int64, asOf: Int64? = nil) -> Provenance {
            Provenance(source: source, fetchedAt: WallTime(seconds: fetched), asOf: asOf.map { WallTime(seconds: $0) })
        }
        #expect(provenance(.carrier, fetched: 9_990).age(at: now) == .seconds(10))
        #expect(provenance(.snapshot, fetched: 9_990, asOf: 7_000).age(at: now) == .seconds(3000))
        // A platform whose clock is ahead does not make a value younger than its fetching.
        #expect(provenance(.snapshot, fetched: 9_990, asOf: 20_000).age(at: now) == .seconds(10))
        #expect(provenance(.carrier, fetched: 20_000).age(at: now) == .zero)
        #expect(!provenance(.carrier, fetched: 9_700).isStale(at: now))
        #expect(provenance(.carrier, fetched: 9_699).isStale(at: now))
        #expect(provenance(.degraded, fetched: 10_000).isStale(at: now))
        #expect(!provenance(.snapshot, fetched: 5_500).isStale(at: now))
        #expect(provenance(.snapshot, fetched: 5_499).isStale(at: now))
        #expect(Source.allCases.map(\.name) == ["snapshot", "carrier", "degraded", "pushed"])
    }

    @Test func onlyFourStatesAreEndsAndOnlyWhatMayBeOutIsFollowed() {
        #expect(OperationState.allCases.filter(\.isEnd) == [.confirmed, .failed, .refused, .cancelled])
        #expect(OperationState.allCases.filter(\.isFollowed) == [.submitted, .accepted, .unconfirmed, .unknown])
        #expect(OperationState.allCases.allSatisfy { !($0.isEnd && $0.isFollowed) })
        #expect(OperationKind.stop.target == .stopped)
        #expect(OperationKind.resume.target == .active)
    }

    @Test func anObservationKnowsItsCard() throws {
        let number = try #require(CardNumber("14900000042"))
        let provenance = Provenance(source: .carrier, fetchedAt: WallTime(seconds: 1))
        let seen: [Observation] = [
            .record(CardRecord(simNo: number), provenance), .flow(FlowReading(simNo: number, used: nil), provenance),
            .missing(number, at: WallTime(seconds: 1)),
        ]
        #expect(seen.allSatisfy { $0.simNo == number })
    }

    @Test func aTraceIs32HexadecimalCharactersAndNeverTheSameTwice() {
        let random = SeededRandom(1)
        let traces = (0..<1000).map { _ in random.hex32() }
        #expect(Set(traces).count == 1000)
        #expect(traces.allSatisfy { $0.utf8.count == 32 && $0.allSatisfy { $0.isHexDigit && !$0.isUppercase } })
        #expect((0..<1000).allSatisfy { _ in (0..<1).contains(random.unit()) })
    }

    @Test func whatCannotBeReachedIsToldFromWhatIsRefused() {
        func error(_ kind: PlatformError.Kind) -> PlatformError { PlatformError(kind, sent: .answered, endpoint: "x") }
        for kind in [
            .unreachable("x"), .proxy("x"), .tls("x"), .timeout(seconds: 1), .connectionLost("x"), .httpStatus(502),
            .badReply("x"), .replyTooLarge(limit: 1),
        ]
            as [PlatformError.Kind]
        { #expect(error(kind).isUnreachable) }
        for kind in [
            .refused(code: 1, message: ""), .signature(code: 1, message: ""), .clock(skew: 1, code: 1, message: ""),
            .rate(code: 1, message: ""), .readOnly, .invalidRequest("x"), .cancelled,
        ]
            as [PlatformError.Kind]
        { #expect(!error(kind).isUnreachable) }
    }
}
