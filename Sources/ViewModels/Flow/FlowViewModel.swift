// The Flow pane: the curve of what the operator chose, and the cards by one of seven questions. Order,
// sums and curves are worked out once for all readings of a second, however often a frame is drawn.

public import SIMModel

/// Intents and view state of the Flow pane.
@MainActor public final class FlowViewModel {
    /// Points of a curve.
    static let steps = 120
    /// Seconds between two orders without a reading between them, or of a list that is dear.
    static let slowly: Int64 = 10

    private let store: FleetStore
    private let poller: Poller
    private let cards: CardsViewModel
    private let changes: ChangeSignal
    private let time: any TimeSource
    private var cursor = ListCursor()
    /// The row under the pane's own cursor; nil: the first.
    private var focus: Int?
    /// The Cards pane's row when the own cursor moved last: the chart follows whichever moved later.
    private var cardsFocusThen: Int??

    private var scope = FlowScope.fleet
    private var span = FlowSpan.tenMinutes
    private var list = FlowList.now

    /// A pool's money as it was read.
    var money: @MainActor (Int) -> (name: String?, samples: [(at: WallTime, balance: Money)])? = { _ in nil }

    private var ranking = FlowRanking()
    private var rankedFor: (list: FlowList, version: Int, second: Int64)?
    private var forecasts = FlowRanking.ForecastCache()
    private var chart: FlowChart?
    private var chartFor: ChartKey?
    private var total: (rate: Double, cards: Int) = (0, 0)
    private var totalFor: Int64?
    /// How often order and chart were worked out.
    private(set) var rankings = 0
    private(set) var drawings = 0

    private struct ChartKey: Hashable {
        var scope: FlowScope
        var span: FlowSpan
        var row: Int?
        var marks: Int
        var second: Int64
    }

    init(store: FleetStore, poller: Poller, cards: CardsViewModel, changes: ChangeSignal, time: any TimeSource) {
        self.store = store
        self.poller = poller
        self.cards = cards
        self.changes = changes
        self.time = time
    }

    // MARK: intents

    public func moveCursor(by steps: Int) { move { $0.move(by: steps, count: ranking.entries.count) } }
    public func moveToFirst() { move { $0.moveTo(0, count: ranking.entries.count) } }
    public func moveToLast() { move { $0.moveTo(ranking.entries.count - 1, count: ranking.entries.count) } }
    public func movePage(_ pages: Double) { move { $0.movePage(pages, count: ranking.entries.count) } }

    private func move(_ change: (inout ListCursor) -> Void) {
        rank()
        change(&cursor)
        focus = cursor.position(in: ranking.entries.count).map { ranking.entries[$0].row }
        cardsFocusThen = .some(cards.focusedRow)
        changes.mark()
    }

    /// The chart shows the next of fleet, card, pool and marked cards.
    public func nextScope() {
        scope = scope.next
        changes.mark()
    }

    public func zoomIn() {
        span = span.closer
        changes.mark()
    }

    public func zoomOut() {
        span = span.wider
        changes.mark()
    }

    /// The list of another question.
    public func stepList(by steps: Int) {
        list = list.step(by: steps)
        cursor = ListCursor()
        focus = nil
        changes.mark()
    }

    /// The card under the pane's cursor.
    public var focusedCard: CardNumber? {
        rank()
        return cursor.position(in: ranking.entries.count).map { store.table.simNo(ranking.entries[$0].row) }
    }

    // MARK: what is worked out once a second

    private func rank() {
        let (version, second) = (store.flows.version, time.wall.seconds)
        if let old = rankedFor, old.list == list {
            // Without a reading only who is live changes, slowly; some lists are dear and change slowly.
            let waits = list.isDear || old.version == version ? Self.slowly : 1
            if (0..<waits).contains(second - old.second) { return }
        }
        rankedFor = (list, version, second)
        rankings += 1
        ranking = FlowRanking(list, store: store, now: time.wall, forecasts: &forecasts)
        if let focus, let place = ranking.entries.firstIndex(where: { $0.row == focus }) {
            cursor.follow(place, count: ranking.entries.count)
        }
    }

