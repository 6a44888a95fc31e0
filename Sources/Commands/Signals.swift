// Waiting for the end of a command that serves.

import CLibc
import Dispatch
import Glibc

/// The signals that end a server: TERM, INT, HUP. Caught from the moment of its making, so that one that
/// comes while the server is still starting is not lost.
struct EndSignals {
    private let descriptor: Int32

    init() {
        let numbers: [Int32] = [SIGTERM, SIGINT, SIGHUP]
        descriptor = simdeck_signal_pipe(numbers, Int32(numbers.count))
    }

    /// Returns when one has come.
    func wait() async {
        guard descriptor >= 0 else { return }
        let (stream, continuation) = AsyncStream.makeStream(of: Void.self)
        let source = DispatchSource.makeReadSource(fileDescriptor: descriptor, queue: .global())
        source.setEventHandler { continuation.yield() }
        source.resume()
        for await _ in stream { break }
        source.cancel()
    }
}
