// Several simdecks on one state see every operation, and one of them asks the platform how they go.
// The lease says which.

public import SIMModel
import Synchronization

/// The right to follow, held by one process at a time.
///
/// Whether a holder has let it lapse is judged by the candidate's own uptime: it must have watched the
/// same renewal stand still for the whole duration. No wall clock is compared, so setting one back or
/// forth cannot make two followers. Only a process that certainly is gone is inherited from at once.
public final class FollowerLease: Sendable {
    private struct Sighting {
        var renewal: Renewal
        var since: Uptime
    }

    private struct Renewal: Hashable {
        var holder: String
        var process: String
        var count: Int64
    }

    /// How long a lease outlives its last renewal.
    public let duration: Duration
    private let database: StateDatabase
    private let holder: String
    private let process: ProcessIdentity
    private let sighting = Mutex<Sighting?>(nil)

    /// `holder` is for people (`user@host`); the process tells two simdecks of one person apart.
    public convenience init(_ database: StateDatabase, holder: String, duration: Duration = .seconds(60)) {
        self.init(database, holder: holder, duration: duration, process: .current)
    }

    init(_ database: StateDatabase, holder: String, duration: Duration, process: ProcessIdentity) {
        self.database = database
        self.holder = holder
        self.duration = duration
        self.process = process
    }

    /// Takes the lease or renews it. False while somebody else has it, or may have it.
    public func acquire(now: WallTime, uptime: Uptime) async throws(StoreError) -> Bool {
        let (holder, process, seen, duration) = (holder, process.text, sighting.withLock { $0 }, duration)
        let found = try await database.change { connection throws(StoreError) -> Renewal? in
            let standing = try Self.standing(connection)
            if let standing, standing.holder != holder || standing.process != process {
                let isGone = ProcessIdentity(text: standing.process)?.isGone ?? false
                let stoodStill = seen.map { $0.renewal == standing && uptime - $0.since >= duration } ?? false
                guard isGone || stoodStill else { return standing }
            }
            try connection.run(
                """
                INSERT INTO follower (id, holder, process, renewals, renewed_at) VALUES (1, ?1, ?2, ?3, ?4)
                ON CONFLICT (id) DO UPDATE SET holder = ?1, process = ?2, renewals = ?3, renewed_at = ?4
                """,
                [.text(holder), .text(process), .integer((standing?.count ?? 0) + 1), .integer(now.milliseconds)])
            return nil
        }
        sighting.withLock { sighting in
            if found == nil || sighting?.renewal != found {
                sighting = found.map { Sighting(renewal: $0, since: uptime) }
            }
        }
        return found == nil
    }

    /// Gives it back, if it is ours. A failure is no harm: the lease lapses.
    public func release() async {
        let (holder, process) = (holder, process.text)
        try? await database.change { connection throws(StoreError) in
            try connection.run(
                "DELETE FROM follower WHERE holder = ? AND process = ?", [.text(holder), .text(process)])
        }
    }

    private static func standing(_ connection: Connection) throws(StoreError) -> Renewal? {
        var found: Renewal?
        try connection.run("SELECT holder, process, renewals FROM follower") { row in
            found = Renewal(
                holder: row.text(0) ?? "", process: row.text(1) ?? "", count: row.integer(2) ?? 0)
        }
        return found
    }
}
