// SQLite's C API in the little that a journal needs: prepared statements with bound values, rows,
// transactions. One connection; ``StateDatabase`` sees to it that one thread at a time uses it.

import CSQLite
import SIMModel

/// A value to bind. Texts and numbers reach SQLite only so, never inside the SQL.
enum SQLValue {
    case null
    case integer(Int64)
    case text(String)
    case blob([UInt8])

    static func optional(_ text: String?) -> SQLValue { text.map { .text($0) } ?? .null }
    static func optional(_ number: Int64?) -> SQLValue { number.map { .integer($0) } ?? .null }
}

/// The row a statement stands on; valid only inside the closure that gets it.
struct SQLRow {
    fileprivate let statement: OpaquePointer

    func integer(_ column: Int32) -> Int64? {
        sqlite3_column_type(statement, column) == SQLITE_NULL ? nil : sqlite3_column_int64(statement, column)
    }

    func text(_ column: Int32) -> String? {
        guard let bytes = sqlite3_column_text(statement, column) else { return nil }
        let count = Int(sqlite3_column_bytes(statement, column))
        return String(decoding: UnsafeBufferPointer(start: bytes, count: count), as: UTF8.self)
    }

    /// A card's number, without a text made of it.
    func card(_ column: Int32) -> CardNumber? {
        guard let bytes = sqlite3_column_text(statement, column) else { return nil }
        return CardNumber(ascii: UnsafeBufferPointer(start: bytes, count: Int(sqlite3_column_bytes(statement, column))))
    }

    /// An empty blob is an empty array; nil only for NULL.
    func blob(_ column: Int32) -> [UInt8]? {
        guard sqlite3_column_type(statement, column) != SQLITE_NULL else { return nil }
        let bytes = sqlite3_column_blob(statement, column)
        return Array(UnsafeRawBufferPointer(start: bytes, count: Int(sqlite3_column_bytes(statement, column))))
    }
}

final class Connection {
    let path: String
    private let handle: OpaquePointer
    /// Prepared statements by their text: as many as this module has SQL texts.
    private var prepared: [String: OpaquePointer] = [:]

    /// Opens an existing file. `wait`: how long a locked file is waited for, in milliseconds.
    init(path: String, isReadOnly: Bool = false, wait: Int32 = 5_000) throws(StoreError) {
        self.path = path
        let mode = isReadOnly ? SQLITE_OPEN_READONLY : SQLITE_OPEN_READWRITE
        var opened: OpaquePointer?
        let code = sqlite3_open_v2(path, &opened, mode | SQLITE_OPEN_NOMUTEX, nil)
        guard let opened else { throw .cannotOpen(path: path, reason: "out of memory") }
        guard code == SQLITE_OK else {
            let message = String(cString: sqlite3_errmsg(opened))
            sqlite3_close_v2(opened)
            throw StoreError(code: code, message: message, path: path)
        }
        handle = opened
        sqlite3_extended_result_codes(handle, 1)
        sqlite3_busy_timeout(handle, wait)
    }

    deinit {
        for statement in prepared.values { sqlite3_finalize(statement) }
        sqlite3_close_v2(handle)
    }

    /// Rows that the last statement changed.
    var changes: Int { Int(sqlite3_changes(handle)) }
    var lastRowID: Int64 { sqlite3_last_insert_rowid(handle) }

    /// Runs SQL of ours that takes no values: schema and pragmas.
    func execute(_ sql: String) throws(StoreError) {
        try check(sqlite3_exec(handle, sql, nil, nil, nil))
    }

    /// Runs one statement with `values` bound in order, calling `row` for every row of its result.
    func run(
        _ sql: String, _ values: [SQLValue] = [], row: (SQLRow) throws(StoreError) -> Void = { _ in }
    ) throws(StoreError) {
        let statement = try statement(sql)
        defer {
            sqlite3_reset(statement)
            sqlite3_clear_bindings(statement)
        }
        for (index, value) in values.enumerated() {
            let place = Int32(index + 1)
            switch value {
            case .null: try check(sqlite3_bind_null(statement, place))
            case .integer(let number): try check(sqlite3_bind_int64(statement, place, number))
            case .text(let text):
                let length = Int32(clamping: text.utf8.count)
                try check(sqlite3_bind_text(statement, place, text, length, simdeck_sqlite_transient()))
            case .blob(let bytes):
                // No bytes would bind NULL.
                let code =
                    bytes.isEmpty
                    ? sqlite3_bind_zeroblob(statement, place, 0)
                    : sqlite3_bind_blob(
                        statement, place, bytes, Int32(clamping: bytes.count), simdeck_sqlite_transient())
                try check(code)
            }
        }
        while true {
            switch sqlite3_step(statement) {
            case SQLITE_ROW: try row(SQLRow(statement: statement))
            case SQLITE_DONE: return
            case let code: throw error(code)
            }
        }
    }

    /// The first column of the first row as a number.
    func number(_ sql: String, _ values: [SQLValue] = []) throws(StoreError) -> Int64? {
        var result: Int64?
        try run(sql, values) { row in result = result ?? row.integer(0) }
        return result
    }

    /// The first column of the first row as text.
    func string(_ sql: String) throws(StoreError) -> String? {
        var result: String?
        try run(sql) { row in result = result ?? row.text(0) }
        return result
    }

    /// `body` in one transaction that holds the write lock from its start: all of it, or nothing.
    func transaction<Result>(_ body: () throws(StoreError) -> Result) throws(StoreError) -> Result {
        try execute("BEGIN IMMEDIATE")
        do {
            let result = try body()
            try execute("COMMIT")
            return result
        } catch {
            // SQLite may have rolled back by itself (disk full): then this finds nothing to do.
            sqlite3_exec(handle, "ROLLBACK", nil, nil, nil)
            throw error
        }
    }

    private func statement(_ sql: String) throws(StoreError) -> OpaquePointer {
        if let known = prepared[sql] { return known }
        var made: OpaquePointer?
        try check(sqlite3_prepare_v3(handle, sql, -1, UInt32(SQLITE_PREPARE_PERSISTENT), &made, nil))
        guard let made else { throw .failed(reason: "an empty statement") }
        prepared[sql] = made
        return made
    }

    private func check(_ code: Int32) throws(StoreError) {
        guard code == SQLITE_OK else { throw error(code) }
    }

    private func error(_ code: Int32) -> StoreError {
        StoreError(code: code, message: String(cString: sqlite3_errmsg(handle)), path: path)
    }
}
