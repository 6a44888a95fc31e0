// From the libraries' errors to what a person can act on: which of our kinds it is, in plain words,
// without paths of the machine that built the libraries.

import AsyncHTTPClient
import Glibc
import NIOCore
import NIOHTTP1
import NIOHTTPCompression
import NIOPosix
import NIOSSL
import SIMModel

/// What is known when a call fails.
struct FailureWords {
    /// `host:port` of the platform.
    var target: String
    var proxy: ProxySetting?
    var connectSeconds: Int64
    /// There are authorities to trust, the system's or the profile's.
    var hasAuthorities = true
    /// A connection stood and the request was handed to it.
    var wasSent: Bool

    /// How a certificate that cannot be traced to an authority is told, behind the host's name.
    static let untrusted = "is not trusted"
    /// How a certificate with another name is told, before the host's name.
    static let otherHost = "the certificate is for another host than"

    func kind(of error: any Error, replyLimit: Int) -> PlatformError.Kind {
        switch error {
        case is CancellationError: .cancelled
        case is NIOTooManyBytesError: .replyTooLarge(limit: replyLimit)
        case let error as NIOHTTPDecompression.DecompressionError: decompression(error, replyLimit: replyLimit)
        case let error as HTTPClientError: client(error)
        case let error as NIOConnectionError: unreached(connection(error))
        case let error as NIOSSLError: tls(error)
        case is NIOSSLExtraError:
            // The only one a client meets: the name does not match.
            .tls("\(Self.otherHost) \(target)")
        case let error as IOError: io(error.errnoCode)
        case ChannelError.connectTimeout: client(.connectTimeout)
        case ChannelError.eof, ChannelError.ioOnClosedChannel, ChannelError.alreadyClosed, ChannelError.inputClosed,
            ChannelError.outputClosed:
            lost("the connection was closed")
        case is HTTPParserError: .badReply("not HTTP")
        default: lost(Self.scrub(String(describing: error)))
        }
    }

    private func client(_ error: HTTPClientError) -> PlatformError.Kind {
        switch error {
        case .connectTimeout, .getConnectionFromPoolTimeout:
            unreached("no connection to \(peer) within \(connectSeconds) s")
        case .tlsHandshakeTimeout: .tls("\(target) did not finish the TLS handshake within \(connectSeconds) s")
        case .httpProxyHandshakeTimeout, .socksHandshakeTimeout:
            .proxy("the proxy \(peer) did not answer within \(connectSeconds) s")
        case .proxyAuthenticationRequired: .proxy("the proxy \(peer) wants a name and password")
        case .invalidProxyResponse: .proxy("the proxy \(peer) refused to connect to \(target)")
        case .cancelled, .alreadyShutdown, .requestStreamCancelled: .cancelled
        case .invalidURL, .emptyHost, .emptyScheme: .invalidRequest("the platform's address is no URL")
        case .remoteConnectionClosed, .uncleanShutdown: lost("\(peer) closed the connection")
        default: lost(Self.scrub(error.shortDescription))
        }
    }

    private func connection(_ error: NIOConnectionError) -> String {
        let numbers = error.connectionErrors.compactMap { ($0.error as? IOError)?.errnoCode }
        if let number = numbers.first { return Self.words(number, peer) }
        if error.connectionErrors.contains(where: { if case ChannelError.connectTimeout = $0.error { true } else { false } }) {
            return "no connection to \(peer) within \(connectSeconds) s"
        }
        if error.dnsAError != nil || error.dnsAAAAError != nil { return "the name \(error.host) is not known" }
        return "no connection to \(peer)"
    }

    private func tls(_ error: NIOSSLError) -> PlatformError.Kind {
        if case .uncleanShutdown = error { return lost("\(peer) closed the connection") }
        let text = String(describing: error)
        if text.contains("CERTIFICATE_VERIFY_FAILED") {
            guard hasAuthorities else {
                return .tls("the certificate of \(target) \(Self.untrusted): this machine knows no authority at all")
            }
            return .tls("the certificate of \(target) \(Self.untrusted): unknown authority, expired, or not valid yet")
        }
        if text.contains("WRONG_VERSION_NUMBER") || text.contains("HTTP_REQUEST") {
            return .tls("\(target) does not speak TLS")
        }
        return .tls(Self.scrub(text))
    }

    private func decompression(
        _ error: NIOHTTPDecompression.DecompressionError, replyLimit: Int
    ) -> PlatformError.Kind {
        if case .limit = error { return .replyTooLarge(limit: replyLimit) }
        return .badReply("the compressed body is damaged")
    }

    private func io(_ number: CInt) -> PlatformError.Kind {
        wasSent ? .connectionLost(Self.words(number, peer)) : unreached(Self.words(number, peer))
    }

    /// Who our connection goes to: the proxy, if there is one.
    private var peer: String { proxy.map { "\($0.host):\($0.port)" } ?? target }

    private func unreached(_ words: String) -> PlatformError.Kind {
        proxy == nil ? .unreachable(words) : .proxy(words)
    }

    /// Before a request is handed over, a proxy's connection is the proxy's business.
    private func lost(_ words: String) -> PlatformError.Kind {
        proxy != nil && !wasSent ? .proxy(words) : .connectionLost(words)
    }

    private static func words(_ number: CInt, _ peer: String) -> String {
        switch number {
        case ECONNREFUSED: "\(peer) refuses connections"
        case ECONNRESET, EPIPE: "\(peer) cut the connection"
        case ENETUNREACH, EHOSTUNREACH, ENETDOWN: "there is no route to \(peer)"
        case ETIMEDOUT: "\(peer) does not answer"
        default: "\(String(cString: strerror(number))) (\(peer))"
        }
    }

    /// Cuts every absolute path down to its last part: TLS errors name the sources they were built from.
    static func scrub(_ text: String) -> String {
        text.split(separator: " ", omittingEmptySubsequences: false).map { word in
            guard !word.contains("://"), let slash = word.lastIndex(of: "/"), let start = word.firstIndex(of: "/"),
                word[..<start].last.map({ !$0.isLetter && !$0.isNumber }) ?? true, word.endIndex > word.index(after: slash)
            else { return String(word) }
            return String(word[..<start] + word[word.index(after: slash)...])
        }.joined(separator: " ")
    }
}
