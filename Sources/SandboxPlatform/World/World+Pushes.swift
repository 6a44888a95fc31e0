// The platform's own calls: cards that changed, orders that went on.

import JSONText
import PlatformContract
public import SIMModel

/// A push to be sent now.
public struct PushJob: Sendable {
    public var id: Int
    public var target: PushTarget
    public var headers: [(name: String, value: String)]
    public var body: [UInt8]
}

extension World {
    /// Cards a push: as many as a call about records may name.
    private static let cardsAPush = 100

    /// When there will be something to send; nil: nothing is known of.
    public var nextPushAt: WallTime? {
        let round = subscriptions.lookedAt.map { $0 + .milliseconds(snapshotPeriod) }
        return [pushes.nextAt, round].compactMap { $0 }.min()
    }

    /// Everything that is to be sent at `now`, signed. Each counts as under way until ``pushEnded(_:accepted:at:)``.
    public mutating func duePushes(at now: WallTime, random: any RandomSource) -> [PushJob] {
        let moment = snapshotMoment(now)
        if let looked = subscriptions.lookedAt, looked < moment {
            for (target, cards) in subscriptions.changed(at: moment, in: fleet) {
                for start in stride(from: 0, to: cards.count, by: Self.cardsAPush) {
                    let part = Array(cards[start..<min(start + Self.cardsAPush, cards.count)])
                    pushes.add(.cards(part, at: moment), target, at: now)
                }
            }
        }
        for (at, place) in pushes.dueCallbacks(at: now) {
            if let target = shop.orders.all[place].callback { pushes.add(.order(place, at: at), target, at: now) }
        }
        return pushes.take(at: now).map { id, push in
            let trace = random.hex32()
            let data =
                switch push.subject {
                case .cards(let cards, let moment): JSONValue.fields(("items", records(cards, at: moment)))
                case .order(let place, let moment):
                    JSONValue.fields(("list", .array([orderJSON(shop.orders.all[place], at: moment)])))
                }
            return PushJob(
                id: id, target: push.target, headers: Signature.headers(credentials: credentials, time: now, traceID: trace),
                body: WireJSON.envelope(data, trace: trace, at: now).utf8)
        }
    }

    /// An attempt is over; only HTTP status 200 accepts a push.
    public mutating func pushEnded(_ id: Int, accepted: Bool, at now: WallTime) {
        pushes.ended(id, accepted: accepted, speed: fleet.speed, at: now)
    }

    /// The further steps of an order will be told, if somebody wants to hear.
    mutating func planCallbacks(_ place: Int, after time: WallTime) {
        let order = shop.orders.all[place]
        guard order.callback != nil else { return }
        for step in order.steps where step.at > time { pushes.plan(order: place, at: step.at) }
    }
}
