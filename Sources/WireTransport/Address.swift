// Just enough of a URL to choose a proxy by: scheme, user, host, port.

/// The authority of a URL.
struct Address: Equatable {
    var scheme: String
    var user: String?
    var password: String?
    /// In small letters; an IPv6 address without its brackets.
    var host: String
    var port: Int?

    /// nil when there is no scheme or no host, or when the port is no port.
    init?(_ text: String) {
        guard let mark = text.firstRange(of: "://"), mark.lowerBound > text.startIndex else { return nil }
        scheme = text[..<mark.lowerBound].lowercased()
        var rest = text[mark.upperBound...].prefix { $0 != "/" && $0 != "?" && $0 != "#" }
        if let at = rest.lastIndex(of: "@") {
            let halves = rest[..<at].split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
            guard let name = Self.unescape(halves[0]) else { return nil }
            user = name
            if halves.count > 1 {
                guard let word = Self.unescape(halves[1]) else { return nil }
                password = word
            }
            rest = rest[rest.index(after: at)...]
        }
        var tail: Substring
        if rest.first == "[" {
            guard let end = rest.firstIndex(of: "]") else { return nil }
            host = rest[rest.index(after: rest.startIndex)..<end].lowercased()
            tail = rest[rest.index(after: end)...]
        } else {
            let end = rest.firstIndex(of: ":") ?? rest.endIndex
            host = rest[..<end].lowercased()
            tail = rest[end...]
        }
        guard !host.isEmpty, !host.contains(" ") else { return nil }
        if tail.isEmpty { return }
        guard tail.removeFirst() == ":" else { return nil }
        if tail.isEmpty { return }
        guard let number = Int(tail), (1...65_535).contains(number) else { return nil }
        port = number
    }

    /// The port that is meant when none is written.
    var effectivePort: Int { port ?? (scheme == "http" ? 80 : 443) }

    private static func unescape(_ text: Substring) -> String? {
        var out: [UInt8] = []
        var rest = Array(text.utf8)[...]
        while let byte = rest.popFirst() {
            if byte == 0x25 {
                guard rest.count >= 2, let value = UInt8(String(decoding: rest.prefix(2), as: UTF8.self), radix: 16) else {
                    return nil
                }
                out.append(value)
                rest.removeFirst(2)
            } else {
                out.append(byte)
            }
        }
        return String(validating: out, as: UTF8.self)
    }
}

/// An IPv4 address.
struct IPv4: Equatable {
    var bits: UInt32

    init?(_ text: some StringProtocol) {
        let parts = text.split(separator: ".", omittingEmptySubsequences: false)
        guard parts.count == 4 else { return nil }
        bits = 0
        for part in parts {
            guard part.count <= 3, let byte = UInt8(part) else { return nil }
            bits = bits << 8 | UInt32(byte)
        }
    }
}

/// NO_PROXY: names, `.suffixes`, addresses, IPv4 networks, each with an optional port; `*` is everything.
struct NoProxyList {
    private let entries: [String]

    init(_ text: String) {
        entries = text.lowercased().split { $0 == "," || $0 == " " || $0 == "\t" }.map(String.init)
    }

    func covers(_ target: Address) -> Bool { entries.contains { Self.covers($0, target) } }

    private static func covers(_ entry: String, _ target: Address) -> Bool {
        if entry == "*" { return true }
        if let slash = entry.firstIndex(of: "/") {
            guard let network = IPv4(entry[..<slash]), let host = IPv4(target.host),
                let length = Int(entry[entry.index(after: slash)...]), (0...32).contains(length)
            else { return false }
            let mask = length == 0 ? 0 : UInt32.max << UInt32(32 - length)
            return network.bits & mask == host.bits & mask
        }
        // A bare IPv6 address is full of colons that part no port.
        let isBareIPv6 = !entry.hasPrefix("[") && entry.count(where: { $0 == ":" }) > 1
        guard let address = Address("any://" + (isBareIPv6 ? "[\(entry)]" : entry)) else { return false }
        if let port = address.port, port != target.effectivePort { return false }
        var name = address.host[...]
        if name.hasPrefix("*.") { name.removeFirst() }
        if name.hasPrefix(".") { name.removeFirst() }
        return target.host == name || target.host.hasSuffix("." + name)
    }
}
