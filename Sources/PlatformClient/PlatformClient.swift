// The only object that can reach the platform: it signs, sends, checks and repeats (reads only). What
// it decides by stands in pure structs beside it.

public import PlatformContract
public import SIMModel

/// Signed calls to the platform, within its limits.
///
/// Example: `let reply = await client.records(of: numbers)`; `reply.missing`, `reply.errors`.
public actor PlatformClient {
    public nonisolated let configuration: ClientConfiguration
    nonisolated let credentials: Credentials
    nonisolated let transport: any HTTPTransport
    nonisolated let time: any TimeSource
    nonisolated let random: any RandomSource
    nonisolated let meter: ClientMeter
    private var isClosed = false
    /// Kept until somebody says that they are refused. Bound: `Token.mostKept`.
    var tokens: [Token.Key: Token] = [:]

    public init(
        configuration: ClientConfiguration, credentials: Credentials, transport: any HTTPTransport,
        time: any TimeSource, random: any RandomSource
    ) {
        self.configuration = configuration
        self.credentials = credentials
        self.transport = transport
        self.time = time
        self.random = random
        meter = ClientMeter(callsPerMinute: configuration.callsPerMinute)
    }

    /// How the connection does. Cheap: may be asked for every frame.
    public nonisolated func health(at now: Uptime) -> ClientHealth { meter.health(at: now) }

    /// The last 500 attempts, newest last.
    public nonisolated var callLog: [CallLogEntry] { meter.callLog }

    /// 32 lower-case hexadecimal characters (upstream: header traceID).
    public nonisolated func newTraceID() -> String { random.hex32() }

    /// Closes the connections. Calls after it fail as `.cancelled`, `notSent`.
    public func shutdown() async {
        isClosed = true
        await transport.shutdown()
    }

    /// A stop or a resume: one call, at most 100 cards, never repeated.
    /// - Throws: `.readOnly` (`notSent`) in a read-only profile; with `mayHaveBeenSent` the cards may or
    ///   may not change.
    public func change(
        _ kind: OperationKind, cards: [CardNumber], remark: String?, traceID: String
    ) async throws(PlatformError) -> ChangeReceipt {
        let endpoint =
            switch kind {
            case .stop: Catalogue.batchShutdown
            case .resume: Catalogue.batchRestore
            }
        let distinct = Batcher.plan(cards).distinct
        var fields = [WireField("simNos", WireForm.list(distinct.map(\.description)))]
        if let remark, !remark.isEmpty { fields.append(WireField("remark", remark)) }
        let answer = try await ask(endpoint, fields, priority: .operation, traceID: traceID)
        return ReceiptReader.receipt(answer.envelope, cards: distinct, receivedAt: answer.receivedAt)
    }

    /// An accepted answer.
    struct Answer: Sendable {
        var envelope: Envelope
        var bytes: [UInt8]
        var receivedAt: WallTime
        var traceID: String
    }

    /// One question, with the repeats that its endpoint allows.
    nonisolated func ask(
        _ endpoint: Endpoint, _ values: [WireField], priority: CallPriority, traceID: String? = nil
    ) async throws(PlatformError) -> Answer {
        let request = try checked(endpoint, values)
        let policy = RetryPolicy(attempts: configuration.readAttempts)
        var attempt = 1
        while true {
            try await admit(request, priority: priority)
            let trace = traceID ?? newTraceID()
            let failure: ReplyCheck.Failure
            do throws(ReplyCheck.Failure) {
                return try await send(request, traceID: trace, attempt: attempt)
            } catch {
                failure = error
            }
            if failure.sent == .notSent { meter.giveBack(request.need) }
            let error = PlatformError(failure.kind, sent: failure.sent, endpoint: endpoint.id, traceID: trace)
            let decision = policy.decide(
                after: error, effect: endpoint.effect, attempt: attempt, retryAfter: failure.retryAfter,
                draw: random.unit())
            guard case .again(let pause) = decision else { throw error }
            try await wait(until: time.uptime + pause, endpoint)
            attempt += 1
        }
    }

    /// Waits for a place in the rate budget.
    private nonisolated func admit(_ request: CheckedCall, priority: CallPriority) async throws(PlatformError) {
        let endpoint = request.endpoint
        while true {
            if await isClosed || Task.isCancelled {
                throw PlatformError(.cancelled, sent: .notSent, endpoint: endpoint.id)
            }
            switch meter.take(priority, request.need, at: time.uptime) {
            case .go: return
            case .wait(let until): try await wait(until: until, endpoint)
            case .refuse(let until):
                let seconds = max(1, (until - time.uptime).inSeconds + 1)
                throw PlatformError(
                    .invalidRequest("simNo: one call in \(endpoint.limits.cardSpacing ?? 0) s for a card, \(seconds) s left"),
                    sent: .notSent, endpoint: endpoint.id)
            }
        }
    }

    private nonisolated func wait(until deadline: Uptime, _ endpoint: Endpoint) async throws(PlatformError) {
        do {
            try await time.wait(until: deadline)
        } catch {
            throw PlatformError(.cancelled, sent: .notSent, endpoint: endpoint.id)
        }
    }

    /// One attempt: sign now, send, check, note.
    private nonisolated func send(
        _ call: CheckedCall, traceID: String, attempt: Int
    ) async throws(ReplyCheck.Failure) -> Answer {
        let endpoint = call.endpoint
        let request = SignedRequest.make(
            endpoint, call.form, baseURL: configuration.baseURL, credentials: credentials, time: time.wall,
            traceID: traceID)
        let timeout = endpoint.effect.isChange ? configuration.changeTimeout : configuration.callTimeout
        let (sentWall, sentAt) = (time.wall, time.uptime)
        var bytes = 0
        let result: Result<Answer, ReplyCheck.Failure>
        do throws(TransportFailure) {
            let reply = try await transport.send(request, timeout: timeout, replyLimit: configuration.replyLimit)
            bytes = reply.body.count
            let times = CallTimes(sentAt: sentAt, receivedAt: time.uptime, receivedWall: time.wall)
            result = open(reply, times, endpoint, traceID: traceID)
        } catch {
            result = .failure(ReplyCheck.Failure(kind: error.kind, sent: error.sent))
        }
        var (outcome, retryAfter) = (CallLogEntry.Outcome.ok, Duration?.none)
        if case .failure(let failure) = result {
            outcome = .error(PlatformError(failure.kind, sent: failure.sent, endpoint: endpoint.id, traceID: traceID))
            retryAfter = failure.retryAfter
        }
        let now = time.uptime
        let entry = CallLogEntry(
            at: sentWall, endpoint: endpoint.id, traceID: traceID, cards: call.need.cards.count,
            milliseconds: (now - sentAt).inMilliseconds, outcome: outcome, attempt: attempt)
        meter.record(entry, bytes: bytes, at: now, retryAfter: retryAfter)
        return try result.get()
    }

    private nonisolated func open(
        _ reply: WireReply, _ times: CallTimes, _ endpoint: Endpoint, traceID: String
    ) -> Result<Answer, ReplyCheck.Failure> {
        do throws(ReplyCheck.Failure) {
            let envelope = try ReplyCheck.open(reply, times, isBare: endpoint.isFile)
            if let skew = ReplyCheck.skew(envelope, reply, times) { meter.note(skew: skew) }
            return .success(
                Answer(envelope: envelope, bytes: reply.body, receivedAt: times.receivedWall, traceID: traceID))
        } catch {
            // The stamp of a refusal counts too: a refused signature is often a wrong clock.
            if let skew = ReplyCheck.skew(try? Envelope(reply.body), reply, times) { meter.note(skew: skew) }
            return .failure(error)
        }
    }
}
