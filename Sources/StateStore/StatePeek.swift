// A look into a profile's state for who must be quick and leave no trace (completion): nothing is created,
// migrated or waited for, and what cannot be read is simply not told.

import Glibc
public import SIMModel

/// A state database, open for a few short questions.
public struct StatePeek {
    private let connection: Connection

    /// nil when there is no state in `directory`, or it cannot be read at once.
    public init?(directory: String) {
        let path = StateFolder(path: directory).journal
        guard access(path, R_OK) == 0, let connection = try? Connection(path: path, isReadOnly: true, wait: 50) else {
            return nil
        }
        self.connection = connection
    }

    /// At most `limit`, by name.
    public func tags(limit: Int) -> [String] {
        var names: [String] = []
        try? connection.run("SELECT name FROM tags ORDER BY key LIMIT ?", [.integer(Int64(limit))]) { row in
            row.text(0).map { names.append($0) }
        }
        return names
    }

    /// At most `limit`: those without an end first, then the newest.
    public func operations(limit: Int) -> [OperationRecord] {
        let tail = "ORDER BY state NOT IN (\(OperationRows.open)), id DESC LIMIT ?"
        return (try? OperationRows.read(connection, tail, [.integer(Int64(limit))])) ?? []
    }

    /// At most `limit`, newest first.
    public func runs(limit: Int) -> [BulkRun] {
        let rows = try? RunRows.read(connection, "ORDER BY created_at DESC, id DESC LIMIT ?", [.integer(Int64(limit))])
        return (rows ?? []).map(\.0)
    }

    /// Those that are not done.
    public func reminders() -> [Reminder] { (try? Reminders.open(connection)) ?? [] }
}
