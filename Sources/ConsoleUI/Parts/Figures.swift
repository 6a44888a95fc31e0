// Numbers, times and numbers of cards as panes write them.

import CellGrid
import Localization
import SIMModel

enum Figures {
    /// A rate in kilobytes a second: `4.10M/s`.
    static func rate(_ kilobytesPerSecond: Double) -> String { DataVolume.text(kilobytes: kilobytesPerSecond) + "/s" }

    /// Whole percent, rounded down below 100 so that 99.9 % is not told as full.
    static func percent(_ share: Double) -> Int { Int((share * 100).rounded(.down)) }

    /// The age of a value and its style; while paused the clock time it came. `?` tells a stale one.
    static func age(_ provenance: Provenance, now: WallTime, _ context: PaneContext) -> (text: String, style: Style) {
        let isStale = provenance.isStale(at: now)
        let text =
            context.isPaused
            ? Age.clock(provenance.effective, now: now) : Age.text(provenance.age(at: now)) + (isStale ? "?" : "")
        return (text, Style(isStale ? .ageStale : .ageFresh))
    }

    /// How long ago something came, or while paused when.
    static func ago(_ time: WallTime, now: WallTime, _ context: PaneContext) -> String {
        context.isPaused
            ? context(PaneMessage.asOfClock(Age.clock(time, now: now)))
            : context(PaneMessage.askedAgo(Age.text(max(.zero, now - time))))
    }

    /// Date and time of day in the platform's zone; `—` when unknown.
    static func moment(_ time: WallTime?) -> String { time?.platformText ?? unknownText }

    /// The time of day on the same day, else the date: at most ten columns.
    static func brief(_ time: WallTime, now: WallTime) -> String {
        let (civil, today) = (CivilTime(time), CivilTime(now))
        return civil.date == today.date ? civil.clock : civil.date
    }

    /// A long number by fours: `8986 0401 0000 0000 042`.
    static func grouped(_ number: CardNumber) -> String {
        var out = ""
        for (index, character) in number.description.enumerated() {
            if index > 0, index % 4 == 0 { out.append(" ") }
            out.append(character)
        }
        return out
    }
}
