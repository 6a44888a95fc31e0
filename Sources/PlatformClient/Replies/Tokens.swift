// Tokens of the carrier's pools. The platform wants them asked for seldom: they are kept until refused.

import JSONText
import PlatformContract
public import SIMModel

/// A secret of a pool. Never printed: descriptions and dumps show `***`.
public struct Token: Sendable, Hashable, CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    struct Key: Hashable, Sendable {
        var endpoint: String
        var poolCode: String?
    }

    static let mostKept = 64

    /// The token itself.
    public let value: String
    /// upstream: poolCode; nil: the account's only pool.
    public let poolCode: String?
    public let fetchedAt: WallTime
    let key: Key

    public var description: String { "Token(***)" }
    public var debugDescription: String { description }
    public var customMirror: Mirror { Mirror(self, children: ["value": "***"]) }

    /// upstream: data.token (inferred); else data itself, or its only field named like a token.
    static func text(_ data: JSONValue?) throws(BadReply) -> String {
        guard let data, data != .null else { throw BadReply("data.token: missing") }
        var found = data["token"]
        if found == nil, case .object(let members) = data {
            let named = members.filter { PersonalFields.masking(of: $0.key) == .secret }
            if named.count == 1 { found = named[0].value }
        } else if found == nil {
            found = data
        }
        guard let found else { throw BadReply("data.token: missing") }
        guard let text = Tolerant.text(found) else {
            throw BadReply("data.token: expected a text, found \(Tolerant.kind(of: found))")
        }
        guard !text.isEmpty else { throw BadReply("data.token: empty") }
        return text
    }
}

extension PlatformClient {
    /// The token of a China Mobile pool (upstream: oneLinkToken), asked for once until it is refused.
    public func poolToken(_ poolCode: String? = nil) async throws(PlatformError) -> Token {
        try await token(Catalogue.oneLinkToken, poolCode)
    }

    /// The token of terminal authentication (upstream: oneLinkWirelessToken), asked for once until it is refused.
    public func terminalToken(_ poolCode: String? = nil) async throws(PlatformError) -> Token {
        try await token(Catalogue.oneLinkWirelessToken, poolCode)
    }

    /// The carrier does not take this token any more: the next question asks the platform.
    public func refused(_ token: Token) {
        if tokens[token.key]?.value == token.value { tokens[token.key] = nil }
    }

    private func token(_ endpoint: Endpoint, _ poolCode: String?) async throws(PlatformError) -> Token {
        let key = Token.Key(endpoint: endpoint.id, poolCode: poolCode)
        if let kept = tokens[key] { return kept }
        let value = try await decoded(endpoint, ["poolCode": poolCode]) { envelope throws(BadReply) in
            try Token.text(envelope.data)
        }
        let token = Token(value: value, poolCode: poolCode, fetchedAt: time.wall, key: key)
        if tokens.count >= Token.mostKept, let oldest = tokens.values.min(by: { $0.fetchedAt < $1.fetchedAt }) {
            tokens[oldest.key] = nil
        }
        tokens[key] = token
        return token
    }
}
