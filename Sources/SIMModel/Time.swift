// Two kinds of time, never mixed: the wall's (for people and the platform) and the machine's
// uptime (for waiting; it never jumps).

/// A point in time by the wall clock. Unit: milliseconds since 1970-01-01 UTC.
public struct WallTime: Hashable, Comparable, Sendable {
    public var milliseconds: Int64

    public init(milliseconds: Int64) { self.milliseconds = milliseconds }
    public init(seconds: Int64) { milliseconds = seconds * 1000 }

    /// Whole seconds since 1970-01-01 UTC.
    public var seconds: Int64 { milliseconds.flooringDivision(by: 1000) }

    public static func < (left: WallTime, right: WallTime) -> Bool { left.milliseconds < right.milliseconds }
    public static func - (left: WallTime, right: WallTime) -> Duration {
        .milliseconds(left.milliseconds - right.milliseconds)
    }
    public static func + (left: WallTime, right: Duration) -> WallTime {
        WallTime(milliseconds: left.milliseconds + right.inMilliseconds)
    }
    public static func - (left: WallTime, right: Duration) -> WallTime {
        WallTime(milliseconds: left.milliseconds - right.inMilliseconds)
    }
}

/// A point on the machine's monotonic clock. Unit: milliseconds since an arbitrary start.
public struct Uptime: Hashable, Comparable, Sendable {
    public var milliseconds: Int64

    public init(milliseconds: Int64) { self.milliseconds = milliseconds }

    public static func < (left: Uptime, right: Uptime) -> Bool { left.milliseconds < right.milliseconds }
    public static func - (left: Uptime, right: Uptime) -> Duration {
        .milliseconds(left.milliseconds - right.milliseconds)
    }
    public static func + (left: Uptime, right: Duration) -> Uptime {
        Uptime(milliseconds: left.milliseconds + right.inMilliseconds)
    }
    public static func - (left: Uptime, right: Duration) -> Uptime {
        Uptime(milliseconds: left.milliseconds - right.inMilliseconds)
    }
}

extension Duration {
    /// Whole milliseconds, rounded toward zero.
    public var inMilliseconds: Int64 {
        components.seconds * 1000 + components.attoseconds / 1_000_000_000_000_000
    }

    /// Whole seconds, rounded toward zero.
    public var inSeconds: Int64 { components.seconds }

    /// Seconds with their fraction.
    public var asSeconds: Double { Double(components.seconds) + Double(components.attoseconds) / 1e18 }

    public static func minutes(_ count: Int64) -> Duration { .seconds(count * 60) }
    public static func hours(_ count: Int64) -> Duration { .seconds(count * 3600) }
}

/// A date and time of day in a fixed offset from UTC; the proleptic Gregorian calendar.
public struct CivilTime: Hashable, Sendable {
    public var year: Int
    public var month: Int
    public var day: Int
    public var hour: Int
    public var minute: Int
    public var second: Int

    /// The platform's zone, UTC+8 (China has no summer time). Unit: seconds east of UTC.
    public static let platformOffset: Int64 = 8 * 3600

    public init(_ time: WallTime, offset: Int64 = CivilTime.platformOffset) {
        let local = time.seconds + offset
        let days = local.flooringDivision(by: 86_400)
        let rest = Int(local - days * 86_400)
        // Days to date by eras of 400 years that start in March.
        let shifted = days + 719_468
        let era = shifted.flooringDivision(by: 146_097)
        let dayOfEra = shifted - era * 146_097
        let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let marchMonth = (5 * dayOfYear + 2) / 153
        day = Int(dayOfYear - (153 * marchMonth + 2) / 5) + 1
        month = Int(marchMonth < 10 ? marchMonth + 3 : marchMonth - 9)
        year = Int(yearOfEra + era * 400) + (month <= 2 ? 1 : 0)
        hour = rest / 3600
        minute = rest / 60 % 60
        second = rest % 60
    }

    /// Days since 1970-01-01 of a date.
    public static func days(year: Int, month: Int, day: Int) -> Int64 {
        let marchYear = Int64(month <= 2 ? year - 1 : year)
        let era = marchYear.flooringDivision(by: 400)
        let yearOfEra = marchYear - era * 400
        let marchMonth = Int64(month > 2 ? month - 3 : month + 9)
        let dayOfYear = (153 * marchMonth + 2) / 5 + Int64(day) - 1
        let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
        return era * 146_097 + dayOfEra - 719_468
    }

    /// Reads `yyyy-MM-dd HH:mm:ss` (or only the date) as the platform's time. nil for anything else,
    /// `0000-00-00 00:00:00` included.
    public static func parse(platform text: some StringProtocol) -> WallTime? { parse(platform: String(text)) }

