// What the receiver believes, by the head and the body alone.

import PlatformContract
import PushReceiver
import SIMModel
import StateStore
import Testing

@Suite struct CheckTests {
    private let check = PushCheck(credentials: credentials, bodyLimit: 100)

    private func head(_ push: Push, at now: WallTime = noon, length: String? = nil) -> PushCheck.Head {
        check.head(
            method: push.method, path: push.path,
            header: { $0.lowercased() == "content-length" ? length : push.header($0) }, at: now)
    }

    @Test func aSignedPushInTimeIsRead() {
        #expect(head(Push()) == .read(traceID: trace(1)))
    }

    @Test(arguments: ["/push", "/push/", "/push/sim", "/push/order", "/push/any/thing?x=1", "/behind/a/proxy/push/sim"])
    func anyPathWithPushInItIsOurs(path: String) {
        #expect(head(Push(path: path)) == .read(traceID: trace(1)))
    }

    @Test(arguments: ["/", "", "/pushes", "/sim?x=/push/sim", "/sim#/push"])
    func anyOtherPathIsNot(path: String) {
        #expect(head(Push(path: path)) == .refuse(.notFound))
    }

    @Test(arguments: ["GET", "PUT", "HEAD", "post"])
    func onlyPostsArePushes(method: String) {
        #expect(head(Push(method: method)) == .refuse(.notPost))
    }

    @Test func aWrongKeyOrApplicationIsNotSigned() {
        #expect(head(Push(secret: "other")) == .refuse(.notSigned))
        #expect(head(Push(appID: "other")) == .refuse(.notSigned))
    }

    @Test(arguments: ["appID", "apiVersion", "timestamp", "traceID", "sign"])
    func eachSignedHeaderMustBeThere(name: String) {
        #expect(head(Push(leftOut: name)) == .refuse(.badHeader(name)))
    }

    @Test func aTraceOfAnotherFormIsMalformed() {
        for trace in ["1", String(repeating: "A", count: 32), String(repeating: "g", count: 32)] {
            #expect(head(Push(traceID: trace)) == .refuse(.badHeader("traceID")))
        }
    }

    @Test(arguments: [-601, -600, 0, 600, 601] as [Int64])
    func tenMinutesEitherWayAreInTime(skew: Int64) {
        let verdict = head(Push(time: noon + .seconds(skew)))
        #expect(verdict == (skew.magnitude > 600 ? .refuse(.clock(skew)) : .read(traceID: trace(1))))
    }

    @Test(arguments: [
        nil, "", "application/json", "application/json; charset=utf-8", "Application/JSON", "text/json",
        "application/problem+json", "text/plain", "application/x-www-form-urlencoded;charset=UTF-8",
    ])
    func theContentTypeMayBeJSONOrAFormOrUnsaid(type: String?) {
        #expect(head(Push(contentType: type)) == .read(traceID: trace(1)))
    }

    @Test(arguments: ["multipart/form-data; boundary=x", "image/png", "text/html", "json"])
    func anyOtherContentTypeIsRefused(type: String) {
        #expect(head(Push(contentType: type)) == .refuse(.contentType))
    }

    @Test func aLargeBodyIsRefusedByItsAnnouncement() {
        #expect(head(Push(), length: "100") == .read(traceID: trace(1)))
        #expect(head(Push(), length: "101") == .refuse(.tooLarge))
    }

    @Test func theSignatureComesBeforeWhatTheHeadSaysOfTheBody() {
        #expect(head(Push(contentType: "image/png", secret: "other"), length: "101") == .refuse(.notSigned))
    }

    @Test func theBodySaysWhatItIsAbout() {
        func kind(_ text: String) -> PushKind? { try? check.body(Array(text.utf8), announced: nil).get() }
        #expect(kind(cardsBody()) == .cards)
        #expect(kind(ordersBody) == .orders)
        #expect(kind(#"{"data":{"items":[]}}"#) == .cards)
        #expect(kind(#"{"data":[{"simNo":"14900000017"}]}"#) == .cards)
        #expect(kind(#"[{"keyNo":"QL1"}]"#) == .orders)
        #expect(kind(#"{"data":{"items":[],"list":[]}}"#) == .unknown)
        #expect(kind(#"{"data":{}}"#) == .unknown)
        #expect(kind("{}") == .unknown)
        #expect(kind("\u{FEFF} \n{}") == .unknown)
    }

    @Test func aFormCarriesTheReplyInItsFields() {
        func kind(_ fields: WireField...) -> PushKind? {
            try? check.body(Array(WireForm.encode(fields).utf8), announced: nil).get()
        }
        #expect(kind(WireField("code", "0"), WireField("data", #"{"items":[{"simNo":"1"}]}"#)) == .cards)
        #expect(kind(WireField("data", #"[{"keyNo":"QL1"}]"#)) == .orders)
        #expect(kind(WireField("body", ordersBody)) == .orders)
        #expect(kind(WireField("data", "text")) == nil)
        #expect(kind(WireField("a", "1"), WireField("b", "2")) == nil)
    }

    @Test(arguments: ["", "hello", "{", #"{"data":{"items":["#, "{}{}", "\"text\"", "%ZZ=1"])
    func rubbishIsNoPush(text: String) {
        guard case .failure(let refusal) = check.body(Array(text.utf8), announced: nil) else {
            Issue.record("taken")
            return
        }
        #expect(refusal.status.code == 400)
    }

    @Test func aBodyShorterThanAnnouncedIsNoPush() {
        let bytes = Array("{}".utf8)
        #expect((try? check.body(bytes, announced: 2).get()) == .unknown)
        guard case .failure(let refusal) = check.body(bytes, announced: 3) else {
            Issue.record("taken")
            return
        }
        #expect(refusal.status == .incomplete)
    }

    @Test func theAnswerFollowsTheInbox() {
        #expect(PushCheck.status(of: .stored(7)).code == 200)
        #expect(PushCheck.status(of: .repeated).code == 200)
        #expect(PushCheck.status(of: .conflicting).code == 409)
        #expect(PushCheck.status(of: .full).code == 503)
    }

    @Test func noAnswerRepeatsWhatWasSent() {
        let personal = "110101199001011234"
        for text in [personal, "{\"certNo\":\"\(personal)\"", "data=\(personal)"] {
            guard case .failure(let refusal) = check.body(Array(text.utf8), announced: nil) else { continue }
            #expect(!refusal.status.words.contains(personal))
        }
    }
}
