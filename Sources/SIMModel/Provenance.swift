// No fact without its source and its age.

/// Where a value comes from.
public enum Source: UInt8, Sendable, CaseIterable {
    /// The platform's stored record, refreshed about hourly (upstream: batchQuerySimInfo).
    case snapshot
    /// The carrier was asked (upstream: batchQuerySimStatus, batchQuerySimFlow).
    case carrier
    /// The carrier was asked, did not answer, and the platform sent what it had (upstream: isDemote).
    case degraded
    /// The platform told us by itself (upstream: batchSubscribe).
    case pushed

    /// The word in JSON and CSV.
    public var name: String {
        switch self {
        case .snapshot: "snapshot"
        case .carrier: "carrier"
        case .degraded: "degraded"
        case .pushed: "pushed"
        }
    }

    /// How old a value of this source may be before it is shown as stale.
    public var promise: Duration {
        switch self {
        case .snapshot, .pushed: .minutes(75)
        case .carrier: .minutes(5)
        case .degraded: .zero
        }
    }
}

/// Source and age of a value.
public struct Provenance: Hashable, Sendable {
    public var source: Source
    /// When this program received it.
    public var fetchedAt: WallTime
    /// When the platform says it was true, if it says so (upstream: lastRobinAt, lastSimStatusAt).
    public var asOf: WallTime?

    public init(source: Source, fetchedAt: WallTime, asOf: WallTime? = nil) {
        self.source = source
        self.fetchedAt = fetchedAt
        self.asOf = asOf
    }

    /// The moment the value speaks of: `asOf`, never later than `fetchedAt`.
    public var effective: WallTime { asOf.map { min($0, fetchedAt) } ?? fetchedAt }

    public func age(at now: WallTime) -> Duration { max(.zero, now - effective) }

    /// Older than its source promises, or not from the carrier though it was asked.
    public func isStale(at now: WallTime) -> Bool { age(at: now) > source.promise || source == .degraded }
}

/// A value with its source and age.
public struct Sourced<Value: Sendable>: Sendable {
    public var value: Value
    public var provenance: Provenance

    public init(_ value: Value, _ provenance: Provenance) {
        self.value = value
        self.provenance = provenance
    }
}

extension Sourced: Equatable where Value: Equatable {}
