// The questions. Those about many cards are split to the platform's limits, asked a few at a time, and
// answered number by number.

import PlatformContract
public import SIMModel

extension PlatformClient {
    /// Calls of one question that run at once.
    public static let mostAtOnce = 4

    /// The platform's stored records, refreshed about hourly (upstream: batchQuerySimInfo).
    public func records(
        of cards: [CardNumber], priority: CallPriority = .interactive
    ) async -> BatchReply<CardRecord> {
        await ask(Catalogue.batchQuerySimInfo, about: cards, priority: priority) { envelope, at throws(BadReply) in
            try CardItems.records(envelope, source: .snapshot, receivedAt: at)
        }
    }

    /// The carrier's state now (upstream: batchQuerySimStatus); source `.degraded` when the carrier did not answer.
    public func freshStatus(
        of cards: [CardNumber], priority: CallPriority = .interactive
    ) async -> BatchReply<CardRecord> {
        await ask(Catalogue.batchQuerySimStatus, about: cards, priority: priority) { envelope, at throws(BadReply) in
            try CardItems.records(envelope, source: .carrier, receivedAt: at)
        }
    }

    /// The use of data now (upstream: batchQuerySimFlow); shared-pool cards only.
    public func flow(
        of cards: [CardNumber], priority: CallPriority = .interactive
    ) async -> BatchReply<FlowReading> {
        await ask(Catalogue.batchQuerySimFlow, about: cards, priority: priority) { envelope, at throws(BadReply) in
            try CardItems.flows(envelope, receivedAt: at)
        }
    }

    /// The use of data in a month, `yyyyMM` (upstream: batchQuerySimMonthFlow).
    public func monthFlow(
        of cards: [CardNumber], month: String, priority: CallPriority = .interactive
    ) async -> BatchReply<FlowReading> {
        await ask(
            Catalogue.batchQuerySimMonthFlow, about: cards, with: [WireField("month", month)], priority: priority
        ) { envelope, at throws(BadReply) in
            try CardItems.flows(envelope, receivedAt: at)
        }
    }

    /// The platform's log of operations (upstream: querySimAction).
    public func actionLog(
        _ query: ActionQuery, priority: CallPriority = .interactive
    ) async throws(PlatformError) -> ActionLogReply {
        var fields: [WireField] = []
        if let serial = query.serialNumber { fields.append(WireField("serialNumber", serial)) }
        if let card = query.simNo { fields.append(WireField("simNo", card.description)) }
        if let type = query.actionType { fields.append(WireField("actionType", "\(type)")) }
        let endpoint = Catalogue.querySimAction
        let answer = try await ask(endpoint, fields, priority: priority)
        do throws(BadReply) {
            let (entries, problems) = try LogReader.entries(answer.envelope)
            return ActionLogReply(entries: entries, receivedAt: answer.receivedAt, problems: problems)
        } catch {
            throw Self.unreadable(error.text, endpoint, answer)
        }
    }

    /// Balance and pools (upstream: accountAsset).
    public func accountAssets(priority: CallPriority = .interactive) async throws(PlatformError) -> AssetsReply {
        let endpoint = Catalogue.accountAsset
        let answer = try await ask(endpoint, [], priority: priority)
        do throws(BadReply) {
            let (assets, problems) = try AssetsReader.assets(answer.envelope)
            return AssetsReply(assets: assets, receivedAt: answer.receivedAt, problems: problems)
        } catch {
            throw Self.unreadable(error.text, endpoint, answer)
        }
    }

    static func unreadable(_ text: String, _ endpoint: Endpoint, _ answer: Answer) -> PlatformError {
        PlatformError(.badReply(text), sent: .answered, endpoint: endpoint.id, traceID: answer.traceID)
    }

    private typealias Decoding<Item: Sendable> =
        @Sendable (Envelope, WallTime) throws(BadReply) -> ItemList<Item>

    /// One question about any number of cards.
    private nonisolated func ask<Item: CardItem>(
        _ endpoint: Endpoint, about cards: [CardNumber], with extra: [WireField] = [], priority: CallPriority,
        decode: @escaping Decoding<Item>
    ) async -> BatchReply<Item> {
        let plan = Batcher.plan(cards)
        var order = plan.distinct
        // A card that has had its calls for this minute must not hold up the nine beside it.
        if let perMinute = endpoint.limits.perCardPerMinute {
            order = meter.byTurn(order, perMinute: perMinute, at: time.uptime)
        }
        let chunks = Batcher.split(order, limit: endpoint.limits.cards ?? order.count)
        let parts = await withTaskGroup(of: (Int, Result<ItemList<Item>, PlatformError>).self) { group in
            var parts: [Batcher.Part<Item>] = chunks.map { ($0, .success(ItemList())) }
            var next = 0
            var hopeless: PlatformError?
            func start() {
                let index = next
                next += 1
                group.addTask { (index, await self.part(chunks[index], endpoint, extra, priority, decode)) }
            }
            while next < min(chunks.count, Self.mostAtOnce) { start() }
            while let (index, outcome) = await group.next() {
                parts[index].outcome = outcome
                if case .failure(let error) = outcome, error.isHopeless { hopeless = error }
                if hopeless == nil, next < chunks.count { start() }
            }
            if var error = hopeless {
                // The rest was never asked: it would have met the same.
                (error.sent, error.traceID) = (.notSent, nil)
                for index in next..<chunks.count { parts[index].outcome = .failure(error) }
            }
            return parts
        }
        return Batcher.join(plan, parts) { place in
            PlatformError(.badReply(place), sent: .answered, endpoint: endpoint.id)
        }
    }

    /// One call of a question.
    private nonisolated func part<Item>(
        _ cards: [CardNumber], _ endpoint: Endpoint, _ extra: [WireField], _ priority: CallPriority,
        _ decode: Decoding<Item>
    ) async -> Result<ItemList<Item>, PlatformError> {
        do throws(PlatformError) {
            let fields = [WireField("simNos", WireForm.list(cards.map(\.description)))] + extra
            let answer = try await ask(endpoint, fields, priority: priority)
            do throws(BadReply) {
                return .success(try decode(answer.envelope, answer.receivedAt))
            } catch {
                return .failure(Self.unreadable(error.text, endpoint, answer))
            }
        } catch {
            return .failure(error)
        }
    }
}
