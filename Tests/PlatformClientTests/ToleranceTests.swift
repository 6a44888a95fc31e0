// Single values as PHP writes them.

import JSONText
import SIMModel
import TestSupport
import Testing

@testable import PlatformClient

@Suite struct ToleranceTests {
    static func reader(_ text: String) throws -> FieldReader {
        try #require(FieldReader(try JSONValue(parsing: text), at: "data"))
    }

    @Test(arguments: [
        ("5", Int64(5)), (#""5""#, 5), (#"" 5 ""#, 5), ("5.0", 5), (#""5.00""#, 5), ("-3", -3), ("1e3", 1000),
        (#""1.5e1""#, 15), ("0", 0), ("0.000", 0), ("-0", 0), (#""9223372036854775807""#, .max),
    ])
    func wholeNumbersComeInAnyDress(text: String, value: Int64) throws {
        var reader = try Self.reader(#"{"n":\#(text)}"#)
        #expect(reader.integer64("n") == value)
        #expect(reader.problems.isEmpty)
    }

    @Test(arguments: ["null", #""""#])
    func nothingIsUnknownNotZero(text: String) throws {
        var reader = try Self.reader(#"{"n":\#(text)}"#)
        #expect(reader.integer64("n") == nil)
        #expect(reader.text("n") == nil)
        #expect(reader.flag("n") == nil)
        #expect(reader.time("n") == nil)
        #expect(reader.money("n") == nil)
        #expect(reader.cardNumber("n") == nil)
        #expect(reader.integer64("absent") == nil)
        #expect(reader.problems.isEmpty)
    }

    @Test(arguments: ["5.5", #""abc""#, "true", "[]", "{}", #""1,000""#, "9223372036854775808", #""0x10""#, "1e39", "1e99"])
    func whatIsNoWholeNumberIsUnknownAndNamed(text: String) throws {
        var reader = try Self.reader(#"{"totalFlow":\#(text)}"#)
        #expect(reader.integer64("totalFlow") == nil)
        #expect(reader.problems.count == 1)
        #expect(reader.problems.first?.hasPrefix("data.totalFlow: expected a whole number") == true)
    }

    @Test(arguments: [
        ("true", true), ("false", false), ("1", true), ("0", false), (#""1""#, true), (#""0""#, false),
        (#""true""#, true), (#""False""#, false),
    ])
    func booleansComeInAnyDress(text: String, value: Bool) throws {
        var reader = try Self.reader(#"{"isDemote":\#(text)}"#)
        #expect(reader.flag("isDemote") == value)
    }

    @Test func aNumberThatIsNoBooleanIsNamed() throws {
        var reader = try Self.reader(#"{"isDemote":2}"#)
        #expect(reader.flag("isDemote") == nil)
        #expect(reader.problems == ["data.isDemote: expected true or false, found a number"])
    }

    @Test(arguments: [
        ("100.5", Int64(1_005_000)), (#""2990.30""#, 29_903_000), ("0", 0), ("-0.0001", -1), ("1e2", 1_000_000),
        ("0.10000000000000001", 1_000), ("100.09999999999999", 1_001_000), ("2990.3000000000002", 29_903_000),
        ("99999.999999999985", 1_000_000_000), ("1.00000000", 10_000), ("12345678901.2345", 123_456_789_012_345),
    ])
    func moneyIsExactAndWithoutAFloatsDust(text: String, tenThousandths: Int64) throws {
        var reader = try Self.reader(#"{"balance":\#(text)}"#)
        #expect(reader.money("balance") == Money(tenThousandths: tenThousandths))
        #expect(reader.problems.isEmpty)
    }

    @Test(arguments: ["1.23456", #""1.00005""#, #""12,5""#, #""¥5""#, "[]", "1e30", #""0.10000000000000001""#])
    func aSumThatCannotBeExactIsUnknown(text: String) throws {
        var reader = try Self.reader(#"{"balance":\#(text)}"#)
        #expect(reader.money("balance") == nil)
        #expect(reader.problems.count == 1)
    }

    @Test func numbersOfCardsMayComeAsNumbers() throws {
        var reader = try Self.reader(#"{"simNo":14900000017,"iccid":89860000000000000001,"imsi":" ","imei":1.5}"#)
        #expect(reader.cardNumber("simNo")?.description == "14900000017")
        #expect(reader.cardNumber("iccid")?.description == "89860000000000000001")
        #expect(reader.cardNumber("imsi") == nil)
        #expect(reader.cardNumber("imei") == nil)
        #expect(reader.problems.count == 2)
    }

    @Test func aSerialNumberThatAFloatAteIsNotShownAsOne() throws {
        var reader = try Self.reader(#"{"a":10000000000000000000000000000001,"b":1.0e+31}"#)
        #expect(reader.text("a") == "10000000000000000000000000000001")
        #expect(reader.text("b") == nil)
        #expect(reader.problems == ["data.b: expected a text, found a number"])
    }

    @Test func timesMayBeMissingInEveryWayOfMySQL() throws {
        var reader = try Self.reader(
            #"{"a":"2024-12-24 08:20:00","b":"0000-00-00 00:00:00","c":0,"d":"2024-12-24","e":"tomorrow","f":[]}"#)
        #expect(reader.time("a")?.platformText == "2024-12-24 08:20:00")
        #expect(reader.time("b") == nil)
        #expect(reader.time("c") == nil)
        #expect(reader.time("d")?.platformText == "2024-12-24 00:00:00")
        #expect(reader.problems.isEmpty)
        #expect(reader.time("e") == nil)
        #expect(reader.time("f") == nil)
        #expect(reader.problems.count == 2)
    }

    @Test func fieldsAreFoundInAnyOrder() throws {
        let random = SeededRandom(4)
        for _ in 0..<200 {
            var keys = (0..<12).map { "k\($0)" }
            for index in keys.indices { keys.swapAt(index, random.pick(0..<keys.count)) }
            let members = keys.map { JSONMember(key: $0, value: .string($0)) }
            var reader = try #require(FieldReader(.object(members), at: "x"))
            for index in 0..<12 { #expect(reader.text("k\(index)") == "k\(index)") }
            #expect(reader.text("k12") == nil)
        }
    }

    @Test func listsComeAsArraysNothingOrObjects() throws {
        #expect(Tolerant.elements(nil) == [])
        #expect(Tolerant.elements(.null) == [])
        #expect(Tolerant.elements(.object([])) == [])
        #expect(Tolerant.elements(try JSONValue(parsing: #"{"0":{"a":1},"2":{"a":2}}"#))?.count == 2)
        #expect(Tolerant.elements(try JSONValue(parsing: #"{"a":1}"#)) == nil)
        #expect(Tolerant.elements(.integer(1)) == nil)
    }
}
