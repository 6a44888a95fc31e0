// The Devices pane: numbers the operator added or a reply named, for this session, and what the platform
// says of the one under the cursor. It cannot list devices, so nothing is asked about the others.

import PlatformClient
import PlatformContract
public import SIMModel

/// Intents and view state of the Devices pane.
@MainActor public final class DevicesViewModel {
    /// Most devices in the list.
    public static let most = 5_000
    /// Devices whose answers are kept for a look back.
    static let remembered = 256
    /// How often the device under the cursor is asked while the pane is on the screen.
    static let every = Duration.seconds(60)
    /// The cursor must rest on a device this long before it is asked.
    static let settling = Duration.milliseconds(300)

    let client: PlatformClient
    let store: FleetStore
    private let ledger: WorkLedger
    let changes: ChangeSignal
    let time: any TimeSource
    private lazy var alarm = WorkLedger.Alarm(ledger) { [weak self] in self?.plan() }
    /// Told when a call failed.
    var onProblem: (PlatformError) -> Void = { _ in }
    /// Polling is paused; an unfocused terminal.
    var isPaused: () -> Bool = { false }
    var isFocused: () -> Bool = { true }

    private(set) var devices: [DeviceFacts] = []
    private var places: [String: Int] = [:]
    /// Which device a card is in, as a reply said last.
    private var deviceOf: [CardNumber: String] = [:]
    private var asked: [String] = []
    var part = DevicesPart.list
    var cursor = ListCursor()
    var lineCursor = ListCursor()
    var showsPersonal = false
    private var isStarted = false
    private var isShown = false
    private var rested: (device: String, since: Uptime)?

    init(client: PlatformClient, store: FleetStore, ledger: WorkLedger, changes: ChangeSignal, time: any TimeSource) {
        self.client = client
        self.store = store
        self.ledger = ledger
        self.changes = changes
        self.time = time
    }

    static func endpoint(_ call: DeviceCall) -> Endpoint {
        switch call {
        case .info: Catalogue.queryDeviceInfo
        case .flow: Catalogue.queryDeviceFlow
        }
    }

    func isConfirmed(_ endpoint: Endpoint) -> Bool { client.configuration.effective(endpoint).evidence == .confirmed }

    var place: Int? { cursor.position(in: devices.count) }
    var focused: DeviceFacts? { place.map { devices[$0] } }
    /// The device under the cursor.
    public var focusedDevice: String? { focused?.number }

    // MARK: the list

    /// Adds devices and puts the cursor on the first that is new; how many are new.
    @discardableResult
    public func add(_ numbers: [String]) -> Int {
        let before = devices.count
        learn(numbers)
        if devices.count > before {
            cursor.moveTo(before, count: devices.count)
            part = .list
            focusMoved()
        }
        return devices.count - before
    }

    private func learn(_ numbers: [String]) {
        for number in numbers where devices.count < Self.most && places[number] == nil {
            places[number] = devices.count
            devices.append(DeviceFacts(number))
        }
        focusMoved()
        changes.mark()
    }

    /// The device a reply said this card is in.
    public func device(of card: CardNumber) -> String? { deviceOf[card] }

    /// Puts the cursor on a card's device; false when no reply named one.
    @discardableResult
    public func show(deviceOf card: CardNumber) -> Bool {
        guard let number = deviceOf[card] else { return false }
        learn([number])
        guard let place = places[number] else { return false }
        cursor.moveTo(place, count: devices.count)
        part = .list
        focusMoved()
        return true
    }

    /// Takes in what a call from elsewhere in the console named. `changed`: it was to change this device,
    /// so what is known of it is asked again.
    func noticed(named: [String], links: [(card: CardNumber, device: String)], changed: String?) {
        for link in links { deviceOf[link.card] = link.device }
        if let changed, let place = places[changed] {
            for call in DeviceCall.allCases { devices[place][call].triedAt = nil }
        }
        learn(named)
    }

    // MARK: moving

    public func moveCursor(by steps: Int) { move { $0.move(by: steps, count: $1) } }
    public func moveToFirst() { move { $0.moveTo(0, count: $1) } }
    public func moveToLast() { move { $0.moveTo($1 - 1, count: $1) } }
    public func movePage(_ pages: Double) { move { $0.movePage(pages, count: $1) } }

