// The sandbox platform without its server: requests and a time in, answers out. Seeded and pure:
// the same calls at the same times give the same answers.

import JSONText
import PlatformContract
public import SIMModel

/// A synthetic platform over a synthetic fleet.
///
/// Nothing has to be stepped: what an accepted operation will do is written down with its times
/// when it is accepted, and every reading looks at what is due by then.
public struct World: Sendable {
    var fleet: Fleet
    let history: HistoricLog
    let accounts: Accounts
    let credentials: Credentials
    var traces: TraceMemory
    var statusMeter: StatusMeter
    var serials = SerialIndex()
    /// Accepted calls, and rows, of operations so far.
    var acceptedCalls = 0
    var acceptedRows = 0
    var tally = SandboxCounts()
    /// `http` or `https`: what the sandbox itself is reached by.
    let scheme: String
    var realNameLinks = RealNameLinks()
    var poolTokens = PoolTokens()
    var subscriptions = Subscriptions()
    var pushes = PushQueue()
    var shop: Shop
    /// Only devices that something was done to: at most one entry a device.
    var devices: [String: DeviceState] = [:]
    /// Numbers of purchases and orders so far. Bounded by the account's money and the shop's orders.
    var customNos: Set<String> = []
    /// Unit: fen.
    var spentFen: Int64 = 0
    var packagesSold = 0
    var switchesMade = 0
    var linksMade = 0
    var messagesMade = 0

    /// How far the clock is off while ``Fault/clockSkew`` holds.
    static let skew: Duration = .minutes(20)

    /// `startedAt` is where the fleet's dates lie around.
    public init(_ configuration: SandboxConfiguration, startedAt: WallTime) {
        let plan = FleetPlan(seed: configuration.seed, count: configuration.cards, startedAt: startedAt)
        fleet = Fleet(plan: plan, speed: configuration.speed)
        history = HistoricLog(plan: plan)
        accounts = Accounts(startedAt: startedAt, speed: configuration.speed)
        credentials = Credentials(appID: configuration.appID, secret: configuration.appSecret)
        scheme = configuration.tls == nil ? "http" : "https"
        shop = Shop(startedAt: startedAt)
        traces = TraceMemory(startedAt: startedAt)
        statusMeter = StatusMeter(startedAt: startedAt)
    }

    /// What the sandbox saw so far.
    public var counts: SandboxCounts {
        var counts = tally
        counts.mostStatusCallsPerMinute = statusMeter.most
        counts.spentFen = spentFen
        // Without the one that was there from the start.
        counts.orders = shop.orders.all.count - 1
        counts.pushesDelivered = pushes.tally.delivered
        counts.pushAttempts = pushes.tally.attempts
        counts.pushesGivenUp = pushes.tally.givenUp
        counts.pushesDropped = pushes.tally.dropped
        counts.customNosRepeated = tally.refused["customNo"] ?? 0
        for ledger in fleet.ledgers.values {
            counts.stops.add(ledger.stops)
            counts.resumes.add(ledger.resumes)
            counts.packages.add(ledger.packages.count)
        }
        return counts
    }

    /// The simNo of every card, ascending.
    public func cardNumbers() -> [CardNumber] { fleet.plan.simNos() }

    /// Answers one request that arrived at `now` and meets `draw`'s faults.
    public mutating func answer(_ request: SandboxRequest, draw: FaultDraw = .none, at now: WallTime) -> SandboxOutcome {
        let clock = draw.has(.clockSkew) ? now + Self.skew : now
        let trace = request.header(SignedHeader.traceID) ?? ""
        // The carrier's failures are counted by the card, where they happen.
        for fault in draw.faults where fault != .carrierFail { tally.faults[fault.rawValue, default: 0] += 1 }
        let outcome: Result<Reply, Refusal>
        do throws(Refusal) {
            let endpoint = try RequestCheck.endpoint(request)
            tally.calls[endpoint.id, default: 0] += 1
            // Before the platform itself: these leave no trace in it.
            if draw.has(.http502) { return .reply(Self.badGateway) }
            if draw.has(.reset) { return .cut(reset: true) }
            outcome = .success(try data(endpoint, request, draw, now: now, clock: clock))
        } catch {
            outcome = .failure(error)
        }
        if draw.has(.dropReply) { return .cut(reset: false) }
        return .reply(reply(to: outcome, draw, trace: trace, clock: clock))
    }

    /// What an endpoint answers when all is well.
    enum Reply {
        /// `data` of the envelope.
        case data(JSONValue)
        /// upstream: bindMachine, `error` in the place of `data`.
        case errors([String])
        /// A static file: no envelope.
        case file(JSONValue)

        /// An action: nothing to tell.
        static let done = Reply.data(.object([]))
    }

    /// The checks after the endpoint's, then its answer.
    private mutating func data(
        _ endpoint: Endpoint, _ request: SandboxRequest, _ draw: FaultDraw, now: WallTime, clock: WallTime
    ) throws(Refusal) -> Reply {
        // A static file stands before the platform: unsigned.
        if endpoint.isFile { return try handle(endpoint, CheckedParameters(endpoint, request), request, draw, at: now) }
        if let fault = Signature.fault(in: { request.header($0) }, credentials: credentials, now: clock) {
            throw RequestCheck.refusal(for: fault)
        }
        guard traces.isNew(request.header(SignedHeader.traceID) ?? "", at: now) else {
            tally.tracesRepeated += 1
            throw Refusal(code: AssumedCode.badParameter, reason: "trace", message: "traceID重复")
        }
        if draw.has(.rateLimit) {
            throw Refusal(code: AssumedCode.rate, reason: "rate", message: "请求过于频繁,请稍后再试")
        }
        let parameters = try CheckedParameters(endpoint, request)
        return try handle(endpoint, parameters, request, draw, at: now)
    }

    private mutating func reply(
        to outcome: Result<Reply, Refusal>, _ draw: FaultDraw, trace: String, clock: WallTime
    ) -> SandboxReply {
        var document: JSONValue
        var status = 200
        switch outcome {
        case .success(.data(let data)): document = WireJSON.envelope(data, trace: trace, at: clock)
        case .success(.errors(let errors)): document = WireJSON.errors(errors, trace: trace, at: clock)
        case .success(.file(let file)): document = file
        case .failure(let refusal):
            tally.refused[refusal.reason, default: 0] += 1
            status = refusal.status
            document = WireJSON.envelope(
                .object([]), code: refusal.code, message: refusal.message, trace: trace, at: clock)
        }
        if draw.has(.stringNumbers) { document = WireJSON.loosened(document) }
        return SandboxReply(status: status, body: document.utf8)
    }

    /// The answer to a body over the server's bound.
    static func tooLarge(at now: WallTime) -> SandboxReply {
        let document = WireJSON.envelope(.object([]), code: 413, message: "请求体过大", trace: "", at: now)
        return SandboxReply(status: 413, body: document.utf8)
    }

    private static let badGateway = SandboxReply(
        status: 502, contentType: "text/html",
        body: Array(
            """
            <html>
            <head><title>502 Bad Gateway</title></head>
            <body>
            <center><h1>502 Bad Gateway</h1></center>
            <hr><center>nginx</center>
            </body>
            </html>

            """.utf8))
}

extension SandboxCounts.Received {
    fileprivate mutating func add(_ times: Int) {
        guard times > 0 else { return }
        total += times
        cards += 1
        maxPerCard = max(maxPerCard, times)
    }
}
