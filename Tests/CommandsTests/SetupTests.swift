// `simdeck config` with the real program against the real sandbox: flags, the dialogue in a terminal, Ctrl-C.

import Glibc
import JSONText
import TestSupport
import Testing

@Suite(.serialized) struct SetupTests {
    /// A home that knows nothing of a sandbox yet.
    private static func bare(_ sandbox: SandboxProcess, _ extra: [String: String] = [:]) -> [String: String] {
        Program.environment(home: sandbox.home.path, extra)
    }

    private static func configuration(_ sandbox: SandboxProcess) -> String { sandbox.home.path + "/config/simdeck/config.yaml" }

    private static func mode(_ path: String) -> UInt32 {
        var facts = stat()
        return stat(path, &facts) == 0 ? facts.st_mode & 0o777 : 0
    }

    @Test func flagsAloneSetUpAnAccountThatWorks() async throws {
        let sandbox = try await SandboxProcess()
        let key = sandbox.home.path + "/config/simdeck/local.key"
        let setUp = await Program.run(
            [
                "config", "init", "--base-url", sandbox.url + "/admin/", "--app-id", "demo", "--secret-file", key,
                "--secret-stdin", "--yes",
            ],
            environment: Self.bare(sandbox), input: "demo-secret\r\n")
        #expect(setUp.status == 0 && setUp.err.contains("account demo") && !setUp.err.contains("demo-secret"), "\(setUp.err)")
        let file = Self.configuration(sandbox)
        #expect(Self.mode(file) == 0o600 && Self.mode(key) == 0o600 && Self.mode(sandbox.home.path + "/config/simdeck") == 0o700)
        #expect(TestFile.text(file)?.contains("demo-secret") == false && TestFile.text(file)?.contains("/admin\n") == false)
        let assets = await Program.run(["assets", "--json"], environment: Self.bare(sandbox))
        #expect(assets.status == 0, "\(assets.err)")
        let check = await Program.run(["config", "check"], environment: Self.bare(sandbox))
        #expect(check.status == 0, "\(check.out)")
        let show = await Program.run(["config", "show", "--json"], environment: Self.bare(sandbox))
        #expect(show.status == 0 && show.out.contains("set, from file \(key)") && !show.out.contains("demo-secret"))
        _ = await sandbox.end()
    }

    @Test func whatIsNotProvedIsNotWritten() async throws {
        let sandbox = try await SandboxProcess()
        let key = sandbox.home.path + "/wrong.key"
        let arguments = [
            "config", "init", "--base-url", sandbox.url, "--app-id", "demo", "--secret-file", key, "--secret-stdin", "--yes",
        ]
        let refused = await Program.run(arguments, environment: Self.bare(sandbox), input: "hunter2-wrong\n")
        #expect(refused.status == 4 && !refused.err.contains("hunter2"), "\(refused.err)")
        #expect(TestFile.text(key) == nil && TestFile.text(Self.configuration(sandbox)) == nil)
        let later = await Program.run(arguments + ["--offline"], environment: Self.bare(sandbox), input: "hunter2-wrong\n")
        #expect(later.status == 0 && TestFile.text(key) == "hunter2-wrong\n")
        let again = await Program.run(arguments + ["--offline"], environment: Self.bare(sandbox), input: "other\n")
        #expect(again.status == 3 && TestFile.text(key) == "hunter2-wrong\n")
        let unreached = await Program.run(
            ["config", "init", "--base-url", "127.0.0.1:1", "--app-id", "x", "--secret-env", "--yes", "--profile", "far"],
            environment: Self.bare(sandbox, ["SIMDECK_APP_SECRET": "some-secret"]))
        #expect(unreached.status == 5, "\(unreached.err)")
        _ = await sandbox.end()
    }

    @Test func theDialogueGoesBackToWhatIsWrongAndShowsNoKey() async throws {
        let sandbox = try await SandboxProcess()
        let environment = Self.bare(sandbox, ["SIMDECK_LANG": "en"])
        let address = String(sandbox.url.dropFirst("http://".count)) + "/admin"
        let outcome = await ChildProcess.onThread {
            Result { () throws -> (Int32, String) in
                let terminal = try PseudoTerminal(Program.path, ["config", "init"], environment: environment)
                func answer(_ question: String, _ text: String) throws {
                    try terminal.wait(for: question) { $0.contains(question) }
                    terminal.send(text + "\r")
                }
                try answer("Address:", address)
                try terminal.wait(forText: "taken as http://127.0.0.1:")
                try answer("appID:", "demox\u{7F}")
                try answer("Profile name [local]:", "mine")
                try answer("[1] >", "1")
                try answer("appSecret:", "hunter2-wrong")
                try answer("Read-only? [y/N]", "y")
                try answer("Real cards? [y/N]", "")
                try terminal.wait(forText: "does not accept the signature")
                try answer("[3] >", "3")
                try terminal.wait(for: "the second question") { $0.text.split(separator: "\n").last?.contains("[1] >") ?? false }
                terminal.send("1\r")
                try terminal.wait(for: "the second key") { $0.text.split(separator: "\n").last?.contains("appSecret:") ?? false }
                terminal.send("demo-secret\r")
                try terminal.wait(forText: "written: ")
                return (try terminal.waitForExit(), String(decoding: terminal.output, as: UTF8.self))
            }
        }
        let (status, output) = try outcome.get()
        #expect(status == 0 && !output.contains("hunter2") && !output.contains("demo-secret"))
        let text = try #require(TestFile.text(Self.configuration(sandbox)))
        #expect(text.contains("mine:") && text.contains("read_only: true") && text.contains("app_id: demo\n"))
        let run = await Program.run(["assets"], environment: environment)
        #expect(run.status == 0, "\(run.err)")
        _ = await sandbox.end()
    }

