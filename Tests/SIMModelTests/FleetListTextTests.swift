// A list with tags and notes reads the same in every encoding and wherever its pieces are cut.

import TestSupport
import Testing

@testable import SIMModel

@Suite struct FleetListTextTests {
    struct Read: Equatable {
        var entries: [FleetEntry] = []
        var refusals: [FleetRefusal] = []
        var encoding: TextEncoding?
    }

    static func read(_ bytes: [UInt8], pieces: Int? = nil) -> Read {
        var stream = FleetListStream()
        var out = Read()
        let size = max(1, pieces ?? bytes.count)
        for start in stride(from: 0, to: bytes.count, by: size) {
            out.entries += stream.feed(bytes[start..<min(start + size, bytes.count)])
            out.refusals += stream.takeRefusals()
        }
        out.entries += stream.finish()
        out.refusals += stream.takeRefusals()
        out.encoding = stream.encoding
        return out
    }

    static func number(_ text: String) -> CardNumber { CardNumber(text) ?? CardNumber(ascii: [0x30])! }

    static let chinese = "卡号,ICCID,标签,备注,地址\r\n14900000017,89860401000000000042,\"车队,深度测控\",夜班\r\n14900000042,,A|b,\r\n"
    /// The same in GB18030, written by another program.
    static let gb18030: [UInt8] = [
        0xbf, 0xa8, 0xba, 0xc5, 0x2c, 0x49, 0x43, 0x43, 0x49, 0x44, 0x2c, 0xb1, 0xea, 0xc7, 0xa9, 0x2c, 0xb1, 0xb8, 0xd7, 0xa2,
        0x2c, 0xb5, 0xd8, 0xd6, 0xb7, 0x0d, 0x0a, 0x31, 0x34, 0x39, 0x30, 0x30, 0x30, 0x30, 0x30, 0x30, 0x31, 0x37, 0x2c, 0x38,
        0x39, 0x38, 0x36, 0x30, 0x34, 0x30, 0x31, 0x30, 0x30, 0x30, 0x30, 0x30, 0x30, 0x30, 0x30, 0x30, 0x30, 0x34, 0x32, 0x2c,
        0x22, 0xb3, 0xb5, 0xb6, 0xd3, 0x2c, 0xc9, 0xee, 0xb6, 0xc8, 0xb2, 0xe2, 0xbf, 0xd8, 0x22, 0x2c, 0xd2, 0xb9, 0xb0, 0xe0,
        0x0d, 0x0a, 0x31, 0x34, 0x39, 0x30, 0x30, 0x30, 0x30, 0x30, 0x30, 0x34, 0x32, 0x2c, 0x2c, 0x41, 0x7c, 0x62, 0x2c, 0x0d,
        0x0a,
    ]
    static let expected = [
        FleetEntry(simNo: number("14900000017"), iccid: number("89860401000000000042"), tags: ["车队", "深度测控"], note: "夜班"),
        FleetEntry(simNo: number("14900000042"), tags: ["A", "b"]),
    ]

    static func wide(_ text: String, little: Bool, mark: Bool) -> [UInt8] {
        (mark ? [0xFEFF] + Array(text.utf16) : Array(text.utf16)).flatMap { unit -> [UInt8] in
            let bytes = [UInt8(unit & 0xFF), UInt8(unit >> 8)]
            return little ? bytes : bytes.reversed()
        }
    }

    @Test func everyEncodingReadsTheSameWhereverItIsCut() {
        let texts: [(TextEncoding, [UInt8])] = [
            (.utf8, Array(Self.chinese.utf8)), (.utf8, [0xEF, 0xBB, 0xBF] + Array(Self.chinese.utf8)), (.gb18030, Self.gb18030),
            (.utf16LittleEndian, Self.wide(Self.chinese, little: true, mark: true)),
            (.utf16LittleEndian, Self.wide(Self.chinese, little: true, mark: false)),
            (.utf16BigEndian, Self.wide(Self.chinese, little: false, mark: true)),
            (.utf16BigEndian, Self.wide(Self.chinese, little: false, mark: false)),
        ]
        for (encoding, bytes) in texts {
            for size in [1, 2, 3, 5, 7, 64, 1000] {
                let read = Self.read(bytes, pieces: size)
                #expect(read.entries == Self.expected, "\(encoding) in pieces of \(size)")
                #expect(read.refusals.isEmpty && read.encoding == encoding, "\(encoding) in pieces of \(size)")
            }
        }
    }

    @Test func chineseFarBehindPlainLinesIsFound() {
        let plain = "simNo,tag\n" + (0..<20_000).map { "149\(10_000_000 + $0),a\n" }.joined()
        let last: [UInt8] = Array("14900000017,".utf8) + [0xb3, 0xb5, 0xb6, 0xd3, 0x0a]
        let read = Self.read(Array(plain.utf8) + last, pieces: 4096)
        #expect(read.entries.count == 20_001 && read.entries.last?.tags == ["车队"] && read.encoding == .gb18030)
        let utf8 = Self.read(Array((plain + "14900000017,车队\n").utf8), pieces: 4096)
        #expect(utf8.entries.last?.tags == ["车队"] && utf8.encoding == .utf8)
    }

