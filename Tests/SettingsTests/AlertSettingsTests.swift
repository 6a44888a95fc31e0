// The alerts of a profile: every mistake with its place, and where a condition's text begins.

import Testing

@testable import Settings

@Suite struct AlertSettingsTests {
    private static func file(_ alerts: String) -> String {
        """
        profiles:
          prod:
            base_url: https://agent.example.cn
            app_id: 1
            app_secret_file: secret
            alerts:
        \(alerts.split(separator: "\n").map { "      " + $0 }.joined(separator: "\n"))
        """
    }

    private static let key = "profiles.prod.alerts"

    @Test(arguments: [
        ("bell: loud", #"7:13: \#(key).bell is "loud", expected true or false"#),
        ("bel: true", #"7:7: unknown key "\#(key).bel"; did you mean "bell"?"#),
        ("notify: osc99", #"7:15: \#(key).notify is "osc99", expected one of none, osc9, osc777; did you mean "osc9"?"#),
        ("command: {a: b}", #"7:16: \#(key).command is a mapping, expected a list"#),
        (
            "off: [in-doubt, low-ballance]",
            #"7:23: \#(key).off is "low-ballance", expected a list of some of low-balance, low-pool, in-doubt, unreachable; did you mean "low-balance"?"#
        ),
        ("balance: -5", #"7:16: \#(key).balance is "-5", expected a whole number from 1 to 1000000000"#),
        ("rules: some", #"7:14: \#(key).rules is "some", expected a list of mappings, at most 50"#),
        ("rules: [x]", #"7:15: \#(key).rules[1] is "x", expected a mapping"#),
        ("rules:\n  - when: flow>1", "8:11: \(key).rules[1].name is missing"),
        ("rules:\n  - name: a", "8:11: \(key).rules[1].when is missing"),
        (
            "rules:\n  - {name: a, when: flow>1, sevrity: info}",
            #"8:35: unknown key "\#(key).rules[1].sevrity"; did you mean "severity"?"#
        ),
        (
            "rules:\n  - {name: a, when: flow>1, severity: warn}",
            #"8:45: \#(key).rules[1].severity is "warn", expected one of info, warning, critical"#
        ),
        (
            "rules:\n  - {name: a, when: flow>1, hold: soon}",
            #"8:41: \#(key).rules[1].hold is "soon", expected a duration like 30s, 5m or 2h, from 0s to 86400s"#
        ),
        (
            "rules:\n  - {name: a, when: flow>1}\n  - {name: a, when: flow>2}",
            #"9:18: "a" stands here twice; the first is on line 8"#
        ),
    ])
    func aBadValueIsToldWithItsPlace(_ alerts: String, _ expected: String) {
        #expect(problems(Self.file(alerts)).map(\.summary) == ["\(configPath):\(expected)"])
    }

    @Test func aConditionKnowsWhereItsTextBegins() throws {
        let rules = try #require(
            load(
                Self.file(
                    "rules:\n  - name: a\n    when: flow>90%\n    clear: \"  flow<85%\"\n  - name: b\n    when: |\n      flow>1")
            )
            .alerts.rules)
        #expect(rules.map(\.when.place.line) == [9, 12])
        #expect(rules.map(\.when.place.column) == [17, nil])
        #expect(rules[0].clear?.place.column == 21)
        #expect(rules[0].clear?.text == "flow<85%")
    }

    @Test func aProfilesRulesStandInsteadOfTheFilesOwn() throws {
        let text =
            Self.file("rules:\n  - {name: a, when: flow>1}")
            + "\nalerts:\n  bell: true\n  rules:\n    - {name: b, when: flow>2}\n"
        let alerts = try load(text).alerts
        #expect(alerts.rules?.map(\.name) == ["a"])
        #expect(alerts.bell == true)
    }
}
