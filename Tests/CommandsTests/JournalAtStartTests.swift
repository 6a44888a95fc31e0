// The console opens its journal behind the first frame: what is wrong with it is told all the same, on the shell's
// screen, and nothing is done without it.

import Glibc
import TestSupport
import Testing

@Suite(.serialized) struct JournalAtStartTests {
    /// The shell's screen after a console over this home, and its status. `q` is pressed where it stays open.
    private static func console(_ home: TemporaryDirectory, leaves: Bool) async throws -> (text: String, status: Int32) {
        let environment = Program.environment(
            home: home.path,
            [
                "SIMDECK_LANG": "en", "SIMDECK_BASE_URL": "http://127.0.0.1:9", "SIMDECK_APP_ID": "demo",
                "SIMDECK_APP_SECRET": "demo-secret",
            ])
        let list = home.write("simNo\n14900000017\n", to: "cards.csv")
        let outcome = await ChildProcess.onThread {
            Result { () throws -> (String, Int32) in
                let terminal = try PseudoTerminal(Program.path, [list], environment: environment, columns: 120, rows: 30)
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
}
