// How bytes travel: time-outs, trust, proxy.

/// The settings of a transport.
public struct TransportConfiguration: Sendable {
    /// For name resolution, connecting, proxy and TLS together.
    public var connectTimeout: Duration
    /// A PEM file of authorities that are trusted beside the system's.
    public var caFile: String?
    public var proxy: ProxySetting?
    /// How long an unused connection is kept.
    public var idleTimeout: Duration
    /// The User-Agent header.
    public var userAgent: String

    public init(
        connectTimeout: Duration = .seconds(8), caFile: String? = nil, proxy: ProxySetting? = nil,
        idleTimeout: Duration = .seconds(50), userAgent: String = "simdeck"
    ) {
        self.connectTimeout = connectTimeout
        self.caFile = caFile
        self.proxy = proxy
        self.idleTimeout = idleTimeout
        self.userAgent = userAgent
    }
}
