// Standard output for results, standard error for words. A reader that went away (`| head`) ends the
// printing, never an operation.

import CellGrid
import Glibc
import Synchronization

/// One of the process's two outputs.
final class OutputStream: Sendable {
    static let out = OutputStream(1)
    static let err = OutputStream(2)

    private let descriptor: Int32
    private let isOpen = Mutex(true)
    private let escapes = Mutex(EscapeFilter())

    private init(_ descriptor: Int32) { self.descriptor = descriptor }

    /// Writes all of `text`; after a failure nothing more is tried.
    func write(_ text: String) {
        var text = text
        text.withUTF8(send)
    }

    func write(_ bytes: [UInt8]) { bytes.withUnsafeBufferPointer(send) }

    private func send(_ bytes: UnsafeBufferPointer<UInt8>) {
        guard ProcessFacts.isLineMode else { return put(bytes) }
        // Nothing but text reaches a screen reader, whatever a command or the platform wrote.
        escapes.withLock { $0.without(bytes) }.withUnsafeBufferPointer(put)
    }

    private func put(_ bytes: UnsafeBufferPointer<UInt8>) {
        isOpen.withLock { isOpen in
            var sent = 0
            while isOpen, sent < bytes.count {
                let count = Glibc.write(descriptor, bytes.baseAddress?.advanced(by: sent), bytes.count - sent)
                if count > 0 { sent += count } else if errno != EINTR { isOpen = false }
            }
        }
    }

    /// On standard error lines are words for people, some of them the platform's: control characters are replaced.
    func line(_ text: String) {
        write((descriptor == 2 ? TextWidth.printable(text, lines: true) : text) + "\n")
    }
}