    private func move(_ step: (inout ListCursor, Int) -> Void) {
        switch part {
        case .list:
            step(&cursor, devices.count)
            focusMoved()
        case .details: step(&lineCursor, lines.count)
        }
        changes.mark()
    }

    /// Goes to a part; the details need a device.
    public func go(to next: DevicesPart) {
        part = devices.isEmpty ? .list : next
        changes.mark()
    }

    /// Back to the list; false when the keys go there already.
    @discardableResult
    public func back() -> Bool {
        guard part == .details else { return false }
        go(to: .list)
        return true
    }

    public func togglePersonal() -> Bool {
        showsPersonal.toggle()
        changes.mark()
        return showsPersonal
    }

    private func focusMoved() {
        if rested?.device != focusedDevice {
            rested = focusedDevice.map { ($0, time.uptime) }
            lineCursor = ListCursor()
        }
        plan()
    }

    // MARK: asking

    func start() {
        isStarted = true
        plan()
    }

    func stop() {
        isStarted = false
        alarm.set(nil)
    }

    func show(_ shown: Bool) {
        guard shown != isShown else { return }
        isShown = shown
        rested = focusedDevice.map { ($0, time.uptime) }
        plan()
    }

    /// By hand: asks about the device under the cursor now; false when there is none.
    @discardableResult
    public func refresh() -> Bool {
        guard let place else { return false }
        for call in DeviceCall.allCases where isConfirmed(Self.endpoint(call)) && !devices[place][call].isAsking {
            ask(call, place, .interactive)
        }
        plan()
        return true
    }

    /// Asks what is due and sets the alarm to what will be.
    func plan() {
        guard isStarted, isShown, !isPaused(), let place else { return alarm.set(nil) }
        var next: Uptime?
        for call in DeviceCall.allCases {
            guard let due = due(call, devices[place]) else { continue }
            if due <= time.uptime { ask(call, place, .visible) } else { next = min(next ?? due, due) }
        }
        alarm.set(next)
    }

    /// When a call is wanted; nil: not by itself.
    private func due(_ call: DeviceCall, _ device: DeviceFacts) -> Uptime? {
        let answer = device[call]
        guard isConfirmed(Self.endpoint(call)), !answer.isAsking, let rested else { return nil }
        let settled = rested.since + Self.settling
        guard let tried = answer.triedAt else { return settled }
        // A refusal stays one until something is changed; `r` asks again.
        if let problem = answer.problem, !problem.isUnreachable {
            guard case .rate = problem.kind else { return nil }
        }
        return max(settled, tried + (isFocused() ? Self.every : Self.every * 3))
    }

    private func ask(_ call: DeviceCall, _ place: Int, _ priority: CallPriority) {
        let number = devices[place].number
        devices[place][call].isAsking = true
        changes.mark()
        ledger.start { [self] in
            do throws(PlatformError) {
                let item =
                    try await call == .info
                    ? client.device(number, priority: priority) : client.deviceFlow(number, priority: priority)
                end(call, number, .success(DeviceReading(item)))
            } catch {
                onProblem(error)
                end(call, number, .failure(error))
            }
        }
    }

    /// Takes in an answer; what was known stays when there was none.
    private func end(_ call: DeviceCall, _ number: String, _ result: Result<DeviceReading, PlatformError>) {
        guard let place = places[number] else { return }
        var answer = devices[place][call]
        answer.isAsking = false
        answer.triedAt = time.uptime
        switch result {
        case .success(let reading):
            (answer.reading, answer.fetchedAt, answer.problem) = (reading, time.wall, nil)
            for card in reading.cards { deviceOf[card.simNo] = number }
        case .failure(let error): answer.problem = error
        }
        devices[place][call] = answer
        asked.removeAll { $0 == number }
        asked.append(number)
        if asked.count > Self.remembered, let oldest = places[asked.removeFirst()] { devices[oldest].answers = [:] }
        changes.mark()
        plan()
    }
}
