// What a stop or resume would do, before anybody is asked: which cards, in which states, which are left
// out and why, how long it takes. Looking is never a condition: where the platform cannot be asked, the
// preview says so, and an emergency stop goes on without it.

import Localization
import Operations
import PlatformClient
import SIMModel
import StateStore

/// The facts of a question before a change.
struct RunPreview {
    var kind: OperationKind
    /// What will be asked for: cards in the state that it ends first, else in the order given.
    var cards: [CardNumber] = []
    var leftOut: [(card: CardNumber, why: Hindrance)] = []
    /// Left out because it is protected.
    var protected: [CardNumber] = []
    /// The one card that was asked for is protected, by whom and why.
    var protection: ProtectedCard?
    var states: [Int?: Int] = [:]
    var online = 0
    var used = DataVolume.zero
    var pools: Set<Int> = []
    var packages: Set<Int> = []
    var carriers: [CardNumber: Int] = [:]
    /// The states are the carrier's, asked just now.
    var isFresh = false
    /// The cards could not be looked up.
    var problem: PlatformError?
    var estimate: DelayEstimate?
    /// What so many calls take at the profile's rate.
    var time: (Int) -> Duration = { _ in .zero }

    /// Up to so many cards the carrier is asked itself: one call. More would cost a call for every ten.
    static let freshLimit = 10

    /// So long the journal's own proof stands in for the carrier's word.
    static let proofHolds = Duration.minutes(10)

    var calls: Int { (cards.count + 99) / 100 }
    /// Every call of a stop waits for its turn in the minute's budget.
    var sendingTime: Duration { time(calls) }
    /// The log is read once a call, and every card's fresh state asked once, ten a call.
    var proofTime: Duration {
        time(calls * 2 + (cards.count + 9) / 10) + (estimate?.median ?? .minutes(3))
    }

    /// - Parameter isForced: what is known of the cards leaves none out.
    static func make(
        _ kind: OperationKind, _ asked: [CardNumber], isForced: Bool, session: LiveSession, state: LiveState
    ) async throws(StoreError) -> RunPreview {
        var preview = RunPreview(kind: kind)
        preview.time = { state.runner.time(ofCalls: $0) }
        let kept = try await state.protected.all()
        let protected = Set(kept.map(\.simNo.comparisonKey))
        if asked.count == 1 { preview.protection = kept.first { $0.simNo.comparisonKey == asked[0].comparisonKey } }
        preview.isFresh = asked.count <= freshLimit
        let reply =
            preview.isFresh
            ? await session.client.freshStatus(of: asked, priority: .operation)
            : await session.client.records(of: asked, priority: .operation)
        preview.problem = reply.errors.first?.1
        var found = Dictionary(
            reply.entries.compactMap { entry -> (CardNumber, (CardRecord, Provenance))? in
                if case .found(let card, let provenance) = entry.answer { (entry.asked, (card, provenance)) } else { nil }
            }, uniquingKeysWith: { first, _ in first })
        // Where the carrier cannot be asked (three times a minute a card is all), the stored record tells.
        if preview.isFresh, preview.problem != nil {
            preview.isFresh = false
            let stored = await session.client.records(of: asked, priority: .operation)
            for entry in stored.entries where found[entry.asked] == nil {
                if case .found(let card, let provenance) = entry.answer { found[entry.asked] = (card, provenance) }
            }
        }
        let newest = try await state.journal.newest(of: asked)
        let missing = Set(reply.missing)
        if !preview.isFresh, !isForced {
            // Only the carrier's own word leaves a card out as done already; a snapshot is no proof.
            let said = asked.filter { found[$0]?.0.status?.known == kind.target }
            let fresh = await session.client.freshStatus(of: said, priority: .operation)
            for entry in fresh.entries {
                if case .found(let card, let provenance) = entry.answer { found[entry.asked] = (card, provenance) }
            }
        }
        for card in asked {
            if asked.count > 1, protected.contains(card.comparisonKey) {
                preview.protected.append(card)
                continue
            }
            if missing.contains(card), !isForced {
                preview.leftOut.append((card, .unknownCard))
                continue
            }
            let (record, provenance) = found[card].map { ($0.0, $0.1) } ?? (CardRecord(simNo: card), nil)
            let isFresh = provenance?.source == .carrier
            if !isForced, !isFresh, let own = newest[card], own.kind == kind, own.state == .confirmed,
                session.time.wall - own.updatedAt < proofHolds
            {
                preview.leftOut.append((card, .alreadyInState))
                continue
            }
            if !isForced,
                let why = Hindrance.to(
                    kind, status: record.status, isFresh: isFresh, cancellation: record.cancellation)
            {
                preview.leftOut.append((card, why))
                continue
            }
            preview.take(card, record)
        }
        // Cards in the state that the operation ends go first: a canary of others would tell nothing.
        let isLikely = { (card: CardNumber) in found[card]?.0.status?.known == kind.reverse.target }
        preview.cards = preview.cards.filter(isLikely) + preview.cards.filter { !isLikely($0) }
        let gateways = Set(preview.carriers.values)
        preview.estimate = await state.runner.estimate(kind, carrier: gateways.count == 1 ? gateways.first : nil)
        return preview
    }

    private mutating func take(_ card: CardNumber, _ record: CardRecord) {
        cards.append(card)
        states[record.status?.code, default: 0] += 1
        if record.online?.known == .online { online += 1 }
        if let volume = record.used { used = used + volume }
        if let pool = record.poolID { pools.insert(pool) }
        if let package = record.packageGroupID { packages.insert(package) }
        if let gateway = record.gatewayID { carriers[card] = gateway }
    }

    /// The preview in lines, most important first.
    func lines(_ text: CommandText, policy: RunPolicy) -> [String] {
        var lines: [String] = []
        if let problem { lines.append(text.statesUnknown(text.problem(problem))) }
        if !cards.isEmpty {
            let counted = states.sorted { ($1.value, $0.key ?? .max) < ($0.value, $1.key ?? .max) }.map { code, count in
                "\(groupedCount(count)) " + (code.map { text.state(Coded(code: $0)) } ?? text.unknownState)
            }
            lines.append((counted + [text.onlineNow(online)]).joined(separator: " · "))
            var facts = [text.usedSoFar(used)]
            if !pools.isEmpty { facts.append(text.pools(pools.sorted())) }
            if packages.count > 1 { facts.append(text.packages(packages.count)) }
            facts.append(isFresh ? text.statesAreFresh : text.statesAreSnapshots)
            if problem == nil { lines.append(facts.joined(separator: " · ")) }
        }
        for (why, list) in Dictionary(grouping: leftOut, by: \.why).sorted(by: { $0.key.rawValue < $1.key.rawValue }) {
            lines.append(text.leftOut(text.hindrance(why, kind), list.map(\.card)))
        }
        if let protection {
            lines.append(
                DialogMessage.isProtected(by: protection.actor, since: CivilTime(protection.at).date, reason: protection.reason)
                    .text(text.language))
        }
        if !protected.isEmpty { lines.append(text.leftOut(LeftOutMessage.protected.text(text.language), protected)) }
        guard !cards.isEmpty else { return lines }
        var times = [text.expectedSending(calls, sendingTime), text.expectedProof(proofTime)]
        if let estimate { times.append(text.usually(estimate.median, estimate.slow, samples: estimate.samples)) }
        lines.append(times.joined(separator: " · "))
        if policy.canary > 0, policy.canary < cards.count { lines.append(text.canaryFirst(policy.canary)) }
        return lines
    }
}
