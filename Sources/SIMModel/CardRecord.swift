// What the platform says of a card.

/// The platform's record of one card (upstream: batchQuerySimInfo and batchQuerySimStatus, data.items[]).
/// A field that was absent, null or empty is nil: unknown, not zero.
public struct CardRecord: Hashable, Sendable {
    public var simNo: CardNumber
    public var iccid: CardNumber?
    public var imsi: CardNumber?
    public var imei: CardNumber?
    public var gatewayID: Int?
    public var packageGroupID: Int?
    public var poolID: Int?
    public var status: Coded<SIMStatus>?
    public var activation: Coded<ActivationStatus>?
    /// upstream: authStatus 官方实名.
    public var realName: Coded<RealNameStatus>?
    /// upstream: authPlatformStatus 平台实名.
    public var platformRealName: Coded<RealNameStatus>?
    public var network: Coded<NetworkStatus>?
    public var online: Coded<OnlineStatus>?
    public var cancellation: Coded<CancellationStatus>?
    public var replacement: Coded<ReplacementStatus>?
    /// upstream: robinStatus; its values' meaning is unknown.
    public var polling: Int?
    public var activatedAt: WallTime?
    /// upstream: authAt.
    public var realNameAt: WallTime?
    /// upstream: authPlatformAt.
    public var platformRealNameAt: WallTime?
    public var rechargeTimes: Int?
    /// upstream: totalFlow.
    public var quota: DataVolume?
    /// upstream: useFlow.
    public var used: DataVolume?
    /// upstream: endAt, the end of the package.
    public var endsAt: WallTime?
    /// upstream: lastRobinAt, the platform's last poll of the carrier.
    public var lastPolledAt: WallTime?
    /// upstream: lastSimStatusAt.
    public var statusAt: WallTime?

    public init(simNo: CardNumber) { self.simNo = simNo }
}

/// A card's use of data as the carrier counts it now (upstream: batchQuerySimFlow.items[]), or in a
/// closed month (batchQuerySimMonthFlow).
public struct FlowReading: Hashable, Sendable {
    public var simNo: CardNumber
    public var iccid: CardNumber?
    /// upstream: deviceNo, month flow only; nil when none.
    public var deviceNo: String?
    /// nil when the card's own answer was an error.
    public var used: DataVolume?
    /// The card's own error inside an accepted reply (upstream: isError, error).
    public var error: String?

    public init(
        simNo: CardNumber, iccid: CardNumber? = nil, deviceNo: String? = nil, used: DataVolume?,
        error: String? = nil
    ) {
        self.simNo = simNo
        self.iccid = iccid
        self.deviceNo = deviceNo
        self.used = used
        self.error = error
    }
}

/// The currency of facts: what was learnt of a card, whoever asked or pushed it.
public enum Observation: Hashable, Sendable {
    /// A whole record: from a snapshot, a fresh status or a push.
    case record(CardRecord, Provenance)
    /// The flow alone.
    case flow(FlowReading, Provenance)
    /// The platform was asked for this number and its answer did not contain it.
    case missing(CardNumber, at: WallTime)

    /// The card it speaks of.
    public var simNo: CardNumber {
        switch self {
        case .record(let record, _): record.simNo
        case .flow(let reading, _): reading.simNo
        case .missing(let number, _): number
        }
    }
}

/// One row of the platform's log of operations (upstream: querySimAction.items[]).
public struct ActionLogEntry: Hashable, Sendable {
    /// upstream: actionType; only 3 (resume) is documented.
    public var actionType: Int
    /// upstream: actionTypeText, shown as it came.
    public var actionText: String
    public var operateID: Int64?
    public var simNo: CardNumber
    public var status: Coded<ActionStatus>
    public var failReason: String?
    public var serialNumber: String?
    public var createdAt: WallTime?

    public init(
        actionType: Int, actionText: String, operateID: Int64?, simNo: CardNumber,
        status: Coded<ActionStatus>, failReason: String?, serialNumber: String?, createdAt: WallTime?
    ) {
        self.actionType = actionType
        self.actionText = actionText
        self.operateID = operateID
        self.simNo = simNo
        self.status = status
        self.failReason = failReason
        self.serialNumber = serialNumber
        self.createdAt = createdAt
    }
}

/// The account's money (upstream: accountAsset).
public struct AccountAssets: Hashable, Sendable {
    /// upstream: accountAsset.main.
    public struct Main: Hashable, Sendable {
        public var id: Int64?
        public var username: String?
        public var balance: Money?
        public var createdAt: WallTime?

        public init(id: Int64?, username: String?, balance: Money?, createdAt: WallTime?) {
            self.id = id
            self.username = username
            self.balance = balance
            self.createdAt = createdAt
        }
    }

    /// upstream: accountAsset.pools[]. When a pool's available deposit runs out, the platform limits
    /// calls and later stops all its cards.
    public struct Pool: Hashable, Sendable {
        public var id: Int64
        public var name: String?
        /// upstream: memberId.
        public var memberID: Int64?
        public var code: String?
        public var deposit: Money?
        public var balance: Money?
        /// upstream: status; its values' meaning is unknown.
        public var status: Int?
        public var createdAt: WallTime?
        public var updatedAt: WallTime?
        public var frozen: Money?
        /// upstream: availableBalance, as the server computed it.
        public var available: Money?

        public init(id: Int64) { self.id = id }
    }

    public var main: Main
    public var pools: [Pool]

    public init(main: Main, pools: [Pool]) {
        self.main = main
        self.pools = pools
    }
}
