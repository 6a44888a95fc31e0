// One way to call a sandbox, at two depths: the bare world, or a real server over TCP.

import JSONText
import PlatformContract
import SIMModel
import SandboxPlatform
import Synchronization
import TestSupport
import Testing

/// A signed request, as the platform's page wants it; a test spoils the part it is about.
struct Call {
    var method = "POST"
    var path: String
    var query = ""
    var fields: [WireField] = []
    var rawBody: [UInt8]?
    var appID = "demo"
    var secret = "demo-secret"
    var trace: String
    var signedAt: WallTime
    var headers: [String: String] = [:]
    var dropsHeader: String?

    private static let counter = Mutex<Int>(0)

    /// A trace that no other call of this run has.
    static func freshTrace() -> String {
        let number = counter.withLock { counter in
            counter += 1
            return counter
        }
        return padded(number, 32)
    }

    init(_ endpoint: Endpoint, _ fields: [(String, String)] = [], at time: WallTime) {
        path = endpoint.path
        self.fields = fields.map { WireField($0.0, $0.1) }
        trace = Self.freshTrace()
        signedAt = time
    }

    /// A call in the form the catalogue gives it: its own method, path and query.
    init(form endpoint: Endpoint, _ fields: [(String, String)], at time: WallTime) throws {
        self.init(endpoint, at: time)
        let form = try CallForm.make(endpoint, fields.map { WireField($0.0, $0.1) }).get()
        (method, path, query, self.fields) = (endpoint.method, form.path, WireForm.encode(form.query), form.form)
    }

    /// The call of a row's examples.
    init(exampleOf endpoint: Endpoint, at time: WallTime) throws {
        try self.init(form: endpoint, endpoint.parameters.map { ($0.name, $0.example) }, at: time)
    }

    static func cards(_ endpoint: Endpoint, _ cards: [CardNumber], at time: WallTime, more: [(String, String)] = [])
        -> Call
    {
        Call(endpoint, [("simNos", WireForm.list(cards.map(\.description)))] + more, at: time)
    }

    var request: SandboxRequest {
        var all = Signature.headers(
            credentials: Credentials(appID: appID, secret: secret), time: signedAt, traceID: trace)
        all.removeAll { $0.name == dropsHeader }
        for (name, value) in headers {
            all.removeAll { $0.name == name }
            all.append((name, value))
        }
        all.append(("Content-Type", WireForm.contentType))
        return SandboxRequest(
            method: method, target: query.isEmpty ? path : path + "?" + query, headers: all,
            body: rawBody ?? Array(WireForm.encode(fields).utf8))
    }
}

/// An answer, read.
struct Answer {
    var status: Int
    var document: JSONValue

    init(status: Int, body: [UInt8]) throws {
        self.status = status
        document = try JSONValue(parsing: body)
    }

    var code: Int? { document["code"].flatMap(whole).map(Int.init) }
    var message: String { if case .string(let text)? = document["message"] { text } else { "" } }
    var data: JSONValue? { document["data"] }
    var items: [JSONValue] { if case .array(let items)? = data?["items"] { items } else { [] } }
    var serial: String? { if case .string(let text)? = data?["serialNumber"] { text } else { nil } }
}

func whole(_ value: JSONValue?) -> Int64? { if case .integer(let number)? = value { number } else { nil } }
func text(_ value: JSONValue?) -> String? { if case .string(let text)? = value { text } else { nil } }
func keys(_ value: JSONValue?) -> [String] { if case .object(let members)? = value { members.map(\.key) } else { [] } }

/// A world and its clock in a test's hand.
final class Bench {
    let time: ManualTime
    var world: World
    lazy var cards: [CardNumber] = world.cardNumbers()

    init(
        cards: Int = 400, speed: Double = 1, seed: UInt64 = 1,
        startedAt: WallTime = WallTime(seconds: 1_795_500_000)
    ) {
        time = ManualTime(wall: startedAt)
        world = World(SandboxConfiguration(cards: cards, speed: speed, seed: seed), startedAt: startedAt)
    }

    var now: WallTime { time.wall }

    func send(_ call: Call, _ draw: FaultDraw = .none) throws -> Answer {
        guard case .reply(let reply) = world.answer(call.request, draw: draw, at: now) else { throw Cut() }
        return try Answer(status: reply.status, body: reply.body)
    }

    /// A call in the catalogue's own form.
    func ask(_ endpoint: Endpoint, _ fields: (String, String)...) throws -> Answer {
        try send(Call(form: endpoint, fields, at: now))
    }

    struct Cut: Error {}

    func info(_ cards: [CardNumber]) throws -> [JSONValue] {
        try send(.cards(Catalogue.batchQuerySimInfo, cards, at: now)).items
    }

    func status(_ card: CardNumber) throws -> Int64? {
        whole(try send(.cards(Catalogue.batchQuerySimStatus, [card], at: now)).items.first?["simStatus"])
    }

    func flow(_ card: CardNumber) throws -> Int64 {
        let answer = try send(.cards(Catalogue.batchQuerySimFlow, [card], at: now))
        return try #require(whole(answer.items.first?["useFlow"]))
    }

    func log(_ fields: (String, String)...) throws -> [JSONValue] {
        try send(Call(Catalogue.querySimAction, fields, at: now)).items
    }

    /// The true state, which no limit guards.
    func truth(_ card: CardNumber) throws -> JSONValue {
        let reply = try #require(world.truth(of: card, at: now))
        return try JSONValue(parsing: reply.body)
    }

    /// Cards whose stored state is `code`.
    func cards(in code: SIMStatus) throws -> [CardNumber] {
        try cards.filter { whole(try truth($0)["simStatus"]) == Int64(code.rawValue) }
    }
}
