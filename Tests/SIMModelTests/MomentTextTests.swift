// Times as people type them.

import SIMModel
import Testing

@Suite struct MomentTextTests {
    /// A Tuesday, 14:03:22 in the platform's zone.
    private let now = WallTime(seconds: 1_795_500_202)

    private func read(_ text: String, _ direction: MomentText.Direction = .future) -> String? {
        MomentText.parse(text, now: now, toward: direction)?.platformText
    }

    @Test func clocksDaysAndWeekdaysLieAhead() {
        #expect(read("15:00") == "2026-11-24 15:00:00")
        #expect(read("9:00") == "2026-11-25 09:00:00")
        #expect(read("Fri 09:00") == "2026-11-27 09:00:00")
        #expect(read("周五 09：00") == "2026-11-27 09:00:00")
        #expect(read("tue 14:00") == "2026-12-01 14:00:00")
        #expect(read("tuesday 15:00") == "2026-11-24 15:00:00")
        #expect(read("tomorrow 8:30") == "2026-11-25 08:30:00")
        #expect(read("明天 8:30") == "2026-11-25 08:30:00")
        #expect(read("2h") == "2026-11-24 16:03:22")
        #expect(read("3d") == "2026-11-27 14:03:22")
    }

    @Test func theSameLieBehindForAReport() {
        #expect(read("08:00", .past) == "2026-11-24 08:00:00")
        #expect(read("18:00", .past) == "2026-11-23 18:00:00")
        #expect(read("mon 09:00", .past) == "2026-11-23 09:00:00")
        #expect(read("fri", .past) == "2026-11-20 00:00:00")
        #expect(read("昨天 18:00", .past) == "2026-11-23 18:00:00")
        #expect(read("90m", .past) == "2026-11-24 12:33:22")
    }

    @Test func datesAreTakenFromTheirOwnZone() {
        #expect(read("2026-11-27 09:00") == "2026-11-27 09:00:00")
        #expect(read("2026-11-27") == "2026-11-27 00:00:00")
        #expect(read("2026-11-27T09:00:00+08:00") == "2026-11-27 09:00:00")
        #expect(read("2026-11-27T01:00:00Z") == "2026-11-27 09:00:00")
        #expect(read("2026-11-26T20:00:00-05:00") == "2026-11-27 09:00:00")
    }

    @Test(arguments: [
        "", "soon", "25:00", "9:60", "9", "h", "-2h", "fri 9", "fri 09:00 sharp", "2026-02-30", "9:0", "1000000000000h", "+08:00",
    ]) func anythingElseIsNoTime(_ text: String) { #expect(read(text) == nil) }
}
