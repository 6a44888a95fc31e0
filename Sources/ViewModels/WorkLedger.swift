// Every task of the view-models starts here, counted before it is spawned: so "nothing is going on" is
// a fact that tests can wait for, and everything has an owner that cancels it.

public import SIMModel

/// The register of running work.
@MainActor public final class WorkLedger {
    /// Pieces of work that have begun and not ended.
    public private(set) var running = 0
    private var parked: [Int: Uptime] = [:]
    private var tasks: [Int: Task<Void, Never>] = [:]
    private var waiters: [CheckedContinuation<Void, Never>] = []
    private var nextID = 0
    private var isClosed = false
    private let time: any TimeSource

    public init(time: any TimeSource) { self.time = time }

    /// Nothing runs, and no alarm that is due has yet to ring.
    public var isIdle: Bool {
        let now = time.uptime
        return running == 0 && !parked.values.contains { $0 <= now }
    }

    /// When the next alarm rings; nil: nothing wakes by itself.
    public var nextAlarm: Uptime? { parked.values.min() }

    /// Returns once ``isIdle`` holds.
    public func untilIdle() async {
        while !isIdle {
            await withCheckedContinuation { waiters.append($0) }
        }
    }

    /// Starts work that ends by itself; it counts until it has ended.
    func start(_ body: @escaping @MainActor () async -> Void) {
        guard !isClosed else { return }
        running += 1
        spawn {
            await body()
            self.running -= 1
            self.wakeWaiters()
        }
    }

    /// Starts a loop that runs until it is cancelled; it does not count.
    func serve(_ body: @escaping @MainActor () async -> Void) {
        guard !isClosed else { return }
        spawn(body)
    }

    /// Cancels everything and returns when all of it has ended. Nothing starts afterwards.
    func close() async {
        isClosed = true
        let pending = Array(tasks.values)
        for task in pending { task.cancel() }
        for task in pending { await task.value }
        parked = [:]
        wakeWaiters()
    }

    private func spawn(_ body: @escaping @MainActor () async -> Void) {
        nextID += 1
        let id = nextID
        tasks[id] = Task { @MainActor in
            await body()
            self.tasks[id] = nil
        }
    }

    private func wakeWaiters() {
        let woken = waiters
        waiters = []
        for waiter in woken { waiter.resume() }
    }

    /// One waiting task at most: rings once at the time it was last set to.
    @MainActor final class Alarm {
        private let ledger: WorkLedger
        private let onDue: @MainActor () -> Void
        private var id = 0
        private(set) var deadline: Uptime?

        init(_ ledger: WorkLedger, onDue: @escaping @MainActor () -> Void) {
            self.ledger = ledger
            self.onDue = onDue
        }

        /// nil: nobody waits any more.
        func set(_ next: Uptime?) {
            guard next != deadline else { return }
            disarm()
            guard let next, !ledger.isClosed else { return }
            deadline = next
            let time = ledger.time
            ledger.spawn { [weak self] in
                guard (try? await time.wait(until: next)) != nil else { return }
                self?.ring(next)
            }
            id = ledger.nextID
            ledger.parked[id] = next
        }

        private func disarm() {
            guard deadline != nil else { return }
            deadline = nil
            ledger.tasks[id]?.cancel()
            ledger.parked[id] = nil
            ledger.wakeWaiters()
        }

        private func ring(_ due: Uptime) {
            guard deadline == due else { return }
            let rung = id
            deadline = nil
            onDue()
            ledger.parked[rung] = nil
            ledger.wakeWaiters()
        }
    }
}