    @Test func controlCLeavesNothingBehindAndTheEchoOn() async throws {
        let sandbox = try await SandboxProcess()
        let (environment, url) = (Self.bare(sandbox, ["SIMDECK_LANG": "en"]), sandbox.url)
        let outcome = await ChildProcess.onThread {
            Result { () throws -> (Int32, [UInt32], [UInt32]) in
                let terminal = try PseudoTerminal(Program.path, ["config", "init", "--base-url", url], environment: environment)
                let before = terminal.lineFlags
                try terminal.wait(forText: "Address [")
                terminal.send("\r")
                for (question, text) in [("appID:", "demo\r"), ("Profile name", "\r"), ("[1] >", "\r")] {
                    try terminal.wait(forText: question)
                    terminal.send(text)
                }
                try terminal.wait(forText: "appSecret:")
                terminal.send("half a ke\u{3}")
                try terminal.wait(forText: "nothing was written")
                let after = terminal.lineFlags
                return (try terminal.waitForExit(), before, after)
            }
        }
        let (status, before, after) = try outcome.get()
        #expect(status == 130 && after[3] & UInt32(ECHO | ICANON | ISIG) == UInt32(ECHO | ICANON | ISIG))
        #expect(before.count == after.count)
        #expect(TestFile.text(Self.configuration(sandbox)) == nil)
        #expect(TestFile.text(sandbox.home.path + "/config/simdeck/local.key") == nil)
        _ = await sandbox.end()
    }

    @Test func checkNamesKeysAlertsThemesAndEndpointsWithTheirPlace() async throws {
        let home = TemporaryDirectory()
        let file = home.write(
            """
            profiles:
              a:
                base_url: https://a.example
                app_id: x
                app_secret_command: echo secret
                theme: nowhere
                keys: {cards.stpo: [S]}
                alerts: {rules: [{name: n, when: "fluw>3"}]}
                endpoints: {setSpeedLimt: {confirmed: true}}
            """, to: "c.yaml")
        let run = await Program.run(["config", "check", file, "--json"], environment: Program.environment(home: home.path))
        #expect(run.status == 3)
        guard case .array(let problems)? = try JSONValue(parsing: run.out)["problems"] else {
            return #expect(Bool(false), "\(run.out)")
        }
        #expect(problems.compactMap { $0["line"] } == [.integer(6), .integer(7), .integer(8), .integer(9)])
        #expect(problems.map { $0["suggestion"] ?? .null } == [.null, .string("cards.stop"), .null, .string("setSpeedLimit")])
        let clean = await Program.run(["config", "default"], environment: Program.environment(home: home.path))
        let path = home.write(clean.out, to: "d.yaml")
        #expect(
            await Program.run(["config", "profiles", "--config", path], environment: Program.environment(home: home.path)).status
                == 0)
    }

    @Test func aStateDirectoryCanBeCopiedElsewhere() async throws {
        let sandbox = try await SandboxProcess(["--speed", "600"])
        let card = try await sandbox.activeCard()
        _ = try await sandbox.json(["stop", card, "--yes", "--wait=2m"])
        let (from, to) = (sandbox.home.path + "/state", sandbox.home.path + "/moved")
        let copied = await Program.run(
            ["-r", from, to], environment: ["PATH": "/usr/bin:/bin"], executable: "/bin/cp")
        #expect(copied.status == 0)
        let environment = sandbox.environment.merging(["SIMDECK_STATE_DIR": to]) { $1 }
        let list = await Program.run(["ops", "list", "--json"], environment: environment)
        #expect(list.status == 0 && list.out.contains(card) && list.out.contains("confirmed"))
        #expect(await Program.run(["ops", "verify"], environment: environment).status == 0)
        _ = await sandbox.end()
    }
}
