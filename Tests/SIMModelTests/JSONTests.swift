// The reader and writer of JSON: strict, exact in numbers, and calm in front of rubbish.

import JSONText
import TestSupport
import Testing

@Suite struct JSONReadingTests {
    @Test(arguments: [
        ("null", JSONValue.null), ("true", .bool(true)), (" false ", .bool(false)), ("0", .integer(0)),
        ("-12", .integer(-12)), ("9223372036854775807", .integer(.max)),
        ("9223372036854775808", .decimal("9223372036854775808")),
        ("10000000000000000000000000000001", .decimal("10000000000000000000000000000001")),
        ("2990.30", .decimal("2990.30")), ("1e3", .decimal("1e3")), ("-0.5E-2", .decimal("-0.5E-2")),
        (#""""#, .string("")), (#""操作成功""#, .string("操作成功")),
        (#""\u64cd\u4f5c""#, .string("操作")), (#""\ud83e\udd8a""#, .string("🦊")),
        (#""\ud83e""#, .string("\u{FFFD}")), (#""a\/b\n\t\\\"""#, .string("a/b\n\t\\\"")),
        ("[]", .array([])), ("{}", .object([])), ("[1,[2]]", .array([.integer(1), .array([.integer(2)])])),
        ("\u{FEFF}{\"a\":1}", .fields(("a", .integer(1)))),
    ])
    func readsWhatTheStandardAllows(text: String, value: JSONValue) throws {
        #expect(try JSONValue(parsing: text) == value)
    }

    @Test(arguments: [
        ("", 0), ("   ", 3), ("nul", 0), ("[1,]", 3), ("{\"a\" 1}", 5), ("{a:1}", 1), ("[1 2]", 3), ("01", 2),
        ("1.", 2), ("-", 1), ("1e", 2), ("\"abc", 4), ("\"a\nb\"", 2), ("\"\\x\"", 3), ("\"\\u12g4\"", 5),
        ("{} {}", 3), ("<html>", 0), ("[1", 2),
    ])
    func namesTheByteWhereTextStopsBeingJSON(text: String, offset: Int) {
        let error = #expect(throws: JSONSyntaxError.self) { try JSONValue(parsing: text) }
        #expect(error?.offset == offset, "\(error?.description ?? "")")
    }

    @Test func aHostileDepthIsRefusedNotFollowed() {
        let deep = String(repeating: "[", count: 100_000)
        #expect(throws: JSONSyntaxError.self) { try JSONValue(parsing: deep) }
        let allowed = String(repeating: "[", count: 64) + String(repeating: "]", count: 64)
        #expect(throws: Never.self) { try JSONValue(parsing: allowed) }
    }

    @Test func theLastOfTwoEqualNamesWins() throws {
        let value = try JSONValue(parsing: #"{"a":1,"b":2,"a":3}"#)
        #expect(value["a"] == .integer(3))
        #expect(value["c"] == nil)
        #expect(value[0] == nil)
    }
}

@Suite struct JSONPropertyTests {
    /// A random document at most `depth` deep.
    static func document(_ random: SeededRandom, depth: Int) -> JSONValue {
        let letters = Array("aZ0\"\\/\n\t\u{1}\u{7F}é好🦊")
        func text() -> String { String((0..<random.pick(0..<8)).map { _ in letters[random.pick(0..<letters.count)] }) }
        switch random.pick(0..<(depth > 0 ? 8 : 6)) {
        case 0: return .null
        case 1: return .bool(random.pick(0..<2) == 0)
        case 2: return .integer(Int64(bitPattern: random.next()) >> Int64(random.pick(0..<60)))
        case 3: return .decimal("\(random.pick(-999..<999)).\(random.pick(0..<9999))")
        case 4, 5: return .string(text())
        case 6: return .array((0..<random.pick(0..<4)).map { _ in document(random, depth: depth - 1) })
        default:
            return .object(
                (0..<random.pick(0..<4)).map { JSONMember(key: "\($0)" + text(), value: document(random, depth: depth - 1)) })
        }
    }

    @Test func whatIsWrittenIsReadBack() throws {
        let random = SeededRandom(1)
        for _ in 0..<2_000 {
            let value = Self.document(random, depth: 4)
            #expect(try JSONValue(parsing: value.text) == value)
            #expect(try JSONValue(parsing: value.prettyText) == value)
        }
    }

    @Test func noRubbishBreaksTheReader() {
        let random = SeededRandom(2)
        var refused = 0
        for _ in 0..<5_000 {
            let bytes = (0..<random.pick(0..<60)).map { _ in UInt8(truncatingIfNeeded: random.next()) }
            do throws(JSONSyntaxError) {
                _ = try JSONValue(parsing: bytes)
            } catch {
                refused += 1
                #expect((0...bytes.count).contains(error.offset), "\(bytes)")
            }
        }
        #expect(refused > 4_000)
    }

    @Test func aDocumentWithOneWrongByteIsReadOrRefusedWithItsPlace() {
        let random = SeededRandom(3)
        let text = Array(#"{"code":0,"data":{"items":[{"simNo":"149","useFlow":-20.5e1,"on":true,"x":null}]}}"#.utf8)
        for _ in 0..<5_000 {
            var bytes = text
            let at = random.pick(0..<bytes.count)
            switch random.pick(0..<3) {
            case 0: bytes[at] = UInt8(truncatingIfNeeded: random.next())
            case 1: bytes.remove(at: at)
            default: bytes = Array(bytes[..<at])
            }
            do throws(JSONSyntaxError) {
                _ = try JSONValue(parsing: bytes)
            } catch {
                #expect((0...bytes.count).contains(error.offset))
            }
        }
    }

    /// The items of a list share their names; that must never show.
    @Test func anItemOfAListIsReadAsItIsReadAlone() throws {
        let random = SeededRandom(12)
        let names = ["a", "ab", "abc", "", #"a\""#, #"a\"b"#, #"\u0061"#, "好", "authPlatformStatus", #"x\\"#]
        for _ in 0..<2_000 {
            let items = (0..<random.pick(1..<6)).map { _ in
                let members = (0..<random.pick(0..<5)).map { _ in
                    #""\#(names[random.pick(0..<names.count)])":\#(random.pick(0..<3) == 0 ? #"{"a":[{"ab":1},{"ab":2}]}"# : "7")"#
                }
                return "{" + members.joined(separator: random.pick(0..<2) == 0 ? "," : " , ") + "}"
            }
            let list = try JSONValue(parsing: "[" + items.joined(separator: ",") + "]")
            #expect(try list == .array(items.map { try JSONValue(parsing: $0) }))
        }
    }
}

@Suite struct JSONLineWriterTests {
    @Test func membersAreWrittenAsAValueWrites() {
        let numbers: [Int64] = [0, 7, -7, 10, 1_048_576, -100, .max, .min]
        let texts = ["", "停机", "a\"b\\c\n\u{1}\u{7F}", String(repeating: "x", count: 300)]
        var writer = JSONLineWriter(capacity: 16)
        var expected = ""
        for number in numbers {
            for text in texts {
                writer.begin()
                writer.member("number")
                writer.integer(number)
                writer.member("text")
                writer.string(text)
                writer.member("none")
                writer.null()
                writer.end()
                let value = JSONValue.fields(("number", .integer(number)), ("text", .string(text)), ("none", .null))
                expected += value.text + "\n"
            }
        }
        writer.begin()
        writer.end()
        #expect(String(decoding: writer.bytes, as: UTF8.self) == expected + "{}\n")
    }
}
