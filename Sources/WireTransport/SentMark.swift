// How we know whether a request left. The client library asks for the body's bytes only when a
// connection stands and the request's head has just been written to it, in the same turn of its event
// loop. So a body that was never asked for never left, and neither did its head; one that was may have.

import Synchronization

/// Turns true once and stays so.
final class Flag: Sendable {
    private let value = Atomic<Bool>(false)

    var isSet: Bool { value.load(ordering: .acquiring) }

    func set() { value.store(true, ordering: .releasing) }
}

/// A request's body, and the mark it sets when its bytes are taken.
struct MarkedBody: RandomAccessCollection, Sendable {
    private let bytes: [UInt8]
    private let mark: Flag

    init(_ bytes: [UInt8], mark: Flag) {
        self.bytes = bytes
        self.mark = mark
    }

    var startIndex: Int { bytes.startIndex }
    var endIndex: Int { bytes.endIndex }

    subscript(position: Int) -> UInt8 {
        mark.set()
        return bytes[position]
    }

    func withContiguousStorageIfAvailable<Result>(
        _ body: (UnsafeBufferPointer<UInt8>) throws -> Result
    ) rethrows -> Result? {
        mark.set()
        return try bytes.withContiguousStorageIfAvailable(body)
    }
}
