// The built program as a script meets it: the sandbox as one process, the commands as others.

import JSONText
import SIMModel
import TestSupport
import Testing

/// A `simdeck sandbox` process and an environment that points at it.
struct SandboxProcess {
    let home: TemporaryDirectory
    let child: ChildProcess
    let url: String
    var environment: [String: String]

    init(_ arguments: [String] = []) async throws {
        home = TemporaryDirectory()
        child = ChildProcess(
            ["sandbox", "--port", "0", "--cards", "200", "--quiet"] + arguments,
            environment: Program.environment(home: home.path))
        let line = await child.firstLine()
        url = String(line.split(separator: " ").last ?? "")
        environment = Program.environment(
            home: home.path,
            ["SIMDECK_BASE_URL": url, "SIMDECK_APP_ID": "demo", "SIMDECK_APP_SECRET": "demo-secret"])
        try #require(line.hasPrefix("listening on http://127.0.0.1:"))
    }

    func run(_ arguments: String..., input: String = "") async -> FinishedRun {
        await Program.run(arguments, environment: environment, input: input)
    }

    func json(_ arguments: [String], status: Int32 = 0) async throws -> JSONValue {
        let run = await Program.run(arguments + ["--json"], environment: environment)
        #expect(run.status == status, "\(arguments): \(run.err)")
        return try JSONValue(parsing: run.out)
    }

    /// A card that is really active now.
    func activeCard() async throws -> String {
        for number in try await numbers() {
            let item = try await json(["status", number])["items"]?[0]
            if item?["simStatus"] == .integer(3) { return number }
        }
        throw CardMissing()
    }

    func numbers() async throws -> [String] {
        let run = await Program.run(["sandbox", "--print-cards", "--cards", "200"], environment: environment)
        return run.out.split(separator: "\n").map(String.init)
    }

    func end() async -> FinishedRun {
        child.send(15)
        return await child.finish()
    }

    struct CardMissing: Error {}
}

@Suite(.serialized) struct ProgramTests {
    @Test func versionAndHelpAreGivenInBothLanguages() async {
        let home = TemporaryDirectory()
        let version = await Program.run(["--version"], environment: Program.environment(home: home.path))
        #expect(version.status == 0 && version.out.hasPrefix("simdeck 0."))
        let english = await Program.run(["--help"], environment: Program.environment(home: home.path))
        #expect(english.status == 0 && english.out.contains("operators of IoT SIM cards"))
        let chinese = await Program.run(["--help", "--lang", "zh"], environment: Program.environment(home: home.path))
        #expect(chinese.status == 0 && chinese.out.contains("物联网卡"))
    }

    @Test func wrongUseEndsWithTwoAndSaysWhy() async {
        let environment = Program.environment(home: TemporaryDirectory().path)
        for arguments in [["lookup"], ["flow", "149", "--month", "x"], ["stop", "14900000017", "--wait=x"], ["--nonsense"]] {
            let run = await Program.run(arguments, environment: environment)
            #expect(run.status == 2 && !run.err.isEmpty && run.out.isEmpty, "\(arguments)")
        }
    }

    @Test func nothingConfiguredEndsWithThreeAndNamesTheVariables() async {
        let home = TemporaryDirectory()
        let run = await Program.run(["lookup", "14900000017"], environment: Program.environment(home: home.path))
        #expect(run.status == 3 && run.err.contains("SIMDECK_BASE_URL"))
    }

    @Test func aListWithABadLineSendsNothingAndNamesTheLine() async throws {
        let sandbox = try await SandboxProcess()
        let file = sandbox.home.write("\u{FEFF}simNo,tag\r\n\"14900000017\",a\r\n\"n/a\",b\r\n", to: "cards.csv")
        let run = await sandbox.run("lookup", "@" + file)
        #expect(run.status == 2 && run.err.contains("line 3") && run.err.contains("n/a"))
        _ = await sandbox.end()
    }

    @Test func lookupPrintsKnownCardsAndReportsTheOthers() async throws {
        let sandbox = try await SandboxProcess()
        let first = try #require(try await sandbox.numbers().first)
        let run = await sandbox.run("lookup", first, "19900000000", "--json")
        #expect(run.status == 1)
        let document = try JSONValue(parsing: run.out)
        #expect(document["items"]?[0]?["simNo"] == .string(first))
        #expect(document["items"]?[0]?["source"] == .string("snapshot"))
        #expect(document["missing"] == .strings(["19900000000"]))
        let csv = await sandbox.run("lookup", "-", "--csv", input: first + "\n")
        #expect(csv.status == 0 && csv.out.hasPrefix("gatewayId,") && csv.out.split(separator: "\r\n").count == 2)
        _ = await sandbox.end()
    }

