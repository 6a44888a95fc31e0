// What can be done for one card: real-name, rebinding, speed, SMS; and for many: subscribing.

import JSONText
import PlatformContract
public import SIMModel

enum CardServiceReader {
    /// upstream: officialAuthUrl, data.url.
    static func link(_ envelope: Envelope) throws(BadReply) -> String {
        guard var reader = FieldReader(envelope.data ?? .object([]), at: "data") else {
            throw BadReply("data: expected an object")
        }
        if let url = reader.text("url") { return url }
        throw BadReply(reader.problems.first ?? "data.url: missing")
    }

    /// upstream: bindMachine, error: a list of texts.
    static func errors(_ envelope: Envelope) -> [String] {
        switch envelope.error {
        case nil: []
        case .array(let elements): elements.map { Tolerant.text($0) ?? $0.text }
        case .object(let members): members.map { Tolerant.text($0.value) ?? $0.value.text }
        case .some(let value): [Tolerant.text(value) ?? value.text]
        }
    }
}

extension PlatformClient {
    /// The official real-name page of a card. Some links expire: ask when it is wanted.
    public nonisolated func realNameLink(_ simNo: CardNumber) async throws(PlatformError) -> String {
        try await decoded(Catalogue.officialAuthUrl, ["simNo": simNo.description]) { envelope throws(BadReply) in
            try CardServiceReader.link(envelope)
        }
    }

    /// Clears the official real-name; China Mobile and China Telecom only.
    @discardableResult
    public nonisolated func clearRealName(_ simNo: CardNumber, traceID: String? = nil) async throws(PlatformError) -> RawReply {
        try await act(Catalogue.clearRealName, ["simNo": simNo.description], traceID: traceID)
    }

    /// Unbinds a card from its device and resumes it. Takes up to ten minutes.
    /// - Returns: the platform's errors in an accepted reply (upstream: error); empty when all is well.
    public nonisolated func rebind(_ simNo: CardNumber, traceID: String? = nil) async throws(PlatformError) -> [String] {
        try await decoded(Catalogue.bindMachine, ["simNo": simNo.description], traceID: traceID) { envelope in
            CardServiceReader.errors(envelope)
        }
    }

    /// Limits a card's speed, once in three minutes a card.
    /// - Parameters:
    ///   - code: upstream: speedCode, one of `SpeedCode` for the card's network.
    ///   - releaseAt: when the platform lifts it by itself; nil: it stays.
    @discardableResult
    public nonisolated func setSpeedLimit(
        _ simNo: CardNumber, code: String, releaseAt: WallTime? = nil, traceID: String? = nil
    ) async throws(PlatformError) -> RawReply {
        try await act(
            Catalogue.setSpeedLimit,
            [
                "simNo": simNo.description, "speedCode": code,
                "releaseSpeedAt": releaseAt?.platformText,
            ], traceID: traceID)
    }

    @discardableResult
    public nonisolated func removeSpeedLimit(
        _ simNo: CardNumber, traceID: String? = nil
    ) async throws(PlatformError) -> RawReply {
        try await act(Catalogue.removeSpeedLimit, ["simNo": simNo.description], traceID: traceID)
    }

    /// Has changes of at most 100 cards pushed to `url`.
    @discardableResult
    public nonisolated func subscribe(
        _ cards: [CardNumber], url: String, traceID: String? = nil
    ) async throws(PlatformError) -> ChangeReceipt {
        try await subscription(cards, "1", url: url, traceID: traceID)
    }

    /// Ends the pushes of at most 100 cards.
    @discardableResult
    public nonisolated func unsubscribe(
        _ cards: [CardNumber], traceID: String? = nil
    ) async throws(PlatformError) -> ChangeReceipt {
        try await subscription(cards, "2", url: nil, traceID: traceID)
    }

    private nonisolated func subscription(
        _ cards: [CardNumber], _ status: String, url: String?, traceID: String?
    ) async throws(PlatformError) -> ChangeReceipt {
        let distinct = Batcher.plan(cards).distinct
        var fields = [WireField("simNos", WireForm.list(distinct.map(\.description))), WireField("updateStatus", status)]
        if let url { fields.append(WireField("subscribeUrl", url)) }
        let answer = try await ask(Catalogue.batchSubscribe, fields, priority: .interactive, traceID: traceID)
        return ReceiptReader.receipt(answer.envelope, cards: distinct, receivedAt: answer.receivedAt)
    }

    /// SMS of a card, newest first. Without dates: the last seven days; else both, at most 31 days apart.
    /// - Parameter from: `yyyy-MM-dd` (inferred).
    public nonisolated func sms(
        of simNo: CardNumber, from: String? = nil, to: String? = nil
    ) async throws(PlatformError) -> OpenItems {
        try await decoded(
            Catalogue.simSmsQuery, ["simNo": simNo.description, "fromDate": from, "toDate": to]
        ) { OpenItems($0.data) }
    }

    @discardableResult
    public nonisolated func sendSMS(
        to simNo: CardNumber, _ content: String, traceID: String? = nil
    ) async throws(PlatformError) -> RawReply {
        try await act(Catalogue.simSmsSend, ["simNo": simNo.description, "content": content], traceID: traceID)
    }

    /// The account's own cards by series. Its parameters are inferred.
    public nonisolated func simPage(
        series: Int64? = nil, page: Int = 1, size: Int = 100
    ) async throws(PlatformError) -> OpenItems {
        try await decoded(
            Catalogue.simPage, ["seriesId": series.map { "\($0)" }, "page": "\(page)", "pageSize": "\(size)"]
        ) { OpenItems($0.data) }
    }
}
