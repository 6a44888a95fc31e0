// Every open connection, so that stopping leaves none behind and none is waited for.

import NIOCore
import Synchronization

/// The open connections of a server. Bounded by the server's sockets.
final class ConnectionRegister: Sendable {
    private let channels = Mutex<[ObjectIdentifier: any Channel]>([:])
    private let isClosed = Mutex(false)

    func add(_ channel: any Channel) {
        channels.withLock { $0[ObjectIdentifier(channel)] = channel }
        // Stopping may have gone through the list just before.
        if isClosed.withLock({ $0 }) { channel.close(promise: nil) }
    }

    func remove(_ channel: any Channel) {
        channels.withLock { $0[ObjectIdentifier(channel)] = nil }
    }

    /// Closes what is open and whatever still comes.
    func closeAll() {
        isClosed.withLock { $0 = true }
        let open = channels.withLock { Array($0.values) }
        for channel in open { LineCutter.cut(channel) }
    }
}

/// Writes a connection into the register while it lives.
final class RegisteringHandler: ChannelInboundHandler, RemovableChannelHandler {
    typealias InboundIn = NIOAny
    private let register: ConnectionRegister

    init(_ register: ConnectionRegister) { self.register = register }

    func handlerAdded(context: ChannelHandlerContext) { register.add(context.channel) }

    func channelInactive(context: ChannelHandlerContext) {
        register.remove(context.channel)
        context.fireChannelInactive()
    }

    func handlerRemoved(context: ChannelHandlerContext) { register.remove(context.channel) }
}
