// A transport that answers from a script, and keeps every request that was sent.

import JSONText
import PlatformClient
import PlatformContract
import SIMModel
import Synchronization
import TestSupport

/// Answers each request by the script; notes requests, time-outs and how many run at once.
final class ScriptedTransport: HTTPTransport {
    typealias Answer = Result<WireReply, TransportFailure>
    /// The request and its number, from 0.
    typealias Script = @Sendable (WireRequest, Int) -> Answer

    private struct State {
        var requests: [WireRequest] = []
        var timeouts: [Duration] = []
        var running = 0
        var mostRunning = 0
        var isShutDown = false
    }

    private let state = Mutex(State())
    private let script: Script
    /// Called between request and answer: a slow network.
    private let pause: @Sendable () async -> Void

    init(pause: @escaping @Sendable () async -> Void = {}, _ script: @escaping Script) {
        self.script = script
        self.pause = pause
    }

    var requests: [WireRequest] { state.withLock { $0.requests } }
    var timeouts: [Duration] { state.withLock { $0.timeouts } }
    var mostRunning: Int { state.withLock { $0.mostRunning } }
    var isShutDown: Bool { state.withLock { $0.isShutDown } }

    func send(
        _ request: WireRequest, timeout: Duration, replyLimit: Int
    ) async throws(TransportFailure) -> WireReply {
        let number = state.withLock { state in
            state.requests.append(request)
            state.timeouts.append(timeout)
            state.running += 1
            state.mostRunning = max(state.mostRunning, state.running)
            return state.requests.count - 1
        }
        await pause()
        state.withLock { $0.running -= 1 }
        return try script(request, number).get()
    }

    func shutdown() async { state.withLock { $0.isShutDown = true } }
}

extension WireRequest {
    func header(_ name: String) -> String? { headers.first { $0.name == name }?.value }

    /// The fields of the form.
    var form: [String: String] {
        let fields = WireForm.decode(String(decoding: body, as: UTF8.self)) ?? []
        return Dictionary(fields.map { ($0.name, $0.value) }, uniquingKeysWith: { $1 })
    }

    /// The numbers in `simNos`.
    var cards: [String] {
        guard case .array(let elements)? = form["simNos"].flatMap({ try? JSONValue(parsing: $0) }) else { return [] }
        return elements.compactMap { if case .string(let text) = $0 { text } else { nil } }
    }
}

extension WireReply {
    /// A reply of the platform with `data`.
    static func ok(_ data: String?, at time: Int64 = 1_795_500_000) -> WireReply {
        envelope(code: 0, message: "操作成功", data: data, at: time)
    }

    static func envelope(
        code: Int, message: String, data: String? = nil, at time: Int64 = 1_795_500_000, status: Int = 200,
        headers: [HeaderField] = []
    ) -> WireReply {
        let data = data.map { #","data":\#($0)"# } ?? ""
        let text = #"{"code":\#(code),"message":"\#(message)"\#(data),"timestamp":\#(time),"traceID":"0"}"#
        return WireReply(status: status, headers: headers, body: Array(text.utf8))
    }

    static func text(_ text: String, status: Int = 200, headers: [HeaderField] = []) -> WireReply {
        WireReply(status: status, headers: headers, body: Array(text.utf8))
    }

    /// A record for every number.
    static func records(_ cards: [String], status: Int = 3, isDemote: Bool? = nil) -> WireReply {
        let items = cards.map { #"{"simNo":"\#($0)","iccid":"8986\#($0)0000","simStatus":\#(status),"useFlow":1}"# }
        let demote = isDemote.map { #","isDemote":\#($0)"# } ?? ""
        return .ok(#"{"items":[\#(items.joined(separator: ","))]\#(demote)}"#)
    }
}

/// A client over a script, with a clock and dice in the test's hand.
struct Bench {
    let time: ManualTime
    let transport: ScriptedTransport
    let client: PlatformClient

    init(
        _ configuration: ClientConfiguration = ClientConfiguration(baseURL: "https://platform.example"),
        seed: UInt64 = 7, pause: @escaping @Sendable () async -> Void = {}, _ script: @escaping ScriptedTransport.Script
    ) {
        self.init(configuration, transport: ScriptedTransport(pause: pause, script), seed: seed)
    }

    init(
        _ configuration: ClientConfiguration = ClientConfiguration(baseURL: "https://platform.example"),
        transport: ScriptedTransport, time: ManualTime = ManualTime(), seed: UInt64 = 7
    ) {
        self.transport = transport
        self.time = time
        client = PlatformClient(
            configuration: configuration, credentials: Credentials(appID: "demo", secret: "demo-secret"),
            transport: transport, time: time, random: SeededRandom(seed))
    }

    /// Runs `work`, letting time pass whenever it waits; returns what it gave and how long it waited.
    func run<Value: Sendable>(_ work: @escaping @Sendable (PlatformClient) async -> Value) async -> (Value, waited: Duration) {
        let start = time.uptime
        let client = client
        let task = Task { await work(client) }
        let clock = time
        let mover = Task {
            while !Task.isCancelled {
                await clock.untilParked()
                if let next = clock.nextDeadline { clock.advance(by: next - clock.uptime) }
            }
        }
        let value = await task.value
        mover.cancel()
        let waited = time.uptime - start
        // The mover may be parked for ever: give it somebody to see.
        let sleeper = Task { try? await clock.wait(until: clock.uptime + .seconds(1)) }
        _ = await mover.value
        sleeper.cancel()
        return (value, waited)
    }
}

/// Card numbers 14900000001… of a test.
func numbers(_ range: ClosedRange<Int>) -> [CardNumber] {
    range.compactMap { CardNumber("149" + padded($0, 8)) }
}
