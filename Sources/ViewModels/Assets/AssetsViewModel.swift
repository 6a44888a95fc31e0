// The Assets pane: balance and pools, asked only while the pane is on the screen.

import PlatformClient
import SIMModel

/// Intents and view state of the Assets pane.
@MainActor public final class AssetsViewModel {
    private struct State {
        var assets: AccountAssets?
        var fetchedAt: WallTime?
        var problem: PlatformError?
        var main = BalanceHistory()
        /// By pool; bounded by the pools of the last reply.
        var pools: [Int64: BalanceHistory] = [:]
    }

    private var state = State() { didSet { changes.mark() } }
    private var cursor = ListCursor()
    private let store: FleetStore
    private let poller: Poller
    private let changes: ChangeSignal
    private let time: any TimeSource

    init(store: FleetStore, poller: Poller, changes: ChangeSignal, time: any TimeSource) {
        self.store = store
        self.poller = poller
        self.changes = changes
        self.time = time
    }

    private var pools: [AccountAssets.Pool] { state.assets?.pools ?? [] }

    public func moveCursor(by steps: Int) { move { $0.move(by: steps, count: pools.count) } }
    public func moveToFirst() { move { $0.moveTo(0, count: pools.count) } }
    public func moveToLast() { move { $0.moveTo(pools.count - 1, count: pools.count) } }
    public func movePage(_ pages: Double) { move { $0.movePage(pages, count: pools.count) } }

    private func move(_ step: (inout ListCursor) -> Void) {
        step(&cursor)
        changes.mark()
    }

    /// Asks again now, when the pane is on the screen.
    public func refresh() { poller.plan { $0.refreshAssets(at: $1) } }

    /// Takes in what the platform answered. Figures that were known stay when it did not.
    func receive(_ result: Result<AssetsReply, PlatformError>) {
        switch result {
        case .failure(let error): state.problem = error
        case .success(let reply):
            var next = state
            next.assets = reply.assets
            next.fetchedAt = reply.receivedAt
            next.problem = nil
            if let balance = reply.assets.main.balance { next.main.record(balance, at: reply.receivedAt) }
            var histories: [Int64: BalanceHistory] = [:]
            for pool in reply.assets.pools {
                var history = state.pools[pool.id] ?? BalanceHistory()
                if let available = pool.available ?? pool.balance { history.record(available, at: reply.receivedAt) }
                histories[pool.id] = history
            }
            next.pools = histories
            state = next
        }
    }

    /// The account's money, as far as it was read.
    var answer: Answer<AccountAssets> {
        Answer(
            state.assets, fetchedAt: state.fetchedAt, problem: state.problem, isAsking: poller.scheduler.isOut(.assets))
    }

    /// A pool's name and what it had, reading by reading; nil when it was not read.
    func money(ofPool id: Int) -> (name: String?, samples: [(at: WallTime, balance: Money)])? {
        state.pools[Int64(id)].map { history in (pools.first { $0.id == Int64(id) }?.name, history.samples) }
    }

    /// How long the balance lasts at the present pace, as far as that can be told.
    var mainRunway: Runway? { state.assets?.main.balance.flatMap { state.main.runway(available: $0) } }

    /// Every pool with its alarm; nil before the first reply.
    var poolAlarms: [(pool: AccountAssets.Pool, alarm: PoolAlarm)]? {
        state.assets?.pools.map { pool in
            (pool, PoolAlarm(available: pool.available, balance: pool.balance, runway: runway(of: pool)))
        }
    }

    private func runway(of pool: AccountAssets.Pool) -> Runway? {
        (pool.available ?? pool.balance).flatMap { state.pools[pool.id]?.runway(available: $0) }
    }

    public func viewState(height: Int) -> AssetsViewState {
        // The warning takes a line of the list's room.
        let window = cursor.window(height: max(1, poolWarning == nil ? height : height - 1), count: pools.count)
        var view = AssetsViewState(
            main: state.assets?.main,
            mainRunway: mainRunway,
            pools: pools[window].map { pool in
                let runway = runway(of: pool)
                return PoolRow(
                    pool: pool, runway: runway,
                    alarm: PoolAlarm(available: pool.available, balance: pool.balance, runway: runway),
                    cards: store.cards(inPool: Int(pool.id)))
            },
            cursor: cursor.position(in: pools.count).map { $0 - window.lowerBound }, firstIndex: window.lowerBound,
            poolCount: pools.count, fetchedAt: state.fetchedAt, problem: state.problem,
            isAsking: poller.scheduler.isOut(.assets), now: time.wall)
        view.poolWarning = poolWarning
        return view
    }

    private var poolWarning: PoolWarning? {
        let alarms = (poolAlarms ?? []).filter { $0.alarm != .none }
        guard let first = alarms.first(where: { $0.alarm == .empty }) ?? alarms.first else { return nil }
        return PoolWarning(
            pools: alarms.count, first: first.pool.name ?? first.pool.code ?? "\(first.pool.id)", isEmpty: first.alarm == .empty)
    }
}
