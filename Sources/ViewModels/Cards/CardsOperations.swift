// Stop and resume from the card table: the proposal, and its hand-over to the runner.

import Operations
public import SIMModel

extension CardsViewModel {
    /// How the last confirmed proposal went; nil before the first.
    public var lastSubmission: SubmissionOutcome? { state.lastSubmission }

    /// What `kind` would do to the targets, as everything is known now.
    public func proposal(for kind: OperationKind) -> OperationProposal {
        let targets = targetRows
        let table = store.table
        let now = time.wall
        var out = OperationProposal(
            kind: kind, cards: [], isMarked: targets.isMarked,
            hiddenCount: targets.rows.reduce(0) { $0 + (state.shown.contains($1) ? 0 : 1) }, willDo: [], leftOut: [],
            duplicatesOpen: [], opposingOpen: [], states: [], onlineCount: 0, used: .zero, usedKnown: 0, poolIDs: [],
            packageGroupIDs: [], calls: 0, takenAt: now)
        var seen: Set<CardNumber> = []
        var states: [Int?: Int] = [:]
        var (pools, packages): (Set<Int>, Set<Int>) = ([], [])
        for row in targets.rows {
            let card = table.simNo(row)
            guard seen.insert(card).inserted else { continue }
            out.cards.append(card)
            if let reason = reasonToLeaveOut(row, kind, now) {
                out.leftOut.append((card, reason))
                if case .unfinished(let record) = reason { out.duplicatesOpen.append(record) }
                continue
            }
            out.willDo.append(card)
            out.opposingOpen += board.operations(of: card).filter { $0.kind != kind && !$0.state.isEnd }
            states[table.code(.status, row), default: 0] += 1
            if let online = table.online(row), online == .online { out.onlineCount += 1 }
            if let used = table.volume(\.used, row) {
                out.used = out.used + used
                out.usedKnown += 1
            }
            if let pool = table.number(.pool, row) { pools.insert(pool) }
            if let package = table.number(.package, row) { packages.insert(package) }
        }
        out.states = states.map { code, cards in .init(state: code.map { Coded(code: $0) }, cards: cards) }
            .sorted { ($1.cards, $0.state?.code ?? .max) < ($0.cards, $1.state?.code ?? .max) }
        out.poolIDs = pools.sorted()
        out.packageGroupIDs = packages.sorted()
        out.calls = (out.willDo.count + 99) / 100
        return out
    }

    private func reasonToLeaveOut(_ row: Int, _ kind: OperationKind, _ now: WallTime) -> LeftOutReason? {
        let table = store.table
        if table.flags(row).contains(.isNamedByICCID) { return .unknownSimNo }
        if let open = board.unfinished(kind, of: table.simNo(row)) { return .unfinished(open) }
        if table.code(.cancellation, row) == CancellationStatus.cancelled.rawValue { return .cancelled }
        guard let status = table.status(row), let known = status.value.known else { return nil }
        if known == kind.target {
            let isFresh = status.provenance.source == .carrier && !status.provenance.isStale(at: now)
            // While the opposite is under way, the state of now says nothing of the one to come.
            let isTurning = board.operations(of: table.simNo(row)).contains { !$0.state.isEnd }
            return isFresh && !isTurning ? .alreadyInState : nil
        }
        switch known {
        case .closed: return .cancelled
        case .expired: return .expired
        case .inStock: return .inStock
        case .riskStop: return kind == .resume ? .riskStop : nil
        case .separated: return kind == .resume ? .separated : nil
        case .awaitingActivation, .active, .stopped, .testable, .abnormal, .notObtained: return nil
        }
    }

    /// Hands a proposal to the runner, as it was frozen. What becomes of it stands in
    /// ``lastSubmission`` and on the cards' rows.
    public func confirm(_ proposal: OperationProposal, reason: String?) {
        guard !proposal.willDo.isEmpty else { return }
        state.lastSubmission = SubmissionOutcome(
            kind: proposal.kind, cards: proposal.willDo.count, startedAt: time.wall)
        let request = OperationRequest(kind: proposal.kind, cards: proposal.willDo, reason: reason)
        ledger.start { [self] in
            do throws(SubmissionError) {
                let submission = try await runner.submit(request)
                board.apply(submission.records)
                state.lastSubmission?.finish(submission.records, repeats: submission.repeats.count)
                state.lastSubmission?.error = submission.errors.last
                for error in submission.errors { onProblem(error) }
                if let failure = submission.storeFailure {
                    state.lastSubmission?.trouble = JournalTrouble(failure)
                    board.report(failure)
                }
            } catch {
                state.lastSubmission?.isRunning = false
                switch error {
                case .store(let trouble):
                    state.lastSubmission?.trouble = JournalTrouble(trouble)
                    board.report(trouble)
                case .readOnly:
                    let error = PlatformError(.readOnly, sent: .notSent, endpoint: proposal.kind.rawValue)
                    state.lastSubmission?.error = error
                    onProblem(error)
                }
            }
            poller.plan { $0.historyChanged(at: $1) }
        }
    }
}
