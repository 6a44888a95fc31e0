// The settings of the guards round bulk work: hours as people write them, and numbers in their ranges.

import SIMModel
import Testing

@testable import Settings

@Suite struct GuardSettingsTests {
    @Test(arguments: [
        ("22:00-06:00", "22:00-06:00"), ("9:30 - 17:05", "09:30-17:05"), (" 00:00-23:59 ", "00:00-23:59"),
    ])
    func hoursAreReadAsPeopleWriteThem(_ written: String, _ text: String) {
        #expect(QuietHours(written)?.text == text)
    }

    @Test(arguments: [
        "", "22:00", "22-06", "22:00-", "22:00-06:00-07:00", "24:00-06:00", "22:60-06:00", "22:0-06:00", "22:00-22:00",
        "-1:00-06:00", "２２:00-06:00", "night",
    ])
    func anythingElseIsNoSpanOfHours(_ written: String) {
        #expect(QuietHours(written) == nil)
    }

    @Test(arguments: [
        ("22:00-06:00", "2026-11-24 21:59:59", false), ("22:00-06:00", "2026-11-24 22:00:00", true),
        ("22:00-06:00", "2026-11-25 00:00:00", true), ("22:00-06:00", "2026-11-25 05:59:59", true),
        ("22:00-06:00", "2026-11-25 06:00:00", false), ("09:00-17:30", "2026-11-24 08:59:59", false),
        ("09:00-17:30", "2026-11-24 17:29:59", true), ("09:00-17:30", "2026-11-24 17:30:00", false),
    ])
    func theyHoldInThePlatformsZoneAlsoOverMidnight(_ hours: String, _ moment: String, _ within: Bool) throws {
        let quiet = try #require(QuietHours(hours))
        #expect(quiet.contains(try #require(CivilTime.parse(platform: moment))) == within)
    }

    @Test func badValuesAreToldWithTheirPlace() {
        let found = problems(
            """
            profiles:
              prod:
                base_url: https://agent.example.cn
                app_id: 1
                app_secret_file: secret
                confirm:
                  canary: some
                  failure_limit: 101
                  unknown_limit: -1
                  max_per_hour: 0
                  quiet_hours: 22-6
            """)
        #expect(
            found.map(\.summary)
                == [
                    #"\#(configPath):7:15: profiles.prod.confirm.canary is "some", expected a whole number from 0 to 1000000"#,
                    #"\#(configPath):8:22: profiles.prod.confirm.failure_limit is "101", expected a whole number from 0 to 100"#,
                    #"\#(configPath):9:22: profiles.prod.confirm.unknown_limit is "-1", expected a whole number from 0 to 1000000"#,
                    #"\#(configPath):10:21: profiles.prod.confirm.max_per_hour is "0", expected a whole number from 1 to 1000000"#,
                    #"\#(configPath):11:20: profiles.prod.confirm.quiet_hours is "22-6", expected hours like 22:00-06:00"#,
                ])
    }
}
