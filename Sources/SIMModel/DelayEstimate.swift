// How long stops and resumes take, learnt from those that were proved.

/// How long operations of a kind have taken from sending to proof, and from how many samples that is known.
public struct DelayEstimate: Hashable, Sendable {
    public var median: Duration
    /// Nine of ten were proved by then.
    public var slow: Duration
    public var samples: Int

    /// Fewer say nothing.
    public static let leastSamples = 5
    /// The newest so many are looked at.
    public static let window = 200

    /// nil for too few samples.
    public init?(_ delays: [Duration]) {
        guard delays.count >= Self.leastSamples else { return nil }
        let sorted = delays.sorted()
        median = sorted[sorted.count / 2]
        slow = sorted[min(sorted.count - 1, sorted.count * 9 / 10)]
        samples = sorted.count
    }
}
