// A list read in pieces is the list read whole, wherever the cuts fall.

import TestSupport
import Testing

@testable import SIMModel

@Suite struct CardListStreamTests {
    private static let lists = [
        "14900000017\n14900000042\r\n14900000107", "\u{FEFF}simNo,tag\r\n\"１4900000017\",a\r\n14900000042,\"b\nc\"\r\n",
        "iccid;note\n89860401000000000042;x\n89860401000000000059;\"a;\"\"b\"\"\"\n", "14900000017\r14900000042\r14900000107\r",
        "14900000017 14900000042\n# no card\n\n14900000107\n", "simNo\nabc\n14900000017\n8.98E+18\n",
        "name,place\nx,y\n", "14900000017\n\"never closed\n14900000042\n",
    ]

    @Test(arguments: lists) func cutsDoNotMatter(_ list: String) {
        let whole = CardListText.read(list)
        let bytes = Array(list.utf8)
        for size in 1...(bytes.count + 1) {
            var stream = CardListStream()
            var numbers: [CardNumber] = []
            for start in stride(from: 0, to: bytes.count, by: size) {
                numbers += stream.feed(bytes[start..<min(start + size, bytes.count)])
            }
            numbers += stream.finish()
            #expect(stream.problems == whole.problems, "pieces of \(size)")
            // What stood before a quote that is never closed has been taken by then.
            if stream.problems.last?.reason != .unclosedQuote { #expect(numbers == whole.numbers, "pieces of \(size)") }
        }
    }

    @Test func rubbishNeitherCrashesNorGrows() {
        let dice = SeededRandom(11)
        for _ in 0..<300 {
            var stream = CardListStream()
            for _ in 0..<20 { _ = stream.feed((0..<97).map { _ in UInt8(truncatingIfNeeded: dice.next()) }) }
            _ = stream.finish()
            #expect(stream.problems.count <= CardListStream.problemsKept)
            #expect(stream.problemCount >= stream.problems.count)
        }
    }

    @Test func aRecordWithoutEndStopsTheReading() {
        var stream = CardListStream()
        #expect(stream.feed(Array("14900000017\n14900000042\n\"".utf8)).count == 2)
        let line = Array(repeating: UInt8(ascii: "1"), count: 1 << 22)
        for _ in 0..<5 { #expect(stream.feed(line).isEmpty) }
        #expect(stream.isBroken)
        #expect(stream.problems.map(\.reason) == [.unclosedQuote])
        #expect(stream.problems.map(\.line) == [3])
        #expect(stream.feed(Array("\n14900000042\n".utf8)).isEmpty)
    }
}
