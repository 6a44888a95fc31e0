// The synthetic fleet: the facts and numbers of card i, computed when asked.

import SIMModel

/// Everything of a fleet that never changes.
struct FleetPlan: Sendable {
    let count: Int
    let startedAt: WallTime
    private let lots: Lots
    /// Numbers do not depend on the seed: a list of cards stays good for every sandbox.
    private let numberLots = Lots(seed: 149)

    /// Card 0 has this tail after 149; each further one lies 1…31 above the one before.
    private static let firstTail = 17
    private static let stride = 16

    init(seed: UInt64, count: Int, startedAt: WallTime) {
        lots = Lots(seed: seed)
        self.count = count
        self.startedAt = startedAt
    }

    // MARK: Numbers

    /// The last eight digits of a card's simNo.
    func tail(_ index: Int) -> Int {
        guard index > 0 else { return Self.firstTail }
        return Self.firstTail + index * Self.stride + numberLots.pick(.number, index, in: 0...(Self.stride - 1))
    }

    /// The simNo of every card, ascending.
    func simNos() -> [CardNumber] { (0..<count).compactMap { CardNumber(simNo($0)) } }

    func simNo(_ index: Int) -> String { "149" + WireText.digits(tail(index), 8) }

    /// 8986, carrier, two digits of a year, two of a province, nine of a serial; the 20th character
    /// is printed and not compared: a letter on one card in eight.
    func iccid(_ index: Int, _ gateway: Gateway) -> String {
        let bits = numberLots.bits(.iccid, index)
        let year = 20 + Int(bits % 6)
        let province = 1 + Int(bits >> 8 % 31)
        let serial = Int(bits >> 16 % 10) * 100_000_000 + tail(index)
        let body =
            "8986" + WireText.digits(gateway.iccidCode, 2) + WireText.digits(year, 2)
            + WireText.digits(province, 2) + WireText.digits(serial, 9)
        let last = bits >> 24 % 8 == 0 ? ["A", "B", "C", "D"][Int(bits >> 32 % 4)] : "\(bits >> 32 % 10)"
        return body + last
    }

    func imsi(_ index: Int, _ gateway: Gateway) -> String {
        "460" + WireText.digits(gateway.networkCode, 2) + WireText.digits(20 + index % 7, 2)
            + WireText.digits(tail(index), 8)
    }

    /// Eight digits of a model, six of a serial, and their check digit.
    func imei(_ index: Int) -> String {
        let model = 86_000_000 + Int(numberLots.bits(.imei, index) % 900_000)
        let body = model * 1_000_000 + tail(index) % 1_000_000
        var sum = 0
        var rest = body
        // Luhn: from the right of the body, every first digit is doubled and its own digits added.
        for place in 0..<14 {
            let digit = rest % 10
            rest /= 10
            sum += place % 2 == 0 ? digit * 2 / 10 + digit * 2 % 10 : digit
        }
        return WireText.digits(body * 10 + (10 - sum % 10) % 10, 15)
    }

    /// The card that a simNo or an ICCID names; nil when it is none of ours.
    func index(of number: CardNumber) -> Int? { index(ofASCII: number.ascii) }

    /// The same from a request's text.
    func index(ofText text: String) -> Int? { index(ofASCII: Array(text.utf8)) }

    private func index(ofASCII ascii: [UInt8]) -> Int? {
        // Both forms carry the tail: after 149, or as characters 12…19 of an ICCID.
        let digits: ArraySlice<UInt8>
        switch ascii.count {
        case 11: digits = ascii[3..<11]
        case 19, 20: digits = ascii[11..<19]
        default: return nil
        }
        var tail = 0
        for byte in digits {
            guard (0x30...0x39).contains(byte) else { return nil }
            tail = tail * 10 + Int(byte - 0x30)
        }
        let index = (tail - Self.firstTail) / Self.stride
        guard tail >= Self.firstTail, index < count, self.tail(index) == tail else { return nil }
        let own = ascii.count == 11 ? simNo(index) : iccid(index, gateway(index))
        // An ICCID is compared on its first nineteen characters.
        return ascii.prefix(19).elementsEqual(own.utf8.prefix(19)) ? index : nil
    }

    // MARK: Facts

    func gateway(_ index: Int) -> Gateway {
        switch numberLots.unit(.gateway, index) {
        case ..<0.45: .mobile
        case ..<0.75: .unicom
        case ..<0.95: .telecom
        default: .broadcast
        }
    }

