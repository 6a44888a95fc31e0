// Everything learnt about cards, whoever asked: the cache, the follower and the recorder drink from it,
// so a fact that was asked for once serves all.

public import SIMModel

/// One stream of observations to many readers.
public actor ObservationFeed {
    /// Most batches that wait for a slow reader; beyond it the oldest are dropped, for the newest facts
    /// about a card replace the older ones anyway.
    public static let depth = 1_024

    private var readers: [Int: AsyncStream<[Observation]>.Continuation] = [:]
    private var nextReader = 0

    public init() {}

    public func publish(_ observations: [Observation]) {
        guard !observations.isEmpty else { return }
        for reader in readers.values { reader.yield(observations) }
    }

    /// What is published from now on. Ends when the reader stops reading.
    public func subscribe() -> AsyncStream<[Observation]> {
        let (stream, reader) = AsyncStream.makeStream(
            of: [Observation].self, bufferingPolicy: .bufferingNewest(Self.depth))
        let number = nextReader
        nextReader += 1
        readers[number] = reader
        reader.onTermination = { [weak self] _ in
            guard let self else { return }
            Task { await self.forget(number) }
        }
        return stream
    }

    private func forget(_ number: Int) { readers[number] = nil }

    deinit { for reader in readers.values { reader.finish() } }
}
