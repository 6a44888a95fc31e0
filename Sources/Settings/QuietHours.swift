// Hours in which nothing is changed, as people write them: `22:00-06:00`, in the platform's zone.

public import SIMModel

/// A daily span of hours, its end not included; it may go over midnight.
public struct QuietHours: Hashable, Sendable {
    /// Minutes since midnight in the platform's zone (UTC+8).
    public let from: Int
    public let until: Int

    /// Reads `22:00-06:00`. nil for anything else, and for a span of no length: nobody could tell
    /// whether that means never or always.
    public init?(_ text: String) {
        let ends = text.split(separator: "-", omittingEmptySubsequences: false).map { Self.minutes($0.trimmed) }
        guard ends.count == 2, let from = ends[0], let until = ends[1], from != until else { return nil }
        self.from = from
        self.until = until
    }

    private static func minutes(_ text: String) -> Int? {
        let parts = text.split(separator: ":", omittingEmptySubsequences: false)
        guard parts.count == 2, (1...2).contains(parts[0].count), parts[1].count == 2,
            parts.allSatisfy({ $0.utf8.allSatisfy { (0x30...0x39).contains($0) } }), let hour = Int(parts[0]),
            let minute = Int(parts[1]), hour < 24, minute < 60
        else { return nil }
        return hour * 60 + minute
    }

    /// Whether `moment` falls into them.
    public func contains(_ moment: WallTime) -> Bool {
        let civil = CivilTime(moment)
        let minute = civil.hour * 60 + civil.minute
        return from < until ? (from..<until).contains(minute) : minute >= from || minute < until
    }

    /// `22:00-06:00`.
    public var text: String {
        func clock(_ minutes: Int) -> String { "\(padded(minutes / 60, 2)):\(padded(minutes % 60, 2))" }
        return clock(from) + "-" + clock(until)
    }
}
