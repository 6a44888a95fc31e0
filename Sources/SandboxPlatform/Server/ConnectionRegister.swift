// Every open connection, so that stopping leaves none behind and none is waited for.

import NIOCore
import Synchronization

/// The open connections of a server. Bounded by the server's sockets.
final class ConnectionRegister: Sendable {
    private struct State {
        var open: [ObjectIdentifier: any Channel] = [:]
        var isClosed = false
    }

    private let state = Mutex(State())

    func add(_ channel: any Channel) {
        let isClosed = state.withLock { state in
            state.open[ObjectIdentifier(channel)] = channel
            return state.isClosed
        }
        // It was accepted while the server was already stopping.
        if isClosed { LineCutter.cut(channel) }
    }

    func remove(_ channel: any Channel) {
        state.withLock { $0.open[ObjectIdentifier(channel)] = nil }
    }

    /// Closes what is open and whatever still comes.
    func closeAll() {
        let open = state.withLock { state in
            state.isClosed = true
            return Array(state.open.values)
        }
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