    /// The same without a generic detour or a copy: a sweep reads six times a card.
    public static func parse(platform text: String) -> WallTime? {
        var text = text
        return text.withUTF8 { parse(bytes: $0) }
    }

    private static func parse(bytes: UnsafeBufferPointer<UInt8>) -> WallTime? {
        guard bytes.count == 19 || bytes.count == 10 else { return nil }
        func number(_ start: Int, _ length: Int) -> Int? {
            var value = 0
            for index in start..<(start + length) {
                guard (0x30...0x39).contains(bytes[index]) else { return nil }
                value = value * 10 + Int(bytes[index] - 0x30)
            }
            return value
        }
        guard bytes[4] == 0x2D, bytes[7] == 0x2D, let year = number(0, 4), let month = number(5, 2),
            let day = number(8, 2), year >= 1970, (1...12).contains(month), day >= 1,
            Int64(day) <= days(year: month == 12 ? year + 1 : year, month: month % 12 + 1, day: 1)
                - days(year: year, month: month, day: 1)
        else { return nil }
        var clock: (Int, Int, Int) = (0, 0, 0)
        if bytes.count == 19 {
            guard bytes[10] == 0x20 || bytes[10] == 0x54, bytes[13] == 0x3A, bytes[16] == 0x3A,
                let hour = number(11, 2), let minute = number(14, 2), let second = number(17, 2),
                hour < 24, minute < 60, second < 61
            else { return nil }
            clock = (hour, minute, second)
        }
        let seconds = days(year: year, month: month, day: day) * 86_400
        return WallTime(
            seconds: seconds + Int64(clock.0 * 3600 + clock.1 * 60 + clock.2) - platformOffset)
    }

    /// `2026-11-24`.
    public var date: String { "\(padded(year, 4))-\(padded(month, 2))-\(padded(day, 2))" }
    /// `14:03:22`.
    public var clock: String { "\(padded(hour, 2)):\(padded(minute, 2)):\(padded(second, 2))" }
    /// Date and clock with a character between and the zone's text after them.
    fileprivate func text(joint: UInt8, zone: StaticString) -> String {
        withASCII(joint: joint, zone: zone) { String(decoding: $0, as: UTF8.self) }
    }

    /// The same as bytes: a printed sweep has eight times a card.
    fileprivate func withASCII<Result>(
        joint: UInt8, zone: StaticString, _ body: (UnsafeBufferPointer<UInt8>) -> Result
    ) -> Result {
        guard (0...9999).contains(year) else {
            var text = date + String(UnicodeScalar(joint)) + clock + zone.description
            return text.withUTF8(body)
        }
        return withUnsafeTemporaryAllocation(of: UInt8.self, capacity: 19 + zone.utf8CodeUnitCount) { buffer in
            var end = 0
            func put(_ value: Int, _ width: Int, then separator: UInt8?) {
                var rest = value
                for place in stride(from: end + width - 1, through: end, by: -1) {
                    buffer[place] = UInt8(0x30 + rest % 10)
                    rest /= 10
                }
                end += width
                if let separator {
                    buffer[end] = separator
                    end += 1
                }
            }
            put(year, 4, then: 0x2D)
            put(month, 2, then: 0x2D)
            put(day, 2, then: joint)
            put(hour, 2, then: 0x3A)
            put(minute, 2, then: 0x3A)
            put(second, 2, then: nil)
            for index in 0..<zone.utf8CodeUnitCount { buffer[end + index] = zone.utf8Start[index] }
            return body(UnsafeBufferPointer(buffer))
        }
    }
    /// `202611`, as `batchQuerySimMonthFlow.month` wants it.
    public var compactMonth: String { padded(year, 4) + padded(month, 2) }
}

extension WallTime {
    /// `2026-11-24 14:03:22` in the platform's zone (upstream: every time inside `data`).
    public var platformText: String {
        CivilTime(self).text(joint: 0x20, zone: "")
    }

    /// `2026-11-24T14:03:22+08:00`, the form used in JSON and CSV.
    public var iso8601: String {
        CivilTime(self).text(joint: 0x54, zone: "+08:00")
    }

    /// Adds ``platformText`` to `out`.
    public func appendPlatformText(to out: inout [UInt8]) {
        CivilTime(self).withASCII(joint: 0x20, zone: "") { out.append(contentsOf: $0) }
    }

    /// Adds ``iso8601`` to `out`.
    public func appendISO8601(to out: inout [UInt8]) {
        CivilTime(self).withASCII(joint: 0x54, zone: "+08:00") { out.append(contentsOf: $0) }
    }
}

extension BinaryInteger {
    /// Division that rounds toward minus infinity, so that times before 1970 fall on the right day.
    func flooringDivision(by divisor: Self) -> Self {
        let quotient = self / divisor
        return self % divisor != 0 && (self < 0) != (divisor < 0) ? quotient - 1 : quotient
    }
}
