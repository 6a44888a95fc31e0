// What a client is told once, and how urgent a call is.

/// How urgent a call is; the lower, the more of the rate is left untouched for the others.
public enum CallPriority: Int, Comparable, Sendable, CaseIterable {
    /// Sweeps of the whole fleet.
    case background
    /// What the screen shows.
    case visible
    /// What a person just asked for.
    case interactive
    /// A stop or resume, and its following.
    case operation

    public static func < (left: CallPriority, right: CallPriority) -> Bool { left.rawValue < right.rawValue }

    /// The share of the rate it may use up. Unit: percent.
    var share: Int {
        switch self {
        case .background: 60
        case .visible: 85
        case .interactive: 95
        case .operation: 100
        }
    }
}

/// How to reach the platform.
public struct ClientConfiguration: Sendable, Hashable {
    /// The agent back office without its `/admin` tail, e.g. `https://example.com`.
    public var baseURL: String
    /// Every changing call is refused here, below everything that could send one.
    public var isReadOnly: Bool
    /// For a whole read, connecting included.
    public var callTimeout: Duration
    /// For a whole change.
    public var changeTimeout: Duration
    /// Unit: bytes of an unpacked reply.
    public var replyLimit: Int
    /// The platform documents no global limit; this is the most we send.
    public var callsPerMinute: Int
    /// How often a read is tried, the first time included. A change is tried once.
    public var readAttempts: Int

    public init(
        baseURL: String, isReadOnly: Bool = false, callTimeout: Duration = .seconds(20),
        changeTimeout: Duration = .seconds(30), replyLimit: Int = 8 << 20, callsPerMinute: Int = 240,
        readAttempts: Int = 3
    ) {
        self.baseURL = baseURL
        self.isReadOnly = isReadOnly
        self.callTimeout = callTimeout
        self.changeTimeout = changeTimeout
        self.replyLimit = replyLimit
        self.callsPerMinute = max(1, callsPerMinute)
        self.readAttempts = max(1, readAttempts)
    }
}
