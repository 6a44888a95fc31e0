// Writes pushes down, all that wait in one transaction: one flush of the disk serves them all.

import SIMModel
import StateStore

/// The only writer of a server's inbox. Its queue is bounded by the gate before it.
actor PushWriter {
    /// Most pushes of one transaction.
    private static let batch = 200

    private struct Waiting {
        var push: NewPush
        var answer: CheckedContinuation<Result<PushReceipt, StoreError>, Never>
    }

    private let inbox: PushInbox
    private var waiting: [Waiting] = []
    private var isWriting = false

    init(_ inbox: PushInbox) { self.inbox = inbox }

    /// Returns once the push is on the disk, or is not going to be.
    func write(_ push: NewPush) async -> Result<PushReceipt, StoreError> {
        await withCheckedContinuation { answer in
            waiting.append(Waiting(push: push, answer: answer))
            guard !isWriting else { return }
            isWriting = true
            Task { await self.drain() }
        }
    }

    private func drain() async {
        while !waiting.isEmpty {
            let part = Array(waiting.prefix(Self.batch))
            waiting.removeFirst(part.count)
            do throws(StoreError) {
                let receipts = try await inbox.append(part.map(\.push))
                for (waiting, receipt) in zip(part, receipts) { waiting.answer.resume(returning: .success(receipt)) }
            } catch {
                for waiting in part { waiting.answer.resume(returning: .failure(error)) }
            }
        }
        isWriting = false
    }
}
