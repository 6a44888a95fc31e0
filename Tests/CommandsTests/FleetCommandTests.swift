// The profile's list from the command line, over real files and a real sandbox.

import JSONText
import SIMModel
import TestSupport
import Testing

@Suite(.serialized) struct FleetCommandTests {
    @Test func aFileIsTakenInLineByLineAndComesBackAsItWas() async throws {
        let sandbox = try await SandboxProcess()
        let list = """
            \u{FEFF}卡号,ICCID,标签,备注,地址\r
            14900000017,89860401000000000042,"车队,A",=HYPERLINK("x"),x\r
            abc,,,,\r
            14900000017,,ａ;b,夜班,\r
            8.98E+18,,,,\r
            14900000042,,-c,@home,\r

            """
        let file = sandbox.home.write(list, to: "list.csv")
        let dry = await sandbox.run("fleet", "import", file, "--dry-run")
        #expect(dry.status == 1 && dry.err.contains("would add 2 cards, merge 1 card"))
        #expect(try await sandbox.json(["fleet", "list"])["items"] == .array([]))

        let refused = sandbox.home.path + "/refused.csv"
        let first = await sandbox.run("fleet", "import", file, "--refused", refused, "--tag", "all")
        #expect(first.status == 1, "\(first.err)")
        #expect(first.err.contains("line 3") && first.err.contains("line 5") && first.err.contains("columns left out: 地址"))
        #expect(first.err.contains("2 cards added, 1 card already listed") && !first.err.contains("\u{1B}"))
        let lines = String(decoding: try #require(TestFile.read(refused)), as: UTF8.self)
        #expect(lines.contains(",3,abc,notANumber") && lines.contains(",5,8.98E+18,spreadsheetExponent"))

        let items = try await sandbox.json(["fleet", "list"])["items"]
        #expect(items?[0]?["tags"] == .strings(["A", "all", "b", "车队"]) && items?[0]?["note"] == .string("夜班"))
        #expect(items?[1]?["tags"] == .strings(["-c", "all"]) && items?[1]?["note"] == .string("@home"))

        let copy = sandbox.home.path + "/copy.csv"
        #expect(await sandbox.run("fleet", "export", "-o", copy).status == 0)
        let exported = String(decoding: try #require(TestFile.read(copy)), as: UTF8.self)
        #expect(exported.hasPrefix("\u{FEFF}simNo,iccid,tags,note\r\n\"=\"\"14900000017\"\"\",\"=\"\"89860401000000000042\"\"\""))
        #expect(exported.contains(",'-c;all,'@home\r\n"))
        let other = try await SandboxProcess()
        #expect(await other.run("fleet", "import", copy).status == 0)
        #expect(await other.run("fleet", "export").out == exported)
        #expect(await other.run("fleet", "export", "--tag", "Ｂ", "--format", "jsonl").out.split(separator: "\n").count == 1)
        // A file that cannot be written leaves what is there.
        #expect(await other.run("fleet", "export", "-o", other.home.path + "/none/x.csv").status == 2)
        _ = await other.end()
        _ = await sandbox.end()
    }

    @Test func nothingUsableEndsWithTwo() async throws {
        let sandbox = try await SandboxProcess()
        let none = await sandbox.run("fleet", "import", "-", input: "标签,备注\nx,y\n")
        #expect(none.status == 2 && none.err.contains("names no column of cards"))
        let many = await sandbox.run("fleet", "import", "-", input: (0..<50).map { "x\($0)\n" }.joined())
        #expect(many.status == 2 && many.err.contains("… and 30 more refused lines"))
        #expect(await sandbox.run("fleet", "import", "/none/x.csv").status == 2)
        _ = await sandbox.end()
    }

    @Test func tagsAndNotesByHand() async throws {
        let sandbox = try await SandboxProcess()
        #expect(await sandbox.run("fleet", "add", "14900000017", "14900000042").status == 0)
        #expect(await sandbox.run("fleet", "tag", "14900000017", "--add", "a，b").status == 0)
        #expect(await sandbox.run("fleet", "tag", "14900000017", "--remove", "Ａ").status == 0)
        let absent = await sandbox.run("fleet", "tag", "14900000017", "14900000999", "--add", "c")
        #expect(absent.status == 1 && absent.err.contains("1 card not in the list"))
        #expect(await sandbox.run("fleet", "tag", "14900000017").status == 2)
        #expect(await sandbox.run("fleet", "note", "14900000042", "night shift").status == 0)
        let tagged = try await sandbox.json(["fleet", "list", "--tag", "b"])["items"]
        #expect(tagged?[0]?["tags"] == .strings(["b", "c"]) && tagged?[1] == nil)
        #expect(await sandbox.run("fleet", "list", "--csv").out.contains("14900000042,,,night shift\r\n"))
        _ = await sandbox.end()
    }

    @Test func syncAddsWhatThePlatformListsAndTellsWhatItDoesNot() async throws {
        let sandbox = try await SandboxProcess()
        #expect(await sandbox.run("fleet", "add", "19999999999").status == 0)
        let dry = await sandbox.run("fleet", "sync", "--dry-run", "--jsonl")
        #expect(dry.status == 1 && dry.err.contains("the platform lists 200 cards; would add 200 cards"), "\(dry.err)")
        #expect(try await sandbox.json(["fleet", "list"])["items"]?[1] == nil)
        let sync = await sandbox.run("fleet", "sync", "--tag", "new", "--jsonl")
        #expect(sync.status == 1 && sync.err.contains("200 cards added"))
        #expect(sync.out.contains(#"{"simNo":"19999999999","change":"notListed"}"#))
        let list = await sandbox.run("fleet", "list", "--jsonl")
        #expect(list.out.split(separator: "\n").count == 201, "nothing is removed")
        #expect(await sandbox.run("fleet", "remove", "19999999999").status == 0)
        let again = await sandbox.run("fleet", "sync")
        #expect(again.status == 0 && again.err.contains("0 cards added"))
        #expect(await sandbox.run("fleet", "sync", "--series", "77").status == 4)
        _ = await sandbox.end()
    }
}
