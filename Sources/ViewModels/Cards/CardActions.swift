// What can be asked for about a card besides stop and resume, each by an endpoint's form, and why not
// where what is known of the card forbids it.

public import SIMModel

/// An entry of the card's menu.
public enum CardAction: String, CaseIterable, Sendable {
    case rebind, limitSpeed, liftLimit, packages, packageUse, realNameLink, clearRealName, messages, subscribe, monthFlow, device

    /// The endpoint whose form it opens; nil: it goes to the Devices pane.
    var endpoint: String? {
        switch self {
        case .rebind: "bindMachine"
        case .limitSpeed: "setSpeedLimit"
        case .liftLimit: "removeSpeedLimit"
        case .packages: "queryOrderPackages"
        case .packageUse: "queryPackageFlow"
        case .realNameLink: "officialAuthUrl"
        case .clearRealName: "clearRealName"
        case .messages: "simSmsQuery"
        case .subscribe: "batchSubscribe"
        case .monthFlow: "batchQuerySimMonthFlow"
        case .device: nil
        }
    }

    public var isChange: Bool {
        switch self {
        case .rebind, .limitSpeed, .liftLimit, .clearRealName, .subscribe: true
        case .packages, .packageUse, .realNameLink, .messages, .monthFlow, .device: false
        }
    }

    /// It takes the marked cards, else the one under the cursor; the others only the latter.
    public var takesMany: Bool { self == .subscribe || self == .monthFlow }
}

/// Why an entry of the card's menu cannot be chosen.
public enum CardActionObstacle: Hashable, Sendable {
    case readOnly
    /// Only an ICCID is known so far; actions need the simNo.
    case unknownSimNo
    case closed
    /// The carrier said so within the last minutes: there is nothing to bind again.
    case notSeparated
    /// The platform offers it for cards of a shared pool only.
    case notInPool
    case notVerified
    case alreadyVerified
    /// No reply has named the device it is in.
    case unknownDevice
    /// More cards than a call may name.
    case tooMany(Int, limit: Int)
}

/// The card's menu as everything is known now.
public struct CardMenu: Hashable, Sendable {
    public struct Entry: Hashable, Sendable {
        public var action: CardAction
        /// nil: it can be chosen.
        public var obstacle: CardActionObstacle?

        public init(action: CardAction, obstacle: CardActionObstacle?) {
            self.action = action
            self.obstacle = obstacle
        }
    }

    /// The card under the cursor.
    public var card: CardNumber
    public var status: Coded<SIMStatus>?
    /// Cards of the entries that take many.
    public var targets: Int
    public var entries: [Entry]

    public init(card: CardNumber, status: Coded<SIMStatus>?, targets: Int, entries: [Entry]) {
        self.card = card
        self.status = status
        self.targets = targets
        self.entries = entries
    }
}

extension CardsViewModel {
    /// The menu of the card under the cursor; nil when there is none. `hasDevice`: the card's device is known.
    public func menu(isReadOnly: Bool, hasDevice: (CardNumber) -> Bool) -> CardMenu? {
        focusedRow.map { menu(of: $0, targets: targetRows.rows.count, isReadOnly: isReadOnly, hasDevice: hasDevice) }
    }

    /// The menu of one card, whatever is marked; nil when it is not in the fleet.
    func menu(of card: CardNumber, isReadOnly: Bool) -> CardMenu? {
        store.row(of: card).map { menu(of: $0, targets: 1, isReadOnly: isReadOnly, hasDevice: { _ in false }) }
    }

    private func menu(
        of row: Int, targets: Int, isReadOnly: Bool, hasDevice: (CardNumber) -> Bool
    ) -> CardMenu {
        let isInDevice = hasDevice(store.table.simNo(row))
        return CardMenu(
            card: store.table.simNo(row), status: store.table.status(row)?.value, targets: targets,
            entries: CardAction.allCases.map { action in
                let why = obstacle(to: action, row, targets: targets, isReadOnly: isReadOnly)
                return .init(action: action, obstacle: action == .device && !isInDevice ? .unknownDevice : why)
            })
    }

    /// Only what is known forbids: a card nobody has asked about yet can be tried.
    private func obstacle(to action: CardAction, _ row: Int, targets: Int, isReadOnly: Bool) -> CardActionObstacle? {
        let table = store.table
        if isReadOnly, action.isChange { return .readOnly }
        let limit = action == .subscribe ? 100 : 10
        if action.takesMany, targets > limit { return .tooMany(targets, limit: limit) }
        // Of many cards the platform itself tells which it does not take.
        if action.takesMany, targets > 1 { return nil }
        if table.flags(row).contains(.isNamedByICCID) { return .unknownSimNo }
        let status = table.status(row)
        let isClosed =
            status?.value.known == .closed || table.code(.cancellation, row) == CancellationStatus.cancelled.rawValue
        if isClosed, action.isChange { return .closed }
        switch action {
        case .rebind:
            guard let status, let known = status.value.known, known != .separated, known != .notObtained else { return nil }
            let isFresh = status.provenance.source == .carrier && !status.provenance.isStale(at: time.wall)
            return isFresh ? .notSeparated : nil
        case .limitSpeed, .liftLimit, .monthFlow:
            return table.number(.pool, row) == 0 ? .notInPool : nil
        case .realNameLink:
            return isClosed ? .closed : table.code(.realName, row) == RealNameStatus.verified.rawValue ? .alreadyVerified : nil
        case .clearRealName:
            return table.code(.realName, row) == RealNameStatus.notVerified.rawValue ? .notVerified : nil
        case .packages: return isClosed ? .closed : nil
        case .packageUse, .messages, .subscribe, .device: return nil
        }
    }
}

extension APIExplorerViewModel {
    /// Opens the form of a menu's entry, filled in for its card.
    public func open(_ action: CardAction, card: CardNumber) {
        guard let endpoint = action.endpoint else { return }
        let targets = action.takesMany ? cards.targets().cards : [card]
        var presets: [(name: String, value: String)] = []
        switch action {
        case .subscribe: presets = [("updateStatus", "1")]
        case .monthFlow:
            // The month that has closed: its figure is right.
            var month = CivilTime(time.wall)
            (month.year, month.month) = month.month == 1 ? (month.year - 1, 12) : (month.year, month.month - 1)
            presets = [("month", month.compactMonth)]
        default: break
        }
        open(endpoint, card: card, targets: targets, presets: presets)
    }
}
