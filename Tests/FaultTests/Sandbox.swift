// The sandbox's world behind a line that fails, and what it truly did: the side of the truth.

import PlatformClient
import PlatformContract
import SIMModel
import Synchronization
import TestSupport

@testable import SandboxPlatform

/// A stop or resume that the sandbox took.
struct Taken: Sendable {
    var trace: String
    var kind: OperationKind
    var cards: Set<CardNumber>
    var serial: String
}

/// What the sandbox did with one operation of one card.
struct Deed: Sendable {
    /// nil: handed to the carrier.
    var failReason: String?
    var loggedAt: WallTime
    /// When the card's state followed.
    var effectAt: WallTime?
}

/// The world, shared by every process that reaches it.
final class Sandbox: Sendable {
    struct State {
        var world: World
        var weather: Weather
        /// How often the same question was asked: the dice of each time are its own.
        var asked: [UInt64: Int] = [:]
        var taken: [Taken] = []
        /// How often a change arrived, by its trace.
        var arrivals: [String: Int] = [:]
        var late: [(at: WallTime, request: SandboxRequest)] = []
        var calls = 0
    }

    /// How a call ends for the caller.
    enum Ending {
        case reply(WireReply)
        case failure(TransportFailure)
    }

    private let state: Mutex<State>
    private let seed: UInt64

    init(_ world: World, weather: Weather, seed: UInt64) {
        state = Mutex(State(world: world, weather: weather))
        self.seed = seed
    }

    var calls: Int { state.withLock { $0.calls } }
    var taken: [Taken] { state.withLock { $0.taken } }
    var arrivals: [String: Int] { state.withLock { $0.arrivals } }
    /// The share of writes that the disk refuses now.
    var diskFull: Double { state.withLock { $0.weather.diskFull } }
    /// Nothing is still on the line.
    var isQuiet: Bool { state.withLock { $0.late.isEmpty } }
    func set(_ weather: Weather) { state.withLock { $0.weather = weather } }

    static func isChange(_ request: WireRequest) -> Bool {
        request.url.hasSuffix(Catalogue.batchShutdown.path) || request.url.hasSuffix(Catalogue.batchRestore.path)
    }

    /// One call. `pass` lets time go by, and gives the time then.
    func exchange(_ request: WireRequest, timeout: Duration, pass: (Duration) -> WallTime) -> Ending {
        let isChange = Self.isChange(request)
        let (draw, fault, latency) = state.withLock { state in
            state.calls += 1
            let key = mixed(seed, Array(request.url.utf8) + request.body)
            state.asked[key, default: 0] += 1
            let dice = SeededRandom(mixed(key, "\(state.asked[key] ?? 0)".utf8))
            let (draw, fault) = (isChange ? state.weather.changes : state.weather.reads).roll(dice)
            return (draw, fault, Duration.milliseconds(20 + Int64(dice.unit() * 400)))
        }
        let lost = TransportFailure(.timeout(seconds: Int(timeout.inSeconds)), sent: .mayHaveBeenSent)
        let now = pass(latency)
        switch fault {
        case .unreachable:
            return .failure(TransportFailure(.unreachable("the platform refuses connections"), sent: .notSent))
        case .swallowed:
            _ = pass(timeout)
            return .failure(lost)
        case .arrivesLate:
            state.withLock { $0.late.append((now + timeout + latency * 400, Self.request(request))) }
            _ = pass(timeout)
            return .failure(lost)
        case .strangePage: return .reply(Self.page(status: 200, "<html>please log in</html>"))
        case .answerLost:
            _ = deliver(Self.request(request), draw, at: now)
            _ = pass(timeout)
            return .failure(lost)
        case .gatewayAfterwards:
            _ = deliver(Self.request(request), draw, at: now)
            return .reply(Self.page(status: 504, "<html>gateway</html>"))
        case .brokenAnswer, .wrongStatus, nil:
            let outcome = deliver(Self.request(request), draw, at: now)
            _ = pass(draw.delay)
            guard case .reply(let reply) = outcome else {
                // As the live transport tells it: the request was handed over when the line was cut.
                return .failure(TransportFailure(.connectionLost("the platform cut the connection"), sent: .mayHaveBeenSent))
            }
            let body = fault == .brokenAnswer ? Array(reply.body.prefix(reply.body.count / 2)) : reply.body
            let status = fault == .wrongStatus ? 500 : reply.status
            return .reply(WireReply(status: status, headers: [HeaderField("Content-Type", reply.contentType)], body: body))
        }
    }

    /// What was still on the line arrives.
    func arrive(until now: WallTime) {
        let due = state.withLock { state in
            let due = state.late.filter { $0.at <= now }.sorted { $0.at < $1.at }
            state.late.removeAll { $0.at <= now }
            return due
        }
        for (at, request) in due { _ = deliver(request, .none, at: at) }
    }

    private func deliver(_ request: SandboxRequest, _ draw: FaultDraw, at now: WallTime) -> SandboxOutcome {
        state.withLock { state in
            let before = state.world.acceptedCalls
            let trace = request.header(SignedHeader.traceID) ?? ""
            let isStop = request.path == Catalogue.batchShutdown.path
            if isStop || request.path == Catalogue.batchRestore.path { state.arrivals[trace, default: 0] += 1 }
            let outcome = state.world.answer(request, draw: draw, at: now)
            if state.world.acceptedCalls > before, let serial = state.world.serials.latest(1).first {
                let numbers = (state.world.serials.cards(of: serial) ?? []).compactMap {
                    CardNumber(state.world.fleet.plan.simNo($0))
                }
                state.taken.append(
                    Taken(trace: trace, kind: isStop ? .stop : .resume, cards: Set(numbers), serial: serial))
            }
            return outcome
        }
    }

    /// The course of one operation that was taken.
    func deed(_ card: CardNumber, _ taken: Taken) -> Deed? {
        state.withLock { state in
            guard let index = state.world.fleet.plan.index(of: card), let ledger = state.world.fleet.ledgers[index],
                let row = ledger.rows.first(where: { $0.serialNumber == taken.serial })
            else { return nil }
            // The operations of a card follow each other, so the next change to its target is this one's.
            let effect = ledger.changes.first { change in
                guard change.at > row.createdAt, case .status(let status) = change.event else { return false }
                return status == taken.kind.target
            }
            return Deed(
                failReason: row.failReason, loggedAt: row.createdAt, effectAt: row.failReason == nil ? effect?.at : nil)
        }
    }

    /// How many stops and resumes the world itself counted for a card.
    func count(_ card: CardNumber) -> (stops: Int, resumes: Int) {
        state.withLock { state in
            guard let index = state.world.fleet.plan.index(of: card), let ledger = state.world.fleet.ledgers[index]
            else { return (0, 0) }
            return (ledger.stops, ledger.resumes)
        }
    }

    private static func request(_ request: WireRequest) -> SandboxRequest {
        let target = request.url.drop { $0 != ":" }.dropFirst(3).drop { $0 != "/" }
        return SandboxRequest(
            method: request.method, target: String(target), headers: request.headers.map { ($0.name, $0.value) },
            body: request.body)
    }

    private static func page(status: Int, _ text: String) -> WireReply {
        WireReply(status: status, headers: [HeaderField("Content-Type", "text/html")], body: Array(text.utf8))
    }
}
