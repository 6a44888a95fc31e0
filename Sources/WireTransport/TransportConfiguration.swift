// How bytes travel: time-outs, trust, proxy.

import Glibc

/// The settings of a transport.
public struct TransportConfiguration: Sendable {
    /// For name resolution, connecting, proxy and TLS together.
    public var connectTimeout: Duration
    /// A PEM file of authorities that are trusted beside the system's.
    public var caFile: String?
    public var proxy: ProxySetting?
    /// Whether this machine has certificates of authorities.
    public var hasSystemAuthorities: Bool
    /// How long an unused connection is kept.
    public var idleTimeout: Duration
    /// The User-Agent header.
    public var userAgent: String

    public init(
        connectTimeout: Duration = .seconds(8), caFile: String? = nil, proxy: ProxySetting? = nil,
        hasSystemAuthorities: Bool = SystemAuthorities.exist, idleTimeout: Duration = .seconds(50),
        userAgent: String = "simdeck"
    ) {
        self.connectTimeout = connectTimeout
        self.caFile = caFile
        self.proxy = proxy
        self.hasSystemAuthorities = hasSystemAuthorities
        self.idleTimeout = idleTimeout
        self.userAgent = userAgent
    }
}

/// The certificates of authorities that a system brings; a bare Debian has none.
public enum SystemAuthorities {
    /// Where the TLS library looks. Without any of these it cannot even begin, so it must not be asked to look.
    private static let places = ["/etc/ssl/certs/ca-certificates.crt", "/etc/pki/tls/certs/ca-bundle.crt", "/etc/ssl/certs"]

    public static var exist: Bool { places.contains { access($0, R_OK) == 0 } }
}
