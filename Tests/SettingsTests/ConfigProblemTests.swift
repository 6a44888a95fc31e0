// What is wrong is told all at once, with its place and the nearest right name.

import Testing

@testable import Settings

@Suite struct ConfigProblemTests {
    @Test func everyMistakeIsToldAtOnceWithLineColumnAndTheNearestName() {
        let found = problems(
            """
            languge: en
            read_only: maybe
            profiles:
              prod:
                base_ur: https://agent.example.cn
                app_id: [1]
                poll:
                  status: 5s
                  flow: soon
                confirm:
                  type_count_from: 3
                keys:
                  stop: {a: b}
                app_secret: hunter2
              bad name:
                app_id: x
            """)
        let told = found.map(\.summary).sorted()
        #expect(
            told
                == [
                    #"\#(configPath):11:24: profiles.prod.confirm.type_count_from is "3", expected a whole number from 1 to 2"#,
                    #"\#(configPath):13:13: profiles.prod.keys.stop is a mapping, expected a key like Ctrl-D or a list of keys"#,
                    #"\#(configPath):14:5: unknown key "profiles.prod.app_secret"; did you mean "app_secret_file"?"#,
                    #"\#(configPath):15:3: profiles.bad name is "bad name", expected a name of letters, digits, -, _ and ., at most 64"#,
                    #"\#(configPath):1:1: unknown key "languge"; did you mean "language"?"#,
                    #"\#(configPath):2:12: read_only is "maybe", expected true or false"#,
                    #"\#(configPath):5:5: unknown key "profiles.prod.base_ur"; did you mean "base_url"?"#,
                    #"\#(configPath):6:13: profiles.prod.app_id is a list, expected a text"#,
                    #"\#(configPath):8:15: profiles.prod.poll.status is "5s", expected a duration like 30s, 5m or 2h, from 20s to 86400s"#,
                    #"\#(configPath):9:13: profiles.prod.poll.flow is "soon", expected a duration like 30s, 5m or 2h, from 2s to 86400s"#,
                ].sorted())
        #expect(!told.contains { $0.contains("hunter2") })
    }

    @Test func aKeyThatStandsTwiceIsToldWithBothLines() {
        let found = problems(
            """
            profiles:
              prod:
                base_url: https://a.example
                app_id: 1
                base_url: https://b.example
            """)
        #expect(found.map(\.reason) == [.duplicateKey(firstLine: 3)])
        #expect(found.first?.place == ConfigPlace(file: configPath, line: 5, column: 5))
    }

    @Test func brokenYAMLIsToldWithItsPlace() {
        let found = problems("profiles:\n  prod:\n    app_id: 'x\n")
        #expect(found.count == 1)
        guard case .syntax? = found.first?.reason else {
            Issue.record("\(found)")
            return
        }
        #expect(found.first?.line != nil)
        #expect(problems("- a\n- b\n").map(\.reason) == [.badValue(found: "a list", expected: .mapping)])
        #expect(problems("a: 1\n---\nb: 2\n").count == 1)
    }

    @Test func bytesThatAreNotUTF8AreToldWithTheirLine() {
        var files = MemoryFiles()
        files.files[configPath] = FileContents(
            bytes: Array("language: en\ntheme: ".utf8) + [0xFF, 0xFE, 0x0A], mode: 0o600, isOurs: true)
        #expect(throws: ConfigProblems([ConfigProblem(ConfigPlace(file: configPath, line: 2), key: "", .syntax("not UTF-8"))])) {
            try Configuration.load(flags: FlagOverrides(), environment: home, files: files)
        }
    }

    @Test func aMissingAddressOrIDIsToldAtTheProfile() {
        let found = problems("profiles:\n  prod:\n    language: en\n")
        #expect(found.map(\.key) == ["profiles.prod.base_url", "profiles.prod.app_id"])
        #expect(found.allSatisfy { $0.reason == .missingKey && $0.line == 2 && $0.column == 3 })
    }

    @Test func anEmptyValueCountsAsNotSaid() throws {
        let profile = try load("language:\npoll:\nprofiles: {a: {base_url: 'http://localhost', app_id: x, theme: ~}}")
        #expect(profile.language == nil)
        #expect(profile.theme == nil)
    }

    @Test func credentialsInAnAddressAreRefusedAndNotRepeated() {
        let found = problems("profiles: {a: {base_url: 'https://me:hunter2@agent.example.cn', app_id: x}}")
        #expect(found.map(\.reason) == [.credentialsInAddress])
        let proxy = problems("profiles: {a: {base_url: 'https://a.cn', app_id: x, proxy: 'ftp://me:hunter2@p:1'}}")
        #expect(proxy.map(\.reason) == [.badValue(found: "\"…@p:1\"", expected: .proxyAddress)])
    }

    @Test func aWrongLanguageOfFlagOrVariableNamesItsOrigin() {
        let yaml = "profiles: {a: {base_url: 'http://localhost', app_id: x}}"
        #expect(
            problems(yaml, flags: FlagOverrides(language: "eng")).first?.summary
                == #"--lang: language is "eng", expected one of zh, en; did you mean "en"?"#)
        #expect(problems(yaml, environment: ["SIMDECK_LANG": "fr"]).map(\.file) == ["$SIMDECK_LANG"])
    }

    @Test func aMissingAuthorityFileIsTold() {
        let found = problems("profiles: {a: {base_url: 'https://a.cn', app_id: x, ca_file: none.pem}}")
        #expect(found.map(\.reason) == [.fileMissing])
    }

    @Test func theNearestNameIsOnlyGuessedWhenNear() {
        let names = ["base_url", "app_id", "app_secret_file", "read_only"]
        #expect(Suggestion.nearest(to: "baseurl", among: names) == "base_url")
        #expect(Suggestion.nearest(to: "Base-URL", among: names) == "base_url")
        #expect(Suggestion.nearest(to: "raed_only", among: names) == "read_only")
        #expect(Suggestion.nearest(to: "colour", among: names) == nil)
        #expect(Suggestion.nearest(to: "", among: []) == nil)
        #expect(Suggestion.distance(Array("abcd"), Array("abdc")) == 1)
        #expect(Suggestion.distance(Array("kitten"), Array("sitting")) == 3)
    }

    @Test(arguments: SettingKey.all) func everyKeyOfTheTableIsAcceptedWhereItBelongs(_ key: SettingKey) {
        let value =
            switch key.expected {
            case .text: "x"
            case .trueOrFalse: "true"
            case .list, .keys: "[x]"
            case .mapping: "{}"
            case .wholeNumber(let range): "\(range.lowerBound)"
            case .duration(let range): "\(range.upperBound)s"
            case .hours: "22:00-06:00"
            case .oneOf(let names): names[0]
            case .listOf(let names): "[\(names[0])]"
            case .mappings: "[]"
            case .httpAddress: "https://a.example"
            case .proxyAddress: "http://p:1"
            case .colour: "red"
            case .profileName: "x"
            }
        let inner: [String] =
            switch key.scope {
            case .file: ["\(key.name): \(value)"]
            case .anywhere: ["\(key.name): \(value)", "profiles: {p: {\(key.name): \(value)}}"]
            case .profile: ["profiles: {p: {\(key.name): \(value)}}"]
            case .inside("endpoints"): ["endpoints: {e: {\(key.name): \(value)}}"]
            case .inside("alerts.rules"):
                [
                    "alerts: {rules: [{\(["name", "when"].filter { $0 != key.name }.map { $0 + ": x, " }.joined())\(key.name): \(value)}]}"
                ]
            case .inside(let parent): ["\(parent): {\(key.name): \(value)}"]
            }
        for yaml in inner {
            let list = ProblemList()
            _ = ConfigFile(Array(yaml.utf8), file: "f", problems: list)
            #expect(list.items.isEmpty, "\(yaml)")
        }
    }
}
