// The Operations pane: the journal, newest first. The cursor stays on its operation when new ones come.

import Operations
public import SIMModel
import StateStore

/// Intents and view state of the Operations pane.
@MainActor public final class OperationsViewModel {
    let board: OperationsBoard
    let ledger: WorkLedger
    let runner: OperationRunner
    let changes: ChangeSignal
    private let time: any TimeSource
    /// Who works here, as the journal writes it.
    let actor: String
    var rowChoice: RowChoice?
    /// What came of a person's last word about a doubt, counted.
    public internal(set) var lastDoubt: (number: Int, outcome: DoubtOutcome)?
    /// A change met an error of the platform.
    var onProblem: @MainActor (PlatformError) -> Void = { _ in }
    /// A rule of the profile forbade what was asked.
    var onRefusal: @MainActor (GuardRefusal) -> Void = { _ in }
    private var prepared: Prepared?
    private var cursor = ListCursor()
    /// The operation under the cursor; nil: the newest, whichever that is.
    private var focus: OperationID?

    init(
        board: OperationsBoard, runner: OperationRunner, ledger: WorkLedger, changes: ChangeSignal, time: any TimeSource,
        actor: String = ""
    ) {
        self.actor = actor
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
        submit { runner async throws(SubmissionError) in try await runner.continuePlanned(ids) }
    }

    /// Gives up what was planned and not sent.
    public func cancelPlanned(_ ids: [OperationID]) {
        ledger.start { [self] in
            do throws(StoreError) { try await runner.cancelPlanned(ids) } catch { board.report(error) }
        }
    }

    // MARK: Runs

    /// The menu of the operation under the cursor and of its run; nil when there is no operation.
    public func runMenu(isReadOnly: Bool) -> RunMenu? {
        guard let record = focused else { return nil }
        return RunMenu(board.run(of: record), operation: record, isReadOnly: isReadOnly)
    }

    /// What is to be asked before a run goes on or is taken back.
    public enum Prepared: Sendable {
        case goOn(BulkRun, [CardNumber])
        case undo(UndoPlan)
    }

    /// Reads what is left of a run, for the question before it goes on: ``takePrepared()`` has it then.
    public func prepareToGoOn(_ id: String) {
        prepare { [board] _ in
            guard let run = try await board.standing(id)?.run else { return nil }
            return .goOn(run, try await board.group(id).filter { $0.state == .planned }.map(\.simNo))
        }
    }

    /// Works out what taking the run back would do: ``takePrepared()`` has it when the carrier has been asked.
    public func prepareUndo(_ id: String) {
        prepare { try await $0.undoPlan(id, isChecking: true).map { .undo($0) } }
    }

    private func prepare(_ body: @escaping @MainActor (OperationRunner) async throws -> Prepared?) {
        prepared = nil
        ledger.start { [self] in
            do {
                prepared = try await body(runner)
            } catch let error as StoreError {
                board.report(error)
            } catch {}
            changes.mark()
        }
    }

    /// Once.
    public func takePrepared() -> Prepared? {
        defer { prepared = nil }
        return prepared
    }

    /// Does what was asked about. The operator has said so.
    public func confirm(_ prepared: Prepared, reason: String?, policy: RunPolicy) {
        switch prepared {
        case .goOn(let run, _): submit { [id = run.id] runner async throws(SubmissionError) in try await runner.continueRun(id) }
        case .undo(let plan):
            let request = OperationRequest(
                kind: plan.run.kind.reverse, cards: plan.cards, reason: reason ?? plan.run.reason, policy: policy,
                undoes: plan.run.id)
            submit { runner async throws(SubmissionError) in try await runner.submit(request) }
        }
    }

    public func pauseRun(_ id: String) {
        ledger.start { [self] in
            do throws(StoreError) { _ = try await runner.pauseRun(id) } catch { board.report(error) }
            board.loadRuns()
        }
    }

    /// Gives up what is left of a run.
    public func cancelRun(_ id: String) {
        ledger.start { [self] in
            do throws(StoreError) { board.apply(try await runner.cancelRun(id)) } catch { board.report(error) }
            board.loadRuns()
        }
    }

    /// Every operation of a run, for a report.
    public func report(_ id: String, then use: @escaping @MainActor (RunStanding, [OperationRecord]) -> Void) {
        ledger.start { [self] in
            do throws(StoreError) {
                guard let standing = try await board.standing(id) else { return }
                use(standing, try await board.group(id))
            } catch { board.report(error) }
        }
    }

    private func submit(_ body: @escaping @Sendable (OperationRunner) async throws(SubmissionError) -> Submission) {
        ledger.start { [self] in
            do throws(SubmissionError) {
                let submission = try await body(runner)
                board.apply(submission.records)
                for error in submission.errors { onProblem(error) }
                if let failure = submission.storeFailure { board.report(failure) }
            } catch {
                switch error {
                case .store(let trouble): board.report(trouble)
                case .readOnly: onProblem(PlatformError(.readOnly, sent: .notSent, endpoint: ""))
                case .guarded(let refusal): onRefusal(refusal)
                case .notPaused: break
                }
            }
            board.loadRuns()
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
        var state = OperationsViewState(
            rows: window.compactMap { board.record(at: $0) }, firstIndex: window.lowerBound,
            cursor: cursor.position(in: board.count).map { $0 - window.lowerBound }, count: board.count,
            openCount: board.openCount, doubtfulCount: board.doubtfulCount, now: time.wall)
        state.runs = board.runs.filter { $0.tally.total > 1 && ($0.run.state.isOpen || !$0.tally.isSettled) }
        return state
    }
}
