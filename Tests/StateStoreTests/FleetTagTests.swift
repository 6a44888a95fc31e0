// Tags, notes and saved filters of the profile's list.

import SIMModel
import TestSupport
import Testing

@testable import StateStore

@Suite struct FleetTagTests {
    let folder = TemporaryDirectory()

    private func entry(_ number: Int, _ tags: [String] = [], note: String? = nil) -> FleetEntry {
        FleetEntry(simNo: card(number), tags: tags, note: note)
    }

    private func tags(_ snapshot: FleetSnapshot) -> [[String]] {
        snapshot.numbers.indices.map { row in
            let set = snapshot.setOfRow.isEmpty ? 0 : Int(snapshot.setOfRow[row])
            return snapshot.tagSets[set].map { snapshot.tagNames[$0] }
        }
    }

    @Test func aListIsMergedNotReplaced() async throws {
        let fleet = FleetList(try StateDatabase(directory: folder.path))
        var counts = try await fleet.merge([entry(1, ["车队", "A"], note: "old"), entry(2)], at: noon)
        #expect(counts.added == 2 && counts.merged == 0)
        counts = try await fleet.merge(
            [entry(2, ["ａ"]), entry(1, ["b"], note: "new"), entry(1), entry(3)], tags: ["all"], at: noon)
        #expect(counts.added == 1 && counts.merged == 3)
        let snapshot = try await fleet.snapshot()
        #expect(tags(snapshot) == [["A", "all", "b", "车队"], ["A", "all"], ["all"]])
        #expect(snapshot.notes == [0: "new"])
        // As many combinations as there are, each once.
        #expect(Set(snapshot.setOfRow).count == 3)
    }

    @Test func aCardKnownByItsICCIDIsOneCard() async throws {
        let fleet = FleetList(try StateDatabase(directory: folder.path))
        let iccid = try #require(CardNumber("89860401000000000042"))
        let worn = try #require(CardNumber("8986040100000000004"))
        try await fleet.add([iccid], at: noon)
        let counts = try await fleet.merge(
            [FleetEntry(simNo: card(5), iccid: worn, tags: ["x"]), FleetEntry(simNo: worn, tags: ["y"])], at: noon)
        #expect(counts.added == 0 && counts.merged == 2)
        let snapshot = try await fleet.snapshot()
        #expect(snapshot.numbers == [card(5)] && tags(snapshot) == [["x", "y"]])
    }

    @Test func tagsAndNotesChangeByHand() async throws {
        let fleet = FleetList(try StateDatabase(directory: folder.path))
        _ = try await fleet.merge([entry(1, ["a"]), entry(2, ["a", "b"])], at: noon)
        var counts = try await fleet.tag([card(1), card(2), card(9)], add: ["c"], remove: ["Ａ", "never"])
        #expect(counts.found == 2 && counts.changed == 2)
        counts = try await fleet.tag([card(1)], add: ["c"], remove: [])
        #expect(counts.found == 1 && counts.changed == 0)
        counts = try await fleet.note([card(1), card(9)], "夜班")
        #expect(counts.found == 1 && counts.changed == 1)
        var snapshot = try await fleet.snapshot()
        #expect(tags(snapshot) == [["c"], ["b", "c"]] && snapshot.notes == [0: "夜班"])
        #expect(snapshot.tagNames == ["b", "c"], "a tag of no card is forgotten")
        _ = try await fleet.note([card(1)], nil)
        try await fleet.remove([card(2)])
        snapshot = try await fleet.snapshot()
        #expect(snapshot.notes.isEmpty && snapshot.tagNames == ["c"] && snapshot.tagSets == [[], [0]])
    }

    @Test func pagesFollowEachOtherAndFilterByTag() async throws {
        let fleet = FleetList(try StateDatabase(directory: folder.path))
        _ = try await fleet.merge((0..<25).map { entry($0, $0 % 3 == 0 ? ["X"] : [], note: "n\($0)") }, at: noon)
        var seen: [FleetEntry] = []
        var last: Int64 = 0
        while true {
            let page = try await fleet.page(after: last, limit: 10, tag: "ｘ")
            seen += page.entries
            if page.last == last { break }
            last = page.last
        }
        #expect(seen == stride(from: 0, to: 25, by: 3).map { entry($0, ["X"], note: "n\($0)") })
    }

    /// What is exported and imported again is the same, whatever order the tags first came in.
    @Test func theListComesBackFromItsOwnFile() async throws {
        let dice = SeededRandom(12)
        let words = ["b", "A", "车队", "=x", "2024", "-c", "'+d", "０１"]
        let notes = [nil, "夜班", "=1+1", "'=x", "13800138000", "a,\"b\"", "@home", "1-2"]
        let given = (0..<300).map { number in
            let iccid = dice.pick(0..<3) == 0 ? CardNumber("8986040\(100_000_000_000 + number)") : nil
            return FleetEntry(
                simNo: card(number), iccid: iccid, tags: words.filter { _ in dice.pick(0..<3) == 0 },
                note: notes[dice.pick(0..<8)])
        }
        var texts: [String] = []
        var entries = given
        for round in 0..<3 {
            let fleet = FleetList(try StateDatabase(directory: folder.path + "/\(round)"))
            _ = try await fleet.merge(entries, at: noon)
            let kept = try await fleet.page(after: 0, limit: 1000).entries
            #expect(kept.map { Set($0.tags) } == given.map { Set($0.tags) } && kept.map(\.note) == given.map(\.note))
            #expect(kept.map(\.iccid) == given.map(\.iccid))
            texts.append(FleetListText.header + kept.map(FleetListText.line).joined())
            var stream = FleetListStream()
            entries = stream.feed(Array(texts[round].utf8)) + stream.finish()
            #expect(stream.takeRefusals().isEmpty)
        }
        #expect(texts[1] == texts[0] && texts[2] == texts[0])
    }

    @Test func tooManyDifferentTagsAreNone() async throws {
        let fleet = FleetList(try StateDatabase(directory: folder.path))
        await #expect(throws: StoreError.self) {
            _ = try await fleet.merge((0...FleetList.mostTags).map { entry($0, ["t\($0)"]) }, at: noon)
        }
        #expect(try await fleet.all().isEmpty)
    }

    @Test func tabsKeepTheirOrder() async throws {
        let tabs = FilterTabs(try StateDatabase(directory: folder.path))
        _ = try await tabs.save(FilterTab(name: "stopped", filter: "status:stopped"))
        _ = try await tabs.save(FilterTab(name: "acme", filter: "tag:acme"))
        #expect(try await tabs.save(FilterTab(name: "stopped", filter: "status:4")).map(\.filter) == ["status:4", "tag:acme"])
        #expect(try await tabs.rename("stopped", to: "停机").map(\.name) == ["停机", "acme"])
        #expect(try await tabs.delete("停机") == [FilterTab(name: "acme", filter: "tag:acme")])
        for number in 1..<FilterTab.most { _ = try await tabs.save(FilterTab(name: "\(number)", filter: "x")) }
        await #expect(throws: StoreError.self) { _ = try await tabs.save(FilterTab(name: "one more", filter: "x")) }
    }
}
