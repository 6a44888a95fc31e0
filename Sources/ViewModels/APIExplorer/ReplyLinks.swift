// Links in a reply: which there are, which one is meant, and when it expires if the reply says so.

import JSONText
public import SIMModel

/// A link of a reply with what it is about, as it was when it was found.
public struct APILink: Hashable, Sendable {
    public var text: String
    /// The endpoint that gave it.
    public var row: APIRow
    /// `simNo=14900000017`: what was asked for, masked unless personal data was asked for.
    public var values: String
    /// When it was asked for.
    public var askedAt: WallTime
    /// nil: the reply does not say, which is not "never". upstream: officialAuthUrl gives `data.url` alone.
    public var expiresAt: WallTime?

    public init(text: String, row: APIRow, values: String, askedAt: WallTime, expiresAt: WallTime? = nil) {
        self.text = text
        self.row = row
        self.values = values
        self.askedAt = askedAt
        self.expiresAt = expiresAt
    }
}

/// The links of a document by the numbers of their nodes in ``JSONTree``.
struct ReplyLinks {
    struct Found: Hashable {
        var node: Int
        var text: String
        var expiresAt: WallTime?
    }

    private(set) var all: [Found] = []
    private var next = 0

    /// - Parameters:
    ///   - seen: the document as it is shown. A link that is masked in it is none.
    ///   - document: the same as it came.
    init(seen: JSONValue, document: JSONValue) { walk(seen, document, expiresAt: nil) }

    /// The link on the line of `node`, else the first of the reply.
    func meant(at node: Int?) -> Found? { all.first { $0.node == node } ?? all.first }

    private mutating func walk(_ seen: JSONValue, _ document: JSONValue, expiresAt: WallTime?) {
        let node = next
        next += 1
        switch (seen, document) {
        case (.string(let text), .string(let original)):
            if text == original, Self.isLink(text) { all.append(Found(node: node, text: text, expiresAt: expiresAt)) }
        case (.array(let left), .array(let right)):
            for (one, other) in zip(left, right) { walk(one, other, expiresAt: expiresAt) }
        case (.object(let left), .object(let right)):
            // What expires is what stands beside the time.
            let time = Self.expiry(right)
            for (one, other) in zip(left, right) { walk(one.value, other.value, expiresAt: time) }
        default: break
        }
    }

    /// A member whose name starts with `expire` and whose value is a time as the platform writes it. A number
    /// is not read: nobody has seen one, and seconds, minutes and days look alike.
    private static func expiry(_ members: [JSONMember]) -> WallTime? {
        for member in members where member.key.lowercased().hasPrefix("expire") {
            if case .string(let text) = member.value, text.utf8.count == 19, let time = CivilTime.parse(platform: text) {
                return time
            }
        }
        return nil
    }

    /// http or https with a host, and nothing that cannot be seen.
    static func isLink(_ text: String) -> Bool {
        let lower = text.lowercased()
        guard let scheme = ["http://", "https://"].first(where: lower.hasPrefix) else { return false }
        guard let host = lower.dropFirst(scheme.count).first, host != "/", host != "?", host != "#" else { return false }
        return text.unicodeScalars.allSatisfy { scalar in
            switch scalar.properties.generalCategory {
            case .control, .format, .surrogate, .privateUse, .unassigned: false
            case .lineSeparator, .paragraphSeparator, .spaceSeparator: false
            default: true
            }
        }
    }
}
