// From an HTTP reply to an envelope, or to the error it stands for.

import SIMModel
import Testing

@testable import PlatformClient

@Suite struct ReplyCheckTests {
    static let now = WallTime(seconds: 1_795_500_000)
    static let times = CallTimes(
        sentAt: Uptime(milliseconds: 1_000), receivedAt: Uptime(milliseconds: 3_000), receivedWall: now)

    static func failure(_ reply: WireReply) -> ReplyCheck.Failure? {
        do throws(ReplyCheck.Failure) {
            _ = try ReplyCheck.open(reply, times)
            return nil
        } catch {
            return error
        }
    }

    @Test(arguments: ["0", #""0""#, "0.0"])
    func codeZeroIsSuccess(code: String) throws {
        let envelope = try ReplyCheck.open(.text(#"{"code":\#(code),"msg":"x","extra":[1]}"#), Self.times)
        #expect(envelope.code == 0)
        #expect(envelope.data == nil)
        #expect(envelope.message.isEmpty)
    }

    @Test(arguments: [
        (400, PlatformError.Kind.refused(code: 400, message: "no")), (7, .refused(code: 7, message: "no")),
        (-1, .refused(code: -1, message: "no")), (401, .signature(code: 401, message: "no")),
        (429, .rate(code: 429, message: "no")), (408, .clock(skew: -1, code: 408, message: "no")),
    ])
    func otherCodesAreRefusalsWithThePlatformsWords(code: Int, kind: PlatformError.Kind) {
        let failure = Self.failure(.envelope(code: code, message: "no", at: Self.now.seconds))
        #expect(failure?.kind == kind)
        #expect(failure?.sent == .answered)
    }

    @Test func aRefusalUnderAWrongClockIsTheClocksFault() {
        // Sent and answered within 2 s: half way was one second ago; their stamp is cut to the second.
        for code in [400, 401, 408, 1] {
            let failure = Self.failure(.envelope(code: code, message: "签名错误", at: Self.now.seconds - 3_600))
            #expect(failure?.kind == .clock(skew: 3_598, code: code, message: "签名错误"))
        }
        #expect(
            Self.failure(.envelope(code: 429, message: "slow", at: Self.now.seconds - 3_600))?.kind
                == .rate(code: 429, message: "slow"))
    }

    @Test func aClockRefusalWithoutAnyStampStaysAsItCame() {
        #expect(Self.failure(.text(#"{"code":408,"message":"clock"}"#))?.kind == .refused(code: 408, message: "clock"))
    }

    @Test(arguments: [400, 403, 500, 502])
    func anErrorStatusWithAnEnvelopeIsWhatTheEnvelopeSays(status: Int) {
        let failure = Self.failure(.envelope(code: 12, message: "余额不足", at: Self.now.seconds, status: status))
        #expect(failure?.kind == .refused(code: 12, message: "余额不足"))
        #expect(failure?.sent == .answered)
    }

    @Test(arguments: [301, 302, 404, 500, 502, 504])
    func anErrorStatusWithoutOneMayComeFromInBetween(status: Int) {
        let failure = Self.failure(.text("<html>Bad Gateway</html>", status: status))
        #expect(failure?.kind == .httpStatus(status))
        #expect(failure?.sent == .mayHaveBeenSent)
    }

    @Test func successUnderAnErrorStatusIsNotBelieved() {
        let failure = Self.failure(.envelope(code: 0, message: "ok", at: Self.now.seconds, status: 503))
        #expect(failure?.kind == .httpStatus(503))
        #expect(failure?.sent == .mayHaveBeenSent)
    }

    @Test func tooManyRequestsIsARateEvenWithoutEnvelope() {
        let failure = Self.failure(.text("slow down", status: 429, headers: [HeaderField("retry-after", "9")]))
        #expect(failure?.kind == .rate(code: 429, message: ""))
        #expect(failure?.retryAfter == .seconds(9))
    }

    @Test(arguments: [
        ("", "not JSON, byte 0"), ("<html>", "not JSON, byte 0"), (#"{"code":0"#, "not JSON, byte 9"),
        ("[]", "reply: expected an object, found a list"), ("{}", "reply.code: missing"),
        (#"{"code":null}"#, "reply.code: missing"),
        (#"{"code":"ok"}"#, "reply.code: expected a whole number, found a text"),
        (#"{"code":[0]}"#, "reply.code: expected a whole number, found a list"),
    ])
    func whatIsNoEnvelopeIsABadReplyWithItsPlace(body: String, place: String) {
        let failure = Self.failure(.text(body))
        guard case .badReply(let text)? = failure?.kind else {
            Issue.record("\(String(describing: failure))")
            return
        }
        #expect(text.hasPrefix(place), "\(text)")
        #expect(failure?.sent == .mayHaveBeenSent)
    }
}

@Suite struct ClockSkewTests {
    @Test func theClockIsComparedHalfWayBetweenSendingAndReceiving() {
        let skew = ReplyCheck.skew(
            try? Envelope(WireReply.ok(nil, at: 1_795_499_000).body), .text(""), ReplyCheckTests.times)
        // Ours half way: …499_999.0; theirs: …499_000.5.
        #expect(skew == .milliseconds(998_500))
    }

    @Test func theDateHeaderServesWhereTheEnvelopeHasNoStamp() {
        let reply = WireReply.text(
            #"{"code":0,"timestamp":""}"#, headers: [HeaderField("date", "Tue, 24 Nov 2026 06:00:10 GMT")])
        #expect(ReplyCheck.skew(try? Envelope(reply.body), reply, ReplyCheckTests.times) == .milliseconds(-11_500))
        #expect(ReplyCheck.skew(nil, .text(""), ReplyCheckTests.times) == nil)
    }

    @Test func aStampInMillisecondsIsNotTakenForSeconds() {
        #expect((try? Envelope(WireReply.ok(nil, at: 1_795_500_000_000).body))?.timestamp == nil)
    }
}
