// What is tried again, and what never is.

import PlatformContract
import SIMModel
import Testing

@testable import PlatformClient

@Suite struct RetryPolicyTests {
    static let everyKind: [PlatformError.Kind] = [
        .refused(code: 400, message: ""), .refused(code: 500, message: ""), .signature(code: 401, message: ""),
        .clock(skew: 700, code: 408, message: ""), .rate(code: 429, message: ""), .readOnly, .invalidRequest("x"),
        .unreachable("x"), .proxy("x"), .tls("x"), .timeout(seconds: 20), .connectionLost("x"), .httpStatus(502),
        .httpStatus(404), .badReply("x"), .replyTooLarge(limit: 1), .cancelled,
    ]
    static let retried: Set<PlatformError.Kind> = [
        .refused(code: 500, message: ""), .rate(code: 429, message: ""), .unreachable("x"), .proxy("x"),
        .timeout(seconds: 20), .connectionLost("x"), .httpStatus(502),
    ]

    static func decide(
        _ kind: PlatformError.Kind, _ effect: Effect, attempt: Int = 1, retryAfter: Duration? = nil, draw: Double = 0.5,
        sent: SendCertainty = .notSent
    ) -> RetryPolicy.Decision {
        RetryPolicy(attempts: 3).decide(
            after: PlatformError(kind, sent: sent, endpoint: "e"), effect: effect, attempt: attempt,
            retryAfter: retryAfter, draw: draw)
    }

    @Test(arguments: everyKind)
    func aChangeIsNeverMadeAgain(kind: PlatformError.Kind) {
        for effect in [Effect.changes, .spends] {
            for sent in [SendCertainty.notSent, .mayHaveBeenSent, .answered] {
                #expect(Self.decide(kind, effect, retryAfter: .seconds(1), sent: sent) == .giveUp)
            }
        }
    }

    @Test(arguments: everyKind)
    func aReadIsMadeAgainWhenLuckMayChange(kind: PlatformError.Kind) {
        #expect((Self.decide(kind, .reads) != .giveUp) == Self.retried.contains(kind))
    }

    @Test func attemptsAreBounded() {
        #expect(Self.decide(.timeout(seconds: 1), .reads, attempt: 2) != .giveUp)
        #expect(Self.decide(.timeout(seconds: 1), .reads, attempt: 3) == .giveUp)
    }

    @Test func pausesAreDrawnFromASpanThatDoubles() {
        #expect(Self.decide(.timeout(seconds: 1), .reads, attempt: 1, draw: 0) == .again(after: .zero))
        #expect(Self.decide(.timeout(seconds: 1), .reads, attempt: 1, draw: 0.5) == .again(after: .milliseconds(250)))
        #expect(Self.decide(.timeout(seconds: 1), .reads, attempt: 2, draw: 0.5) == .again(after: .milliseconds(500)))
        let patient = RetryPolicy(attempts: 100)
        let late = patient.decide(
            after: PlatformError(.timeout(seconds: 1), sent: .notSent, endpoint: "e"), effect: .reads, attempt: 90,
            retryAfter: nil, draw: 0.999)
        #expect(late == .again(after: .milliseconds(9_990)))
    }

    @Test func retryAfterIsHonouredWithinReason() {
        #expect(Self.decide(.rate(code: 429, message: ""), .reads, retryAfter: .seconds(5)) == .again(after: .seconds(5)))
        #expect(Self.decide(.rate(code: 429, message: ""), .reads, retryAfter: .seconds(61)) == .giveUp)
    }
}

@Suite struct HTTPDateTests {
    @Test(arguments: [
        ("Sun, 06 Nov 1994 08:49:37 GMT", 784_111_777), ("Thu, 01 Jan 1970 00:00:00 GMT", 0),
        ("Tue, 24 Nov 2026 06:00:00 GMT", 1_795_500_000),
    ])
    func readsDates(text: String, seconds: Int64) { #expect(HTTPDate.parse(text)?.seconds == seconds) }

    @Test(arguments: [
        "", "Sun, 06 Nov 1994 08:49:37", "Sun, 06 Foo 1994 08:49:37 GMT", "Sun, 06 Nov 1994 25:49:37 GMT", "06 Nov 1994",
    ])
    func refusesOtherTexts(text: String) { #expect(HTTPDate.parse(text) == nil) }

    @Test func retryAfterIsSecondsOrADate() {
        #expect(HTTPDate.delay(retryAfter: nil, date: nil) == nil)
        #expect(HTTPDate.delay(retryAfter: "30", date: nil) == .seconds(30))
        #expect(HTTPDate.delay(retryAfter: "-1", date: nil) == nil)
        #expect(HTTPDate.delay(retryAfter: "soon", date: nil) == nil)
        let date = "Sun, 06 Nov 1994 08:49:37 GMT"
        #expect(HTTPDate.delay(retryAfter: "Sun, 06 Nov 1994 08:50:07 GMT", date: date) == .seconds(30))
        #expect(HTTPDate.delay(retryAfter: "Sun, 06 Nov 1994 08:49:07 GMT", date: date) == .zero)
    }
}
