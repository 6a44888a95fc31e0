// The whole file checked, shown and printed as a template.

import Testing

@testable import Settings

@Suite struct ConfigSurveyTests {
    private func survey(_ yaml: String, environment: [String: String] = [:], others: [String: String] = [:]) -> ConfigSurvey {
        Configuration.survey(
            flags: FlagOverrides(), environment: home.merging(environment) { $1 },
            files: MemoryFiles(others.merging([configPath: yaml]) { $1 }))
    }

    @Test func everythingThatIsWrongIsToldAtOnceWithItsPlace() {
        let found = survey(
            """
            default_profile: prd
            profiles:
              prod:
                base_url: https://a.example
                app_id: x
                app_secret_file: /none
                fleet: /gone.csv
              ../x:
                app_id: y
              two:
                base_ur: https://b.example
                app_id: z
            """)
        let told = found.problems.map { "\($0.line ?? 0):\($0.column ?? 0) \($0.key)" }
        #expect(
            told == [
                "1:18 prd", "6:22 profiles.prod.app_secret_file", "7:12 fleet", "8:3 profiles.../x", "10:3 profiles.two.base_url",
                "11:5 profiles.two.base_ur",
            ])
        #expect(found.problems[0].suggestion == "prod" && found.problems[5].suggestion == "base_url")
        #expect(found.names == ["prod", "two"] && found.profiles.map(\.name) == ["prod"])
    }

    @Test(arguments: [
        ("profiles：\n", 1, 9), ("profiles:\n  a:\n    app_id： x\n", 3, 11), ("profiles:\n\u{3000}\u{3000}a:\n", 2, 1),
        ("profiles:\n  a:\n    app_id: “x”\n", 3, 13),
    ])
    func fullWidthCharactersAreNamed(yaml: String, line: Int, column: Int) {
        let found = survey(yaml).problems.first { if case .wideCharacter = $0.reason { true } else { false } }
        #expect(found?.line == line && found?.column == column)
    }

    @Test func aTabThatIndentsIsNamedAndOneInATextIsNot() {
        #expect(survey("profiles:\n\ta: {}\n").problems.map(\.reason) == [.tabIndent])
        let text =
            "profiles:\n  a:\n    base_url: https://a.example\n    app_id: x\n    app_secret_command: |\n      one\n      \ttwo\n"
        #expect(survey(text).problems.isEmpty)
    }

    @Test func aByteOrderMarkAndCarriageReturnsAreOnlyNoted() {
        let yaml = "\u{FEFF}profiles:\r\n  a:\r\n    base_url: https://a.example\r\n    app_id: x\r\n    app_secret_file: /k\r\n"
        let found = survey(yaml, others: ["/k": "secret"])
        #expect(found.problems.isEmpty && found.warnings.map(\.reason) == [.byteOrderMark, .carriageReturns])
        #expect(found.profiles.first?.appID == "x" && found.chosen == "a")
    }

    @Test func severalProfilesWithoutAChoiceAreNoMistake() {
        let one = "base_url: https://a.example, app_id: x, app_secret_command: c"
        let found = survey("profiles:\n  a: {\(one)}\n  b: {\(one)}\n")
        #expect(found.problems.isEmpty && found.warnings.count == 1 && found.chosen == nil)
    }

    @Test func topOfTheFileGuardsEveryProfile() throws {
        let profile = try load(
            "confirm: {canary: 3, max_per_hour: 50, quiet_hours: 22:00-06:00}\nprofiles:\n  a: {base_url: https://a.example, app_id: x}\n"
        )
        #expect(profile.confirm.canary == 3 && profile.confirm.maxPerHour == 50 && profile.confirm.quietHours != nil)
    }

    @Test func theListingSaysWhereEachValueCameFromAndNoSecret() throws {
        let yaml = """
            theme: light
            profiles:
              a:
                base_url: https://a.example/admin
                app_id: x
                app_secret_command: echo hunter2
                proxy: http://me:hunter2@proxy.example:3128
                poll: {flow: 20s}
                keys: {cards.stop: [S, F9]}
            """
        let (_, rows) = try Configuration.listing(
            flags: FlagOverrides(language: "zh"), environment: home.merging(["SIMDECK_APP_ID": "y"]) { $1 },
            files: MemoryFiles([configPath: yaml]))
        func row(_ key: String) -> ConfigRow? { rows.first { $0.key == key } }
        #expect(row("theme") == ConfigRow("theme", .text("light"), .top(ConfigPlace(file: configPath, line: 1, column: 8))))
        #expect(row("base_url")?.value == .text("https://a.example"))
        #expect(row("app_id") == ConfigRow("app_id", .text("y"), .environment("SIMDECK_APP_ID")))
        #expect(row("language") == ConfigRow("language", .text("zh"), .flag("--lang")))
        #expect(row("app_secret")?.value == .secretCommand)
        #expect(row("poll.flow")?.value == .text("20s") && row("poll.status")?.origin == .fallback)
        #expect(row("keys.cards.stop")?.value == .text("[S, F9]"))
        #expect(!rows.contains { "\($0)".contains("hunter2") })
    }

    @Test func theTemplateNamesEveryKeyAndItsSettingsAreReadWithoutAProblem() {
        let text = ConfigTemplate.text(comment: ["head"]) { $0.meaning }
        #expect(text.split(separator: "\n").allSatisfy { $0.hasPrefix("#") })
        for key in SettingKey.all where !key.isReserved && key.name != "app_secret_command" && key.scope != .inside("endpoints") {
            #expect(text.contains("\(key.name):"), "\(key.name) is not in the template")
        }
        let problems = ProblemList()
        let file = ConfigFile(Array(ConfigTemplate.uncommented(text).utf8), file: "d.yaml", problems: problems)
        #expect(problems.items.isEmpty, "\(ConfigProblems(problems.items))")
        #expect(file.accounts.map(\.name) == ["prod"] && file.accounts[0].settings.alerts.rules?.count == 1)
    }
}