    @Test func aStopWithWaitEndsConfirmedAndIsInTheLog() async throws {
        let sandbox = try await SandboxProcess(["--speed", "600"])
        let card = try await sandbox.activeCard()
        let stop = try await sandbox.json(["stop", card, "--yes", "--reason", "test", "--wait=2m"])
        #expect(stop["operations"]?[0]?["state"] == .string("confirmed"))
        let log = try await sandbox.json(["history", card])
        #expect(log["items"]?[0]?["actionTypeText"] == .string("停机"))
        // The carrier's own state was the proof. Asking for it once more would be a fourth time this minute.
        let shown = try await sandbox.json(["ops", "show", "1"])
        guard case .array(let evidence)? = shown["evidence"] else { throw SandboxProcess.CardMissing() }
        #expect(evidence.map { $0["kind"] }.suffix(1) == [.string("fresh")])
        #expect(evidence.last?["detail"].map { "\($0)".contains("status 4") } ?? false)
        let journal = try await sandbox.json(["ops", "list"])
        #expect(journal["operations"]?[0]?["reason"] == .string("test"))
        _ = await sandbox.end()
    }

    @Test func protectedCardsAreKeptWithTheirReasonAndLeftOutOfABulkStop() async throws {
        let sandbox = try await SandboxProcess(["--speed", "600"])
        let cards = Array(try await sandbox.numbers().prefix(2))
        let protect = await sandbox.run("fleet", "protect", cards[0], "--reason", "lift")
        #expect(protect.status == 0 && protect.err.contains("1 card changed"))
        let list = try await sandbox.json(["fleet", "protected"])
        #expect(list["items"]?[0]?["simNo"] == .string(cards[0]))
        #expect(list["items"]?[0]?["reason"] == .string("lift"))
        _ = await sandbox.run("stop", cards[0], cards[1], "--yes")
        let journal = await sandbox.run("ops", "list", "--jsonl")
        #expect(!journal.out.contains(cards[0]) && journal.out.contains(cards[1]))
        // One protected card takes more than a --yes that may stand in any script.
        let alone = await sandbox.run("stop", cards[0], "--yes")
        #expect(alone.status == 4 && alone.err.contains("--protected"))
        #expect(await sandbox.run("stop", cards[0], "--yes", "--protected", "0000").status == 4)
        let meant = try await sandbox.json(["stop", cards[0], "--yes", "--force", "--protected", String(cards[0].suffix(4))])
        #expect(meant["operations"]?[0]?["simNo"] == .string(cards[0]))
        #expect(await sandbox.run("fleet", "protect", "89860401000000000421").status == 2)
        #expect(await sandbox.run("fleet", "unprotect", cards[0]).status == 0)
        _ = await sandbox.run("fleet", "add", cards[1])
        #expect(try await sandbox.json(["fleet", "list"])["items"]?[0]?["simNo"] == .string(cards[1]))
        #expect(await sandbox.run("fleet", "remove", cards[1]).status == 0)
        _ = await sandbox.end()
    }

    @Test func whyTellsWhoStoppedACardAndWhatBringsItBack() async throws {
        let sandbox = try await SandboxProcess(["--speed", "600"])
        let card = try await sandbox.activeCard()
        let before = try await sandbox.json(["why", card])
        #expect(before["items"]?[0]?["down"] == .bool(false))
        _ = try await sandbox.json(["stop", card, "--yes", "--reason", "unpaid", "--wait=2m"])
        let item = try #require(try await sandbox.json(["why", card])["items"]?[0])
        #expect(item["down"] == .bool(true))
        #expect(item["findings"]?[0]?["cause"] == .string("stoppedFromHere"))
        #expect(item["findings"]?[0]?["certainty"] == .string("certain"))
        #expect(item["findings"]?[0]?["remedies"]?[0]?["remedy"] == .string("resume"))
        let told = await sandbox.run("why", card, "--lang", "zh")
        #expect(told.status == 0 && told.out.contains("人工停机") && told.out.contains("复机"))
        _ = await sandbox.end()
    }

    @Test func aStopWithoutYesAndWithoutATerminalChangesNothing() async throws {
        let sandbox = try await SandboxProcess()
        let card = try #require(try await sandbox.numbers().first)
        let run = await sandbox.run("stop", card)
        #expect(run.status == 2 && run.err.contains("--yes"))
        let journal = try await sandbox.json(["ops", "list"])
        #expect(journal["operations"] == .array([]))
        let dry = await sandbox.run("stop", card, "--dry-run")
        #expect(dry.status == 0 && dry.out == card + "\n")
        _ = await sandbox.end()
    }

    @Test func aLostReplyEndsWithSixAndIsFoundInTheLog() async throws {
        let sandbox = try await SandboxProcess(["--speed", "600", "--fault", "drop-reply=1"])
        let card = try #require(try await sandbox.numbers().first)
        let run = await sandbox.run("stop", card, "--yes", "--json")
        #expect(run.status == 6)
        #expect(try JSONValue(parsing: run.out)["operations"]?[0]?["state"] == .string("unknown"))
        let again = await sandbox.run("stop", card, "--yes")
        #expect(again.status == 6 && again.err.contains("not sent again"))
        _ = await sandbox.end()
    }

    @Test func theWrongSecretEndsWithFourAndIsNotPrinted() async throws {
        var sandbox = try await SandboxProcess()
        sandbox.environment["SIMDECK_APP_SECRET"] = "tell-nobody"
        let run = await sandbox.run("assets")
        #expect(run.status == 4 && !(run.err + run.out).contains("tell-nobody"))
        _ = await sandbox.end()
    }

