// "Why is it down?" for one card: gathers what every other view-model knows, asks once for what is
// missing, and offers the verbs that help.

public import SIMModel

/// Intents and view state of the question why.
@MainActor public final class WhyViewModel {
    private let cards: CardsViewModel
    private let poller: Poller
    private let board: OperationsBoard
    private let changes: ChangeSignal
    private let time: any TimeSource
    private let isReadOnly: Bool

    init(
        cards: CardsViewModel, poller: Poller, board: OperationsBoard, changes: ChangeSignal, time: any TimeSource,
        isReadOnly: Bool
    ) {
        self.cards = cards
        self.poller = poller
        self.board = board
        self.changes = changes
        self.time = time
        self.isReadOnly = isReadOnly
    }

    /// Asks for the card's log and the account's money where they were not read lately. Once: a failure
    /// is told, and asked again by hand only.
    public func open(_ card: CardNumber) {
        board.look(up: card)
        let facts = cards.facts(of: card)
        let now = time.wall
        let log = facts.log.isOlder(than: Diagnosis.logPromise, at: now)
        let assets = facts.assets.isOlder(than: Diagnosis.assetsPromise, at: now)
        poller.plan { scheduler, _ in scheduler.askOnce(log: log ? card : nil, assets: assets) }
        changes.mark()
    }

    /// Asks for everything about the card again: state, log and money.
    public func askAgain(_ card: CardNumber) {
        let row = cards.row(of: card)
        poller.plan { scheduler, now in
            if let row { _ = scheduler.refresh([row], at: now) }
            scheduler.askOnce(log: card, assets: true)
        }
        changes.mark()
    }

    public func viewState(_ card: CardNumber) -> WhyViewState {
        let row = cards.row(of: card)
        let diagnosis = Diagnosis(of: cards.facts(of: card), now: time.wall)
        let isAsking =
            poller.scheduler.isOut(.history) || poller.scheduler.isOut(.assets)
            || row.map { poller.scheduler.isOut($0) } ?? false
        return WhyViewState(
            diagnosis: diagnosis, offers: diagnosis.remedies.compactMap { offer($0, card) }, isAsking: isAsking,
            now: time.wall)
    }

    private func offer(_ remedy: Diagnosis.Remedy, _ card: CardNumber) -> WhyViewState.Offer? {
        switch remedy {
        case .resume: .init(.resume, obstacle: obstacleToResume(card))
        case .rebind: action(.rebind, card)
        case .realName: action(.realNameLink, card)
        case .package: action(.packages, card)
        case .topUp: .init(.showAssets)
        case .waits, .firstUse, .carrier, .follows, .nobody, .nothing, .unknown: nil
        }
    }

    private func obstacleToResume(_ card: CardNumber) -> WhyObstacle? {
        if isReadOnly { return .readOnly }
        if board.trouble != nil { return .noJournal }
        guard cards.row(of: card) != nil else { return .notInFleet }
        return cards.proposal(for: .resume, of: card).leftOut.first.map { .leftOut($0.reason) }
    }

    private func action(_ action: CardAction, _ card: CardNumber) -> WhyViewState.Offer {
        guard let menu = cards.menu(of: card, isReadOnly: isReadOnly) else {
            return .init(.action(action), obstacle: .notInFleet)
        }
        let obstacle = menu.entries.first { $0.action == action }?.obstacle
        return .init(.action(action), obstacle: obstacle.map { .action($0) })
    }
}

extension CardsViewModel {
    func row(of card: CardNumber) -> Int? { store.row(of: card) }

    /// What every view-model knows of a card.
    func facts(of card: CardNumber) -> CardFacts {
        let told = knowledge(card)
        var facts = CardFacts(card: card, operations: board.operations(of: card), log: told.log, assets: told.assets)
        guard let row = store.row(of: card) else { return facts }
        let table = store.table
        facts.card = table.simNo(row)
        facts.status = table.status(row)
        facts.record = table.record(row)
        facts.used = table.used(row)
        facts.missingAt = table.missingAt(row)
        return facts
    }
}
