// The one state database of a profile: opened safely, used from one queue, shared with other
// processes through SQLite's write-ahead log.

import Dispatch
import Synchronization

/// Around a write, for tests that let the machine stop there, or the disk refuse.
enum CommitPoint: Sendable {
    /// Nothing of it is on the disk yet; throwing refuses the write.
    case before
    /// All of it is, and whoever asked for it does not know yet.
    case after
}

/// One SQLite file with the journal, the fleet and the follower's lease.
///
/// A commit is on the disk when the call that made it returns (write-ahead log, `synchronous=FULL`).
public final class StateDatabase: Sendable {
    /// The database file.
    public var path: String { folder.journal }
    /// Where a damaged file was moved when this one was begun in its place; nil when it was sound.
    public var setAside: String? { door.withLock { $0.setAside } }

    private let folder: StateFolder

    private struct Door {
        var connection: Connection?
        /// Why there is no connection; nil before it is opened and once it is closed.
        var failure: StoreError?
        var setAside: String?
    }

    private let queue: DispatchQueue
    /// The queue keeps waiting off the callers' threads; the lock is the proof that one thread at a time has the
    /// connection.
    private let door = Mutex(Door())
    /// nil outside tests.
    private let onCommit: (@Sendable (CommitPoint) throws(StoreError) -> Void)?

    /// Opens or makes `directory/journal.sqlite`. Folders 0700, files 0600.
    public convenience init(directory: String) throws(StoreError) { try self.init(directory: directory, onCommit: nil) }

    /// The same, to be opened by ``begin()`` behind the caller, who does not wait: every call does, and fails if there
    /// is nothing to open.
    public convenience init(unopened directory: String) {
        self.init(path: directory, onCommit: nil, isOpenedLater: true)
        queue.async { try? self.openNow() }
    }

    /// Begins to open it. May be called any number of times.
    public func begin() { queue.activate() }

    /// `onCommit` is called on the database's queue around every write.
    convenience init(
        directory: String, onCommit: (@Sendable (CommitPoint) throws(StoreError) -> Void)?
    ) throws(StoreError) {
        self.init(path: directory, onCommit: onCommit)
        try openNow()
    }

    private init(
        path directory: String, onCommit: (@Sendable (CommitPoint) throws(StoreError) -> Void)?, isOpenedLater: Bool = false
    ) {
        self.onCommit = onCommit
        queue = DispatchQueue(label: "simdeck.state", attributes: isOpenedLater ? .initiallyInactive : [])
        folder = StateFolder(path: Self.trimmed(directory))
    }

    private func openNow() throws(StoreError) {
        let folder = folder
        let failure: StoreError? = door.withLock { door in
            do throws(StoreError) {
                try folder.prepare()
                let opened = try folder.locked { () throws(StoreError) in try Self.openOrReplace(folder) }
                (door.connection, door.setAside) = (opened.connection, opened.setAside)
            } catch {
                door.failure = error
            }
            return door.failure
        }
        if let failure { throw failure }
    }

    /// Waits until the file is open; throws why it cannot be.
    public func opened() async throws(StoreError) { try await access { _ in } }

    /// Closes the file; later calls fail.
    public func close() { door.withLock { $0.connection = nil } }

    /// Runs `body` with the connection, off the caller's thread.
    func access<Value: Sendable>(
        _ body: @escaping @Sendable (Connection) throws(StoreError) -> Value
    ) async throws(StoreError) -> Value {
        let result: Result<Value, StoreError> = await withCheckedContinuation { continuation in
            queue.async { continuation.resume(returning: self.perform(body)) }
        }
        return try result.get()
    }

    /// The same in one write transaction.
    func change<Value: Sendable>(
        _ body: @escaping @Sendable (Connection) throws(StoreError) -> Value
    ) async throws(StoreError) -> Value {
        let onCommit = onCommit
        return try await access { connection throws(StoreError) in
            try onCommit?(.before)
            let value = try connection.transaction { () throws(StoreError) in try body(connection) }
            try onCommit?(.after)
            return value
        }
    }

    private func perform<Value: Sendable>(
        _ body: @Sendable (Connection) throws(StoreError) -> Value
    ) -> Result<Value, StoreError> {
        door.withLock { door in
            guard let connection = door.connection else {
                return .failure(door.failure ?? .failed(reason: "\(path): closed"))
            }
            do throws(StoreError) { return .success(try body(connection)) } catch { return .failure(error) }
        }
    }

    private static func openOrReplace(_ folder: StateFolder) throws(StoreError)
        -> sending (connection: Connection, setAside: String?)
    {
        do {
            return (try open(folder), nil)
        } catch .corrupt {
            let aside = try folder.setAside()
            try folder.prepare()
            return (try open(folder), aside)
        }
    }

    private static func open(_ folder: StateFolder) throws(StoreError) -> sending Connection {
        let path = folder.journal
        let isWorthReading = folder.mayBeDamaged
        // A look without the right to write: a later version's file stays byte for byte as it is.
        let found = try Migrations.version(of: Connection(path: path, isReadOnly: true))
        guard found <= Migrations.all.count else {
            throw .newerVersion(path: path, found: found, known: Migrations.all.count)
        }
        let connection = try Connection(path: path)
        guard try connection.string("PRAGMA journal_mode = WAL") == "wal" else {
            throw .cannotOpen(path: path, reason: "no write-ahead log on this file system")
        }
        try connection.execute("PRAGMA synchronous = FULL")
        guard try connection.number("PRAGMA synchronous") == 2 else {
            throw .cannotOpen(path: path, reason: "synchronous=FULL was not taken")
        }
        try connection.execute("PRAGMA foreign_keys = ON")
        try connection.execute("PRAGMA journal_size_limit = 4194304")
        if isWorthReading, try connection.string("PRAGMA quick_check(1)") != "ok" {
            throw .corrupt(path: path, setAsideAs: nil)
        }
        try Migrations.apply(to: connection)
        return connection
    }

    private static func trimmed(_ directory: String) -> String {
        var path = directory[...]
        while path.count > 1, path.last == "/" { path = path.dropLast() }
        return String(path)
    }
}
