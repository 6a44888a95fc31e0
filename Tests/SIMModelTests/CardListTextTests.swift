// Lists of cards as people have them: from a mail, a spreadsheet, another program, a Chinese keyboard.

import TestSupport
import Testing

@testable import SIMModel

@Suite struct CardListTextTests {
    static func numbers(_ text: String) -> [String] { CardListText.read(text).numbers.map(\.description) }

    @Test(arguments: [
        ("14900000017\n14900000042\n", ["14900000017", "14900000042"]),
        ("\u{FEFF}14900000017\r\n14900000042\r\n", ["14900000017", "14900000042"]),
        ("14900000017\r14900000042", ["14900000017", "14900000042"]),
        ("  14900000017  \t14900000042 ", ["14900000017", "14900000042"]),
        ("14900000017, 14900000042;14900000107", ["14900000017", "14900000042", "14900000107"]),
        ("14900000017;14900000042", ["14900000017", "14900000042"]),
        ("14900000017，14900000042；14900000107、14900000311", ["14900000017", "14900000042", "14900000107", "14900000311"]),
        ("１４９００００００１７", ["14900000017"]),
        ("'14900000017\n`14900000042\n“14900000107”", ["14900000017", "14900000042", "14900000107"]),
        ("\"14900000017\",\"14900000042\"", ["14900000017", "14900000042"]),
        ("=\"89860401000000000042\"", ["89860401000000000042"]),
        ("simNo,note\n14900000017,\"=\"\"x\"\"\"", ["14900000017"]),
        ("iccid\n\"=\"\"89860401000000000042\"\"\"", ["89860401000000000042"]),
        ("898604A100000000004b", ["898604A100000000004B"]),
        ("# mine\n14900000017\n#14900000042\n\n", ["14900000017"]),
        ("tag,SIM No,x\na,14900000017,1\nb, \"14900000042\" ,2", ["14900000017", "14900000042"]),
        ("卡号;备注\n14900000017;测试\n14900000042;", ["14900000017", "14900000042"]),
        ("ICCID\tsimNo\n89860401000000000042\t14900000017", ["89860401000000000042"]),
        ("备注,物联卡号\n,14900000017\n", ["14900000017"]),
        ("sim_no\n14900000017", ["14900000017"]),
        ("14900000017\u{3000}14900000042", ["14900000017", "14900000042"]),
        ("149\u{200B}00000017", ["14900000017"]),
        ("# mine, yours\n14900000017", ["14900000017"]),
        ("# mine\nsimNo,tag\n14900000017,a", ["14900000017"]),
        (",,\n14900000017,", ["14900000017"]),
        ("１４９００００００１７,１４９００００００４２", ["14900000017", "14900000042"]),
        ("", []), ("\n\n", []), ("\u{FEFF}", []),
    ]) func theCardsAreFound(_ text: String, _ expected: [String]) {
        let reading = CardListText.read(text)
        #expect(reading.numbers.map(\.description) == expected)
        #expect(reading.problems.isEmpty)
    }

    @Test func aCardNamedTwiceCountsOnceAndInTheOrderOfTheText() {
        let reading = CardListText.read(
            "14900000042\n14900000017\n14900000042\n１４９０００００042\n898604a100000000004b 898604A100000000004B")
        #expect(reading.numbers.map(\.description) == ["14900000042", "14900000017", "898604A100000000004B"])
        #expect(reading.duplicates == 3)
    }

    @Test func whatIsNoCardIsToldWithItsLineAndTheRestIsRead() {
        let reading = CardListText.read(
            "14900000017\nhello\n8.986E+18\n1490\n14900000042\n123456789012345678901\n149-000-0\nabcdef\n")
        #expect(reading.numbers.map(\.description) == ["14900000017", "14900000042"])
        #expect(
            reading.problems == [
                .init(line: 2, text: "hello", reason: .notANumber),
                .init(line: 3, text: "8.986E+18", reason: .spreadsheetExponent),
                .init(line: 4, text: "1490", reason: .notANumber),
                .init(line: 6, text: "123456789012345678901", reason: .notANumber),
                .init(line: 7, text: "149-000-0", reason: .notANumber),
                .init(line: 8, text: "abcdef", reason: .notANumber),
            ])
    }

    @Test func linesOfASpreadsheetAreCountedThroughItsLineBreaks() {
        let reading = CardListText.read("note,simNo\r\n\"two\r\nlines\",14900000017\r\nx,bad\r\n,\r\ny,\r\n")
        #expect(reading.numbers.count == 1)
        #expect(
            reading.problems == [.init(line: 4, text: "bad", reason: .notANumber), .init(line: 6, text: "", reason: .notANumber)])
    }

    @Test func aHeaderWithoutNumbersAndAnOpenQuoteTakeNothing() {
        let header = CardListText.read("name,price\na,14900000017\n")
        #expect(header.numbers.isEmpty)
        #expect(header.problems == [.init(line: 1, text: "name,price", reason: .noCardColumn)])
        let quote = CardListText.read("14900000017\n\"14900000042\n14900000107\n")
        #expect(quote.numbers.isEmpty)
        #expect(quote.problems.map(\.line) == [2])
        #expect(quote.problems.map(\.reason) == [.unclosedQuote])
    }

    @Test func aLongListIsReadWhole() {
        let text = (0..<50_000).map { "149\(10_000_000 + $0)" }.joined(separator: "\r\n")
        let reading = CardListText.read(text)
        #expect(reading.numbers.count == 50_000)
        #expect(reading.numbers.last?.description == "14910049999")
        #expect(reading.problems.isEmpty)
    }

    @Test func rubbishIsEitherANumberOrToldAndNothingIsInvented() {
        let random = SeededRandom(4)
        let pieces = [
            "14900000017", "9", "１", "\"", ",", ";", "\t", "\n", "\r\n", "#", "=", " ", "E+18", "停", "\u{FEFF}", "simNo", "-",
            "\0", "👩‍👩‍👧",
        ]
        for _ in 0..<3000 {
            let text = (0..<random.pick(0..<14)).map { _ in pieces[random.pick(0..<pieces.count)] }.joined()
            let reading = CardListText.read(text)
            #expect(Set(reading.numbers).count == reading.numbers.count)
            let plain = String(
                text.unicodeScalars.map {
                    (0xFF01...0xFF5E).contains($0.value) ? Character(Unicode.Scalar($0.value - 0xFEE0) ?? $0) : Character($0)
                })
            let kept = plain.uppercased().filter { $0.isASCII && ($0.isLetter || $0.isNumber) }
            for number in reading.numbers { #expect(kept.contains(number.description), "\(text.debugDescription)") }
            let lines = text.count { $0.isNewline } + 1
            #expect(reading.problems.allSatisfy { (1...lines).contains($0.line) })
        }
    }
}
