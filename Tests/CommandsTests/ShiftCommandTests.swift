// report, remind and send as a script meets them.

import Glibc
import JSONText
import TestSupport
import Testing

@Suite struct ShiftCommandTests {
    private static let account = [
        "SIMDECK_BASE_URL": "http://127.0.0.1:9", "SIMDECK_APP_ID": "demo", "SIMDECK_PROFILE": "",
    ]

    /// No platform and no secret: none of these needs one.
    private func run(_ home: TemporaryDirectory, _ arguments: String...) async -> FinishedRun {
        await Program.run(arguments, environment: Program.environment(home: home.path, Self.account))
    }

    @Test func aReminderIsSetListedDueAndDone() async throws {
        let home = TemporaryDirectory()
        #expect(await run(home, "remind", "list", "--due").status == 0)
        let set = await run(home, "remind", "14900000017", "--at", "1m", "--text", "resume")
        #expect(set.status == 0 && set.err.contains("reminder r1") && set.err.contains("by itself"))
        #expect(await run(home, "remind", "14900000017", "--at", "soon").status == 2)
        #expect(await run(home, "remind", "14900000017", "--at", "2020-01-01 09:00").status == 2)
        // Not due yet: cron has nothing to say.
        #expect(await run(home, "remind", "list", "--due").status == 0)
        let list = await run(home, "remind", "list", "--json")
        let item = try #require(try JSONValue(parsing: list.out)["items"]?[0])
        #expect(item["simNos"] == .strings(["14900000017"]) && item["due"] == .bool(false))
        #expect(await run(home, "remind", "done", "r1").status == 0)
        #expect(await run(home, "remind", "done", "r1").status == 1)
        #expect(try JSONValue(parsing: await run(home, "remind", "list", "--all", "--json").out)["items"]?[0]?["doneBy"] != .null)
    }

    @Test func aDueReminderEndsWithOne() async throws {
        let home = TemporaryDirectory()
        _ = await run(home, "remind", "list")
        // One whose time has passed, as the next morning finds it.
        let sqlite = "/usr/bin/python3"
        let database = home.path + "/state/default/journal.sqlite"
        let found = TestFile.size(database) != nil ? database : home.path + "/state/env/journal.sqlite"
        let script =
            "import sqlite3,sys; c=sqlite3.connect(sys.argv[1]); c.execute(\"INSERT INTO reminders (cards, words, due_at, actor, created_at) VALUES ('14900000017', 'x', 1000, 'li', 500)\"); c.commit()"
        let made = await Program.run(["-c", script, found], environment: ["PATH": "/usr/bin"], executable: sqlite)
        #expect(made.status == 0, "\(made.err)")
        let due = await run(home, "remind", "list", "--due")
        #expect(due.status == 1 && due.out.contains("14900000017") == false && due.out.contains("r1"))
        let report = await run(home, "report", "--since", "2h")
        #expect(report.status == 0 && report.out.contains("**due** · r1"))
    }

    @Test func theSameSpanGivesTheSameBytesInBothLanguages() async throws {
        let home = TemporaryDirectory()
        let span = ["--since", "2026-11-24 08:00", "--until", "2026-11-24T20:00:00+08:00"]
        let environment = Program.environment(home: home.path, Self.account)
        let first = await Program.run(["report"] + span, environment: environment)
        let again = await Program.run(["report"] + span, environment: environment)
        #expect(first.status == 0 && first.out == again.out && first.out.contains("2026-11-24 08:00 – 2026-11-24 20:00 (UTC+8)"))
        let chinese = await Program.run(["report", "--lang", "zh"] + span, environment: environment)
        #expect(chinese.out.hasPrefix("# 交接单") && chinese.out.contains("未留存的内容"))
        let json = try JSONValue(parsing: await Program.run(["report", "--json"] + span, environment: environment).out)
        #expect(json["open"]?["total"] == .integer(0) && json["from"] == .string("2026-11-24T08:00:00+08:00"))
        #expect(await run(home, "report", "--since", "08:61").status == 2)
        #expect(await run(home, "report", "--since", "2h", "--until", "2000-01-01").status == 0)
    }

    @Test func sendingNeedsATerminal() async {
        let home = TemporaryDirectory()
        let file = home.write("x", to: "x.csv")
        let sent = await run(home, "send", file)
        #expect(sent.status == 2 && sent.err.contains("terminal"))
    }

    @Test func aStopRemembersWhatToResume() async throws {
        let sandbox = try await SandboxProcess(["--speed", "600"])
        let card = try await sandbox.activeCard()
        let wrong = await sandbox.run("stop", card, "--yes", "--remind-at", "2020-01-01")
        #expect(wrong.status == 2)
        #expect(await sandbox.run("ops", "list", "--csv").out.contains(card) == false)
        let stop = await sandbox.run("stop", card, "--yes", "--remind-at", "2h")
        #expect(stop.err.contains("reminder r1"))
        let list = try JSONValue(parsing: await sandbox.run("remind", "list", "--json").out)
        #expect(list["items"]?[0]?["simNos"] == .strings([card]))
        let report = await sandbox.run("report")
        #expect(report.out.contains("| stop |") && report.out.contains("r1 ·"))
        _ = await sandbox.end()
    }
}
