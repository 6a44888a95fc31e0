// What is done to one card: rebinding, speed limits, real-name.

import JSONText
import PlatformContract
public import SIMModel

extension World {
    /// The card a call names by simNo or ICCID.
    func card(_ parameters: CheckedParameters, _ name: String = "simNo") throws(Refusal) -> Int {
        guard let index = fleet.plan.index(ofText: parameters.required(name)) else {
            throw .parameter("参数\(name)对应的卡板不存在")
        }
        return index
    }

    /// upstream: bindMachine. A card that is not separated is told so in `error`, inside a code 0.
    mutating func bindMachine(_ parameters: CheckedParameters, at now: WallTime) throws(Refusal) -> Reply {
        let index = try card(parameters)
        let ledger = fleet.ledgers[index] ?? CardLedger()
        guard fleet.status(index, at: max(now, ledger.freeAt ?? now)) == .separated else {
            return .errors(["卡板\(fleet.plan.simNo(index))不处于机卡分离状态"])
        }
        acceptedRows += 1
        // Within the page's ten minutes.
        let seconds = 60 + 300 * fleet.plan.dice.unit(.effectDelay, acceptedRows)
        let effectAt = max(now, ledger.freeAt ?? now) + .milliseconds(Int64(seconds * 1000 / fleet.speed))
        fleet.ledgers[index, default: CardLedger()].freeAt = effectAt
        fleet.change(index, to: .active, at: effectAt)
        return .errors([])
    }

    mutating func setSpeedLimit(
        _ endpoint: Endpoint, _ parameters: CheckedParameters, at now: WallTime
    ) throws(Refusal) -> Reply {
        let index = try card(parameters)
        let code = parameters.required("speedCode")
        guard SpeedLimit.codes(fleet.plan.gateway(index)).contains(code), let cap = SpeedLimit.cap(code) else {
            throw .parameter("参数speedCode不适用于该卡板的运营商")
        }
        let release = parameters.text("releaseSpeedAt").flatMap { CivilTime.parse(platform: $0) }
        if let release, release <= now { throw .parameter("参数releaseSpeedAt必须晚于当前时间") }
        try spaceSpeedLimit(index, endpoint.limits.cardSpacing ?? 0, at: now)
        fleet.limit(index, to: cap, at: now, until: release)
        fleet.ledgers[index, default: CardLedger()].speedLimit = (code, release)
        return .done
    }

    mutating func removeSpeedLimit(_ parameters: CheckedParameters, at now: WallTime) throws(Refusal) -> Reply {
        let index = try card(parameters)
        fleet.limit(index, to: nil, at: now, until: nil)
        fleet.ledgers[index, default: CardLedger()].speedLimit = nil
        return .done
    }

    private mutating func spaceSpeedLimit(_ index: Int, _ spacing: Int, at now: WallTime) throws(Refusal) {
        if let last = fleet.ledgers[index]?.speedLimitedAt, now - last < .seconds(spacing) {
            throw Refusal(
                code: AssumedCode.rate, reason: "speed limit rate", message: "同一卡板\(spacing / 60)分钟内只能限速一次")
        }
        fleet.ledgers[index, default: CardLedger()].speedLimitedAt = now
    }

    /// A link on this very sandbox; who opens it is the card's user.
    mutating func officialAuthURL(
        _ parameters: CheckedParameters, _ request: SandboxRequest, at now: WallTime
    ) throws(Refusal) -> Reply {
        let index = try card(parameters)
        let status = fleet.status(index, at: now)
        guard ![.closed, .expired, .inStock, .notObtained].contains(status) else { throw .business("卡板当前状态不支持实名") }
        linksMade += 1
        let token = Opaque.text(fleet.plan.dice, .realNameLink, linksMade)
        realNameLinks.add(token, card: index, at: now)
        let host = request.header("Host") ?? "127.0.0.1"
        return .data(.fields(("url", .string("\(scheme)://\(host)\(RealNameLinks.path)\(token)"))))
    }

    /// `GET /sandbox/realname/<token>`: the card's user proves who he is. nil: no such link, or over.
    public mutating func completeRealName(_ token: String, at now: WallTime) -> SandboxReply? {
        guard let index = realNameLinks.take(token, at: now) else { return nil }
        fleet.ledgers[index, default: CardLedger()].realName = CardLedger.RealName(from: now, at: now)
        return SandboxReply(
            status: 200, contentType: "text/plain; charset=utf-8",
            body: Array("实名成功 \(fleet.plan.simNo(index))\n".utf8))
    }

    mutating func clearRealName(_ parameters: CheckedParameters, at now: WallTime) throws(Refusal) -> Reply {
        let index = try card(parameters)
        guard [.mobile, .telecom].contains(fleet.plan.gateway(index)) else { throw .business("仅支持移动、电信卡板") }
        fleet.ledgers[index, default: CardLedger()].realName = CardLedger.RealName(from: now, at: nil)
        return .done
    }
}

/// Speeds and what they let through.
enum SpeedLimit {
    static func codes(_ gateway: Gateway) -> [String] {
        switch gateway {
        case .mobile: SpeedCode.oneLink
        case .unicom: SpeedCode.honeycomb
        case .telecom: SpeedCode.cmp
        case .broadcast: SpeedCode.cbn
        }
    }

    /// The most that flows over a long time. Unit: KB a second. Invented: a line is busy a thousandth of
    /// the time, else the slowest speed but one would never show on a card that uses 1 GB a month.
    static func cap(_ code: String) -> Double? {
        let digits = code.prefix { $0.isNumber }
        guard let number = Double(String(digits)) else { return nil }
        switch code.dropFirst(digits.count) {
        case "Mbps": return number * 1024 / 8 / 1000
        case "Kbps": return number / 8 / 1000
        default: return nil
        }
    }
}