    /// The state at the start: exact shares in every 200 cards, shuffled. Card 0 is always active.
    func firstStatus(_ index: Int) -> SIMStatus {
        guard index > 0 else { return .active }
        let block = index / 200
        // Odd and not a multiple of five, so it shares no factor with 200 and visits every slot.
        let step = [3, 7, 11, 13, 17, 19, 23, 29][Int(lots.bits(.slotTurn, block) % 8)]
        let slot = (index % 200 * step + Int(lots.bits(.slotTurn, block, 1) % 200)) % 200
        switch slot {
        case ..<157: return .active
        case ..<173: return .stopped
        case ..<181: return .awaitingActivation
        case ..<185: return .riskStop
        case ..<188: return .separated
        case ..<192: return .expired
        case ..<194: return .closed
        case ..<197: return .inStock
        case ..<198: return .testable
        case ..<199: return .abnormal
        default: return .notObtained
        }
    }

    func facts(_ index: Int) -> CardFacts {
        let status = firstStatus(index)
        let gateway = gateway(index)
        let package = package(index)
        let isActivated = ![.inStock, .awaitingActivation, .testable, .notObtained].contains(status)
        let hasPackage = ![.inStock, .testable, .closed, .notObtained].contains(status)
        let activated =
            isActivated
            ? startedAt - .seconds(Int64(lots.pick(.activated, index, in: 30 * 86_400...900 * 86_400))) : nil
        let isOnline = lots.unit(.online, index) < 0.87 || index == 0
        var facts = CardFacts(
            index: index, gateway: gateway, package: package, poolID: gateway.rawValue, status: status,
            isOnline: isOnline, isReplaced: lots.unit(.replaced, index) < 0.01, hasPackage: hasPackage,
            rechargeTimes: hasPackage && isActivated ? lots.pick(.recharges, index, in: 1...12) : 0,
            activatedAt: activated, realNameAt: activated.map { $0 - .minutes(5) }, platformRealNameAt: nil,
            endsAt: hasPackage && isActivated ? endOfPackage(index, status) : nil, haltedAt: nil,
            curve: curve(index, package))
        if let activated, lots.unit(.platformRealName, index) < 0.2 {
            facts.platformRealNameAt = activated - .minutes(2)
        }
        if !facts.runs(in: status) {
            // Between an hour and forty days ago: some stopped within the running month.
            facts.haltedAt = startedAt - .seconds(Int64(lots.pick(.halted, index, in: 3600...40 * 86_400)))
        }
        return facts
    }

    private func package(_ index: Int) -> PackageGroup {
        switch lots.unit(.package, index) {
        case ..<0.5: PackageGroup.all[0]
        case ..<0.8: PackageGroup.all[1]
        case ..<0.95: PackageGroup.all[2]
        default: PackageGroup.all[3]
        }
    }

    /// Midnights around the start: one in twenty passed lately, one in ten within the week.
    private func endOfPackage(_ index: Int, _ status: SIMStatus) -> WallTime {
        let lot = lots.unit(.ends, index)
        let spread = lots.unit(.ends, index, 1)
        let days: Double
        if status == .expired {
            days = -60 + spread * 59
        } else if lot < 0.05 {
            days = -5 + spread * 5
        } else if lot < 0.15 {
            days = spread * 7
        } else {
            days = 7 + spread * 358
        }
        let today = (startedAt.seconds + CivilTime.platformOffset) / 86_400
        return WallTime(seconds: (today + Int64(days.rounded(.up))) * 86_400 - CivilTime.platformOffset)
    }

    /// Most cards use 5–70 % of their package in a month, one in twelve up to 160 %.
    private func curve(_ index: Int, _ package: PackageGroup) -> UsageCurve {
        let isHeavy = lots.unit(.heavy, index) < 0.08
        let share = isHeavy ? 0.9 + 0.7 * lots.unit(.rate, index) : 0.05 + 0.65 * lots.unit(.rate, index)
        return UsageCurve(
            rate: share * Double(package.quota) / (30 * 86_400), dayHeight: 0.55,
            dayPhase: (6 + 6 * lots.unit(.phase, index)) * 3600,
            rippleHeight: 0.4, ripplePeriod: 90 + 400 * lots.unit(.ripple, index))
    }

    /// The factor between a card's usual month and a month before the start.
    func monthFactor(_ index: Int, _ month: Int) -> Double { 0.6 + 0.7 * lots.unit(.pastMonth, index, month) }

    var dice: Lots { lots }
}
