// What goes into the push inbox and what comes out.

public import SIMModel

/// A push that is to be written down.
public struct NewPush: Hashable, Sendable {
    /// As it came.
    public var body: [UInt8]
    public var kind: PushKind
    /// upstream: header traceID.
    public var traceID: String
    public var receivedAt: WallTime

    public init(body: [UInt8], kind: PushKind, traceID: String, receivedAt: WallTime) {
        self.body = body
        self.kind = kind
        self.traceID = traceID
        self.receivedAt = receivedAt
    }

    /// FNV-1a. Enough to tell a repeat from a mix-up: whoever forces two bodies into one value gains that
    /// the second is not stored.
    var fingerprint: Int64 {
        Int64(bitPattern: body.reduce(0xcbf2_9ce4_8422_2325 as UInt64) { ($0 ^ UInt64($1)) &* 0x100_0000_01b3 })
    }
}

/// What became of it.
public enum PushReceipt: Hashable, Sendable {
    /// On the disk, as this row.
    case stored(Int64)
    /// The same trace with the same body was here before; there is no second row.
    case repeated
    /// The same trace was here before with another body: not stored.
    case conflicting
    /// No room, for nothing in the inbox may be dropped yet: not stored.
    case full
}

/// A push on disk.
public struct StoredPush: Hashable, Sendable {
    /// Its place: ever growing.
    public var id: Int64
    public var kind: PushKind
    public var traceID: String
    public var receivedAt: WallTime
    public var processedAt: WallTime?
    public var body: [UInt8]

    public init(
        id: Int64, kind: PushKind, traceID: String, receivedAt: WallTime, processedAt: WallTime?, body: [UInt8]
    ) {
        self.id = id
        self.kind = kind
        self.traceID = traceID
        self.receivedAt = receivedAt
        self.processedAt = processedAt
        self.body = body
    }
}
