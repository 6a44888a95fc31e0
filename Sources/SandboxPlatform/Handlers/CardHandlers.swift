// Records, fresh status and flow.

import JSONText
import PlatformContract
import SIMModel

extension World {
    /// The moment stored records speak of: the last full hour, shortened by the speed.
    func snapshotMoment(_ now: WallTime) -> WallTime {
        WallTime(milliseconds: now.milliseconds / snapshotPeriod * snapshotPeriod)
    }

    /// Unit: milliseconds.
    var snapshotPeriod: Int64 { max(1000, Int64((3_600_000 / fleet.speed).rounded())) }

    /// The cards that the numbers name, each once, in the order asked; unknown numbers are left out.
    func cards(_ parameters: CheckedParameters) -> [Int] {
        var seen: Set<Int> = []
        return parameters.list("simNos").compactMap { text in
            guard let index = fleet.plan.index(ofText: text) else { return nil }
            return seen.insert(index).inserted ? index : nil
        }
    }

    /// All cards, or two thirds of them when a third is to go missing.
    private func answered(_ cards: [Int], _ draw: FaultDraw) -> [Int] {
        guard draw.has(.missingItems), !cards.isEmpty else { return cards }
        let lots = Lots(seed: draw.dice)
        let missing = cards.sorted { lots.bits(.missingItem, $0) < lots.bits(.missingItem, $1) }
            .prefix((cards.count + 2) / 3)
        return cards.filter { !missing.contains($0) }
    }

    func simInfo(_ parameters: CheckedParameters, _ draw: FaultDraw, at now: WallTime) -> JSONValue {
        .fields(("items", records(answered(cards(parameters), draw), at: snapshotMoment(now))))
    }

    mutating func simStatus(
        _ endpoint: Endpoint, _ parameters: CheckedParameters, _ draw: FaultDraw, at now: WallTime
    ) throws(Refusal) -> JSONValue {
        let cards = cards(parameters)
        if let limit = endpoint.limits.perCardPerMinute, !statusMeter.take(cards, limit: limit, at: now) {
            throw Refusal(
                code: AssumedCode.rate, reason: "status rate", message: "同一卡板每分钟最多查询\(limit)次")
        }
        let moment = draw.has(.degraded) ? snapshotMoment(now) : now
        return .fields(
            ("items", records(answered(cards, draw), at: moment)), ("isDemote", .bool(draw.has(.degraded))))
    }

    func records(_ cards: [Int], at moment: WallTime) -> JSONValue {
        let time = JSONValue.string(WireText.time(moment))
        return .array(cards.map { WireJSON.record(fleet.card($0, at: moment), fleet.plan, polledAt: time) })
    }

    func simFlow(_ parameters: CheckedParameters, _ draw: FaultDraw, at now: WallTime) -> JSONValue {
        let moment = draw.has(.degraded) ? snapshotMoment(now) : now
        let items = answered(cards(parameters), draw).map { index -> JSONValue in
            let card = fleet.card(index, at: moment)
            // The carrier's state is unknown, so is its count.
            let error = card.status == .notObtained ? "运营商未返回流量数据" : ""
            return WireJSON.flow(card.facts, fleet.plan, used: card.used, error: error)
        }
        return .fields(("items", .array(items)), ("isDemote", .bool(draw.has(.degraded))))
    }

    func simMonthFlow(
        _ parameters: CheckedParameters, _ draw: FaultDraw, at now: WallTime
    ) throws(Refusal) -> JSONValue {
        guard let month = parameters.text("month").flatMap(PlatformMonth.parse) else {
            throw .parameter("参数month格式应为yyyyMM")
        }
        let moment = draw.has(.degraded) ? snapshotMoment(now) : now
        let isFuture = month > PlatformMonth.number(of: now)
        let items = answered(cards(parameters), draw).map { index -> JSONValue in
            let used = isFuture ? 0 : fleet.used(index, month: month, at: moment)
            return WireJSON.monthFlow(
                fleet.plan.facts(index), fleet.plan, used: used, error: isFuture ? "查询月份不能晚于当前月份" : "")
        }
        return .fields(("isDemote", .bool(draw.has(.degraded))), ("items", .array(items)))
    }
}
