// The Operations pane: the journal, newest first. The cursor stays on its operation when new ones come.

import Operations
public import SIMModel
import StateStore

/// Intents and view state of the Operations pane.
@MainActor public final class OperationsViewModel {
    private let board: OperationsBoard
    private let ledger: WorkLedger
    private let runner: OperationRunner
    private let changes: ChangeSignal
    private let time: any TimeSource
    /// A change met an error of the platform.
    var onProblem: @MainActor (PlatformError) -> Void = { _ in }
    private var cursor = ListCursor()
    /// The operation under the cursor; nil: the newest, whichever that is.
    private var focus: OperationID?

    init(
        board: OperationsBoard, runner: OperationRunner, ledger: WorkLedger, changes: ChangeSignal, time: any TimeSource
    ) {
        self.board = board
        self.runner = runner
        self.ledger = ledger
        self.changes = changes
        self.time = time
    }

    public func moveCursor(by steps: Int) { move { $0.move(by: steps, count: board.count) } }
    public func moveToFirst() { move { $0.moveTo(0, count: board.count) } }
    public func moveToLast() { move { $0.moveTo(board.count - 1, count: board.count) } }
    public func movePage(_ pages: Double) { move { $0.movePage(pages, count: board.count) } }

    private func move(_ step: (inout ListCursor) -> Void) {
        follow()
        step(&cursor)
        let place = cursor.position(in: board.count) ?? 0
        focus = place == 0 ? nil : board.record(at: place)?.id
        if place + 50 > board.count { board.loadOlder() }
        changes.mark()
    }

    private func follow() {
        guard let focus, let place = board.place(of: focus) else { return }
        if place != cursor.position { cursor.follow(place, count: board.count) }
    }

    /// The operation under the cursor.
    public var focused: OperationRecord? {
        follow()
        return cursor.position(in: board.count).flatMap { board.record(at: $0) }
    }

    /// Sends what an interrupted run had only planned. The operator has said so.
    public func continuePlanned(_ ids: [OperationID]) {
        ledger.start { [self] in
            do throws(SubmissionError) {
                let submission = try await runner.continuePlanned(ids)
                board.apply(submission.records)
                for error in submission.errors { onProblem(error) }
                if let failure = submission.storeFailure { board.report(failure) }
            } catch {
                switch error {
                case .store(let trouble): board.report(trouble)
                case .readOnly, .guarded, .notPaused: onProblem(PlatformError(.readOnly, sent: .notSent, endpoint: ""))
                }
            }
        }
    }

    /// Gives up what was planned and not sent.
    public func cancelPlanned(_ ids: [OperationID]) {
        ledger.start { [self] in
            do throws(StoreError) { try await runner.cancelPlanned(ids) } catch { board.report(error) }
        }
    }

    /// Looks for the true state of an operation now, out of turn.
    public func settle(_ ids: [OperationID]) {
        ledger.start { [self] in
            do throws(StoreError) { board.apply(try await runner.settleNow(ids)) } catch { board.report(error) }
        }
    }

    public func viewState(height: Int) -> OperationsViewState {
        follow()
        let window = cursor.window(height: height, count: board.count)
        return OperationsViewState(
            rows: window.compactMap { board.record(at: $0) }, firstIndex: window.lowerBound,
            cursor: cursor.position(in: board.count).map { $0 - window.lowerBound }, count: board.count,
            openCount: board.openCount, doubtfulCount: board.doubtfulCount, now: time.wall)
    }
}
