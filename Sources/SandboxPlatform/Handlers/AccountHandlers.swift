// The account, and what the sandbox tells about itself.

import JSONText
public import SIMModel

extension World {
    func accountAsset(at now: WallTime) -> JSONValue {
        // The pools' books are kept by the minute.
        let updatedAt = WallTime(seconds: now.seconds / 60 * 60)
        let pools = Accounts.pools.map { pool -> JSONValue in
            let balance = accounts.balance(pool, at: now)
            return .fields(
                ("id", .integer(pool.id)), ("name", .string(pool.name)), ("memberId", .integer(1)),
                ("code", .string(pool.code)), ("deposit", WireJSON.money(fen: pool.deposit)),
                ("balance", WireJSON.money(fen: balance)), ("status", .integer(1)),
                ("createdAt", .string(WireText.time(Accounts.createdAt))),
                ("updatedAt", .string(WireText.time(updatedAt))),
                ("frozenBalance", WireJSON.money(fen: pool.frozen)),
                ("availableBalance", WireJSON.money(fen: balance - pool.frozen - pool.deposit)))
        }
        return .fields(
            (
                "main",
                .fields(
                    ("id", .integer(1)), ("username", .string("demo")),
                    ("balance", WireJSON.money(fen: self.balance(at: now))),
                    ("createdAt", .string(WireText.time(Accounts.createdAt))))
            ), ("pools", .array(pools)))
    }

    /// `GET /sandbox/card/<number>`: the true state of a card; nil for a card that is none of ours.
    public func truth(of number: CardNumber, at now: WallTime) -> SandboxReply? {
        guard let index = fleet.plan.index(of: number) else { return nil }
        let card = fleet.card(index, at: now)
        let ledger = fleet.ledgers[index] ?? CardLedger()
        let isBusy = ledger.freeAt.map { $0 > now } ?? false
        let document = JSONValue.fields(
            ("simNo", .string(fleet.plan.simNo(index))),
            ("iccid", .string(fleet.plan.iccid(index, card.facts.gateway))),
            ("simStatus", .integer(Int64(card.status.rawValue))),
            ("onlineStatus", .integer(Int64(WireJSON.online(card).rawValue))), ("useFlow", .integer(card.used)),
            ("stops", .integer(Int64(ledger.stops))), ("resumes", .integer(Int64(ledger.resumes))),
            ("isBusy", .bool(isBusy)),
            ("packages", .integer(Int64(ledger.packages.count))), ("speedCode", .string(ledger.speedCode(at: now))),
            ("isRealNamed", .bool(card.realNameAt != nil)), ("isSubscribed", .bool(subscriptions.cards[index] != nil)))
        return SandboxReply(status: 200, body: document.utf8)
    }
}
