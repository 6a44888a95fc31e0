// Which proxy a platform is reached by: the profile's, else the environment's. Pure: the environment
// is handed in, and nothing is looked up.

/// What is wrong with a proxy's address. The address itself is not in it: it may hold a password.
public enum ProxyProblem: Error, Hashable, Sendable {
    /// Not `[scheme://][user:password@]host[:port]`. `source` is `proxy` or the variable's name.
    case malformed(source: String)
    /// Only http, socks5 and socks5h are spoken.
    case unsupportedScheme(source: String, scheme: String)
    /// A SOCKS proxy that wants a name and password cannot be used.
    case socksPassword(source: String)
}

/// A proxy. Descriptions and dumps leave out name and password.
public struct ProxySetting: Sendable, Hashable, CustomStringConvertible, CustomReflectable {
    public enum Kind: String, Sendable {
        /// By CONNECT, for plain http too.
        case http
        /// Names are resolved by the proxy.
        case socks5
    }

    public var kind: Kind
    public var host: String
    public var port: Int
    public var user: String?
    public var password: String?

    public init(_ kind: Kind, host: String, port: Int, user: String? = nil, password: String? = nil) {
        self.kind = kind
        self.host = host
        self.port = port
        self.user = user
        self.password = password
    }

    public var description: String { "\(kind.rawValue)://\(user == nil ? "" : "***@")\(host):\(port)" }
    public var customMirror: Mirror { Mirror(self, children: ["address": description]) }

    /// The proxy for a platform; nil: none.
    /// - Parameters:
    ///   - explicit: the profile's `proxy`; it wins over everything. `none` forbids any.
    ///   - environment: HTTPS_PROXY, HTTP_PROXY, ALL_PROXY and NO_PROXY count, in small letters first.
    ///     This machine itself is never reached by a proxy of the environment.
    public static func resolve(
        baseURL: String, explicit: String?, environment: [String: String]
    ) throws(ProxyProblem) -> ProxySetting? {
        if let explicit, !explicit.isEmpty {
            return explicit == "none" ? nil : try parse(explicit, source: "proxy")
        }
        guard let target = Address(baseURL) else { return nil }
        let own = target.scheme == "http" ? "HTTP_PROXY" : "HTTPS_PROXY"
        guard let found = variable(own, environment) ?? variable("ALL_PROXY", environment) else { return nil }
        if let list = variable("NO_PROXY", environment), NoProxyList(list.value).covers(target) { return nil }
        if isThisMachine(target.host) { return nil }
        return try parse(found.value, source: found.name)
    }

    /// A variable that says something; in small letters first. (Written so that the compiler makes the same code of it
    /// every time; of a loop over both names it made one of two.)
    private static func variable(_ name: String, _ environment: [String: String]) -> (name: String, value: String)? {
        let small = name.lowercased()
        if let value = environment[small], !value.isEmpty { return (small, value) }
        if let value = environment[name], !value.isEmpty { return (name, value) }
        return nil
    }

    private static func isThisMachine(_ host: String) -> Bool {
        host == "localhost" || host == "::1" || (IPv4(host).map { $0.bits >> 24 == 127 } ?? false)
    }

    private static func parse(_ text: String, source: String) throws(ProxyProblem) -> ProxySetting {
        guard let address = Address(text.contains("://") ? text : "http://" + text) else {
            throw .malformed(source: source)
        }
        switch address.scheme {
        case "http":
            return ProxySetting(
                .http, host: address.host, port: address.port ?? 80, user: address.user, password: address.password)
        case "socks", "socks5", "socks5h":
            guard address.user == nil else { throw .socksPassword(source: source) }
            return ProxySetting(.socks5, host: address.host, port: address.port ?? 1080)
        default: throw .unsupportedScheme(source: source, scheme: address.scheme)
        }
    }
}
