// The History pane: the platform's log of the card under the cursor, with our own journal beside it.

import PlatformClient
public import SIMModel

/// Intents and view state of the History pane.
@MainActor public final class HistoryViewModel {
    /// Logs remembered, so that going back to a card shows it at once.
    static let remembered = 64

    private struct Log {
        /// Newest first.
        var entries: [ActionLogEntry] = []
        var fetchedAt: WallTime?
        var problem: PlatformError?
    }

    private var logs: [CardNumber: Log] = [:] { didSet { changes.mark() } }
    private var asked: [CardNumber] = []
    /// Set: the card to show. nil: the one under the cards' cursor.
    private var chosen: CardNumber?
    private var cursor = ListCursor()
    private var cursorSubject: CardNumber?

    private let poller: Poller
    private let cards: CardsViewModel
    private let board: OperationsBoard
    private let changes: ChangeSignal
    private let time: any TimeSource

    init(poller: Poller, cards: CardsViewModel, board: OperationsBoard, changes: ChangeSignal, time: any TimeSource) {
        self.poller = poller
        self.cards = cards
        self.board = board
        self.changes = changes
        self.time = time
    }

    /// Whose history is shown.
    public var subject: CardNumber? { chosen ?? cards.focusedCard }

    /// Shows a card's history wherever the cursor goes; nil follows the cursor again.
    public func show(_ card: CardNumber?) {
        chosen = card
        let subject = subject
        poller.want { $0.historySubject = subject }
        changes.mark()
    }

    /// The cards' cursor moved.
    func focusMoved() {
        guard let chosen else { return }
        poller.want { $0.historySubject = chosen }
    }

    public func moveCursor(by steps: Int) { move { $0.move(by: steps, count: $1) } }
    public func moveToFirst() { move { $0.moveTo(0, count: $1) } }
    public func moveToLast() { move { $0.moveTo($1 - 1, count: $1) } }
    public func movePage(_ pages: Double) { move { $0.movePage(pages, count: $1) } }

    private func move(_ step: (inout ListCursor, Int) -> Void) {
        step(&cursor, subject.flatMap { logs[$0]?.entries.count } ?? 0)
        changes.mark()
    }

    /// Asks the log again now, when the pane is on the screen.
    public func refresh() { poller.plan { $0.historyChanged(at: $1) } }

    /// Takes in what the platform answered about a card; what was known stays when it did not.
    func receive(_ card: CardNumber, _ result: Result<ActionLogReply, PlatformError>) {
        var log = logs[card] ?? Log()
        switch result {
        case .failure(let error): log.problem = error
        case .success(let reply):
            let oldest = WallTime(milliseconds: .min)
            log.entries = reply.entries.enumerated()
                .sorted { left, right in
                    let (a, b) = (left.element.createdAt ?? oldest, right.element.createdAt ?? oldest)
                    return a != b ? a > b : left.offset < right.offset
                }
                .map(\.element)
            log.fetchedAt = reply.receivedAt
            log.problem = nil
        }
        asked.removeAll { $0 == card }
        asked.append(card)
        if asked.count > Self.remembered { logs[asked.removeFirst()] = nil }
        logs[card] = log
    }

    /// The log of a card, as far as it was read.
    func answer(of card: CardNumber) -> Answer<[ActionLogEntry]> {
        let log = logs[card] ?? Log()
        return Answer(
            log.fetchedAt == nil ? nil : log.entries, fetchedAt: log.fetchedAt, problem: log.problem,
            isAsking: poller.scheduler.isAskingLog(of: card))
    }

    public func viewState(height: Int) -> HistoryViewState {
        let subject = subject
        if subject != cursorSubject {
            cursorSubject = subject
            cursor = ListCursor()
        }
        let log = subject.flatMap { logs[$0] } ?? Log()
        let own = subject.map { board.operations(of: $0) } ?? []
        if let subject { board.look(up: subject) }
        let shown = Set(log.entries.compactMap { StopStory.cause(of: $0, among: own)?.id })
        let window = cursor.window(height: height, count: log.entries.count)
        return HistoryViewState(
            subject: subject,
            rows: log.entries[window].map { HistoryRow(entry: $0, own: StopStory.cause(of: $0, among: own)) },
            firstIndex: window.lowerBound,
            cursor: cursor.position(in: log.entries.count).map { $0 - window.lowerBound }, count: log.entries.count,
            awaited: own.filter { !$0.state.isEnd && !shown.contains($0.id) }, fetchedAt: log.fetchedAt,
            problem: log.problem, isAsking: poller.scheduler.isOut(.history), now: time.wall)
    }
}
