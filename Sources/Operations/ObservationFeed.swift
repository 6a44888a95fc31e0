// Everything learnt about cards, whoever asked: the cache, the follower and the recorder drink from it,
// so a fact that was asked for once serves all.

public import SIMModel

/// One stream of observations to many readers.
public actor ObservationFeed {
    /// Most batches that wait for a slow reader; beyond it the oldest are dropped, for the newest facts
    /// about a card replace the older ones anyway.
    public static let depth = 1_024

    private struct Reader {
        var stream: AsyncStream<[Observation]>.Continuation
        var name: String?
    }

    private var readers: [Int: Reader] = [:]
    private var nextReader = 0

    public init() {}

    /// - Parameter source: who learnt it, if that is a reader too: it is not told what it knows.
    public func publish(_ observations: [Observation], by source: String? = nil) {
        guard !observations.isEmpty else { return }
        for reader in readers.values where source == nil || reader.name != source { reader.stream.yield(observations) }
    }

    /// What is published from now on. Ends when the reader stops reading.
    /// - Parameter name: the reader's, when it publishes as well.
    public func subscribe(as name: String? = nil) -> AsyncStream<[Observation]> {
        let (stream, reader) = AsyncStream.makeStream(
            of: [Observation].self, bufferingPolicy: .bufferingNewest(Self.depth))
        let number = nextReader
        nextReader += 1
        readers[number] = Reader(stream: reader, name: name)
        reader.onTermination = { [weak self] _ in
            guard let self else { return }
            Task { await self.forget(number) }
        }
        return stream
    }

    private func forget(_ number: Int) { readers[number] = nil }

    deinit { for reader in readers.values { reader.stream.finish() } }
}