    @Test func nobodyThereEndsWithFive() async throws {
        var sandbox = try await SandboxProcess()
        _ = await sandbox.end()
        sandbox.environment["HTTP_PROXY"] = nil
        let run = await sandbox.run("assets")
        #expect(run.status == 5 && run.err.contains("127.0.0.1"))
    }

    @Test func aTakenPortIsToldByItsNumber() async throws {
        let sandbox = try await SandboxProcess()
        let port = try #require(sandbox.url.split(separator: ":").last)
        let run = await sandbox.run("sandbox", "--port", String(port))
        #expect(run.status == 5 && run.err.contains(String(port)))
        _ = await sandbox.end()
    }
}

@Suite(.serialized) struct EveryEndpointTests {
    @Test func allFortySixRowsAreListedForPrograms() async throws {
        let run = await Program.run(["endpoints", "--json"], environment: Program.environment(home: TemporaryDirectory().path))
        guard case .array(let rows) = try JSONValue(parsing: run.out) else { return #expect(Bool(false), "no array") }
        #expect(run.status == 0 && rows.count == 46)
        let keys = ["id", "kind", "title", "titleZh", "method", "path", "parameters", "limits", "effect", "evidence"]
        for row in rows { #expect(keys.allSatisfy { row[$0] != nil }, "\(row.text)") }
        let codes = await Program.run(
            ["codes", "simStatus", "--json"], environment: Program.environment(home: TemporaryDirectory().path))
        #expect(codes.status == 0 && codes.out.contains("已停机"))
    }

    @Test func aCallIsCheckedBeforeItLeaves() async throws {
        let sandbox = try await SandboxProcess()
        let wrong = await sandbox.run("call", "batchQuerySimInfo", "simNo=1")
        #expect(wrong.status == 2 && wrong.err.contains("did you mean simNos?"))
        let unconfirmed = await sandbox.run("device", "restart", "D860000017", "--yes")
        #expect(unconfirmed.status == 3 && unconfirmed.err.contains("/openapi/iot/deviceRestart"))
        let journalled = await sandbox.run("call", "batchShutdown", #"simNos=["14900000017"]"#, "--yes")
        #expect(journalled.status == 2 && journalled.err.contains("simdeck stop"))
        let unasked = await sandbox.run("limit", "14900000017", "1Mbps")
        #expect(unasked.status == 2 && unasked.err.contains("--yes"))
        _ = await sandbox.end()
    }

    @Test func verbsReachTheirEndpoints() async throws {
        let sandbox = try await SandboxProcess()
        let card = try #require(try await sandbox.numbers().first)
        #expect(await sandbox.run("limit", card, "1Mbps", "--yes").status == 0)
        #expect(await sandbox.run("limit", card, "1Mbps", "--yes").status == 4, "once in three minutes a card")
        #expect(await sandbox.run("unlimit", card, "--yes").status == 0)
        let link = await sandbox.run("realname", "link", card, "--json")
        let url = try JSONValue(parsing: link.out)["url"]
        #expect(link.status == 0 && url != nil)
        let drawn = await sandbox.run("realname", "link", card, "--qr")
        // A link of the sandbox fits 33 modules; 4 of quiet zone on each side; on paper no colours.
        let rows = drawn.out.split(separator: "\n").filter { $0.count >= 41 && $0.allSatisfy { " ▀▄█#".contains($0) } }
        #expect(drawn.status == 0 && drawn.out.contains("/sandbox/realname/") && !drawn.out.contains("\u{1B}"))
        #expect([21, 41].contains(rows.count), "half blocks or ASCII: \(drawn.out)")
        let document = await sandbox.run("realname", "link", card, "--qr", "--json")
        #expect(document.status == 2 && document.out.isEmpty && document.err.contains("--qr"))
        let token = await sandbox.run("token", "pool")
        #expect(token.status == 0 && token.out.contains("***"))
        let raw = await sandbox.run("call", "accountAsset", "--raw")
        #expect(raw.status == 0 && raw.out.hasPrefix(#"{"code":0"#))
        _ = await sandbox.end()
    }

    @Test func theListenerSaysWhereItListensAndEndsWhenTold() async throws {
        let sandbox = try await SandboxProcess()
        let child = ChildProcess(["listen", "--port", "0"], environment: sandbox.environment)
        #expect(await child.firstLine().hasPrefix("listening on http://127.0.0.1:"))
        child.send(15)
        #expect(await child.finish().status == 0)
        _ = await sandbox.end()
    }
}

@Suite struct SignalTests {
    @Test func aSandboxThatIsToldToEndWhileItStartsEnds() async {
        // Thirty times, so that the signal falls into every part of the start.
        for round in 0..<30 {
            let home = TemporaryDirectory()
            let child = ChildProcess(
                ["sandbox", "--port", "0", "--cards", "5", "--quiet"], environment: Program.environment(home: home.path))
            if round % 2 == 0 { _ = await child.firstLine() }
            child.send(15)
            let run = await child.finish()
            #expect(run.status == 0 || run.status == 128 + 15)
        }
    }
}
