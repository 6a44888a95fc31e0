// The platform's address as people paste it, made into what paths are appended to.

/// A checked address of the platform.
public struct BaseURL: Hashable, Sendable {
    /// Scheme, host, port and path, without a slash or `/admin` at its end.
    public var text: String
    public var scheme: String
    /// Lower case; an IPv6 address keeps its brackets.
    public var host: String
    public var port: Int?

    /// Why a text is no address of a platform.
    public enum Problem: Error, Hashable, Sendable {
        case malformed
        case credentials
    }

    /// Reads `https://Agent.Example.cn/admin/` as `https://agent.example.cn` (upstream: the base address
    /// is the agent back-office's without its `/admin` tail).
    public init(_ source: String) throws(Problem) {
        var rest = Substring(source.trimmed)
        guard let mark = rest.range(ofASCII: "://") else { throw .malformed }
        scheme = rest[..<mark.lowerBound].lowercased()
        guard scheme == "http" || scheme == "https" else { throw .malformed }
        rest = rest[mark.upperBound...]
        guard !rest.contains(where: { $0.isWhitespace || $0 == "?" || $0 == "#" || $0 == "\\" || $0 == "\"" }) else {
            throw .malformed
        }
        let slash = rest.firstIndex(of: "/") ?? rest.endIndex
        var authority = rest[..<slash]
        guard !authority.contains("@") else { throw .credentials }
        var path = String(rest[slash...])
        if let colon = authority.lastIndex(of: ":"), !authority[colon...].contains("]") {
            guard let number = Int(authority[authority.index(after: colon)...]), (1...65_535).contains(number),
                authority[authority.index(after: colon)...].utf8.allSatisfy({ (0x30...0x39).contains($0) })
            else { throw .malformed }
            port = number
            authority = authority[..<colon]
        }
        host = authority.lowercased()
        guard Self.isHost(host) else { throw .malformed }
        while path.hasSuffix("/") { path.removeLast() }
        if path.lowercased().hasSuffix("/admin") { path.removeLast("/admin".count) }
        while path.hasSuffix("/") { path.removeLast() }
        text = "\(scheme)://\(host)" + (port.map { ":\($0)" } ?? "") + path
    }

    /// The host is this machine: nothing leaves it.
    public var isLoopback: Bool {
        if host == "localhost" || host.hasSuffix(".localhost") || host == "[::1]" { return true }
        let parts = host.split(separator: ".", omittingEmptySubsequences: false)
        return parts.count == 4 && parts[0] == "127" && parts.allSatisfy { UInt8($0) != nil }
    }

    private static func isHost(_ host: String) -> Bool {
        if host.hasPrefix("["), host.hasSuffix("]") {
            let inside = host.dropFirst().dropLast()
            return inside.contains(":") && inside.utf8.allSatisfy { ":.0123456789abcdef".utf8.contains($0) }
        }
        guard !host.isEmpty, host.utf8.count <= 253 else { return false }
        return host.split(separator: ".", omittingEmptySubsequences: false).allSatisfy { label in
            !label.isEmpty && !label.hasPrefix("-") && label.allSatisfy { $0.isLetter || $0.isNumber || $0 == "-" || $0 == "_" }
        }
    }
}

extension StringProtocol {
    /// Without blanks and line ends at both ends.
    var trimmed: String {
        var text = Substring(self)
        while let first = text.first, first.isWhitespace { text.removeFirst() }
        while let last = text.last, last.isWhitespace { text.removeLast() }
        return String(text)
    }
}

extension Substring {
    fileprivate func range(ofASCII needle: String) -> Range<Index>? {
        var at = startIndex
        while at < endIndex {
            if self[at...].hasPrefix(needle) { return at..<index(at, offsetBy: needle.count) }
            at = index(after: at)
        }
        return nil
    }
}
