// Pages of a series' cards, subscriptions, and tokens of pools.

import JSONText
import PlatformContract
import SIMModel

extension World {
    /// Series 1…4 are the four carriers' cards; without one, all cards.
    func simPage(_ parameters: CheckedParameters, at now: WallTime) throws(Refusal) -> Reply {
        let (page, size) = try Self.page(parameters, defaultSize: 20)
        var indexes = Array(0..<fleet.plan.count)
        if let series = parameters.number("seriesId") {
            guard let gateway = Gateway(rawValue: series) else { throw .parameter("参数seriesId对应的系列不存在") }
            indexes = indexes.filter { fleet.plan.gateway($0) == gateway }
        }
        let shown = Self.slice(indexes, page, size)
        let items = shown.map { index -> JSONValue in
            let card = fleet.card(index, at: now)
            return .fields(
                ("simNo", .string(fleet.plan.simNo(index))),
                ("iccid", .string(fleet.plan.iccid(index, card.facts.gateway))),
                ("seriesId", .integer(Int64(card.facts.gateway.rawValue))),
                ("packageGroupId", .integer(Int64(card.facts.package.id))),
                ("simStatus", .integer(Int64(card.status.rawValue))))
        }
        return .data(
            .fields(
                ("total", .integer(Int64(indexes.count))), ("page", .integer(Int64(page))),
                ("pageSize", .integer(Int64(size))), ("items", .array(items))))
    }

    static func page(_ parameters: CheckedParameters, defaultSize: Int) throws(Refusal) -> (page: Int, size: Int) {
        let (page, size) = (parameters.number("page") ?? 1, parameters.number("pageSize") ?? defaultSize)
        guard (1...1_000_000).contains(page) else { throw .parameter("参数page必须大于0") }
        guard size >= 1 else { throw .parameter("参数pageSize必须大于0") }
        return (page, size)
    }

    /// The elements of a page; none behind the last.
    static func slice<Element>(_ all: [Element], _ page: Int, _ size: Int) -> ArraySlice<Element> {
        all.dropFirst(min(all.count, (page - 1) * size)).prefix(size)
    }

    /// upstream: batchSubscribe. Its sample answers the cards' records.
    mutating func subscribe(_ parameters: CheckedParameters, at now: WallTime) throws(Refusal) -> Reply {
        let cards = cards(parameters)
        guard !cards.isEmpty else { throw .parameter("参数simNos中没有可订阅的卡板") }
        if parameters.text("updateStatus") == "2" {
            subscriptions.remove(cards)
        } else {
            guard let text = parameters.text("subscribeUrl") else { throw .parameter("参数subscribeUrl不能为空") }
            let target = try Self.target(text, "subscribeUrl")
            let moment = snapshotMoment(now)
            let seen = cards.map { (card: $0, state: SubscribedState(fleet.card($0, at: moment))) }
            guard subscriptions.add(seen, target) else { throw .business("订阅卡板数已达上限") }
            subscriptions.start(at: moment)
        }
        return .data(.fields(("items", records(cards, at: snapshotMoment(now)))))
    }

    /// Where a push may go: the sandbox calls nobody but its own machine.
    static func target(_ text: String, _ name: String) throws(Refusal) -> PushTarget {
        guard let target = PushTarget(text) else { throw .parameter("参数\(name)必须是本机的http地址") }
        return target
    }

    mutating func poolToken(_ endpoint: Endpoint, _ parameters: CheckedParameters, at now: WallTime) throws(Refusal)
        -> Reply
    {
        let code = parameters.text("poolCode") ?? Accounts.pools[0].code
        guard Accounts.pools.contains(where: { $0.code == code }) else { throw .parameter("参数poolCode对应的池不存在") }
        let token = poolTokens.token(endpoint.id, code, lots: fleet.plan.dice, at: now)
        return .data(.fields(("token", .string(token))))
    }
}
