// What the Assets pane shows: the account's money and what runs out when.

public import SIMModel

/// An estimate of when money runs out, from this console's own samples.
public struct Runway: Hashable, Sendable {
    /// Yuan an hour.
    public var burnPerHour: Money
    public var left: Duration
    /// From how many samples, over what time.
    public var samples: Int
    public var over: Duration

    public init(burnPerHour: Money, left: Duration, samples: Int, over: Duration) {
        self.burnPerHour = burnPerHour
        self.left = left
        self.samples = samples
        self.over = over
    }
}

/// How near a pool is to the point where the platform stops its cards.
public enum PoolAlarm: Hashable, Sendable {
    case none
    /// Less than a week at the present pace, or less available than a tenth of the balance.
    case low
    /// Nothing available.
    case empty
}

/// One pool.
public struct PoolRow: Hashable, Sendable {
    public var pool: AccountAssets.Pool
    public var runway: Runway?
    public var alarm: PoolAlarm
    /// Cards of this fleet in the pool.
    public var cards: Int

    public init(pool: AccountAssets.Pool, runway: Runway?, alarm: PoolAlarm, cards: Int) {
        self.pool = pool
        self.runway = runway
        self.alarm = alarm
        self.cards = cards
    }
}

/// Pools whose deposit is nearly used or used up.
public struct PoolWarning: Hashable, Sendable {
    public var pools: Int
    /// The name of the first that is used up, else of the first that is low.
    public var first: String
    /// One at least is used up.
    public var isEmpty: Bool

    public init(pools: Int, first: String, isEmpty: Bool) {
        self.pools = pools
        self.first = first
        self.isEmpty = isEmpty
    }
}

/// A screenful of the Assets pane.
public struct AssetsViewState: Hashable, Sendable {
    public var main: AccountAssets.Main?
    public var mainRunway: Runway?
    public var pools: [PoolRow]
    public var cursor: Int?
    public var firstIndex: Int
    public var poolCount: Int
    /// When the figures came; nil before the first reply.
    public var fetchedAt: WallTime?
    public var problem: PlatformError?
    public var isAsking: Bool
    public var poolWarning: PoolWarning?
    public var now: WallTime

    public init(
        main: AccountAssets.Main?, mainRunway: Runway?, pools: [PoolRow], cursor: Int?, firstIndex: Int,
        poolCount: Int, fetchedAt: WallTime?, problem: PlatformError?, isAsking: Bool, now: WallTime
    ) {
        self.main = main
        self.mainRunway = mainRunway
        self.pools = pools
        self.cursor = cursor
        self.firstIndex = firstIndex
        self.poolCount = poolCount
        self.fetchedAt = fetchedAt
        self.problem = problem
        self.isAsking = isAsking
        self.now = now
    }
}
