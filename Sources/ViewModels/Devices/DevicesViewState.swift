// What the Devices pane shows: the known device numbers, and everything asked of the one under the
// cursor, each value with the call it came from and its age.

public import SIMModel

/// The parts of the Devices pane that keys can go to.
public enum DevicesPart: String, CaseIterable, Sendable {
    case list, details
}

/// The two calls that tell of a device.
public enum DeviceCall: String, CaseIterable, Sendable {
    /// upstream: queryDeviceInfo.
    case info
    /// upstream: queryDeviceFlow. The same facts, fresher, and it succeeds more often.
    case flow
}

/// Where a value of a device came from, and when.
public struct DeviceOrigin: Hashable, Sendable {
    /// From this age on a value is told as old: two turns of asking were missed.
    static let promise = Duration.seconds(120)

    public var call: DeviceCall
    public var fetchedAt: WallTime

    public init(_ call: DeviceCall, _ fetchedAt: WallTime) {
        self.call = call
        self.fetchedAt = fetchedAt
    }

    public func isStale(at now: WallTime) -> Bool { now - fetchedAt > Self.promise }
}

/// A line of the list.
public struct DeviceRow: Hashable, Sendable {
    public var number: String
    public var currentCard: CardNumber?
    public var online: Coded<OnlineStatus>?
    public var wifiName: String?
    /// Of the newest answer; nil: never answered.
    public var origin: DeviceOrigin?
    public var isAsking: Bool
    /// The last try of a call failed.
    public var hasProblem: Bool

    public init(
        number: String, currentCard: CardNumber? = nil, online: Coded<OnlineStatus>? = nil, wifiName: String? = nil,
        origin: DeviceOrigin? = nil, isAsking: Bool = false, hasProblem: Bool = false
    ) {
        self.number = number
        self.currentCard = currentCard
        self.online = online
        self.wifiName = wifiName
        self.origin = origin
        self.isAsking = isAsking
        self.hasProblem = hasProblem
    }
}

/// How far one of the calls got.
public struct DeviceAnswer: Hashable, Sendable {
    public var call: DeviceCall
    /// The endpoint's id, which is its key under `endpoints` in the configuration.
    public var endpoint: String
    /// False: no page of the platform shows its path, and the configuration does not confirm it.
    public var isConfirmed: Bool
    public var isAsking: Bool
    public var fetchedAt: WallTime?
    /// Why the last try failed; what came before it stays.
    public var problem: PlatformError?

    public init(
        call: DeviceCall, endpoint: String, isConfirmed: Bool = true, isAsking: Bool = false, fetchedAt: WallTime? = nil,
        problem: PlatformError? = nil
    ) {
        self.call = call
        self.endpoint = endpoint
        self.isConfirmed = isConfirmed
        self.isAsking = isAsking
        self.fetchedAt = fetchedAt
        self.problem = problem
    }
}

/// The fields that are known by their names.
public enum DeviceFieldName: CaseIterable, Sendable {
    case currentCard, mainCard, online, wifiName, wifiHidden, wifiPassword, used, asOf
}

/// A known field's value. Personal ones are masked unless they were asked for.
public enum DeviceValue: Hashable, Sendable {
    case text(String)
    case card(CardNumber)
    case online(Coded<OnlineStatus>)
    case hidden(Bool)
    case volume(DataVolume, of: DataVolume?)
    case moment(WallTime)
}

/// One of the device's cards.
public struct DeviceCardLine: Hashable, Sendable {
    public var simNo: CardNumber
    public var iccid: CardNumber?
    public var status: Coded<SIMStatus>?
    public var isCurrent: Bool
    public var isMain: Bool
    public var used: DataVolume?
    public var quota: DataVolume?
    /// It stands in the Cards pane.
    public var isInFleet: Bool
    public var origin: DeviceOrigin

    public init(
        simNo: CardNumber, iccid: CardNumber? = nil, status: Coded<SIMStatus>? = nil, isCurrent: Bool = false,
        isMain: Bool = false, used: DataVolume? = nil, quota: DataVolume? = nil, isInFleet: Bool = false, origin: DeviceOrigin
    ) {
        self.simNo = simNo
        self.iccid = iccid
        self.status = status
        self.isCurrent = isCurrent
        self.isMain = isMain
        self.used = used
        self.quota = quota
        self.isInFleet = isInFleet
        self.origin = origin
    }
}

/// A line of the details.
public enum DeviceLine: Hashable, Sendable {
    /// nil: not asked, or the reply did not say.
    case field(DeviceFieldName, DeviceValue?, DeviceOrigin?)
    /// So many; nil: unknown.
    case cardsHead(Int?)
    case card(DeviceCardLine)
    case othersHead
    /// A field as the platform names it, such as `cards[0].gatewayId`, and what stood in it.
    case other(key: String, text: String, DeviceOrigin)
}

/// Everything of the device under the cursor.
public struct DeviceDetails: Hashable, Sendable {
    public var number: String
    public var answers: [DeviceAnswer]
    public var lines: [DeviceLine]
    public var cursor: Int?
    /// Something in it is masked.
    public var hidesPersonal: Bool

    public init(number: String, answers: [DeviceAnswer], lines: [DeviceLine], cursor: Int?, hidesPersonal: Bool) {
        self.number = number
        self.answers = answers
        self.lines = lines
        self.cursor = cursor
        self.hidesPersonal = hidesPersonal
    }
}

/// The Devices pane as a whole.
public struct DevicesViewState: Hashable, Sendable {
    public var part: DevicesPart
    /// The rows on the screen.
    public var rows: [DeviceRow]
    public var firstIndex: Int
    /// Among ``rows``.
    public var cursor: Int?
    public var count: Int
    public var details: DeviceDetails?
    public var showsPersonal: Bool
    public var now: WallTime

    public init(
        part: DevicesPart, rows: [DeviceRow], firstIndex: Int = 0, cursor: Int?, count: Int, details: DeviceDetails?,
        showsPersonal: Bool = false, now: WallTime
    ) {
        self.part = part
        self.rows = rows
        self.firstIndex = firstIndex
        self.cursor = cursor
        self.count = count
        self.details = details
        self.showsPersonal = showsPersonal
        self.now = now
    }

    /// The line of the details that Enter goes to.
    public var line: DeviceLine? {
        guard part == .details, let details, let cursor = details.cursor else { return nil }
        return details.lines[cursor]
    }
}
