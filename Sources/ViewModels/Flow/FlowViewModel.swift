// The Flow pane: the curve of the card under the cursor, the sum of all live cards, and who uses most.

public import SIMModel

/// Intents and view state of the Flow pane.
@MainActor public final class FlowViewModel {
    /// Points of a curve.
    static let steps = 90

    private let store: FleetStore
    private let poller: Poller
    private let cards: CardsViewModel
    private let changes: ChangeSignal
    private let time: any TimeSource
    private let step: Duration
    private var cursor = ListCursor()
    /// The card under the pane's own cursor; nil: the first.
    private var focus: Int?

    // The order of the biggest is worked out once for all readings of a second.
    private var ranking: [Int] = []
    private var rankedVersion = -1
    private var rankedAt = Int64.min

    init(
        store: FleetStore, poller: Poller, cards: CardsViewModel, changes: ChangeSignal, time: any TimeSource,
        step: Duration
    ) {
        self.store = store
        self.poller = poller
        self.cards = cards
        self.changes = changes
        self.time = time
        self.step = max(.seconds(1), step)
    }

    public func moveCursor(by steps: Int) { move { $0.move(by: steps, count: ranking.count) } }
    public func moveToFirst() { move { $0.moveTo(0, count: ranking.count) } }
    public func moveToLast() { move { $0.moveTo(ranking.count - 1, count: ranking.count) } }
    public func movePage(_ pages: Double) { move { $0.movePage(pages, count: ranking.count) } }

    private func move(_ change: (inout ListCursor) -> Void) {
        rank()
        change(&cursor)
        focus = cursor.position(in: ranking.count).map { ranking[$0] }
        changes.mark()
    }

    /// The card under the pane's cursor.
    public var focusedCard: CardNumber? {
        rank()
        return cursor.position(in: ranking.count).map { store.table.simNo(ranking[$0]) }
    }

    /// Live cards by rate, then by the month's use. At most ``FlowHistory/capacity`` are looked at.
    private func rank() {
        let now = time.wall
        guard store.flows.version != rankedVersion || now.seconds != rankedAt else { return }
        (rankedVersion, rankedAt) = (store.flows.version, now.seconds)
        let table = store.table
        let keyed = store.flows.tracks.keys.map { row in
            (row: row, rate: store.flows.rate(row, at: now) ?? -1, used: table.volume(\.used, row)?.kilobytes ?? -1)
        }
        ranking = keyed.sorted { ($1.rate, $1.used, $0.row) < ($0.rate, $0.used, $1.row) }.map(\.row)
        if let focus, let place = ranking.firstIndex(of: focus) {
            cursor.follow(place, count: ranking.count)
        }
    }

    /// Tells the poller which cards are on the screen.
    public func viewState(height: Int) -> FlowViewState {
        rank()
        let now = time.wall
        let (table, flows) = (store.table, store.flows)
        let window = cursor.window(height: height, count: ranking.count)
        let visible = Array(ranking[window])
        poller.want { $0.flowRows = visible }
        let watched = Set(cards.state.watched)
        let row = cards.focusedRow
        let track = row.flatMap { flows.tracks[$0] }
        let total = flows.total(at: now)
        let span = step * Self.steps
        return FlowViewState(
            focus: row.map { table.simNo($0) },
            focusCurve: track.map {
                FlowCurve(points: $0.curve(steps: Self.steps, step: step, end: now), span: span, samples: $0.samples)
            } ?? .empty,
            focusUsed: row.flatMap { table.used($0) }, focusQuota: row.flatMap { table.quota($0) },
            totalCurve: flows.totals.isEmpty
                ? .empty
                : FlowCurve(
                    points: flows.totalCurve(steps: Self.steps, step: step, end: now), span: span,
                    samples: flows.totals.count),
            totalRate: total.cards > 0 ? total.rate : nil, liveCards: total.cards, monthUsed: store.monthUsed,
            monthCards: store.monthCards, totalCards: store.count,
            biggest: visible.map { row in
                FlowRow(
                    simNo: table.simNo(row), rate: flows.rate(row, at: now),
                    sinceStart: flows.tracks[row].map { DataVolume(kilobytes: $0.sinceStart) }, used: table.used(row),
                    quota: table.quota(row), recentRates: flows.tracks[row]?.recentRates ?? [],
                    isWatched: watched.contains(row))
            },
            cursor: cursor.position(in: ranking.count).flatMap {
                window.contains($0) ? $0 - window.lowerBound : nil
            },
            isPaused: poller.scheduler.isPaused, now: now)
    }
}
