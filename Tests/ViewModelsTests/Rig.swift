// A workspace over a tiny platform of the test's own: real client, real runner, real journal; only the
// network and the time are made up.

import Operations
import PlatformClient
import PlatformContract
import SIMModel
import StateStore
import Synchronization
import TestSupport

@testable import ViewModels

/// A platform that answers from memory and counts what it was asked.
final class TinyPlatform: HTTPTransport {
    struct Card {
        var status = 3
        var online = 1
        var used: Int64 = 1_048_576
        var quota: Int64 = 31_457_280
        var pool = 3
        var package = 5
        var ends: String? = "2027-03-27 00:00:00"
        var iccid: String?
        var cancelled = false
        /// Kilobytes a second.
        var rate: Int64 = 0
        var refusesFlow = false
    }

    struct State {
        var cards: [String: Card] = [:]
        var calls: [(endpoint: String, cards: [String], at: Uptime)] = []
        var fails = false
        /// Takes what is sent and never answers.
        var loses = false
        var isHeld = false
        var waiting: [CheckedContinuation<Void, Never>] = []
        var balance = "1000"
        var poolAvailable = "500"
        var log: [String] = []
        var changes = 0
        /// What is told of a device, by call and number; a device that is not here is refused.
        var deviceFlows: [String: String] = [:]
        var deviceInfos: [String: String] = [:]
        /// Beside each card in the flow of a month.
        var monthDevice = ""
        /// What officialAuthUrl gives as data.
        var link = #"{"url":"https://realname.example/h5?t=1"}"#
        /// `data` by path, before everything else.
        var replies: [String: String] = [:]
        /// Paths that take what is sent and never answer.
        var losing: Set<String> = []
        /// Bodies by path, in their order.
        var bodies: [String: [[WireField]]] = [:]
    }

    let state = Mutex(State())
    let time: ManualTime
    private let start: Uptime

    init(time: ManualTime) {
        self.time = time
        start = time.uptime
    }

    func calls(_ endpoint: Endpoint) -> [[String]] {
        state.withLock { $0.calls.filter { $0.endpoint == endpoint.path }.map(\.cards) }
    }
    func forgetCalls() { state.withLock { $0.calls = [] } }
    func edit(_ card: String, _ change: (inout Card) -> Void) {
        state.withLock { change(&$0.cards[card, default: Card()]) }
    }
    func release() {
        let waiting = state.withLock { state in
            state.isHeld = false
            defer { state.waiting = [] }
            return state.waiting
        }
        for each in waiting { each.resume() }
    }

    func shutdown() async {}

    func send(_ request: WireRequest, timeout: Duration, replyLimit: Int) async throws(TransportFailure) -> WireReply {
        let fields = WireForm.decode(String(decoding: request.body, as: UTF8.self)) ?? []
        func field(_ name: String) -> String { fields.first { $0.name == name }?.value ?? "" }
        let device = field("deviceNo")
        let names = !device.isEmpty ? [device] : field("simNos").split { "[]\",".contains($0) }.map(String.init)
        let path = "/" + request.url.split(separator: "/").dropFirst(2).joined(separator: "/")
        let fails = state.withLock { state in
            state.calls.append((path, names, time.uptime))
            state.bodies[path, default: []].append(fields)
            return state.fails
        }
        if state.withLock({ $0.loses || $0.losing.contains(path) }) {
            throw TransportFailure(.timeout(seconds: 30), sent: .mayHaveBeenSent)
        }
        if fails { throw TransportFailure(.unreachable("no route"), sent: .notSent) }
        await withCheckedContinuation { (waiting: CheckedContinuation<Void, Never>) in
            let goes = state.withLock { state in
                if state.isHeld { state.waiting.append(waiting) }
                return !state.isHeld
            }
            if goes { waiting.resume() }
        }
        let isDevice = path == Catalogue.queryDeviceInfo.path || path == Catalogue.queryDeviceFlow.path
        let told = state.withLock { path == Catalogue.queryDeviceInfo.path ? $0.deviceInfos[device] : $0.deviceFlows[device] }
        if isDevice, told == nil {
            let text = #"{"code":400,"message":"设备不存在","data":null,"timestamp":\#(time.wall.seconds),"traceID":"x"}"#
            return WireReply(status: 200, headers: [], body: Array(text.utf8))
        }
        let data = isDevice ? told ?? "" : state.withLock { answer(path, names, field("simNo"), &$0) }
        let text = """
            {"code":0,"message":"操作成功","data":\(data),"timestamp":\(time.wall.seconds),"traceID":"x"}
            """
        return WireReply(status: 200, headers: [], body: Array(text.utf8))
    }

