// The console opens its journal and reads its theme beside the first frame: what is wrong with them is told all the
// same, on the shell's screen, and nothing is done without a journal.

import Glibc
import TestSupport
import Testing

@Suite(.serialized) struct StartTroubleTests {
    /// The shell's screen after a console over this home, and its status. `q` is pressed where it stays open.
    private static func console(
        _ home: TemporaryDirectory, _ options: [String] = [], leaves: Bool
    ) async throws -> (text: String, status: Int32) {
        let environment = Program.environment(
            home: home.path,
            [
                "SIMDECK_LANG": "en", "SIMDECK_BASE_URL": "http://127.0.0.1:9", "SIMDECK_APP_ID": "demo",
                "SIMDECK_APP_SECRET": "demo-secret",
            ])
        let list = home.write("simNo\n14900000017\n", to: "cards.csv")
        let outcome = await ChildProcess.onThread {
            Result { () throws -> (String, Int32) in
                let terminal = try PseudoTerminal(
                    Program.path, options + [list], environment: environment, columns: 120, rows: 30)
                if !leaves {
                    try terminal.wait(forText: "14900000017")
                    try terminal.press("q")
                }
                let status = try terminal.waitForExit()
                return (String(decoding: terminal.output, as: UTF8.self), status)
            }
        }
        let (output, status) = try outcome.get()
        // What stands behind the last change to the shell's screen.
        let shell = output.split(separator: "\u{1B}[?1049l", omittingEmptySubsequences: false).last.map(String.init) ?? ""
        return (shell, status)
    }

    @Test func aJournalThatCannotBeOpenedEndsTheConsoleWithTheWords() async throws {
        let home = TemporaryDirectory()
        // Where the state's folder should be.
        _ = home.write("", to: "state")
        let (text, status) = try await Self.console(home, leaves: true)
        #expect(status == 3)
        #expect(text.contains("simdeck: Nothing is sent: the journal"), "\(text)")
        #expect(text.split(separator: "simdeck: ", omittingEmptySubsequences: false).count == 2, "\(text)")
    }

    @Test func aDamagedJournalIsSetAsideAndTold() async throws {
        let home = TemporaryDirectory()
        for folder in ["state", "state/default"] { mkdir(home.path + "/" + folder, 0o700) }
        _ = home.write(String(repeating: "no database. ", count: 400), to: "state/default/journal.sqlite")
        let (text, status) = try await Self.console(home, leaves: false)
        #expect(status == 0)
        #expect(text.contains("it was set aside as"), "\(text)")
    }

    @Test func aBrokenThemeThatNobodyAskedForIsToldAfterwards() async throws {
        let home = TemporaryDirectory()
        for folder in ["config", "config/simdeck", "config/simdeck/themes"] { mkdir(home.path + "/" + folder, 0o700) }
        for name in ["default", "light"] { _ = home.write("roles:\n  titel: red\n", to: "config/simdeck/themes/\(name).yaml") }
        let (text, status) = try await Self.console(home, leaves: false)
        #expect(status == 0)
        #expect(text.contains("simdeck: ") && text.contains(".yaml:2:3"), "\(text)")
    }

    @Test func aBrokenThemeThatWasAskedForEndsTheConsoleWithTheWords() async throws {
        let home = TemporaryDirectory()
        let theme = home.write("inherits: default\nroles:\n  titel: red\n", to: "broken.yaml")
        let (text, status) = try await Self.console(home, ["--theme", theme], leaves: true)
        #expect(status == 3)
        #expect(text.contains("broken.yaml:3:3"), "\(text)")
    }
}
