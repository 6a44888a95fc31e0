// Links on which a card's user would prove who he is. Here, opening one is enough. Invented.

import SIMModel

/// The open links. Bounded: the oldest are forgotten.
struct RealNameLinks {
    /// How long a link holds. Wall time: a person opens it.
    static let life: Duration = .minutes(30)
    static let most = 10_000
    static let path = "/sandbox/realname/"

    struct Link {
        var card: Int
        var madeAt: WallTime
    }

    private var links: [String: Link] = [:]
    private var order: [String] = []

    mutating func add(_ token: String, card: Int, at now: WallTime) {
        links[token] = Link(card: card, madeAt: now)
        order.append(token)
        if order.count > Self.most { links[order.removeFirst()] = nil }
    }

    /// What a link is about; nil when it is none of ours, was used, or is over.
    mutating func take(_ token: String, at now: WallTime) -> Int? {
        guard let link = links[token], now - link.madeAt < Self.life else { return nil }
        links[token] = nil
        order.removeAll { $0 == token }
        return link.card
    }
}
