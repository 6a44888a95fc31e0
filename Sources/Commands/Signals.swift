// Waiting for the end of a command that serves.

import CLibc
import Dispatch
import Glibc
import Synchronization

/// The signals that end a server: TERM, INT, HUP. Caught from the moment of its making, so that one that
/// comes while the server is still starting is not lost.
struct EndSignals {
    /// Readable as long as a signal waits to be taken; -1 where there is none.
    let descriptor: Int32
    private static let made = Atomic(0)

    /// How many there have been: a command that made one ends by itself on a signal.
    static var count: Int { made.load(ordering: .relaxed) }

    init() {
        Self.made.add(1, ordering: .relaxed)
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

    /// The signals that came since they were last taken. A command that waits for them does not take them.
    func taken() -> [Int32] {
        var bytes = [UInt8](repeating: 0, count: 256)
        let count = read(descriptor, &bytes, bytes.count)
        return bytes.prefix(max(0, count)).map { Int32($0) }
    }
}
