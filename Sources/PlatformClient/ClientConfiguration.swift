// What a client is told once, and how urgent a call is.

public import PlatformContract

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

    /// Of the calls a minute that the platform allows for a card, those it may use: one is left for the
    /// person, who may well use another simdeck or command for it.
    func cardCalls(of perMinute: Int) -> Int { self < .interactive ? max(1, perMinute - 1) : perMinute }

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

/// What the configuration says of one endpoint.
public struct EndpointOverride: Sendable, Hashable {
    /// Instead of the catalogue's; nil: as there.
    public var path: String?
    /// A person has checked the path with the platform.
    public var isConfirmed: Bool

    public init(path: String? = nil, isConfirmed: Bool = false) {
        self.path = path
        self.isConfirmed = isConfirmed
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
    /// By the endpoint's id.
    public var endpoints: [String: EndpointOverride]

    public init(
        baseURL: String, isReadOnly: Bool = false, callTimeout: Duration = .seconds(20),
        changeTimeout: Duration = .seconds(30), replyLimit: Int = 8 << 20, callsPerMinute: Int = 240,
        readAttempts: Int = 3, endpoints: [String: EndpointOverride] = [:]
    ) {
        self.baseURL = baseURL
        self.isReadOnly = isReadOnly
        self.callTimeout = callTimeout
        self.changeTimeout = changeTimeout
        self.replyLimit = replyLimit
        self.callsPerMinute = max(1, callsPerMinute)
        self.readAttempts = max(1, readAttempts)
        self.endpoints = endpoints
    }

    /// The endpoint with the path that this configuration gives it.
    public func effective(_ endpoint: Endpoint) -> Endpoint {
        guard let override = endpoints[endpoint.id] else { return endpoint }
        var endpoint = endpoint
        if let path = override.path { endpoint.path = path }
        if override.isConfirmed { endpoint.evidence = .confirmed }
        return endpoint
    }
}
