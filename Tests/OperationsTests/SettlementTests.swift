// Which row of the platform's log is whose: found, not there, or not to be told.

import Operations
import SIMModel
import Testing

@Suite struct SettlementTests {
    let settlement = Settlement()

    @Test func aSerialNumberFindsItsCardsRow() {
        let asked = operation(1, .stop, .submitted, serial: "S1")
        let rows = [row(on: card(1)), row(serial: "S2"), row()]
        #expect(settlement.find(asked, in: rows) == .row(rows[2]))
        #expect(settlement.find(asked, in: Array(rows.prefix(2))) == .none)
    }

    @Test func aSerialNumberIsFoundWheneverItsRowCame() {
        let asked = operation(1, .stop, .submitted, serial: "S1")
        #expect(settlement.find(asked, in: [row(at: nil)]) == .row(row(at: nil)))
        let late = row(at: noon + .hours(9))
        #expect(settlement.find(asked, in: [late]) == .row(late))
    }

    @Test func aFailureOutweighsAnEarlierSuccess() {
        let asked = operation(1, .stop, .accepted, serial: "S1")
        let (good, bad) = (row(at: noon + .seconds(300)), row(status: 2, at: noon + .seconds(200)))
        #expect(settlement.find(asked, in: [good, bad]) == .row(bad))
    }

    @Test func withoutASerialTheCardTheKindAndTheTimeDecide() {
        let lost = operation(1, .stop, .unknown)
        #expect(settlement.find(lost, in: [row()]) == .row(row()))
        #expect(settlement.find(lost, in: [row(.resume)]) == .none)
        #expect(settlement.find(lost, in: [row(on: card(1))]) == .none)
        #expect(settlement.find(lost, in: [row(at: nil)]) == .none)
        #expect(settlement.find(lost, in: []) == .none)
    }

    @Test(arguments: [(-121, false), (-120, true), (0, true), (900, true), (901, false)] as [(Int64, Bool)])
    func theWindowIsTwoMinutesBeforeToFifteenAfter(offset: Int64, fits: Bool) {
        let entry = row(at: noon + .seconds(offset))
        let found = settlement.find(operation(1, .stop, .unknown), in: [entry])
        #expect(found == (fits ? .row(entry) : .none))
    }

    @Test func aKnownClockDifferenceMovesTheWindow() {
        var ours = settlement
        ours.clockSkew = .minutes(30)
        let entry = row(at: noon - .minutes(30))
        #expect(ours.find(operation(1, .stop, .unknown), in: [entry]) == .row(entry))
        #expect(ours.find(operation(1, .stop, .unknown), in: [row()]) == .none)
    }

    @Test func aPersonChoosesAmongTheRowsThatNobodyElseHasNearestFirst() {
        let lost = operation(1, .stop, .unknown)
        let (near, far) = (
            row(serial: "S8", at: noon + .seconds(60), operateID: 8), row(serial: "S9", at: noon + .hours(3), operateID: 9)
        )
        let others = [
            row(.resume, operateID: 10), row(on: card(1), operateID: 11), row(serial: "S5", operateID: 12), row(operateID: nil),
        ]
        let found = Settlement.candidates(
            for: lost, in: [far] + others + [near], others: [operation(2, .stop, .submitted, serial: "S5")], limit: 20)
        #expect(found == [near, far])
        #expect(Settlement.candidates(for: lost, in: [far, near], others: [], limit: 1) == [near])
    }

    @Test func twoRequestsThatFitAreNotGuessedBetween() {
        let lost = operation(1, .stop, .unknown)
        #expect(settlement.find(lost, in: [row(serial: "S1"), row(serial: "S2")]) == .ambiguous(2))
        #expect(settlement.find(lost, in: [row(serial: nil), row(serial: nil)]) == .ambiguous(2))
        // Two rows of one request are one candidate.
        let pair = [row(at: noon + .seconds(60)), row(at: noon + .seconds(90))]
        #expect(settlement.find(lost, in: pair) == .row(pair[1]))
    }

    @Test func aRowThatIsKnownToBeAnothersIsNoCandidate() {
        let lost = operation(2, .stop, .unknown)
        let claimed = operation(1, .stop, .confirmed, serial: "S1")
        #expect(settlement.find(lost, in: [row()], others: [claimed, lost]) == .none)
        let rows = [row(), row(serial: "S2")]
        #expect(settlement.find(lost, in: rows, others: [claimed]) == .row(rows[1]))
    }

    @Test func oneRowForTwoLostRequestsIsNotGuessed() {
        let (first, second) = (
            operation(1, .stop, .unknown), operation(2, .stop, .unknown, sentAt: noon + .seconds(30))
        )
        #expect(settlement.find(first, in: [row()], others: [first, second]) == .ambiguous(2))
        let longAgo = operation(2, .stop, .unknown, sentAt: noon - .hours(1))
        #expect(settlement.find(first, in: [row()], others: [first, longAgo]) == .row(row()))
        let ended = operation(2, .stop, .cancelled)
        #expect(settlement.find(first, in: [row()], others: [ended]) == .row(row()))
    }

    @Test(
        arguments: [
            (3, "复机", OperationKind.resume), (3, "", .resume), (9, "批量复机", .resume), (2, "停机", .stop),
            (8, "系统停机", .stop),
            (2, "", nil), (5, "限速", nil), (3, "停机", nil), (1, "停机复机", nil),
        ] as [(Int, String, OperationKind?)])
    func aRowsKindIsReadFromItsTextOrTheOneKnownNumber(type: Int, text: String, kind: OperationKind?) {
        var entry = row()
        (entry.actionType, entry.actionText) = (type, text)
        #expect(Settlement.kind(of: entry) == kind)
    }
}