    private func answer(_ path: String, _ names: [String], _ simNo: String, _ state: inout State) -> String {
        let elapsed = (time.uptime - start).inMilliseconds
        func used(_ card: Card) -> Int64 { card.used + card.rate * elapsed / 1000 }
        if let reply = state.replies[path] { return reply }
        switch path {
        case Catalogue.batchQuerySimFlow.path:
            let items = names.compactMap { name -> String? in
                guard let card = state.cards[name] else { return nil }
                return """
                    {"simNo":"\(name)","iccid":"","useFlow":\(used(card)),"isError":\(card.refusesFlow),
                    "error":"\(card.refusesFlow ? "not in a shared pool" : "")"}
                    """
            }
            return "{\"items\":[\(items.joined(separator: ","))],\"isDemote\":false}"
        case Catalogue.batchQuerySimInfo.path, Catalogue.batchQuerySimStatus.path:
            let items = names.compactMap { name -> String? in
                let found = state.cards[name].map { (name, $0) } ?? state.cards.first { $0.value.iccid == name }
                guard let (number, card) = found else { return nil }
                let polled = (time.wall - .minutes(20)).platformText
                return """
                    {"simNo":"\(number)","iccid":"\(card.iccid ?? "")","simStatus":\(card.status),
                    "onlineStatus":\(card.online),"cancelStatus":\(card.cancelled ? 2 : 1),"poolId":\(card.pool),
                    "packageGroupId":\(card.package),"totalFlow":\(card.quota),"useFlow":\(used(card)),
                    "endAt":\(card.ends.map { "\"\($0)\"" } ?? "null"),"lastRobinAt":"\(polled)","lastSimStatusAt":"\(polled)"}
                    """
            }
            return "{\"items\":[\(items.joined(separator: ","))],\"isDemote\":false}"
        case Catalogue.accountAsset.path:
            return """
                {"main":{"id":1,"username":"demo","balance":\(state.balance),"createdAt":null},"pools":[{"id":3,"name":"A",
                "balance":1000,"availableBalance":\(state.poolAvailable),"status":1}]}
                """
        case Catalogue.querySimAction.path:
            return "{\"items\":[\(state.log.filter { $0.contains("\"\(simNo)\"") }.joined(separator: ","))]}"
        case Catalogue.batchQuerySimMonthFlow.path:
            let items = names.map {
                #"{"simNo":"\#($0)","iccid":"","deviceNo":"\#(state.monthDevice)","useFlow":1,"isError":false}"#
            }
            return "{\"items\":[\(items.joined(separator: ","))],\"isDemote\":false}"
        case _ where path.hasPrefix(Catalogue.officialAuthUrl.path): return state.link
        default:
            state.changes += 1
            let target = path == Catalogue.batchShutdown.path ? 4 : 3
            for name in names { state.cards[name]?.status = target }
            return "{\"serialNumber\":\"1000000000000000000000000000000\(state.changes)\"}"
        }
    }
}

@MainActor final class Rig {
    let time = ManualTime()
    let platform: TinyPlatform
    let client: PlatformClient
    let journal: OperationJournal
    let runner: OperationRunner
    let purchases: PurchaseRunner
    let purchaseJournal: PurchaseJournal
    let feed = ObservationFeed()
    let workspace: Workspace
    private let folder = TemporaryDirectory()
    private let database: StateDatabase

    init(
        cards: Int = 40, numbers: [CardNumber]? = nil, poll: PollSettings = PollSettings(), isReadOnly: Bool = false,
        confirmed: [Endpoint] = [], alerts: AlertSettings? = nil, reminds: Bool = false
    ) throws {
        var poll = poll
        // To the second, so that a test can say what is asked when.
        poll.isSpread = false
        platform = TinyPlatform(time: time)
        let names = numbers ?? (0..<cards).map { Rig.card($0) }
        for name in names { platform.edit(name.description) { _ in } }
        client = PlatformClient(
            configuration: ClientConfiguration(
                baseURL: "https://platform.example", isReadOnly: isReadOnly, callsPerMinute: 100_000, readAttempts: 1,
                endpoints: Dictionary(uniqueKeysWithValues: confirmed.map { ($0.id, EndpointOverride(isConfirmed: true)) })),
            credentials: Credentials(appID: "demo", secret: "x"), transport: platform, time: time,
            random: SeededRandom(7))
        database = try StateDatabase(directory: folder.path)
        journal = OperationJournal(database)
        runner = OperationRunner(
            client: client, journal: journal, feed: feed, lease: nil, time: time, random: SeededRandom(8), actor: "test"
        )
        purchaseJournal = PurchaseJournal(database)
        purchases = PurchaseRunner(
            port: client, journal: purchaseJournal, time: time, random: SeededRandom(9), actor: "test")
        workspace = Workspace(
            client: client, runner: runner, purchases: purchases,
            recorder: ChangeRecorder(client: client, journal: ChangeJournal(database), time: time, actor: "test"),
            journal: journal, feed: feed,
            facts: WorkspaceFacts(
                profile: "test", platform: "platform.example", isDemo: true, isProduction: false, isReadOnly: isReadOnly
            ),
            poll: poll, time: time, cards: names, protected: ProtectedCards(database),
            labels: LabelStores(fleet: FleetList(database), tabs: FilterTabs(database)), actor: "test", alerts: alerts,
            shift: reminds ? ShiftStores(reminders: Reminders(database), handover: HandoverReading(database)) : nil)
    }

    nonisolated static func card(_ index: Int) -> CardNumber {
        guard let number = CardNumber("\(14_900_000_000 + index)") else { preconditionFailure("digits") }
        return number
    }

    var cards: CardsViewModel { workspace.cards }
    var fleetList: FleetList { FleetList(database) }
    /// As another simdeck on this state would set them.
    var reminders: Reminders { Reminders(database) }
    /// The same list another simdeck on this state would have.
    var protected: ProtectedCards { ProtectedCards(database) }

    /// Starts, shows the first frame and waits until every first question is answered.
    func open(height: Int = 20, panes: Set<PaneID> = [.cards]) async {
        workspace.show(panes)
        workspace.start()
        frame(height: height)
        await workspace.work.untilIdle()
    }

    @discardableResult
    func frame(height: Int = 20, withDetails: Bool = false) -> CardsViewState {
        cards.viewState(height: height, withDetails: withDetails)
    }

    /// Lets time pass, stopping at everything that is due on the way.
    func pass(_ duration: Duration) async {
        let end = time.uptime + duration
        await workspace.work.untilIdle()
        while time.uptime < end {
            let next = min(workspace.work.nextAlarm ?? end, end)
            time.advance(by: max(.milliseconds(1), next - time.uptime))
            await workspace.work.untilIdle()
        }
    }
}
