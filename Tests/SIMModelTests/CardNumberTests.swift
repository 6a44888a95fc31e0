// Packed numbers behave like the texts they stand for.

import SIMModel
import TestSupport
import Testing

@Suite struct CardNumberTests {
    @Test(arguments: [
        "1", "14900000042", "8986040100", "89860401000", "8986040100000000004", "89860401000000000042", "898604A100000000004Z",
        "00000",
    ])
    func aNumberReadsBack(_ text: String) {
        let number = CardNumber(text)
        #expect(number?.description == text)
        #expect(number?.count == text.count)
        #expect(number.map { String(decoding: $0.ascii, as: UTF8.self) } == text)
    }

    @Test(arguments: ["", "1490 0", "149-0", "１４９", "898604010000000000421", "é", "\0"]) func whatIsNoNumberIsRefused(
        _ text: String
    ) {
        #expect(CardNumber(text) == nil)
    }

    @Test func lettersAreComparedWithoutCase() {
        #expect(CardNumber("abc") == CardNumber("ABC"))
        #expect(CardNumber("14900000042") != CardNumber("1490000004"))
    }

    @Test func orderIsThatOfTheTexts() {
        let random = SeededRandom(2)
        let letters = Array("0189AZ")
        func text() -> String { String((0..<random.pick(1..<21)).map { _ in letters[random.pick(0..<letters.count)] }) }
        for _ in 0..<3000 {
            let (left, right) = (text(), text())
            guard let a = CardNumber(left), let b = CardNumber(right) else {
                Issue.record("\(left) \(right)")
                return
            }
            #expect((a < b) == (left < right))
            #expect((a == b) == (left == right))
        }
    }

    @Test func anICCIDIsComparedOnItsFirst19Characters() {
        let (short, long, other) = (
            CardNumber("8986040100000000004"), CardNumber("8986040100000000004X"), CardNumber("8986040100000000005X")
        )
        #expect(short?.comparisonKey == long?.comparisonKey)
        #expect(long?.comparisonKey != other?.comparisonKey)
        #expect(short?.isICCID == true && long?.isICCID == true)
        #expect(CardNumber("14900000042")?.isICCID == false)
        #expect(CardNumber("898604010000000000")?.isICCID == false)
        #expect(CardNumber("1")?[5] == nil)
        #expect(CardNumber("1")?[-1] == nil)
    }

    @Test func aSearchFindsWhatTheTextsContain() throws {
        let dice = SeededRandom(7)
        func number(_ most: Int, _ letters: String) -> CardNumber? {
            let characters = Array(letters)
            let length = 1 + dice.pick(0..<most)
            return CardNumber(String((0..<length).map { _ in characters[dice.pick(0..<characters.count)] }))
        }
        var found = 0
        for _ in 0..<4_000 {
            // Few different characters, so that parts repeat and overlap.
            let whole = try #require(number(20, "01A9"))
            let part = try #require(number(5, "01A9"))
            let wanted = whole.description.contains(part.description)
            #expect(CardNumberSearch(part).matches(whole) == wanted, "\(part) in \(whole)")
            if wanted { found += 1 }
        }
        #expect(found > 400)
        let full = try #require(CardNumber("89860401000000000429"))
        #expect(CardNumberSearch(full).matches(full))
    }

    @Test func mixedBitsTellNeighboursApart() {
        var seen: Set<UInt64> = []
        for number in 14_900_000_000..<14_900_020_000 {
            if let card = CardNumber(String(number)) { seen.insert(card.mixedBits & 0xFFFF) }
        }
        // 20,000 throws into 65,536 places leave about 17,200 of them used.
        #expect(seen.count > 16_500)
    }
}
