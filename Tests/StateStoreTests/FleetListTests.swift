// The profile's list of cards.

import SIMModel
import StateStore
import TestSupport
import Testing

@Suite struct FleetListTests {
    let folder = TemporaryDirectory()

    @Test func cardsStayInTheOrderTheyWereAdded() async throws {
        let fleet = FleetList(try StateDatabase(directory: folder.path))
        #expect(try await fleet.add([card(3), card(1)], at: noon) == 2)
        #expect(try await fleet.add([card(1), card(2), card(2)], at: noon) == 1)
        #expect(try await fleet.all() == [card(3), card(1), card(2)])
    }

    @Test func removingTellsHowManyWereThere() async throws {
        let fleet = FleetList(try StateDatabase(directory: folder.path))
        try await fleet.add(cards(4), at: noon)
        #expect(try await fleet.remove([card(0), card(9)]) == 1)
        #expect(try await fleet.all() == [card(1), card(2), card(3)])
    }
}
