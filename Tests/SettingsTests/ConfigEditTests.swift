// A profile added to a file by hand: every line of it stays, and what comes out is read back.

import Testing

@testable import Settings

@Suite struct ConfigEditTests {
    private static let comments = ConfigComments(
        head: ["head"], baseURL: "address", secret: "secret", readOnly: "read-only", production: "production")

    private static func profile(_ name: String, appID: String = "A1", secret: NewProfile.SecretPlace = .file("~/k")) throws
        -> NewProfile
    {
        NewProfile(
            name: name, baseURL: try BaseURL("https://agent.example.cn/admin"), appID: appID, secret: secret,
            isReadOnly: true, isProduction: false)
    }

    private static func add(_ profile: NewProfile, to text: String) throws(ConfigEditProblem) -> String {
        try ConfigEdit.adding(profile, to: text, file: "c.yaml", comments: comments)
    }

    private static func read(_ text: String) -> (file: ConfigFile, problems: [ConfigProblem]) {
        let problems = ProblemList()
        return (ConfigFile(Array(text.utf8), file: "c.yaml", problems: problems), problems.items)
    }

    @Test func aNewFileIsReadBackWithoutAProblem() throws {
        let text = ConfigEdit.newFile(try Self.profile("prod", secret: .command("pass show 'a b'")), comments: Self.comments)
        let (file, problems) = Self.read(text)
        #expect(problems.isEmpty && file.accounts.map(\.name) == ["prod"] && file.defaultProfile?.value == "prod")
        #expect(
            file.accounts[0].settings.secret
                == .command("pass show 'a b'", place: ConfigPlace(file: "c.yaml", line: 11, column: 25)))
        #expect(file.accounts[0].settings.readOnly == true && text.hasPrefix("# head\n"))
    }

    @Test(arguments: [
        "# mine\nprofiles:\n  one: # first\n    base_url: https://a.example\n    app_id: x\n# tail\ntheme: light # dark hurts\n",
        "profiles:\n    one:\n        base_url: https://a.example\n        app_id: x\n\n\n",
        "theme: light\n", "profiles:\n# nothing yet\n", "# only a comment",
    ])
    func everyLineOfAPersonStays(text: String) throws {
        let result = try Self.add(try Self.profile("two"), to: text)
        let lines = result.split(separator: "\n").map(String.init)
        var rest = lines[...]
        for line in text.split(separator: "\n") {
            guard let at = rest.firstIndex(of: String(line)) else { return #expect(Bool(false), "lost: \(line)") }
            rest = rest[(at + 1)...]
        }
        let (file, problems) = Self.read(result)
        #expect(problems.isEmpty && file.accounts.last?.name == "two")
        // Which one is meant without a flag is what it was before.
        if text.contains("one:") { #expect(file.defaultProfile?.value == "one") }
    }

    @Test func endsOfLinesStayWhatTheyWere() throws {
        let text = "profiles:\r\n  one:\r\n    base_url: https://a.example\r\n    app_id: x\r\n"
        let result = try Self.add(try Self.profile("two"), to: text)
        #expect(result.hasPrefix(text) && !result.replacing("\r\n", with: "").contains("\n"))
    }

    @Test(arguments: ["yes", "0123", "it's", "1e3", "~", "a: b", "#x", "A1234"])
    func anAppIDIsATextWhateverItLooksLike(appID: String) throws {
        let (file, problems) = Self.read(try Self.add(try Self.profile("two", appID: appID), to: ""))
        #expect(problems.isEmpty && file.accounts[0].settings.appID == appID)
    }

    @Test func aTakenNameAMistakeAndAFlowStyleAreLeftAlone() throws {
        let one = "profiles:\n  one: {base_url: https://a.example, app_id: x}\n"
        #expect(throws: ConfigEditProblem.nameTaken("one")) { try Self.add(try Self.profile("one"), to: one) }
        #expect(throws: ConfigEditProblem.self) { try Self.add(try Self.profile("two"), to: "profils:\n") }
        do {
            _ = try Self.add(try Self.profile("two"), to: "profiles: {one: {base_url: https://a.example, app_id: x}}\n")
            Issue.record("a line was added to a mapping in braces")
        } catch ConfigEditProblem.byHand(let lines) {
            #expect(lines.contains("two:") && lines.contains("app_id: A1"))
        }
    }
}
