// One stop or resume from the list of cards to the exit status: look, say, ask, write down, send once,
// follow. An interrupt cancels what was not sent and tells both.

import Localization
import Operations
import PlatformClient
import SIMModel
import Settings
import StateStore

struct ChangeRun {
    var kind: OperationKind
    var options: ChangeOptions
    /// When to be reminded of them, as typed.
    var remindAt: String?

    private var text: CommandText { options.global.text }

    func run() async throws {
        let asked = try CardInput(text: text).numbers(options.cards.cards)
        // What is wrong with the time is told before anything is sent.
        let words = text.resumeThese(asked.count)
        let wish = try remindAt.map { try ReminderWish($0, words, cards: asked.count, text) }
        let session = try LiveSession.open(options.global)
        let cards = try await simNumbers(asked, session)
        let confirm = session.profile.confirm
        if let limit = confirm.maxCards, cards.count > limit {
            throw CommandFailure(.refused, text.tooManyCards(cards.count, limit: limit))
        }
        if !options.dryRun {
            guard !session.client.configuration.isReadOnly else {
                throw CommandFailure(.refused, text.problem(PlatformError(.readOnly, sent: .notSent, endpoint: kind.rawValue)))
            }
            if confirm.requireReason ?? false, (options.reason ?? "").isEmpty { throw CommandFailure(.usage, text.reasonWanted) }
        }
        let state = try session.openState()
        do {
            let preview = try await RunPreview.make(kind, cards, isForced: options.force, session: session, state: state)
            // Called off while it was being looked up: nothing may be sent any more.
            try Task.checkCancellation()
            try await go(preview, session, state, wish)
        } catch {
            await session.client.shutdown()
            if let error = error as? StoreError { throw CommandFailure(.configuration, text.store(error)) }
            throw error
        }
        await session.client.shutdown()
    }

    private func go(
        _ preview: RunPreview, _ session: LiveSession, _ state: LiveState, _ wish: ReminderWish?
    ) async throws {
        let policy = options.policy(session.profile)
        let lines = preview.lines(text, policy: policy)
        // A single card that nothing speaks against needs no lines when nobody is asked.
        if options.dryRun || !options.yes || preview.cards.count > 1 || !preview.leftOut.isEmpty || preview.problem != nil
            || preview.protection != nil
        {
            for line in lines { OutputStream.err.line(line) }
        }
        if options.dryRun { return printPlan(preview, session) }
        guard !preview.cards.isEmpty else { return try finishWithoutSending(preview) }
        let lastDigits = preview.protection == nil ? nil : String(preview.cards[0].description.suffix(4))
        if !options.yes {
            try confirm(preview.cards, session, typed: lastDigits)
        } else if let lastDigits, options.protected != lastDigits {
            throw CommandFailure(.refused, text.protectedNeedsDigits(preview.cards[0]))
        }
        // Before the cards go out: a crash behind the stop must not lose what brings them back.
        if let wish {
            let reminder = try await wish.keep(preview.cards, in: Reminders(state.database))
            OutputStream.err.line("simdeck: " + text.reminderSet(reminder))
        }
        let request = OperationRequest(
            kind: kind, cards: preview.cards, reason: options.reason, allowsRepeat: options.force, policy: policy,
            carriers: preview.carriers)
        let outcome = try await RunDriver(text: text, session: session, state: state).run(patience: options.patience) { runner in
            try await runner.begin(request)
        }
        try finish(outcome, preview)
    }

    /// The API stops by simNo only, so a card given by its ICCID is looked up first; one that cannot
    /// be looked up is an error, and nothing is sent for anybody.
    private func simNumbers(_ asked: [CardNumber], _ session: LiveSession) async throws -> [CardNumber] {
        let printed = asked.filter(\.isICCID)
        guard !printed.isEmpty else { return asked }
        let reply = await session.client.records(of: printed, priority: .operation)
        if let (_, error) = reply.errors.first { throw CommandFailure(ExitStatus.of(error), text.problem(error)) }
        guard reply.missing.isEmpty else { throw CommandFailure(.partial, text.iccidUnknown(reply.missing)) }
        let simNos = Dictionary(reply.found.map { ($0.0, $0.1.simNo) }, uniquingKeysWith: { first, _ in first })
        var seen: Set<CardNumber> = []
        return asked.map { simNos[$0] ?? $0 }.filter { seen.insert($0).inserted }
    }

    private func printPlan(_ preview: RunPreview, _ session: LiveSession) {
        OutputStream.err.line(
            "simdeck: " + text.dryRun(kind, preview.cards.count, calls: preview.calls, account: session.profile.name))
        OutputStream.out.write(preview.cards.map { "\($0)\n" }.joined())
    }

    /// - Parameter typed: of a protected card, what is typed instead of a single key.
    private func confirm(_ cards: [CardNumber], _ session: LiveSession, typed: String?) throws {
        guard ProcessFacts.isTerminal(0), !options.cards.cards.contains("-") else {
            throw CommandFailure(.usage, text.needsYes)
        }
        OutputStream.err.line(text.question(kind, cards, account: session.profile.name))
        let wanted = typed ?? (cards.count == 1 ? "y" : "\(cards.count)")
        // The digits of a protected card are looked up, not copied from the prompt.
        OutputStream.err.write(typed == nil ? text.typeToConfirm(wanted) : text.typeLastDigits)
        guard let answer = TypedAnswer.line(), answer == wanted || wanted == "y" && answer == "Y" else {
            throw CommandFailure(.partial, text.nothingDone)
        }
    }

    /// Everything was left out: done when all of it already is as it was asked to be.
    private func finishWithoutSending(_ preview: RunPreview) throws {
        OperationPrinter(output: options.output, text: text).print([])
        if preview.leftOut.contains(where: { $0.why != .alreadyInState }) || !preview.protected.isEmpty {
            throw ExitStatus.partial.code
        }
    }

    private func finish(_ outcome: RunDriver.Outcome, _ preview: RunPreview) throws {
        let records = outcome.records
        OperationPrinter(output: options.output, text: text).print(records)
        outcome.tell(text)
        var status = ExitStatus.of(records.map(\.state), waited: options.wait != nil)
        if outcome.isInterrupted { throw ExitStatus.interrupted.code }
        let isShort = !preview.protected.isEmpty || preview.leftOut.contains { $0.why != .alreadyInState }
        if status == .done, isShort { status = .partial }
        if status == .inDoubt { OutputStream.err.line("simdeck: " + text.inDoubt) }
        if status != .done { throw status.code }
    }
}

extension ChangeOptions {
    /// The flags beside the profile's own rules.
    func policy(_ profile: Profile) -> RunPolicy {
        profile.confirm.policy(canary: canary, failures: maxFailures, unknowns: maxUnknown)
    }
}
