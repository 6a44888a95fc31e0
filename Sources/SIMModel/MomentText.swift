// Points in time as people type them, in the platform's zone: `09:00`, `Fri 09:00`, `tomorrow 9:00`, `2h`,
// `2026-11-27 09:00`, ISO 8601 with an offset; 周五 09:00, 明天 9:00, too.

/// Reads a moment that lies before or after now.
public enum MomentText {
    /// Where a bare clock, weekday or span lies from now.
    public enum Direction: Sendable {
        case past, future
    }

    private static let weekdays: [(names: [String], number: Int)] = [
        (["mon", "monday", "周一", "星期一"], 1), (["tue", "tuesday", "周二", "星期二"], 2),
        (["wed", "wednesday", "周三", "星期三"], 3), (["thu", "thursday", "周四", "星期四"], 4),
        (["fri", "friday", "周五", "星期五"], 5), (["sat", "saturday", "周六", "星期六"], 6),
        (["sun", "sunday", "周日", "周天", "星期日", "星期天"], 7),
    ]
    private static let days: [(names: [String], shift: Int64)] = [
        (["today", "今天"], 0), (["tomorrow", "明天"], 1), (["yesterday", "昨天"], -1),
    ]

    /// nil when `text` is none of these.
    public static func parse(_ text: String, now: WallTime, toward direction: Direction) -> WallTime? {
        let words = text.split(separator: " ").map { $0.lowercased() }
        guard let first = words.first, words.count <= 2 else { return nil }
        if words.count == 1, let span = span(first) { return direction == .future ? now + span : now - span }
        if let exact = exact(text.split(separator: " ").joined(separator: " ")) { return exact }
        let today = (now.seconds + CivilTime.platformOffset).flooringDivision(by: 86_400)
        let clock: Int64?
        if words.count == 2 { clock = seconds(ofClock: words[1]) } else { clock = seconds(ofClock: first) }
        if words.count == 1, let clock {
            let moment = at(today, clock)
            switch direction {
            case .future: return moment > now ? moment : at(today + 1, clock)
            case .past: return moment <= now ? moment : at(today - 1, clock)
            }
        }
        if words.count == 2, clock == nil { return nil }
        if let day = days.first(where: { $0.names.contains(first) }) { return at(today + day.shift, clock ?? 0) }
        guard let wanted = weekdays.first(where: { $0.names.contains(first) })?.number else { return nil }
        // The first of January 1970 was a Thursday.
        let weekday = (today + 3).flooringRemainder(by: 7) + 1
        let shift = (Int64(wanted) - weekday).flooringRemainder(by: 7)
        let moment = at(today + shift, clock ?? 0)
        switch direction {
        case .future: return moment > now ? moment : at(today + shift + 7, clock ?? 0)
        case .past: return moment <= now ? moment : at(today + shift - 7, clock ?? 0)
        }
    }

    private static func at(_ day: Int64, _ clock: Int64) -> WallTime {
        WallTime(seconds: day * 86_400 + clock - CivilTime.platformOffset)
    }

    /// `90m`, `8h`, `2d`.
    private static func span(_ text: String) -> Duration? {
        let units: [Character: Int64] = ["m": 60, "h": 3600, "d": 86_400]
        guard let unit = text.last.flatMap({ units[$0] }), let count = digits(text.dropLast()), count <= 100_000 else {
            return nil
        }
        return .seconds(count * unit)
    }

    /// `9:00`, `09:00:30`. Unit: seconds of the day.
    private static func seconds(ofClock text: String) -> Int64? {
        let parts = text.replacingWideColons.split(separator: ":", omittingEmptySubsequences: false)
        guard (2...3).contains(parts.count), let hour = digits(parts[0]), hour < 24 else { return nil }
        var total = hour * 3600
        for (part, unit) in zip(parts.dropFirst(), [Int64(60), 1]) {
            guard part.count == 2, let value = digits(part), value < 60 else { return nil }
            total += value * unit
        }
        return total
    }

    private static func digits(_ text: some StringProtocol) -> Int64? {
        guard (1...6).contains(text.utf8.count), text.utf8.allSatisfy({ (0x30...0x39).contains($0) }) else { return nil }
        return Int64(text)
    }

    /// A date with or without a clock; with `Z` or an offset it is taken from there.
    private static func exact(_ text: String) -> WallTime? {
        var body = Substring(text.uppercased())
        var shift: Int64 = 0
        if body.last == "Z" {
            body = body.dropLast()
            shift = CivilTime.platformOffset
        } else if body.count > 16, let sign = body.suffix(6).first, sign == "+" || sign == "-",
            let offset = seconds(ofClock: String(body.suffix(5)))
        {
            body = body.dropLast(6)
            shift = CivilTime.platformOffset - (sign == "-" ? -offset : offset)
        }
        if body.count == 16 { body += ":00" }
        return CivilTime.parse(platform: String(body)).map { $0 + .seconds(shift) }
    }
}

extension String {
    fileprivate var replacingWideColons: String { String(map { $0 == "：" ? ":" : $0 }) }
}

extension Int64 {
    fileprivate func flooringRemainder(by divisor: Int64) -> Int64 { self - flooringDivision(by: divisor) * divisor }
}
