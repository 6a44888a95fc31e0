// Waiting for the end of a command that serves.

import Dispatch
import Glibc

/// The signals that end a server.
enum Signals {
    /// Returns at TERM, INT or HUP.
    static func untilEnd() async {
        let signals = [SIGTERM, SIGINT, SIGHUP]
        let (stream, continuation) = AsyncStream.makeStream(of: Int32.self)
        let sources = signals.map { number in
            signal(number, SIG_IGN)
            let source = DispatchSource.makeSignalSource(signal: number, queue: .global())
            source.setEventHandler { continuation.yield(number) }
            source.resume()
            return source
        }
        for await _ in stream { break }
        for source in sources { source.cancel() }
    }
}
