// What the Cards pane shows: one screenful of facts, no sentence, no colour.

public import SIMModel

/// A column of the card table, in the order wide screens show them.
public enum CardColumn: String, CaseIterable, Sendable {
    case simNo, status, online, used, quota, percent, rate, ends, age, operation, iccid, pool, package, carrier, tags
}

/// How the table is ordered.
public struct SortOrder: Hashable, Sendable {
    public var column: CardColumn
    public var descending: Bool

    public init(_ column: CardColumn, descending: Bool = false) {
        self.column = column
        self.descending = descending
    }
}

/// The operation a row shows: the newest of the card, while it is open or has just ended.
public struct OperationBadge: Hashable, Sendable {
    public var id: OperationID
    public var kind: OperationKind
    public var state: OperationState
    public var createdAt: WallTime
    public var updatedAt: WallTime
    /// Why it failed, was refused or is in doubt.
    public var failReason: String?

    public init(
        id: OperationID, kind: OperationKind, state: OperationState, createdAt: WallTime, updatedAt: WallTime,
        failReason: String?
    ) {
        self.id = id
        self.kind = kind
        self.state = state
        self.createdAt = createdAt
        self.updatedAt = updatedAt
        self.failReason = failReason
    }
}

/// One card of the table. Every optional is nil when the fact is unknown.
public struct CardRow: Hashable, Sendable {
    public var simNo: CardNumber
    public var iccid: CardNumber?
    public var status: Sourced<Coded<SIMStatus>>?
    public var online: Coded<OnlineStatus>?
    public var used: Sourced<DataVolume>?
    public var quota: DataVolume?
    public var endsAt: WallTime?
    public var poolID: Int?
    public var packageGroupID: Int?
    public var gatewayID: Int?
    /// Kilobytes a second between the last two carrier readings; nil with fewer than two.
    public var rate: Double?
    /// Rates of the last readings, oldest first; at most 24.
    public var recentRates: [Double]
    public var operation: OperationBadge?
    public var isMarked: Bool
    public var isWatched: Bool
    /// What the operator's people call it.
    public var tags: [String] = []
    /// No operation on several cards touches it.
    public var isProtected = false
    /// The platform was asked and does not know the number.
    public var isMissing: Bool
    /// A question about this card is out.
    public var isAsking: Bool
    /// The card's own error in the last reading.
    public var error: String?

    public init(simNo: CardNumber) {
        self.simNo = simNo
        recentRates = []
        isMarked = false
        isWatched = false
        isMissing = false
        isAsking = false
    }

    /// The provenance of the value with the older age on the row: what its Age column tells.
    public var oldest: Provenance? {
        switch (status?.provenance, used?.provenance) {
        case (let status?, let used?): status.effective < used.effective ? status : used
        case (let status?, nil): status
        case (nil, let used?): used
        case (nil, nil): nil
        }
    }

    /// Used of quota, 1 = all of it; nil when either is unknown or there is no quota.
    public var usedShare: Double? {
        guard let used, let quota, quota.kilobytes > 0 else { return nil }
        return Double(used.value.kilobytes) / Double(quota.kilobytes)
    }
}

extension Sourced: Hashable where Value: Hashable {
    public func hash(into hasher: inout Hasher) {
        hasher.combine(value)
        hasher.combine(provenance)
    }
}

/// Where and why a filter cannot be understood.
public struct FilterProblem: Error, Hashable, Sendable {
    public enum Reason: Hashable, Sendable {
        case unknownField(String, nearest: String?)
        case badValue(field: String, value: String, expected: String)
        case missingValue(field: String)
        case unclosedQuote
        case notComparable(field: String)
        /// `a or`, `not`, `()`: a test must stand there.
        case missingTerm
        case unclosedParenthesis
        /// A `)` that nothing opened, or a `(` or `|` where none can be.
        case unexpected(String)
        case tooDeep(limit: Int)
    }

    public var reason: Reason
    /// Characters from the start of the filter.
    public var offset: Int

    public init(_ reason: Reason, offset: Int) {
        self.reason = reason
        self.offset = offset
    }
}

/// Everything the platform and the journal say of one card.
public struct CardDetails: Hashable, Sendable {
    public var simNo: CardNumber
    /// The last whole record, with its source.
    public var record: Sourced<CardRecord>?
    /// The last flow reading, when newer than the record's.
    public var flow: Sourced<DataVolume>?
    public var rate: Double?
    public var isMissing: Bool
    public var error: String?
    /// The newest operations of the card from the journal, newest first; at most 5.
    public var operations: [OperationRecord]
    /// nil: not protected.
    public var protection: Protection?
    public var tags: [String] = []
    public var note: String?

    public init(
        simNo: CardNumber, record: Sourced<CardRecord>?, flow: Sourced<DataVolume>?, rate: Double?,
        isMissing: Bool, error: String?, operations: [OperationRecord]
    ) {
        self.simNo = simNo
        self.record = record
        self.flow = flow
        self.rate = rate
        self.isMissing = isMissing
        self.error = error
        self.operations = operations
    }
}

/// How far the list of cards has been read.
public struct FleetLoading: Hashable, Sendable {
    /// Of its bytes, where the whole is known.
    public var percent: Int?

    public init(percent: Int?) { self.percent = percent }
}

/// A screenful of the Cards pane.
public struct CardsViewState: Hashable, Sendable {
    /// The rows that fit, in order.
    public var rows: [CardRow]
    /// The place of `rows[0]` among the cards that pass the filter.
    public var firstIndex: Int
    /// The cursor's place within `rows`; nil when no card is shown.
    public var cursor: Int?
    /// Cards that pass the filter.
    public var shownCount: Int
    /// Cards of the fleet.
    public var totalCount: Int
    public var markedCount: Int
    /// Marked cards that the filter hides.
    public var hiddenMarkedCount: Int
    /// The filter's text as typed; empty for none.
    public var filter: String
    /// Set while `filter` cannot be understood: the rows are those of the last good filter.
    public var filterProblem: FilterProblem?
    /// A filter or sort is still being worked out: the rows are the previous ones.
    public var isFiltering: Bool
    public var sort: SortOrder
    /// A range mark is being drawn (`v`).
    public var isRangeMarking: Bool
    /// Saved filters, the tab of all cards first; empty when there is none.
    public var tabs: [TabLabel] = []
    /// Some card has a tag.
    public var hasTags = false
    /// The list of cards is still being read; nil: it is whole.
    public var loading: FleetLoading?
    public var details: CardDetails?
    /// Why the card under the cursor is down, or that it is not; nil when no card is shown.
    public var diagnosis: Diagnosis?
    public var now: WallTime

    public init(
        rows: [CardRow], firstIndex: Int, cursor: Int?, shownCount: Int, totalCount: Int, markedCount: Int,
        hiddenMarkedCount: Int, filter: String, filterProblem: FilterProblem?, isFiltering: Bool,
        sort: SortOrder, isRangeMarking: Bool, details: CardDetails?, now: WallTime
    ) {
        self.rows = rows
        self.firstIndex = firstIndex
        self.cursor = cursor
        self.shownCount = shownCount
        self.totalCount = totalCount
        self.markedCount = markedCount
        self.hiddenMarkedCount = hiddenMarkedCount
        self.filter = filter
        self.filterProblem = filterProblem
        self.isFiltering = isFiltering
        self.sort = sort
        self.isRangeMarking = isRangeMarking
        self.details = details
        self.now = now
    }
}
