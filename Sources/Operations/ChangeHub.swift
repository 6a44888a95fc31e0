// Committed changes to many readers. A reader that is slow gets the latest record of each operation
// once: nothing in between, but never an old state as the last one.

import SIMModel
import Synchronization

/// The sender's side.
final class ChangeHub: Sendable {
    private struct Reader { weak let mailbox: ChangeMailbox? }

    /// Bound: the readers alive.
    private let readers = Mutex<[Reader]>([])

    func send(_ records: [OperationRecord]) {
        guard !records.isEmpty else { return }
        let mailboxes = readers.withLock { readers in
            readers.removeAll { $0.mailbox == nil }
            return readers.compactMap(\.mailbox)
        }
        for mailbox in mailboxes { mailbox.put(records) }
    }

    func stream() -> AsyncStream<[OperationRecord]> {
        let mailbox = ChangeMailbox()
        readers.withLock { $0.append(Reader(mailbox: mailbox)) }
        return AsyncStream(unfolding: { await mailbox.next() }, onCancel: { mailbox.finish() })
    }

    deinit {
        for reader in readers.withLock({ $0 }) { reader.mailbox?.finish() }
    }
}

/// One reader's side.
final class ChangeMailbox: Sendable {
    private struct State {
        /// Bound: one record for each operation changed since the reader last looked.
        var waiting: [OperationID: OperationRecord] = [:]
        var reader: CheckedContinuation<[OperationRecord]?, Never>?
        var isFinished = false

        mutating func take() -> [OperationRecord]? {
            guard !waiting.isEmpty else { return nil }
            defer { waiting = [:] }
            return waiting.values.sorted { $0.id < $1.id }
        }
    }

    private let state = Mutex(State())

    func put(_ records: [OperationRecord]) {
        let wake = state.withLock { state -> (CheckedContinuation<[OperationRecord]?, Never>, [OperationRecord]?)? in
            for record in records { state.waiting[record.id] = record }
            guard let reader = state.reader else { return nil }
            state.reader = nil
            return (reader, state.take())
        }
        if let (reader, records) = wake { reader.resume(returning: records) }
    }

    /// What has changed since the last call; waits until something has. nil: no more will come.
    func next() async -> [OperationRecord]? {
        await withCheckedContinuation { (reader: CheckedContinuation<[OperationRecord]?, Never>) in
            let answer = state.withLock { state -> [OperationRecord]?? in
                if let records = state.take() { return .some(records) }
                if state.isFinished { return .some(nil) }
                state.reader = reader
                return .none
            }
            if let answer { reader.resume(returning: answer) }
        }
    }

    func finish() {
        let reader = state.withLock { state in
            state.isFinished = true
            defer { state.reader = nil }
            return state.reader
        }
        reader?.resume(returning: nil)
    }
}
