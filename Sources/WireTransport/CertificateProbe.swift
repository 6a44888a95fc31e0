// The certificate a host shows, looked at by itself: a failed handshake does not tell an unknown authority from a
// certificate that is out of date.

import NIOCore
import NIOPosix
import NIOSSL
public import SIMModel

/// Asks a host for its certificates and hangs up. Nothing is trusted and nothing is sent.
public enum CertificateProbe {
    /// What one certificate says of its time.
    public struct Validity: Hashable, Sendable {
        public var from: WallTime
        public var until: WallTime

        public init(from: WallTime, until: WallTime) {
            self.from = from
            self.until = until
        }
    }

    /// What is wrong with the time of one of the certificates.
    public enum Trouble: Hashable, Sendable {
        case expired(WallTime)
        case notYet(WallTime)
    }

    /// The first of a chain that is out of its time at `now`, the host's own before its authorities'.
    public static func trouble(_ chain: [Validity], at now: WallTime) -> Trouble? {
        for certificate in chain {
            if certificate.until < now { return .expired(certificate.until) }
            if now < certificate.from { return .notYet(certificate.from) }
        }
        return nil
    }

    /// Whether a failure's words say that the certificate names another host.
    public static func isOtherHost(_ words: String) -> Bool { words.hasPrefix(FailureWords.otherHost) }

    /// Whether a failure's words say that the certificate leads to no known authority, or is out of its time.
    public static func isUntrusted(_ words: String) -> Bool { words.contains(FailureWords.untrusted) }

    /// The certificates a host shows, its own first; empty when it shows none within `seconds`.
    public static func chain(of host: String, port: Int, within seconds: Int64 = 5) async -> [Validity] {
        let name = host.hasPrefix("[") ? String(host.dropFirst().dropLast()) : host
        let group = MultiThreadedEventLoopGroup(numberOfThreads: 1)
        let seen = group.next().makePromise(of: [Validity].self)
        do {
            var trust = TLSConfiguration.makeClientConfiguration()
            trust.trustRoots = .certificates([])
            let context = try NIOSSLContext(configuration: trust)
            let channel = try await ClientBootstrap(group: group)
                .connectTimeout(.seconds(seconds))
                .channelInitializer { channel in
                    channel.eventLoop.makeCompletedFuture {
                        try channel.pipeline.syncOperations.addHandler(try handler(context, name, seen))
                    }
                }
                .connect(host: name, port: port).get()
            // Whichever comes first; the promise keeps its first value.
            channel.closeFuture.whenComplete { _ in seen.succeed([]) }
            channel.eventLoop.scheduleTask(in: .seconds(seconds)) { seen.succeed([]) }
            let found = try await seen.futureResult.get()
            channel.close(promise: nil)
            try? await group.shutdownGracefully()
            return found
        } catch {
            seen.succeed([])
            try? await group.shutdownGracefully()
            return []
        }
    }

    private static func handler(
        _ context: NIOSSLContext, _ host: String, _ seen: EventLoopPromise<[Validity]>
    ) throws -> NIOSSLClientHandler {
        let isNumber = (try? SocketAddress(ipAddress: host, port: 0)) != nil
        // A number is no name to ask for.
        return try NIOSSLClientHandler(
            context: context, serverHostname: isNumber ? nil : host,
            customVerificationCallback: { certificates, verdict in
                seen.succeed(
                    certificates.map {
                        Validity(
                            from: WallTime(seconds: Int64($0.notValidBefore)),
                            until: WallTime(seconds: Int64($0.notValidAfter)))
                    })
                verdict.succeed(.failed)
            })
    }
}
