// The first screen's keys and the change from one account to another, in a real terminal.

import JSONText
import TestSupport
import Testing

/// `doctor --json` as check → state.
enum JSONDocument {
    static func checks(_ text: String) throws -> [String: String] {
        guard case .array(let checks)? = try JSONValue(parsing: text)["checks"] else { return [:] }
        var states: [String: String] = [:]
        for check in checks {
            if case .string(let name)? = check["check"], case .string(let state)? = check["state"] { states[name] = state }
        }
        return states
    }
}

@Suite(.serialized) struct AccountTests {
    @Test func theFirstScreensKeysLeadWhereTheySay() async throws {
        let home = TemporaryDirectory()
        let environment = Program.environment(home: home.path, ["SIMDECK_LANG": "en"])
        let outcome = await ChildProcess.onThread {
            Result { () throws -> [Int32] in
                var statuses: [Int32] = []
                let left = try PseudoTerminal(Program.path, [], environment: environment)
                try left.wait(forText: "No account is set up yet.")
                try left.press("?")
                try left.wait(forText: "It never lies")
                try left.press("x")
                try left.wait(forText: "look around with made-up cards")
                try left.press("q")
                statuses.append(try left.waitForExit())

                let demo = try PseudoTerminal(Program.path, ["--cards", "50"], environment: environment)
                try demo.wait(forText: "No account is set up yet.")
                try demo.press("d")
                try demo.wait(forText: "14900000017")
                try demo.press("q")
                statuses.append(try demo.waitForExit())

                let setUp = try PseudoTerminal(Program.path, [], environment: environment)
                try setUp.wait(forText: "No account is set up yet.")
                try setUp.press("c")
                try setUp.wait(forText: "Address:")
                try setUp.press("Ctrl-C")
                try setUp.wait(forText: "nothing was written")
                statuses.append(try setUp.waitForExit())
                return statuses
            }
        }
        #expect(try outcome.get() == [0, 0, 130])
        #expect(await Program.run([], environment: environment).status == 2)
    }

    @Test func settingUpFromTheFirstScreenOpensTheConsole() async throws {
        let sandbox = try await SandboxProcess()
        let environment = Program.environment(home: sandbox.home.path, ["SIMDECK_LANG": "en"])
        let url = sandbox.url
        let outcome = await ChildProcess.onThread {
            Result { () throws -> Int32 in
                let terminal = try PseudoTerminal(Program.path, [], environment: environment)
                try terminal.wait(forText: "No account is set up yet.")
                try terminal.press("c")
                for (question, text) in [
                    ("Address:", url), ("appID:", "demo"), ("Profile name", ""), ("[1] >", ""), ("appSecret:", "demo-secret"),
                    ("Read-only?", ""), ("Real cards?", ""),
                ] {
                    try terminal.wait(forText: question)
                    terminal.send(text + "\r")
                }
                try terminal.wait(forText: "[1 Cards]")
                try terminal.press("q")
                return try terminal.waitForExit()
            }
        }
        #expect(try outcome.get() == 0)
        _ = await sandbox.end()
    }

    @Test func anotherProfileOpensWithoutMarksOrFilterOfTheFirst() async throws {
        let sandbox = try await SandboxProcess()
        let list = sandbox.home.write("14900000017\n14900000043\n", to: "one.txt")
        let other = sandbox.home.write("14900000074\n", to: "two.txt")
        let file = sandbox.home.write(
            """
            default_profile: first
            profiles:
              first: {base_url: "\(sandbox.url)", app_id: demo, fleet: \(list), color: green, app_secret_command: echo demo-secret}
              second: {base_url: "\(sandbox.url)", app_id: demo, fleet: \(other), read_only: true, app_secret_command: echo demo-secret}
              broken: {base_url: "\(sandbox.url)", app_id: demo, app_secret_command: "false"}
            """, to: "two.yaml")
        let environment = Program.environment(home: sandbox.home.path, ["SIMDECK_CONFIG": file, "SIMDECK_LANG": "en"])
        let outcome = await ChildProcess.onThread {
            Result { () throws -> (String, Int32) in
                let terminal = try PseudoTerminal(Program.path, [], environment: environment, columns: 120, rows: 30)
                try terminal.wait(forText: "14900000043")
                try terminal.press("A")
                try terminal.wait(forText: "marked")
                func choose(_ moves: String...) throws {
                    try terminal.press(":")
                    terminal.send("profile")
                    try terminal.press("Enter")
                    try terminal.wait(forText: "are followed only while it is open")
                    for key in moves { try terminal.press(key) }
                    try terminal.press("Enter")
                }
                try choose("j", "j")
                try terminal.wait(forText: "broken cannot be opened")
                try choose("j")
                let screen = try terminal.wait(for: "the second account") {
                    $0.contains("14900000074") && $0.contains("second") && !$0.contains("Profiles")
                }
                let text = screen.text
                try terminal.press("q")
                return (text, try terminal.waitForExit())
            }
        }
        let (text, status) = try outcome.get()
        #expect(status == 0 && !text.contains("14900000017") && !text.contains("marked") && text.contains("read-only"), "\(text)")
        _ = await sandbox.end()
    }
}
