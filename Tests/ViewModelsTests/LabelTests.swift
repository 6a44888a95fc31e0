// Tags, notes and saved filters in the console's facts.

import SIMModel
import StateStore
import TestSupport
import Testing

@testable import ViewModels

@Suite @MainActor struct LabelTests {
    @Test func aCardWithoutTagsCostsNothing() {
        var tags = FleetTags()
        #expect(tags.hasNoTags && tags.tags(999_999).isEmpty)
        let news = [tags.set(["a", "b"], 3), tags.set(["a", "b"], 1), tags.set(["a", "b"], 1)]
        #expect(news == [true, true, false])
        #expect(tags.sets.count == 2, "one combination beside the empty one")
        let changes = [tags.change(3, add: ["C"], remove: ["ａ"]), tags.change(3, add: ["c"], remove: ["never"])]
        #expect(changes == [true, false] && tags.tags(3) == ["b", "C"])
        #expect(tags.ranks[Int(tags.set(0))] == nil)
    }

    @Test func tagsAreFoundByNameWidthCaseAndInitials() throws {
        var tags = FleetTags()
        _ = tags.set(["深度测控", "ACME"], 0)
        #expect(tags.passes(.tag(FleetTag.key("ａｃｍｅ")), 0) && tags.passes(.tag("sdck"), 0))
        #expect(!tags.passes(.tag("acm"), 0) && tags.passes(.word("cm"), 0) && tags.passes(.word("sd"), 0))
        #expect(tags.passes(.noTag, 1) && !tags.passes(.noTag, 0))
        #expect(try FilterParser.parse("tag:?") == .label(.noTag) && FilterParser.parse("标签：车队") == .label(.tag("车队")))
        #expect(throws: FilterProblem.self) { try FilterParser.parse("tag>a") }
    }

    @Test func aTagIsOnTheDiskAndThenOnTheScreen() async throws {
        let rig = try Rig(cards: 3)
        _ = try await rig.fleetList.add([Rig.card(0), Rig.card(1)], at: rig.time.wall)
        await rig.open()
        rig.workspace.labels.perform(.tag([Rig.card(0), Rig.card(2)], add: ["车队"], remove: []))
        await rig.workspace.work.untilIdle()
        #expect(rig.workspace.labels.last?.outcome == .tagged(changed: 1, absent: 1))
        #expect(rig.frame().rows.map(\.tags) == [["车队"], [], []] && rig.frame().hasTags)
        rig.workspace.labels.perform(.note([Rig.card(1)], " night\nshift "))
        await rig.workspace.work.untilIdle()
        let kept = try await rig.fleetList.snapshot()
        #expect(kept.tagNames == ["车队"] && kept.notes == [1: "night shift"])
        rig.cards.setFilter("tag:cd")
        #expect(rig.frame().rows.map(\.simNo) == [Rig.card(0)])
        #expect(rig.frame(withDetails: true).details?.tags == ["车队"])
        rig.workspace.labels.perform(.tag([Rig.card(0)], add: [], remove: ["车队"]))
        await rig.workspace.work.untilIdle()
        #expect(rig.frame().rows.isEmpty, "a filter on tags follows them")
        await rig.workspace.stop()
    }

    @Test func keptLabelsComeWithTheirCards() async throws {
        let rig = try Rig(cards: 2)
        var kept = FleetSnapshot()
        kept.numbers = [Rig.card(1), Rig.card(7)]
        kept.tagNames = ["x"]
        kept.tagSets = [[], [0]]
        kept.setOfRow = [1, 1]
        kept.notes = [1: "later"]
        rig.workspace.take(kept)
        #expect(rig.frame().rows.map(\.tags) == [[], ["x"]])
        rig.workspace.load([Rig.card(7)], percent: nil)
        rig.workspace.loaded(nil)
        rig.cards.setFilter("note:late")
        #expect(rig.frame().rows.map(\.tags) == [["x"]])
    }

    @Test func tabsAreSavedSteppedRenamedAndDeleted() async throws {
        let rig = try Rig(cards: 3)
        await rig.open()
        let labels = rig.workspace.labels
        #expect(rig.frame().tabs.isEmpty)
        rig.cards.setFilter("status:stopped")
        labels.perform(.saveTab(" down "))
        await rig.workspace.work.untilIdle()
        rig.cards.setFilter("tag:acme")
        labels.perform(.saveTab("acme"))
        await rig.workspace.work.untilIdle()
        #expect(
            rig.frame().tabs.map(\.name) == [nil, "down", "acme"] && rig.frame().tabs.map(\.isActive) == [false, false, true])
        labels.perform(.stepTab(1))
        #expect(rig.frame().filter.isEmpty && rig.frame().tabs.first?.isActive == true)
        labels.perform(.stepTab(-1))
        labels.perform(.stepTab(-1))
        #expect(rig.frame().filter == "status:stopped")
        labels.perform(.renameTab("停机"))
        await rig.workspace.work.untilIdle()
        #expect(labels.facts.activeTab == "停机")
        labels.perform(.deleteTab)
        await rig.workspace.work.untilIdle()
        #expect(labels.tabs == [FilterTab(name: "acme", filter: "tag:acme")] && labels.last?.outcome == .tabDeleted("停机"))
        await rig.workspace.stop()
    }
}
