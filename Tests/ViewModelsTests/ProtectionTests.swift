// Protected cards: what a toggle means, what a question leaves out, and what a filter finds.

import SIMModel
import StateStore
import TestSupport
import Testing

@testable import ViewModels

@Suite("Protected cards")
@MainActor struct ProtectionTests {
    private func rig() async throws -> Rig {
        let rig = try Rig(cards: 5)
        await rig.open()
        return rig
    }

    @Test("A toggle protects before it releases, and tells what stands on the disk")
    func toggle() async throws {
        let rig = try await rig()
        let protection = rig.workspace.protection
        #expect(protection.intent([Rig.card(1)]) == .protect([Rig.card(1)]))
        protection.protect([Rig.card(1)], reason: "lift")
        #expect(protection.last == nil)
        await rig.workspace.work.untilIdle()
        #expect(protection.last?.outcome == .protected(1))
        #expect(protection.protection(of: Rig.card(1)) == Protection(reason: "lift", actor: "test", at: rig.time.wall))
        #expect(protection.intent([Rig.card(1), Rig.card(2)]) == .protect([Rig.card(1), Rig.card(2)]))
        #expect(protection.intent([Rig.card(1)]) == .release([Rig.card(1)]))
        #expect(rig.frame().rows.map(\.isProtected) == [false, true, false, false, false])
        protection.release([Rig.card(1)])
        await rig.workspace.work.untilIdle()
        #expect(protection.last?.outcome == .released(1))
        #expect(protection.isEmpty)
    }

    @Test("A card known by its ICCID alone cannot be protected: operations go by the simNo")
    func iccid() async throws {
        let rig = try await rig()
        let iccid = try #require(CardNumber("89860401000000000421"))
        #expect(rig.workspace.protection.intent([iccid, Rig.card(1)]) == .unknownSimNo)
    }

    @Test("More than one card: protected ones are left out; a single one is told as protected")
    func proposal() async throws {
        let rig = try await rig()
        rig.workspace.protection.protect([Rig.card(1)], reason: nil)
        await rig.workspace.work.untilIdle()
        rig.cards.markAllShown()
        let many = rig.cards.proposal(for: .stop)
        #expect(many.willDo.count == 4)
        #expect(many.leftOut.map(\.card) == [Rig.card(1)])
        #expect(many.leftOut.map(\.reason) == [.protected])
        #expect(many.protection == nil)
        rig.cards.unmarkAll()
        rig.cards.moveTo(Rig.card(1))
        let one = rig.cards.proposal(for: .stop)
        #expect(one.willDo == [Rig.card(1)])
        #expect(one.protection?.actor == "test")
    }

    @Test("The filter finds them, also in Chinese")
    func filter() async throws {
        let rig = try await rig()
        rig.cards.setFilter("protected:yes")
        #expect(rig.frame().rows.isEmpty)
        rig.workspace.protection.protect([Rig.card(3)], reason: nil)
        await rig.workspace.work.untilIdle()
        #expect(rig.frame().rows.map(\.simNo) == [Rig.card(3)])
        rig.cards.setFilter("保护:否")
        #expect(rig.frame().rows.count == 4)
    }

    @Test("What another simdeck protects is seen within half a minute")
    func others() async throws {
        let rig = try await rig()
        _ = try await rig.protected.protect([Rig.card(2)], reason: nil, by: "other", at: rig.time.wall)
        rig.frame()
        #expect(rig.workspace.protection.isEmpty)
        await rig.pass(.seconds(31))
        rig.frame()
        await rig.workspace.work.untilIdle()
        #expect(rig.workspace.protection.protection(of: Rig.card(2))?.actor == "other")
    }
}
