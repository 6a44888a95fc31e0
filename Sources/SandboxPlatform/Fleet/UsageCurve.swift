// How a card uses data through a day, in a form whose integral is exact: usage is then a function
// of two moments, and cannot run backwards.

import Glibc
import SIMModel

/// `rate · (1 + daily·sin + ripple·sin)`: a day's swell and a ripple of minutes, never below zero.
struct UsageCurve {
    /// Mean. Unit: KB a second.
    var rate: Double
    /// Height of the day's swell, with `rippleHeight` at most 0.98.
    var dayHeight: Double
    /// When the day's swell turns upward. Unit: seconds after midnight of the platform.
    var dayPhase: Double
    var rippleHeight: Double
    /// Unit: seconds.
    var ripplePeriod: Double

    /// Data used from `start` to `end`; zero when that is no span. Unit: KB.
    func used(from start: WallTime, to end: WallTime) -> Double {
        guard start < end else { return 0 }
        return max(0, rate * (antiderivative(end) - antiderivative(start)))
    }

    private func antiderivative(_ time: WallTime) -> Double {
        // From a day near, so that the sines keep their precision.
        let seconds = Double(time.milliseconds - Self.epoch) / 1000
        let day = 2 * Double.pi / 86_400
        let ripple = 2 * Double.pi / ripplePeriod
        return seconds - dayHeight / day * cos(day * (seconds - dayPhase)) - rippleHeight / ripple
            * cos(ripple * seconds)
    }

    /// 2024-01-01 00:00:00 of the platform. Unit: milliseconds since 1970.
    private static let epoch: Int64 = 1_704_038_400_000
}

/// Calendar months in the platform's zone.
enum PlatformMonth {
    /// Months since year 0.
    static func number(of time: WallTime) -> Int {
        let civil = CivilTime(time)
        return civil.year * 12 + civil.month - 1
    }

    /// The first moment of a month.
    static func start(of month: Int) -> WallTime {
        let days = CivilTime.days(year: month / 12, month: month % 12 + 1, day: 1)
        return WallTime(seconds: days * 86_400 - CivilTime.platformOffset)
    }

    static func start(holding time: WallTime) -> WallTime { start(of: number(of: time)) }

    /// The month of `yyyyMM`; nil when it names none.
    static func parse(_ text: String) -> Int? {
        guard text.utf8.count == 6, text.utf8.allSatisfy({ (0x30...0x39).contains($0) }), let value = Int(text),
            value / 100 >= 2000, (1...12).contains(value % 100)
        else { return nil }
        return value / 100 * 12 + value % 100 - 1
    }
}
