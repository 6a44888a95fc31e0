// Where a push goes: an address on this machine, and nowhere else, whatever a caller asks for.

/// An `http` address of this machine.
public struct PushTarget: Hashable, Sendable {
    /// An address, not a name.
    public var host: String
    public var port: Int
    /// Path and query.
    public var path: String

    /// nil for any other machine, scheme or shape.
    public init?(_ url: String) {
        let prefix = "http://"
        guard url.hasPrefix(prefix), url.utf8.allSatisfy({ (0x21...0x7E).contains($0) }), url.utf8.count <= 2000
        else { return nil }
        let rest = url.dropFirst(prefix.count)
        let authority = rest.prefix { $0 != "/" && $0 != "?" && $0 != "#" }
        let tail = rest.dropFirst(authority.count).prefix { $0 != "#" }
        path = tail.hasPrefix("/") ? String(tail) : "/" + tail
        let name: Substring
        let portText: Substring
        if authority.hasPrefix("["), let close = authority.firstIndex(of: "]") {
            name = authority[authority.index(after: authority.startIndex)..<close]
            portText = authority[authority.index(after: close)...]
        } else {
            name = authority.prefix { $0 != ":" }
            portText = authority.dropFirst(name.count)
        }
        if portText.isEmpty {
            port = 80
        } else {
            guard portText.hasPrefix(":"), let number = Int(portText.dropFirst()), (1...65_535).contains(number)
            else { return nil }
            port = number
        }
        if name == "localhost" || name == "::1" {
            host = name == "::1" ? "::1" : "127.0.0.1"
        } else {
            let parts = name.split(separator: ".", omittingEmptySubsequences: false)
            guard parts.count == 4, parts[0] == "127", parts.allSatisfy({ UInt8($0) != nil && $0.first != "+" })
            else { return nil }
            host = String(name)
        }
    }

    /// As a Host header has it.
    var authority: String { (host.contains(":") ? "[\(host)]" : host) + ":\(port)" }
}
