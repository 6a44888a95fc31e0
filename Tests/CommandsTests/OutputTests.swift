// What scripts read: documents, tables, statuses.

import JSONText
import Localization
import SIMModel
import SandboxPlatform
import Testing

@testable import Commands

// Testing has an ExitStatus, too.
private typealias ExitStatus = Commands.ExitStatus

@Suite struct ExitStatusTests {
    @Test(arguments: [
        (PlatformError.Kind.signature(code: 401, message: ""), ExitStatus.refused),
        (.clock(skew: 1200, code: 408, message: ""), .refused), (.rate(code: 429, message: ""), .refused),
        (.refused(code: 7, message: "x"), .refused), (.readOnly, .refused), (.invalidRequest("x"), .usage),
        (.unconfirmedEndpoint(path: "/x"), .configuration),
        (.unreachable("x"), .unreachable), (.tls("x"), .unreachable), (.timeout(seconds: 3), .unreachable),
        (.httpStatus(502), .unreachable), (.badReply("x"), .unreachable), (.cancelled, .interrupted),
    ])
    fileprivate func aFailedCallGivesTheContractsStatus(kind: PlatformError.Kind, status: ExitStatus) {
        #expect(ExitStatus.of(PlatformError(kind, sent: .answered, endpoint: "e")) == status)
    }

    @Test(arguments: [
        ([OperationState.submitted], false, ExitStatus.done), ([.submitted], true, .inDoubt),
        ([.confirmed, .confirmed], true, .done), ([.confirmed, .failed], true, .partial),
        ([.confirmed, .unknown], true, .inDoubt), ([.unknown], false, .inDoubt), ([.refused, .refused], false, .refused),
        ([.refused, .submitted], false, .partial), ([.planned], false, .partial), ([.unconfirmed], true, .inDoubt),
        ([], false, .done),
    ])
    fileprivate func operationsGiveTheContractsStatus(states: [OperationState], waited: Bool, status: ExitStatus) {
        #expect(ExitStatus.of(states, waited: waited) == status)
    }

    @Test func someCardsWithoutAnAnswerArePartial() {
        let error = PlatformError(.timeout(seconds: 1), sent: .mayHaveBeenSent, endpoint: "e")
        #expect(ExitStatus.of(found: 3, missing: 1, errors: []) == .partial)
        #expect(ExitStatus.of(found: 3, missing: 0, errors: [error]) == .partial)
        #expect(ExitStatus.of(found: 0, missing: 0, errors: [error]) == .unreachable)
        #expect(ExitStatus.of(found: 3, missing: 0, errors: []) == .done)
    }
}

