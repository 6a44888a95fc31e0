// The reverse of a run: which cards can be turned back, and which are set apart because something has
// happened to them since. Pure.

extension OperationKind {
    /// What takes it back.
    public var reverse: OperationKind {
        switch self {
        case .stop: .resume
        case .resume: .stop
        }
    }
}

/// What undoing a run would do.
public struct UndoPlan: Hashable, Sendable {
    public enum Apart: Hashable, Sendable {
        /// It never took effect, as far as is known: there is nothing to take back.
        case notConfirmed(OperationState)
        /// A later operation of ours has moved the card since.
        case later(OperationRecord)
        /// The carrier says that the card is in another state by now.
        case moved(Coded<SIMStatus>)
        /// The carrier could not be asked, so nobody knows whether the card still is as the run left it.
        case unseen
    }

    public var run: BulkRun
    /// In the order of the run.
    public var cards: [CardNumber]
    public var apart: [CardNumber: Apart]

    /// - Parameters:
    ///   - records: the run's operations.
    ///   - later: each card's newest operation.
    ///   - fresh: the carrier's states, asked just now; nil: not asked, the states are not compared.
    public init(
        _ run: BulkRun, records: [OperationRecord], later: [CardNumber: OperationRecord],
        fresh: [CardNumber: Coded<SIMStatus>]?
    ) {
        self.run = run
        cards = []
        apart = [:]
        for record in records {
            let card = record.simNo
            if record.state != .confirmed {
                apart[card] = .notConfirmed(record.state)
            } else if let newest = later[card], newest.id > record.id, newest.state.hasEffect {
                apart[card] = .later(newest)
            } else if let fresh {
                switch fresh[card] {
                case nil: apart[card] = .unseen
                case let state? where state == run.kind.target: cards.append(card)
                case let state?: apart[card] = .moved(state)
                }
            } else {
                cards.append(card)
            }
        }
    }
}

extension OperationState {
    /// It changed the card, or may have, or still may.
    var hasEffect: Bool {
        switch self {
        case .failed, .refused, .cancelled: false
        case .planned, .sending, .submitted, .accepted, .confirmed, .unconfirmed, .unknown: true
        }
    }
}
