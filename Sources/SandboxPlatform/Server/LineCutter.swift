// Cutting a connection without an answer: the socket is closed beneath HTTP and TLS.

import Glibc
import NIOCore
import NIOSSL

enum LineCutter {
    /// Closes the socket at once. `hard` sends a reset instead of an orderly end.
    static func cut(_ channel: any Channel, hard: Bool = false) {
        channel.eventLoop.execute {
            if hard, let socket = channel as? any SocketOptionProvider {
                // Lingering for no time makes close(2) answer with RST.
                socket.setSoLinger(linger(l_onoff: 1, l_linger: 0)).whenComplete { _ in close(channel) }
            } else {
                close(channel)
            }
        }
    }

    /// A close that starts at the TLS handler goes on to the socket without TLS's farewell, which
    /// would wait for the other side.
    private static func close(_ channel: any Channel) {
        if let tls = try? channel.pipeline.syncOperations.context(handlerType: NIOSSLServerHandler.self) {
            tls.close(promise: nil)
        } else {
            channel.close(promise: nil)
        }
    }
}