@Suite struct OutputTests {
    private func record() throws -> CardRecord {
        var record = CardRecord(simNo: try #require(CardNumber("14900000017")))
        record.status = Coded(code: 77)
        record.used = DataVolume(kilobytes: 20_480)
        record.endsAt = CivilTime.parse(platform: "2027-01-01 00:00:00")
        return record
    }

    @Test func itemsKeepThePlatformsNamesAndSayTheirSource() throws {
        let fields = RecordFields.of(
            try record(), Provenance(source: .degraded, fetchedAt: WallTime(seconds: 1_735_000_000)))
        let item = JSONValue.object(fields)
        #expect(fields.count == 27 && fields[3].key == "simNo" && fields[24].key == "lastSimStatusAt")
        #expect(item["simStatus"] == .integer(77) && item["useFlow"] == .integer(20_480))
        #expect(item["endAt"] == .string("2027-01-01 00:00:00") && item["imei"] == .null)
        #expect(item["source"] == .string("degraded"))
        #expect(item["fetchedAt"] == .string("2024-12-24T08:26:40+08:00"))
    }

    /// Every field known, and every one unknown.
    @Test func aLineWrittenAtOnceIsTheDocumentsLine() throws {
        let number = try #require(CardNumber("14900000017"))
        let time = WallTime(seconds: 1_735_000_000)
        var full = CardRecord(simNo: number)
        (full.iccid, full.imsi, full.imei) = (CardNumber("8986032319200000017X"), number, number)
        (full.gatewayID, full.packageGroupID, full.poolID, full.polling, full.rechargeTimes) = (0, -7, .min, .max, 10)
        (full.status, full.activation, full.realName) = (Coded(code: 3), Coded(code: -1), Coded(code: 100))
        (full.platformRealName, full.network, full.online) = (Coded(code: 1), Coded(code: 2), Coded(code: 9))
        (full.cancellation, full.replacement) = (Coded(code: 0), Coded(code: 5))
        (full.activatedAt, full.realNameAt, full.platformRealNameAt) = (time, WallTime(seconds: 0), time)
        (full.quota, full.used) = (DataVolume(kilobytes: 1_048_576), DataVolume(kilobytes: 0))
        // A year of five digits takes the long way.
        (full.endsAt, full.lastPolledAt, full.statusAt) = (WallTime(seconds: 300_000_000_000), time, time)
        let provenance = Provenance(source: .carrier, fetchedAt: time)
        for record in [full, CardRecord(simNo: number)] {
            var writer = JSONLineWriter(capacity: 0)
            for _ in 0..<2 {
                writer.begin()
                RecordFields.each(record, provenance, into: &writer)
                writer.end()
            }
            let line = JSONValue.object(RecordFields.of(record, provenance)).text + "\n"
            #expect(String(decoding: writer.bytes, as: UTF8.self) == line + line)
        }
        #expect(RecordFields.of(full, provenance).allSatisfy { $0.value != .null })
    }

    @Test func theDocumentHasItemsMissingAndErrors() throws {
        var document = ItemDocument(fields: ["simNo"])
        document.missing = [try #require(CardNumber("1490000001"))]
        document.errors = [(try #require(CardNumber("1490000002")), .integer(429), "too many")]
        #expect(
            document.json.text
                == #"{"items":[],"missing":["1490000001"],"errors":[{"simNo":"1490000002","code":429,"message":"too many"}]}"#)
    }

    @Test func csvHasOneHeaderAndIsSafeForSpreadsheets() {
        var document = ItemDocument(fields: ["simNo", "error"])
        document.items = [RecordFields.members(("simNo", .string("149")), ("error", .string("=cmd()|'x'!A0")))]
        #expect(document.csv == "simNo,error\r\n149,'=cmd()|'x'!A0\r\n")
    }

    @Test func tablesAreAlignedByCells() {
        var table = TextTable([.init(title: "状态"), .init(title: "N", isNumber: true)])
        table.add(["停机", "7"])
        table.add(["ok", "123"])
        #expect(table.text == "状态    N\n停机    7\nok    123\n")
    }
}

@Suite struct ArgumentTests {
    @Test(arguments: [("90", 90), ("90s", 90), ("15m", 900), ("2h", 7200)])
    func durationsAreRead(text: String, seconds: Int64) {
        #expect(DurationText.parse(text) == .seconds(seconds))
    }

    @Test(arguments: ["", "m", "1.5m", "-3", "3d", "99999999"])
    func otherDurationsAreRefused(text: String) { #expect(DurationText.parse(text) == nil) }

    @Test func aBareWaitMeansTheUsualPatience() {
        #expect(CommandLineEntry.prepared(["stop", "1", "--wait"]) == ["stop", "1", "--wait=15m"])
        #expect(CommandLineEntry.prepared(["stop", "1", "--wait=5m"]) == ["stop", "1", "--wait=5m"])
    }

    @Test func optionsOfTheWholeProgramMayStandBeforeTheCommand() {
        #expect(CommandLineEntry.prepared(["--lang", "zh", "lookup", "1"]) == ["lookup", "--lang", "zh", "1"])
        #expect(
            CommandLineEntry.prepared(["--profile=p", "--lang", "zh", "ops", "list"]) == [
                "ops", "--profile=p", "--lang", "zh", "list",
            ])
        #expect(CommandLineEntry.prepared(["--lang", "zh", "--demo"]) == ["--lang", "zh", "--demo"])
        #expect(CommandLineEntry.prepared(["--lang", "zh", "--help"]) == ["--help"])
        #expect(CommandLineEntry.prepared(["--lang"]) == ["--lang"])
    }

    @Test func theLanguageIsFlagThenVariableThenLocale() {
        #expect(Help.language(arguments: ["x", "--lang", "zh"], environment: ["SIMDECK_LANG": "en"]) == .zh)
        #expect(Help.language(arguments: ["x", "--lang=en"], environment: ["LANG": "zh_CN.UTF-8"]) == .en)
        #expect(Help.language(arguments: ["x"], environment: ["LANG": "zh_CN.UTF-8"]) == .zh)
        #expect(Help.language(arguments: ["x"], environment: [:]) == .en)
    }

    @Test func monthsAreReadAsYearAndMonth() {
        #expect(FlowCommand.compact("2026-11") == "202611")
        for wrong in ["2026", "2026-13", "26-11", "2026-1", "2026-11-01"] { #expect(FlowCommand.compact(wrong) == nil) }
    }

    @Test func faultsAreRates() throws {
        #expect(try SandboxCommand.rates(["slow=0.2", "reset=20%"]) == [.slow: 0.2, .reset: 0.2])
        #expect(throws: (any Error).self) { try SandboxCommand.rates(["slow=2"]) }
        #expect(throws: (any Error).self) { try SandboxCommand.rates(["fast=1"]) }
    }
}
