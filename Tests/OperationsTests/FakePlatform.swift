// A platform in a test's hand, behind the real client: it keeps what it was asked, and answers as told.

import PlatformClient
import SIMModel
import StateStore
import Synchronization
import TestSupport

final class FakePlatform: HTTPTransport {
    /// What a stop or resume is answered with.
    enum Answer: Sendable {
        /// Taken, with the next serial number.
        case take
        case takeWithoutSerial
        /// Taken, but these cards are refused in the same reply.
        case takeBut([CardNumber])
        case refuse(code: Int, String)
        case fail(PlatformError.Kind, SendCertainty)
        case raw(status: Int, String)
    }

    struct Call: Sendable, Equatable {
        var endpoint: String
        var cards: [String]
        var fields: [String: String]
    }

    private struct State {
        var calls: [Call] = []
        var answers: [Answer] = []
        var serials = 0
        var log: [ActionLogEntry] = []
        var statuses: [CardNumber: SIMStatus] = [:]
        var isDegraded = false
        var readFailure: TransportFailure?
        var onChange: (@Sendable () async -> Void)?
    }

    private let state = Mutex(State())
    private let time: ManualTime

    init(time: ManualTime) { self.time = time }

    var calls: [Call] { state.withLock { $0.calls } }
    var changes: [Call] { calls.filter { $0.endpoint == "batchShutdown" || $0.endpoint == "batchRestore" } }
    func count(_ endpoint: String) -> Int { calls.count { $0.endpoint == endpoint } }

    /// The next changes are answered so; after them all are taken.
    func answer(_ answers: Answer...) { state.withLock { $0.answers += answers } }
    func log(_ rows: ActionLogEntry...) { state.withLock { $0.log += rows } }
    func log(_ rows: [ActionLogEntry]) { state.withLock { $0.log += rows } }
    func set(_ cards: [CardNumber], _ status: SIMStatus) {
        state.withLock { state in for card in cards { state.statuses[card] = status } }
    }
    /// The carrier says nothing about these.
    func forget(_ cards: [CardNumber]) { state.withLock { state in for card in cards { state.statuses[card] = nil } } }
    func degrade(_ isDegraded: Bool) { state.withLock { $0.isDegraded = isDegraded } }
    func failReads(_ failure: TransportFailure?) { state.withLock { $0.readFailure = failure } }
    /// Runs when a change has arrived, before its answer leaves.
    func onChange(_ body: @escaping @Sendable () async -> Void) { state.withLock { $0.onChange = body } }

    func shutdown() async {}

    func send(
        _ request: WireRequest, timeout: Duration, replyLimit: Int
    ) async throws(TransportFailure) -> WireReply {
        let call = Self.call(request)
        let isChange = call.endpoint == "batchShutdown" || call.endpoint == "batchRestore"
        let (hook, failure) = state.withLock { state in
            state.calls.append(call)
            return (isChange ? state.onChange : nil, isChange ? nil : state.readFailure)
        }
        await hook?()
        if let failure { throw failure }
        if isChange { return try change(call) }
        switch call.endpoint {
        case "querySimAction": return reply(#"{"items":[\#(rows(call).map(json).joined(separator: ","))]}"#)
        case "batchQuerySimStatus": return reply(statuses(call))
        default: return WireReply(status: 404, headers: [], body: [])
        }
    }

    private func change(_ call: Call) throws(TransportFailure) -> WireReply {
        let (answer, serial) = state.withLock { state in
            state.serials += 1
            return (state.answers.isEmpty ? Answer.take : state.answers.removeFirst(), "S\(state.serials)")
        }
        switch answer {
        case .take: return reply(#"{"serialNumber":"\#(serial)"}"#)
        case .takeWithoutSerial: return reply("{}")
        case .takeBut(let cards):
            let errors = cards.map { #"{"simNo":"\#($0)","isError":true,"error":"卡板已销户"}"# }
            return reply(#"{"serialNumber":"\#(serial)","items":[\#(errors.joined(separator: ","))]}"#)
        case .refuse(let code, let message): return reply("null", code: code, message: message)
        case .fail(let kind, let sent): throw TransportFailure(kind, sent: sent)
        case .raw(let status, let text): return WireReply(status: status, headers: [], body: Array(text.utf8))
        }
    }

    private func rows(_ call: Call) -> [ActionLogEntry] {
        state.withLock { $0.log }.filter { row in
            (call.fields["serialNumber"].map { $0 == row.serialNumber } ?? true)
                && (call.fields["simNo"].map { $0 == row.simNo.description } ?? true)
        }
    }

    private func json(_ row: ActionLogEntry) -> String {
        """
        {"actionType":\(row.actionType),"actionTypeText":"\(row.actionText)","operateId":\(row.operateID ?? 0),\
        "simNo":"\(row.simNo)","status":\(row.status.code),"failReason":"\(row.failReason ?? "")",\
        "serialNumber":\(row.serialNumber.map { "\"\($0)\"" } ?? "null"),\
        "createdAt":\(row.createdAt.map { "\"\($0.platformText)\"" } ?? "null")}
        """
    }

    private func statuses(_ call: Call) -> String {
        let (known, isDegraded) = state.withLock { ($0.statuses, $0.isDegraded) }
        let items = call.cards.compactMap { name -> String? in
            guard let card = CardNumber(name), let status = known[card] else { return nil }
            return #"{"simNo":"\#(name)","simStatus":\#(status.rawValue)}"#
        }
        return #"{"items":[\#(items.joined(separator: ","))],"isDemote":\#(isDegraded)}"#
    }

    private func reply(_ data: String, code: Int = 0, message: String = "操作成功") -> WireReply {
        let text = #"{"code":\#(code),"message":"\#(message)","data":\#(data),"timestamp":\#(time.wall.seconds)}"#
        return WireReply(status: 200, headers: [], body: Array(text.utf8))
    }

    private static func call(_ request: WireRequest) -> Call {
        var fields: [String: String] = [:]
        for pair in String(decoding: request.body, as: UTF8.self).split(separator: "&") {
            let parts = pair.split(separator: "=", maxSplits: 1).map { decode($0) }
            if parts.count == 2 { fields[parts[0]] = parts[1] }
        }
        let cards = fields["simNos"]?.split(separator: "\"").map(String.init).filter { CardNumber($0) != nil }
        let endpoint = request.url.split(separator: "/").last.map(String.init) ?? ""
        return Call(endpoint: endpoint, cards: cards ?? [], fields: fields)
    }

    private static func decode(_ text: some StringProtocol) -> String {
        var bytes: [UInt8] = []
        var rest = Array(text.utf8)[...]
        while let byte = rest.popFirst() {
            if byte == UInt8(ascii: "%"), rest.count >= 2,
                let value = UInt8(String(decoding: rest.prefix(2), as: UTF8.self), radix: 16)
            {
                bytes.append(value)
                rest = rest.dropFirst(2)
            } else {
                bytes.append(byte == UInt8(ascii: "+") ? UInt8(ascii: " ") : byte)
            }
        }
        return String(decoding: bytes, as: UTF8.self)
    }
}