    @Test func fourByteCharactersAndSurrogatesSurvive() {
        // 𠀀 is 95 32 82 36 in GB18030.
        let gb: [UInt8] = Array("simNo,tag\n14900000017,".utf8) + [0xb3, 0xb5, 0x95, 0x32, 0x82, 0x36, 0x0a]
        for size in [1, 2, 3, 64] {
            #expect(Self.read(gb, pieces: size).entries.map(\.tags) == [["车𠀀"]])
            let wide = Self.wide("simNo,tag\n14900000017,车𠀀\n", little: true, mark: true)
            #expect(Self.read(wide, pieces: size).entries.map(\.tags) == [["车𠀀"]])
        }
    }

    @Test func refusedLinesSayWhereAndWhy() {
        let text = """
            号码\t标签\t备注
            14900000017\t好\t"two
            lines"
            abc\t\t
            8.98E+18\t\t
            14900000042\t\(String(repeating: "长", count: 41))\t
            14900000059\tx\t"never closed
            14900000066\ty\t
            """
        let read = Self.read(Array(text.utf8), pieces: 9)
        #expect(read.entries.map(\.simNo.description) == ["14900000017", "14900000066"])
        #expect(read.entries.first?.note == "two lines")
        #expect(read.refusals.map(\.line) == [4, 5, 6, 7])
        #expect(read.refusals.map(\.reason) == [.notANumber, .spreadsheetExponent, .tags, .unclosedQuote])
        #expect(read.refusals.first?.cell == "abc")
        let bad = Self.read(
            Array("simNo,tag\n14900000017,".utf8) + [0xE8, 0xBD, 0xA6, 0x0A] + Array("14900000042,".utf8) + [0xFF, 0x0A])
        #expect(bad.entries.count == 1 && bad.refusals.map(\.reason) == [.notText])
    }

    @Test func aNumberALineAndAHeaderWithoutNumbers() {
        let plain = Self.read(Array("# mine\n14900000017\n １4900000042 14900000059\n\n=\"14900000066\"\n".utf8))
        #expect(plain.entries.map(\.simNo.description) == ["14900000017", "14900000042", "14900000059", "14900000066"])
        var stream = FleetListStream()
        #expect(stream.feed(Array("标签,备注\nx,y\n".utf8)).isEmpty && stream.finish().isEmpty)
        #expect(stream.isBroken && stream.takeRefusals().map(\.reason) == [.noCardColumn])
        var other = FleetListStream()
        _ = other.feed(Array("simNo,city,tag,state\n14900000017,x,y,z\n".utf8))
        _ = other.finish()
        #expect(other.ignoredColumns == ["city", "state"])
    }

    @Test func whatIsWrittenComesBack() {
        let dice = SeededRandom(4)
        let signs = Array("=+-@'\"\t\r\n,;|0123456789eE./ 车深ａＡ＝é𠀀x")
        for _ in 0..<4000 {
            let text = FleetNote.clean(
                String((0..<Int(dice.next() % 12)).map { _ in signs[Int(dice.next() % UInt64(signs.count))] }))
            let cell = FleetCell.text(text)
            #expect(FleetCell.unguarded(cell) == text)
            #expect(cell.isEmpty || !"+-@＝".contains(cell.first ?? "x"), "\(cell)")
            let tags = FleetTag.split(text)
            let entry = FleetEntry(simNo: Self.number("14900000017"), tags: tags, note: text.isEmpty ? nil : text)
            let line = FleetListText.line(entry)
            #expect(Self.read(Array((FleetListText.header + line).utf8)).entries == [entry])
        }
    }

    @Test func aLongListNeedsNoMoreThanItsPieces() {
        let line = { (number: Int) in "\(14_900_000_000 + number),车队\(number % 7),\r\n" }
        var stream = FleetListStream()
        var (count, most, bytes) = (0, 0, 0)
        count += stream.feed(Array("卡号,标签,备注\r\n".utf8)).count
        for start in stride(from: 0, to: 40_000, by: 2_000) {
            let piece = Array((start..<start + 2_000).map(line).joined().utf8)
            bytes += piece.count
            // The cut falls into a character now and then.
            for part in [piece[..<(piece.count / 2)], piece[(piece.count / 2)...]] {
                count += stream.feed(part).count
                most = max(most, stream.held)
            }
        }
        count += stream.finish().count
        #expect(count == 40_000 && bytes > 800_000)
        #expect(most < 64, "only the line that a cut falls into is kept")
        #expect(stream.takeRefusals().isEmpty)
    }

    @Test func initialsOfChineseWords() {
        #expect(PinyinInitials.of("深度测控") == "sdck")
        #expect(PinyinInitials.of("A组 座") == "az z")
        #expect(PinyinInitials.of("acme") == nil && PinyinInitials.of("𠀀") == nil)
    }

    @Test func rubbishNeverCrashesNorGrows() {
        let dice = SeededRandom(7)
        let signs: [UInt8] = [0x22, 0x2C, 0x0A, 0x0D, 0x09, 0x00, 0xFF, 0xFE, 0x81, 0x30, 0xE8, 0x31, 0x39]
        for round in 0..<400 {
            var bytes = (0..<700).map { _ in
                round % 2 == 0 ? UInt8(truncatingIfNeeded: dice.next()) : signs[Int(dice.next() % 13)]
            }
            if round % 5 == 0 { bytes = Array("simNo,tag\n".utf8) + bytes }
            let whole = Self.read(bytes)
            #expect(Self.read(bytes, pieces: 13) == whole)
            #expect(whole.entries.allSatisfy { $0.tags.count <= FleetTag.most })
        }
    }
}
