// The only sender of changes and the only writer of the journal. It takes events to the machine, and
// what the machine says to the disk; nothing is sent or shown before it is there.

public import PlatformClient
public import SIMModel
public import StateStore

/// Runs stops and resumes, and follows them to their true end.
public actor OperationRunner {
    let client: PlatformClient
    let journal: OperationJournal
    let feed: ObservationFeed
    let lease: FollowerLease?
    let time: any TimeSource
    let random: any RandomSource
    let actor: String
    let guards: OperationGuards
    private nonisolated let hub = ChangeHub()

    var schedule: FollowSchedule
    var isFollowing = false
    /// The follower's sleep, and whether it was wanted awake when it did not sleep.
    var sleep: Task<Void, Never>?
    var isAwaited = false
    /// Operations of this runner whose call has not come back.
    var inFlight: Set<OperationID> = []
    /// Replies that could not be written down; tried again with every round. Bound: the cards of a call,
    /// for sending ends with the first.
    var unsaved: [OperationID: OperationEvent] = [:]
    /// Open operations as last published: to see what other simdecks did to them.
    var known: [OperationID: OperationRecord] = [:]
    /// Why following stands still, if the journal fails.
    public internal(set) var followProblem: StoreError?

    /// - Parameters:
    ///   - lease: nil: follows without asking who else does.
    ///   - actor: who works here, for the journal: `user@host`.
    public init(
        client: PlatformClient, journal: OperationJournal, feed: ObservationFeed, lease: FollowerLease?,
        time: any TimeSource, random: any RandomSource, actor: String, timing: FollowTiming = .standard,
        guards: OperationGuards = OperationGuards()
    ) {
        self.client = client
        self.journal = journal
        self.feed = feed
        self.lease = lease
        self.time = time
        self.random = random
        self.actor = actor
        self.guards = guards
        schedule = FollowSchedule(timing: timing)
    }

    /// Every committed change, after its commit, from now on. A slow reader gets the latest record of
    /// each operation instead of every one, so its last word is always the true one.
    public nonisolated func changes() -> AsyncStream<[OperationRecord]> { hub.stream() }

    /// At start: what an ended process left as `sending` becomes `unknown`, and the runs that it drove are
    /// paused: their rest is left for a person. The rest is followed by ``follow()``. What another living simdeck is sending now is not touched.
    public func recover() async throws(StoreError) {
        try await settleAbandoned()
        _ = try await journal.pauseAbandoned(
            at: time.wall, stillSince: time.wall - schedule.timing.abandonedAfter)
        try await takeStock()
    }

    /// Gives up what was not sent; anything else is left as it is.
    public func cancelPlanned(_ ids: [OperationID]) async throws(StoreError) {
        let records = try await journal.records(ids)
        _ = try await commit(records.map { ($0, .cancelled(by: actor)) })
    }

    /// Returns when everything of the group has come as far as it will without a person or hours of
    /// patience (an end, `unconfirmed`, `planned`, or unknown to the platform's log), or at `until`.
    /// Needs ``follow()`` to run, here or in another simdeck.
    public func waitForEnd(group: String, until: Uptime?) async throws(StoreError) -> [OperationRecord] {
        while try await journal.restlessCount(group) > 0 {
            let next = time.uptime + schedule.timing.waitLook
            if let until, until <= time.uptime { break }
            do {
                try await time.wait(until: until.map { min($0, next) } ?? next)
            } catch { break }
        }
        return try await journal.group(group)
    }

    /// One event for each record → the machine → one transaction → published. Gives what did change.
    func commit(_ events: [(OperationRecord, OperationEvent)]) async throws(StoreError) -> [OperationRecord] {
        let now = time.wall
        var changes: [OperationChange] = []
        for (record, event) in events {
            var machine = OperationMachine(record)
            if let change = machine.handle(event, at: now) { changes.append(change) }
        }
        guard !changes.isEmpty else { return [] }
        let changed = try await journal.apply(changes, at: now)
        publish(changed)
        return changed
    }

    /// Shows what is on the disk.
    func publish(_ records: [OperationRecord]) {
        for record in records { known[record.id] = Self.isWatched(record.state) ? record : nil }
        hub.send(records)
    }

    /// Out, and not at an end: what others do to it is looked for. What is only planned is not, for there
    /// may be tens of thousands of it.
    private static func isWatched(_ state: OperationState) -> Bool { !state.isEnd && state != .planned }

    /// Reads what is out, publishes what others changed in it, and gives it to the schedule.
    @discardableResult
    func takeStock() async throws(StoreError) -> [OperationRecord] {
        let before = known
        let open = try await journal.out()
        let isOpen = Set(open.map(\.id))
        let ended = try await journal.records(before.keys.filter { !isOpen.contains($0) })
        // What this runner committed while it read is newer than what it read.
        publish((open + ended).filter { known[$0.id] == before[$0.id] && known[$0.id] != $0 })
        let followed = open.filter(\.state.isFollowed)
        for kind in Set(followed.map(\.kind)) { schedule.expected[kind] = await estimate(kind, carrier: nil) }
        schedule.keep(followed, wall: time.wall, uptime: time.uptime)
        return followed
    }

    func settleAbandoned() async throws(StoreError) {
        let left = try await journal.abandoned(before: time.wall - schedule.timing.abandonedAfter)
        _ = try await commit(left.filter { !inFlight.contains($0.id) }.map { ($0, .interrupted) })
    }
}
