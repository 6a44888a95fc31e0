// Spans of time as few columns as possible: the same in both languages, so that columns keep their width.

public import SIMModel

/// Ages and short spans.
public enum Age {
    /// `12s`, `3m`, `2h`, `5d`: whole units, rounded down.
    public static func text(_ span: Duration) -> String {
        let seconds = max(0, span.inSeconds)
        if seconds < 60 { return "\(seconds)s" }
        if seconds < 3600 { return "\(seconds / 60)m" }
        if seconds < 48 * 3600 { return "\(seconds / 3600)h" }
        return "\(seconds / 86_400)d"
    }

    /// Minutes and seconds of something that is running or has just run: `40s`, `2m10s`, `1h05m`.
    public static func exact(_ span: Duration) -> String {
        let seconds = max(0, span.inSeconds)
        if seconds < 60 { return "\(seconds)s" }
        if seconds < 3600 {
            return seconds % 60 == 0 ? "\(seconds / 60)m" : "\(seconds / 60)m\(padded(seconds % 60, 2))s"
        }
        return "\(seconds / 3600)h\(padded(seconds / 60 % 60, 2))m"
    }

    /// What is still to come, rounded up so that it is never promised too soon: `40s`, `2m`, `2h10m`.
    public static func ahead(_ span: Duration) -> String {
        let seconds = max(0, (span.inMilliseconds + 999) / 1000)
        if seconds <= 50 { return "\(max(1, (seconds + 9) / 10) * 10)s" }
        let minutes = (seconds + 59) / 60
        return minutes < 120 ? "\(minutes)m" : "\(minutes / 60)h\(padded(minutes % 60, 2))m"
    }

    /// The clock time a value came, for a screen that stands still: `14:03`, or `11-23` on another day.
    public static func clock(_ time: WallTime, now: WallTime) -> String {
        let (civil, today) = (CivilTime(time), CivilTime(now))
        return civil.date == today.date ? String(civil.clock.prefix(5)) : String(civil.date.suffix(5))
    }

    /// Clock differences with their sign and one decimal: `+0.4s`, `-12.0s`, `+3m`.
    public static func signed(_ span: Duration) -> String {
        let seconds = span.asSeconds
        let sign = seconds < 0 ? "-" : "+"
        if seconds.magnitude >= 100 { return sign + text(.milliseconds(Int64(seconds.magnitude * 1000))) }
        return sign + fixed(seconds.magnitude, decimals: 1) + "s"
    }
}
