// A person ends a doubt: by naming the row of the platform's log that is the operation's own, or by having
// made sure that it never arrived.

import Operations
public import SIMModel
import StateStore

/// Rows of the platform's log that could be an operation's own.
public struct RowChoice: Hashable, Sendable {
    public var operation: OperationRecord
    /// Nearest to the moment it was sent first; at most ``limit``.
    public var rows: [ActionLogEntry]

    public static let limit = 20

    public init(operation: OperationRecord, rows: [ActionLogEntry]) {
        self.operation = operation
        self.rows = rows
    }
}

/// What came of a person's word.
public enum DoubtOutcome: Hashable, Sendable {
    /// It is settled: as it stands now.
    case settled(OperationRecord)
    /// The log has no such row any more.
    case noSuchRow
    /// The log must be waited for.
    case stillLookedFor(OperationID)
    case failed(PlatformError)
}

extension OperationsViewModel {
    /// Reads the log's rows for an ambiguous operation: ``takeRows()`` has them then.
    public func askForRows(_ id: OperationID) {
        rowChoice = nil
        ledger.start { [self] in
            do throws(StoreError) {
                switch try await runner.candidates(of: id, limit: RowChoice.limit) {
                case .success(let found?): rowChoice = RowChoice(operation: found.operation, rows: found.rows)
                case .success(nil): break
                case .failure(let error): end(.failed(error))
                }
            } catch { board.report(error) }
            changes.mark()
        }
    }

    /// Once.
    public func takeRows() -> RowChoice? {
        defer { rowChoice = nil }
        return rowChoice
    }

    /// What the row says decides, as ever.
    public func settle(_ id: OperationID, byRow operateID: Int64) {
        ledger.start { [self] in
            do throws(StoreError) {
                switch try await runner.settle(id, byRow: operateID) {
                case .success(let record?):
                    board.apply([record])
                    end(.settled(record))
                case .success(nil): end(.noSuchRow)
                case .failure(let error): end(.failed(error))
                }
            } catch { board.report(error) }
            board.loadRuns()
        }
    }

    /// A person has made sure. It is looked up once more before.
    public func settle(_ id: OperationID, neverArrived why: String) {
        ledger.start { [self] in
            do throws(StoreError) {
                guard let record = try await runner.settle(id, neverArrivedBy: actor, why: why) else { return }
                board.apply([record])
                end(record.state == .unknown ? .stillLookedFor(id) : .settled(record))
            } catch { board.report(error) }
            board.loadRuns()
        }
    }

    private func end(_ outcome: DoubtOutcome) {
        lastDoubt = ((lastDoubt?.number ?? 0) + 1, outcome)
        if case .failed(let error) = outcome { onProblem(error) }
        changes.mark()
    }
}