    private func sum(_ now: WallTime) -> (rate: Double, cards: Int) {
        if totalFor == now.seconds { return total }
        totalFor = now.seconds
        total = store.flows.total(at: now)
        return total
    }

    /// The card the chart is about: the one whose cursor moved last.
    private var chartRow: Int? {
        let there = cards.focusedRow
        guard let then = cardsFocusThen, then == there, let focus else { return there }
        return focus
    }

    private func drawn(_ now: WallTime) -> FlowChart {
        let row = chartRow
        let key = ChartKey(
            scope: scope, span: span, row: scope == .card || scope == .pool ? row : nil,
            marks: scope == .marked ? cards.state.marks.hashValue : 0,
            second: now.seconds)
        if let chart, chartFor == key { return chart }
        drawings += 1
        let fresh = FlowChartMaker(store: store, now: now, span: span, steps: Self.steps)
        var made: FlowChart
        switch scope {
        case .fleet: made = fresh.fleet(sum(now))
        case .card: made = fresh.card(row)
        case .pool:
            made = fresh.pool(of: row)
            if let pool = made.pool, let read = money(pool), let last = read.samples.last {
                let (runsOut, evidence): (RunsOut?, FlowEvidence) =
                    switch QuotaForecast.judge(balances: read.samples, now: now) {
                    case .yes(let out, let evidence): (out, evidence)
                    case .no(let evidence), .tooFew(let evidence): (nil, evidence)
                    }
                made.money = FlowPoolMoney(name: read.name, available: last.balance, runsOut: runsOut, evidence: evidence)
            }
        case .marked: made = fresh.marked(cards.state.marks)
        }
        (chart, chartFor) = (made, key)
        return made
    }

    /// Tells the poller which cards are on the screen.
    public func viewState(height: Int) -> FlowViewState {
        rank()
        let now = time.wall
        let (table, flows) = (store.table, store.flows)
        let window = cursor.window(height: height, count: ranking.entries.count)
        let visible = ranking.entries[window]
        poller.want { $0.flowRows = visible.map(\.row) }
        let watched = Set(cards.state.watched)
        let total = sum(now)
        return FlowViewState(
            chart: drawn(now), list: list,
            rows: visible.map { entry in
                let row = entry.row
                let track = flows.tracks[row]
                return FlowRow(
                    simNo: table.simNo(row), rate: flows.rate(row, at: now), today: flows.today(row, at: now).map(FlowToday.init),
                    used: table.used(row), quota: table.quota(row), recentRates: track?.recentRates ?? [],
                    isWatched: watched.contains(row), fact: entry.fact, evidence: entry.evidence ?? track?.evidence)
            },
            firstIndex: window.lowerBound, count: ranking.entries.count, judged: ranking.judged, tooFew: ranking.tooFew,
            cursor: cursor.position(in: ranking.entries.count).flatMap { window.contains($0) ? $0 - window.lowerBound : nil },
            totalRate: total.cards > 0 ? total.rate : nil, liveCards: total.cards, monthUsed: store.monthUsed,
            monthCards: store.monthCards, totalCards: store.count, isPaused: poller.scheduler.isPaused, now: now)
    }
}

extension FlowList {
    /// It looks at the whole fleet, or at the last day of every card.
    fileprivate var isDear: Bool {
        switch self {
        case .month, .growing, .runsOut: true
        case .now, .today, .silent, .bursts: false
        }
    }
}

extension FlowToday {
    init(_ mark: DayMark) {
        self.init(used: DataVolume(kilobytes: mark.grown), since: WallTime(seconds: Int64(mark.since)))
    }
}

extension FlowTrack {
    /// What the rate now stands on: the readings that are kept.
    var evidence: FlowEvidence? {
        points.first.map { FlowEvidence(samples: samples, over: lastSeen - $0.at) }
    }
}
