// Broken set-ups, each made for real and shown to `simdeck doctor`; docs/troubleshooting.md says what it answers.

import TestSupport
import Testing

/// The page's table: set-up → what is said, and the mend.
private struct TroublePage {
    let rows: [String: (says: String, mend: String)]

    init() throws {
        let text = try #require(TestFile.text(TestFile.projectRoot() + "/docs/troubleshooting.md"))
        var rows: [String: (String, String)] = [:]
        for line in text.split(separator: "\n") where line.hasPrefix("| ") && line.hasSuffix(" |") {
            let cells = line.dropFirst(2).dropLast(2).split(separator: " | ").map(String.init)
            if cells.count == 3, cells[0] != "set-up" { rows[cells[0]] = (cells[1], cells[2]) }
        }
        self.rows = rows
    }
}

@Suite(.serialized) struct DoctorTests {
    /// A broken set-up: what is changed of a good one.
    private struct Setup {
        var name: String
        var status: Int32
        var address: String?
        var key = "demo-secret\n"
        var keyMode: UInt32 = 0o600
        var more = ""
        var change: @Sendable (String) -> String = { $0 }
        var environment: [String: String] = [:]
    }

    private static let setups: [Setup] = [
        Setup(name: "wrong key", status: 4, key: "not-the-key\n"),
        Setup(name: "loose file mode", status: 3, keyMode: 0o644),
        Setup(name: "proxy down", status: 5, more: "    proxy: http://127.0.0.1:1\n"),
        Setup(name: "platform down", status: 5, address: "http://127.0.0.1:1"),
        Setup(name: "CRLF file", status: 0, change: { $0.replacing("\n", with: "\r\n") }),
        Setup(name: "BOM", status: 0, change: { "\u{FEFF}" + $0 }),
        Setup(name: "tab in YAML", status: 3, change: { $0.replacing("    app_id", with: "\tapp_id") }),
        Setup(name: "full-width colon", status: 3, change: { $0.replacing("app_id:", with: "app_id：") }),
    ]

    private static func home(_ sandbox: SandboxProcess, _ setup: Setup) -> [String: String] {
        let home = sandbox.home
        let key = home.write(setup.key, to: "doctor.key", mode: setup.keyMode)
        let text = """
            profiles:
              one:
                base_url: \(setup.address ?? sandbox.url)
                app_id: demo
                app_secret_file: \(key)
            \(setup.more)
            """
        let file = home.write(setup.change(text), to: "doctor.yaml")
        return Program.environment(
            home: home.path, ["SIMDECK_CONFIG": file, "SIMDECK_LANG": "en"].merging(setup.environment) { $1 })
    }

