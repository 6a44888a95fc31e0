// The dates of HTTP headers: `Tue, 15 Nov 1994 08:12:31 GMT` (RFC 9110 §5.6.7), and Retry-After.

import SIMModel

enum HTTPDate {
    private static let months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]

    /// nil for anything but the preferred form.
    static func parse(_ text: String) -> WallTime? {
        let parts = text.split(separator: " ")
        guard parts.count == 6, parts[0].hasSuffix(","), parts[5] == "GMT", let day = Int(parts[1]),
            let month = months.firstIndex(of: String(parts[2])), let year = Int(parts[3]),
            (1...31).contains(day), (1970...9999).contains(year)
        else { return nil }
        let clock = parts[4].split(separator: ":").compactMap { Int64($0) }
        guard clock.count == 3, (0..<24).contains(clock[0]), (0..<60).contains(clock[1]), (0...60).contains(clock[2])
        else { return nil }
        let days = CivilTime.days(year: year, month: month + 1, day: day)
        return WallTime(seconds: days * 86_400 + clock[0] * 3600 + clock[1] * 60 + clock[2])
    }

    /// Retry-After: seconds, or a date by the sender's own clock (`date`, its Date header).
    static func delay(retryAfter text: String?, date: String?) -> Duration? {
        guard let text else { return nil }
        if let seconds = Int64(text), (0...86_400).contains(seconds) { return .seconds(seconds) }
        guard let until = parse(text), let now = date.flatMap(parse) else { return nil }
        return max(.zero, until - now)
    }
}
