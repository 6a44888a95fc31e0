// The platform's times, in its own zone.

import SIMModel
import TestSupport
import Testing

@Suite struct TimeTests {
    @Test func timesOfThePlatformReadBack() {
        let time = CivilTime.parse(platform: "2026-11-24 14:03:22")
        #expect(time == WallTime(seconds: 1_795_500_202))
        #expect(time?.platformText == "2026-11-24 14:03:22")
        #expect(time?.iso8601 == "2026-11-24T14:03:22+08:00")
        #expect(CivilTime.parse(platform: "2026-11-24") == CivilTime.parse(platform: "2026-11-24 00:00:00"))
        #expect(CivilTime.parse(platform: "2024-02-29")?.platformText == "2024-02-29 00:00:00")
    }

    @Test(arguments: [
        "", "0000-00-00 00:00:00", "2026-13-01", "2026-00-10", "2026-01-32", "2026-11-24 24:00:00", "2026-11-24 12:60:00",
        "2026/11/24",
        "2026-11-24 1:00:00", "20261124", "2026-11-2x", "２０２６-11-24", "2026-02-30", "2025-02-29", "2026-04-31 10:00:00",
    ]) func whatIsNoTimeIsUnknown(_ text: String) {
        #expect(CivilTime.parse(platform: text) == nil)
    }

    @Test func everyDayOfFourCenturiesReadsBack() {
        let random = SeededRandom(8)
        for _ in 0..<5000 {
            let seconds = Int64(random.pick(0..<12_622_780_800))
            let time = WallTime(seconds: seconds)
            #expect(CivilTime.parse(platform: time.platformText) == time)
        }
        #expect(CivilTime(WallTime(seconds: -1), offset: 0).clock == "23:59:59")
        #expect(CivilTime(WallTime(milliseconds: -1), offset: 0).date == "1969-12-31")
        #expect(CivilTime(WallTime(seconds: 0)).compactMonth == "197001")
    }

    @Test func clocksAddAndSubtract() {
        let time = WallTime(seconds: 100)
        #expect(time + .seconds(5) - time == .seconds(5))
        #expect(time - .milliseconds(1) == WallTime(milliseconds: 99_999))
        let uptime = Uptime(milliseconds: 10)
        #expect((uptime + .minutes(2)) - uptime == .seconds(120))
        #expect(uptime - .milliseconds(3) < uptime)
        #expect(Duration.milliseconds(-1500).inMilliseconds == -1500)
        #expect(Duration.milliseconds(1500).asSeconds == 1.5)
        #expect(Duration.hours(1).inSeconds == 3600)
    }
}
