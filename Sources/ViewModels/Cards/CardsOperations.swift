// Stop and resume from the card table: the proposal, and its hand-over to the runner.

import Operations
public import SIMModel

extension CardsViewModel {
    /// How the last confirmed proposal went; nil before the first.
    public var lastSubmission: SubmissionOutcome? { state.lastSubmission }

    /// The card's state as it is known now; nil when it is not, or the card is not in the fleet.
    public func status(of card: CardNumber) -> Coded<SIMStatus>? {
        store.row(of: card).flatMap { store.table.status($0)?.value }
    }

    /// What `kind` would do to the targets, as everything is known now.
    public func proposal(for kind: OperationKind) -> OperationProposal { proposal(for: kind, targetRows) }

    /// What `kind` would do to one card, whatever is marked.
    public func proposal(for kind: OperationKind, of card: CardNumber) -> OperationProposal {
        proposal(for: kind, (store.row(of: card).map { [$0] } ?? [], false))
    }

    /// A second operation on purpose: what `proposal` would be if the one card's unfinished operation of the
    /// same kind did not count. nil when that is not what leaves the card out, or when it is not the only one.
    public func repetition(of proposal: OperationProposal) -> OperationProposal? {
        guard proposal.cards.count == 1, proposal.willDo.isEmpty, case .unfinished(let record) = proposal.leftOut.first?.reason,
            let row = store.row(of: proposal.cards[0])
        else { return nil }
        var out = self.proposal(for: proposal.kind, ([row], proposal.isMarked), ignoresUnfinished: true)
        out.repeats = record
        return out.willDo.isEmpty ? nil : out
    }

    private func proposal(
        for kind: OperationKind, _ targets: (rows: [Int], isMarked: Bool), ignoresUnfinished: Bool = false
    ) -> OperationProposal {
        let table = store.table
        let now = time.wall
        var out = OperationProposal(
            kind: kind, cards: [], isMarked: targets.isMarked,
            hiddenCount: targets.rows.reduce(0) { $0 + (state.shown.contains($1) ? 0 : 1) }, willDo: [], leftOut: [],
            duplicatesOpen: [], opposingOpen: [], states: [], onlineCount: 0, used: .zero, usedKnown: 0, poolIDs: [],
            packageGroupIDs: [], calls: 0, takenAt: now)
        var seen: Set<CardNumber> = []
        var (likely, others): ([CardNumber], [CardNumber]) = ([], [])
        var states: [Int?: Int] = [:]
        var (pools, packages): (Set<Int>, Set<Int>) = ([], [])
        for row in targets.rows {
            let card = table.simNo(row)
            guard seen.insert(card).inserted else { continue }
            out.cards.append(card)
            let guarded = protection.protection(of: card)
            if let reason = guarded != nil && targets.rows.count > 1
                ? .protected : reasonToLeaveOut(row, kind, now, ignoresUnfinished)
            {
                out.leftOut.append((card, reason))
                if case .unfinished(let record) = reason { out.duplicatesOpen.append(record) }
                continue
            }
            // Cards in the state that the operation ends go first: a canary of others would tell nothing.
            if table.code(.status, row) == kind.reverse.target.rawValue { likely.append(card) } else { others.append(card) }
            out.protection = guarded
            out.opposingOpen += board.operations(of: card).filter { $0.kind != kind && !$0.state.isEnd }
            states[table.code(.status, row), default: 0] += 1
            if let online = table.online(row), online == .online { out.onlineCount += 1 }
            if let used = table.volume(\.used, row) {
                out.used = out.used + used
                out.usedKnown += 1
            }
            if let pool = table.number(.pool, row) { pools.insert(pool) }
            if let package = table.number(.package, row) { packages.insert(package) }
            if let gateway = table.number(.gateway, row) { out.carriers[card] = gateway }
        }
        out.willDo = likely + others
        out.states = states.map { code, cards in .init(state: code.map { Coded(code: $0) }, cards: cards) }
            .sorted { ($1.cards, $0.state?.code ?? .max) < ($0.cards, $1.state?.code ?? .max) }
        out.poolIDs = pools.sorted()
        out.packageGroupIDs = packages.sorted()
        out.calls = (out.willDo.count + 99) / 100
        out.estimate = board.estimates[kind]
        out.sendingTime = runner.time(ofCalls: out.calls)
        return out
    }

    private func reasonToLeaveOut(
        _ row: Int, _ kind: OperationKind, _ now: WallTime, _ ignoresUnfinished: Bool
    ) -> LeftOutReason? {
        let table = store.table
        if table.flags(row).contains(.isNamedByICCID) { return .unknownSimNo }
        if !ignoresUnfinished, let open = board.unfinished(kind, of: table.simNo(row)) { return .unfinished(open) }
        let status = table.status(row)
        let isFresh = status.map { $0.provenance.source == .carrier && !$0.provenance.isStale(at: now) } ?? false
        // While the opposite is under way, the state of now says nothing of the one to come.
        let isTurning = isFresh && board.operations(of: table.simNo(row)).contains { !$0.state.isEnd }
        let hindrance = Hindrance.to(
            kind, status: status?.value, isFresh: isFresh && !isTurning,
            cancellation: table.code(.cancellation, row).map { Coded(code: $0) })
        switch hindrance {
        case .alreadyInState: return .alreadyInState
        case .cancelled: return .cancelled
        case .expired: return .expired
        case .inStock: return .inStock
        case .riskStop: return .riskStop
        case .separated: return .separated
        case .unknownCard, nil: return nil
        }
    }

    /// Hands a proposal to the runner, as it was frozen. What becomes of it stands in
    /// ``lastSubmission`` and on the cards' rows.
    public func confirm(_ proposal: OperationProposal, reason: String?, policy: RunPolicy = RunPolicy()) {
        guard !proposal.willDo.isEmpty else { return }
        state.lastSubmission = SubmissionOutcome(
            kind: proposal.kind, cards: proposal.willDo.count, startedAt: time.wall)
        state.submissions += 1
        let number = state.submissions
        let request = OperationRequest(
            kind: proposal.kind, cards: proposal.willDo, reason: reason, allowsRepeat: proposal.repeats != nil, policy: policy,
            carriers: proposal.carriers)
        ledger.start { [self] in
            do throws(SubmissionError) {
                let submission = try await runner.submit(request)
                board.apply(submission.records)
                for error in submission.errors { onProblem(error) }
                if let failure = submission.storeFailure { board.report(failure) }
                report(number) {
                    $0.finish(submission.records, repeats: submission.repeats.count)
                    $0.error = submission.errors.last
                    $0.run = submission.run
                    $0.trouble = submission.storeFailure.map { JournalTrouble($0) }
                }
            } catch {
                switch error {
                case .store(let trouble):
                    board.report(trouble)
                    report(number) { $0.trouble = JournalTrouble(trouble) }
                case .readOnly:
                    let refusal = PlatformError(.readOnly, sent: .notSent, endpoint: proposal.kind.rawValue)
                    onProblem(refusal)
                    report(number) { $0.error = refusal }
                case .guarded(let refusal): report(number) { $0.refusal = refusal }
                case .notPaused: report(number) { _ in }
                }
            }
            // A run may have come to a stand by itself, which changes no operation.
            board.loadRuns()
            poller.plan { $0.historyChanged(at: $1) }
        }
    }

    /// Writes into the outcome of a submission, unless a later one has taken its place.
    private func report(_ number: Int, _ change: (inout SubmissionOutcome) -> Void) {
        guard number == state.submissions, var outcome = state.lastSubmission else { return }
        outcome.isRunning = false
        change(&outcome)
        state.lastSubmission = outcome
    }
}
