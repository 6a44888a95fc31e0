// Who wants to hear of which cards, and what he heard last.

import SIMModel

/// What a change of makes a push. upstream: batchSubscribe (flow, status, real-name, activation).
struct SubscribedState: Hashable {
    var status: SIMStatus
    var used: Int64
    var realNameAt: WallTime?
    var activatedAt: WallTime?

    init(_ card: Fleet.Card) {
        status = card.status
        used = card.used
        realNameAt = card.realNameAt
        activatedAt = card.facts.activatedAt
    }
}

/// The subscriptions. Bounded: one a card, and ``most`` cards.
struct Subscriptions {
    static let most = 20_000

    private(set) var cards: [Int: (target: PushTarget, heard: SubscribedState)] = [:]
    /// The snapshot that was looked at last.
    private(set) var lookedAt: WallTime?

    var isEmpty: Bool { cards.isEmpty }

    /// False, and nothing is added, when there would be too many.
    mutating func add(_ seen: [(card: Int, state: SubscribedState)], _ target: PushTarget) -> Bool {
        guard cards.count + seen.count(where: { cards[$0.card] == nil }) <= Self.most else { return false }
        for item in seen { cards[item.card] = (target, item.state) }
        return true
    }

    mutating func remove(_ indexes: [Int]) {
        for index in indexes { cards[index] = nil }
        if cards.isEmpty { lookedAt = nil }
    }

    /// The first subscription starts the round of snapshots.
    mutating func start(at moment: WallTime) { lookedAt = lookedAt ?? moment }

    /// The cards that changed until `moment`, by target, ascending; they count as heard.
    mutating func changed(at moment: WallTime, in fleet: Fleet) -> [(target: PushTarget, cards: [Int])] {
        lookedAt = moment
        var found: [PushTarget: [Int]] = [:]
        for index in cards.keys.sorted() {
            guard let entry = cards[index] else { continue }
            let state = SubscribedState(fleet.card(index, at: moment))
            guard state != entry.heard else { continue }
            cards[index]?.heard = state
            found[entry.target, default: []].append(index)
        }
        return found.map { ($0.key, $0.value) }.sorted { ($0.target.port, $0.target.path) < ($1.target.port, $1.target.path) }
    }
}