    private static func hold(_ run: FinishedRun, _ name: String, status: Int32, _ page: TroublePage) throws {
        let row = try #require(page.rows[name], "docs/troubleshooting.md has no row “\(name)”")
        #expect(run.status == status, "\(name): \(run.out)")
        #expect(run.out.contains(row.says), "\(name): \(run.out)")
        if !row.mend.hasPrefix("nothing") { #expect(run.out.contains(row.mend), "\(name): \(run.out)") }
        #expect(!run.out.contains("demo-secret") && !run.out.contains("not-the-key"), "\(name) prints a secret")
        // Every check has its line, whatever is broken.
        #expect(run.out.split(separator: "\n").count { !$0.hasPrefix("  ") && !$0.hasPrefix("   ") } >= 21, "\(name): \(run.out)")
    }

    @Test func eachBrokenSetUpIsNamedWithItsMend() async throws {
        let page = try TroublePage()
        let sandbox = try await SandboxProcess()
        for setup in Self.setups {
            let run = await Program.run(["doctor"], environment: Self.home(sandbox, setup))
            try Self.hold(run, setup.name, status: setup.status, page)
        }
        let admin = Setup(name: "`/admin` in the address", status: 0, address: sandbox.url + "/admin/")
        let run = await Program.run(["doctor"], environment: Self.home(sandbox, admin))
        try Self.hold(run, admin.name, status: 0, page)
        #expect(run.out.contains("one · \(sandbox.url)"))
        let bare = await Program.run(
            ["doctor"], environment: Program.environment(home: sandbox.home.path, ["SIMDECK_LANG": "en"]))
        try Self.hold(bare, "nothing set up", status: 3, page)
        _ = await sandbox.end()
    }

    @Test func aClockThatIsOffIsNamed() async throws {
        let sandbox = try await SandboxProcess(["--fault", "clock-skew=1"])
        let run = await Program.run(["doctor"], environment: Self.home(sandbox, Setup(name: "clock off", status: 4)))
        try Self.hold(run, "clock off", status: 4, try TroublePage())
        _ = await sandbox.end()
    }

    /// A way for a certificate not to be accepted.
    private struct Broken {
        var name: String
        var certificate: String
        var host = "localhost"
        /// Trusted by its file, so that its authority is not what is wrong.
        var isTrusted = true
    }

    private static let broken: [Broken] = [
        Broken(name: "unknown CA", certificate: TestCertificate.certificate, isTrusted: false),
        Broken(name: "expired certificate", certificate: TestCertificate.expired),
        // Its time comes first: a new one has to be made anyway.
        Broken(name: "expired certificate", certificate: TestCertificate.expired, isTrusted: false),
        Broken(name: "certificate not yet valid", certificate: TestCertificate.later),
        Broken(name: "certificate of another host", certificate: TestCertificate.certificate, host: "127.0.0.1"),
    ]

    @Test(arguments: broken.indices) func eachBrokenCertificateIsToldApart(index: Int) async throws {
        let page = try TroublePage()
        let one = Self.broken[index]
        let plain = try await SandboxProcess()
        let certificate = plain.home.write(one.certificate, to: "c.pem")
        let key = plain.home.write(TestCertificate.key, to: "c.key")
        let child = ChildProcess(
            ["sandbox", "--port", "0", "--cards", "5", "--quiet", "--tls-certificate", certificate, "--tls-key", key],
            environment: Program.environment(home: plain.home.path))
        let port = try #require(await child.firstLine().split(separator: ":").last)
        var setup = Setup(name: one.name, status: 5, address: "https://\(one.host):\(port)")
        if one.isTrusted { setup.more = "    ca_file: \(certificate)\n" }
        let run = await Program.run(["doctor"], environment: Self.home(plain, setup))
        try Self.hold(run, setup.name, status: 5, page)
        if !one.isTrusted, one.name == "unknown CA" {
            setup.more = "    ca_file: \(certificate)\n"
            let mended = await Program.run(["doctor"], environment: Self.home(plain, setup))
            #expect(mended.status == 0, "\(mended.out)")
        }
        child.send(15)
        _ = await child.finish()
        _ = await plain.end()
    }

    @Test func onATerminalItFitsOneScreenAndKnowsTheLocale() async throws {
        let sandbox = try await SandboxProcess()
        let page = try TroublePage()
        let good = Self.home(sandbox, Setup(name: "", status: 0))
        let screens = await ChildProcess.onThread {
            Result { () throws -> [(Int32, String)] in
                try ["C.UTF-8", "C"].map { locale in
                    let environment = good.merging(["LANG": locale]) { $1 }
                    let terminal = try PseudoTerminal(Program.path, ["doctor"], environment: environment)
                    let status = try terminal.waitForExit()
                    return (status, terminal.screen.text)
                }
            }
        }
        let runs = try screens.get()
        #expect(runs.allSatisfy { $0.0 == 0 })
        // The first check is still on the screen: nothing has scrolled away.
        #expect(runs[0].1.contains("configuration") && runs[0].1.contains("all is well"), "\(runs[0].1)")
        let row = try #require(page.rows["locale C"])
        #expect(runs[1].1.contains(row.says) && runs[1].1.contains(row.mend) && !runs[1].1.contains("✓"), "\(runs[1].1)")
        _ = await sandbox.end()
    }

    @Test func offlineAsksNothingAndJSONNamesEveryCheck() async throws {
        let sandbox = try await SandboxProcess()
        let environment = Self.home(sandbox, Setup(name: "", status: 0, address: "http://127.0.0.1:1"))
        let run = await Program.run(["doctor", "--offline", "--json"], environment: environment)
        #expect(run.status == 0)
        let document = try JSONDocument.checks(run.out)
        #expect(document["connection"] == "not-tried" && document["configuration"] == "ok" && document.count == 20)
        _ = await sandbox.end()
    }
}
