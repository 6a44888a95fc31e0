// What goes to the terminal, in order and without waiting: a line that is slow, or that nobody reads, holds
// up neither keys nor polling. What the line does not take yet is kept here, and nothing new is painted
// until it is gone, so it is never more than a frame and a few messages.

import Dispatch
import Glibc

@MainActor final class OutputQueue {
    /// More is dropped. Unit: bytes.
    static let limit = 4 << 20
    /// So long a line that is being read may take to make room. Unit: milliseconds.
    private static let patience: Int32 = 5

    /// Everything that was to be sent. Unit: bytes.
    private(set) var total = 0
    private var waiting: [UInt8] = []
    private let descriptor: Int32
    /// The line was opened once more for writing without waiting; else writing waits as it always did.
    private let isOwn: Bool
    private var source: (any DispatchSourceWrite)?
    var onDrained: (() -> Void)?

    init(_ descriptor: Int32) {
        // A setting of the description would be the shell's as well: this one is our own.
        var name = [CChar](repeating: 0, count: 256)
        let own =
            ttyname_r(descriptor, &name, name.count) == 0 ? open(name, O_WRONLY | O_NONBLOCK | O_NOCTTY | O_CLOEXEC) : -1
        isOwn = own >= 0
        self.descriptor = isOwn ? own : descriptor
    }

    var isEmpty: Bool { waiting.isEmpty }
    var waitingBytes: Int { waiting.count }

    func send(_ bytes: [UInt8]) {
        guard waiting.count + bytes.count <= Self.limit else { return }
        total += bytes.count
        waiting += bytes
        // Behind a line that is stuck already, nothing is tried.
        if source == nil { push(patience: Self.patience) }
        if !waiting.isEmpty { awaitRoom() }
    }

    /// Sends what is left as well as can be done in so long, and forgets the rest. False: something is lost, and
    /// the terminal may be in the middle of a sequence.
    func finish(milliseconds: Int32) -> Bool {
        stopWaiting()
        push(patience: milliseconds)
        defer { waiting = [] }
        return waiting.isEmpty
    }

    func close() {
        stopWaiting()
        waiting = []
        if isOwn { Glibc.close(descriptor) }
    }

    private func push(patience: Int32) {
        var start = 0
        while start < waiting.count {
            let count = waiting[start...].withUnsafeBytes { write(descriptor, $0.baseAddress, $0.count) }
            if count > 0 {
                start += count
            } else if count < 0, errno == EAGAIN {
                var state = pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0)
                if poll(&state, 1, patience) <= 0 { break }
                if state.revents & Int16(POLLHUP | POLLERR) != 0 { start = waiting.count }
            } else if count == 0 || errno != EINTR {
                // The line is gone; its end is told by the reader.
                start = waiting.count
            }
        }
        waiting.removeFirst(start)
    }

    private func awaitRoom() {
        guard source == nil, isOwn else { return }
        let source = DispatchSource.makeWriteSource(fileDescriptor: descriptor, queue: .main)
        source.setEventHandler { [weak self] in MainActor.assumeIsolated { self?.roomCame() } }
        self.source = source
        source.resume()
    }

    private func roomCame() {
        push(patience: 0)
        guard waiting.isEmpty else { return }
        stopWaiting()
        onDrained?()
    }

    private func stopWaiting() {
        source?.cancel()
        source = nil
    }
}
