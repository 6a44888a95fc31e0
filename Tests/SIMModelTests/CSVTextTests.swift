// CSV as spreadsheets write it, and as they read it.

import TestSupport
import Testing

@testable import SIMModel

@Suite struct CSVTextTests {
    @Test(arguments: [
        ("a,b\nc", [["a", "b"], ["c"]]),
        ("a,b\r\nc,d\r\n", [["a", "b"], ["c", "d"]]),
        ("a\rb", [["a"], ["b"]]),
        ("\n\r\n\na\n\n", [["a"]]),
        (",\n,,", [["", ""], ["", "", ""]]),
        ("\"a,b\",\"c\"\"d\"", [["a,b", "c\"d"]]),
        ("\"a\r\nb\",c", [["a\r\nb", "c"]]),
        ("\"\"", [[""]]),
        ("\"a\"b,c", [["ab", "c"]]),
        ("a\"b\"", [["a\"b\""]]),
        ("\"\"\"\"", [["\""]]),
        ("停机,\"复,机\"", [["停机", "复,机"]]),
        ("a,", [["a", ""]]),
        ("", []),
    ]) func recordsAreReadAsASpreadsheetMeansThem(_ text: String, _ fields: [[String]]) throws {
        #expect(try CSVText.records(text).map(\.fields) == fields)
    }

    @Test func everyRecordKnowsItsLine() throws {
        let records = try CSVText.records("a\r\n\"b\nb\r\nb\"\n\nc\rd")
        #expect(records.map(\.line) == [1, 2, 6, 7])
        #expect(try CSVText.records("a;b\tc", separator: ";").map(\.fields) == [["a", "b\tc"]])
    }

    @Test func anUnclosedQuoteIsToldWithItsLine() {
        #expect(throws: CSVText.Problem(line: 2, reason: "a quote that is never closed")) { try CSVText.records("a\n\"b\nc\n") }
    }

    @Test func whatIsWrittenReadsBackTheSame() throws {
        let random = SeededRandom(1)
        let pieces = ["a", "\"", ",", "\n", "\r\n", "停", " ", "1", "''"]
        for _ in 0..<2000 {
            let fields = (0..<random.pick(1..<5)).map { _ in
                (0..<random.pick(0..<6)).map { _ in pieces[random.pick(0..<pieces.count)] }.joined()
            }
            if fields == [""] { continue }
            #expect(try CSVText.records(CSVText.line(fields)).map(\.fields) == [fields])
        }
    }

    @Test func nothingIsWrittenThatASpreadsheetWouldRun() {
        #expect(CSVText.line(["=1+1", "+cmd", "-x", "@x", "-12.5", "+3", "a"]) == "'=1+1,'+cmd,'-x,'@x,-12.5,+3,a")
    }
}
