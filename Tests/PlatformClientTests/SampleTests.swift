// The platform's samples, and hundreds of seeded mutations of each: a reply is decoded, or an error or
// a problem names the field. Nothing crashes, nothing is silently lost.

import Glibc
import JSONText
import SIMModel
import TestSupport
import Testing

@testable import PlatformClient

enum Sample {
    static func text(_ name: String) throws -> String {
        try #require(TestFile.text(TestFile.projectRoot() + "/Tests/PlatformClientTests/Samples/\(name).json"))
    }

    static func envelope(_ name: String) throws -> Envelope { try Envelope(Array(text(name).utf8)) }
}

@Suite struct SampleTests {
    static let now = WallTime(seconds: 1_735_000_100)

    @Test func batchQuerySimInfo() throws {
        let list = try CardItems.records(Sample.envelope("batchQuerySimInfo"), source: .snapshot, receivedAt: Self.now)
        #expect(list.problems.isEmpty && list.broken.isEmpty)
        #expect(list.items.count == 2)
        let (record, provenance) = try #require(list.items.first)
        #expect(record.simNo.description == "10000000001")
        #expect(record.iccid?.description == "89860000000000000001")
        #expect(record.imsi == nil && record.imei == nil)
        #expect(record.gatewayID == 2 && record.packageGroupID == 5 && record.poolID == 0)
        #expect(record.status?.known == .active && record.activation?.known == .activated)
        #expect(record.realName?.known == .verified && record.platformRealName?.known == .notVerified)
        #expect(record.network?.known == .onNetwork && record.online?.known == .online)
        #expect(record.cancellation?.known == .notCancelled && record.replacement?.known == .notReplaced)
        #expect(record.polling == 1 && record.rechargeTimes == 1)
        #expect(record.activatedAt?.platformText == "2024-12-01 08:00:00")
        #expect(record.realNameAt?.platformText == "2024-12-01 07:55:00")
        #expect(record.platformRealNameAt == nil)
        #expect(record.quota?.kilobytes == 1_048_576 && record.used?.kilobytes == 20_480)
        #expect(record.endsAt?.platformText == "2025-01-01 00:00:00")
        #expect(record.lastPolledAt?.platformText == "2024-12-24 08:20:00")
        #expect(record.statusAt?.platformText == "2024-12-24 08:20:00")
        #expect(provenance == Provenance(source: .snapshot, fetchedAt: Self.now, asOf: record.lastPolledAt))
        #expect(list.items[1].item.status?.known == .notObtained)
        #expect(list.items[1].item.endsAt == nil)
    }

    @Test(arguments: [
        ("false", Source.carrier), ("true", .degraded), (#""1""#, .degraded), ("0", .carrier), ("null", .carrier),
        (#""perhaps""#, .degraded),
    ])
    func batchQuerySimStatusTellsTheCarriersWordFromOldNews(isDemote: String, source: Source) throws {
        let text = try Sample.text("batchQuerySimStatus")
        let changed = text.replacing("\"isDemote\": false", with: "\"isDemote\": \(isDemote)")
        let list = try CardItems.records(Envelope(Array(changed.utf8)), source: .carrier, receivedAt: Self.now)
        let (record, provenance) = try #require(list.items.first)
        #expect(record.status?.known == .active)
        #expect(provenance.source == source)
        #expect(provenance.asOf == (source == .degraded ? record.statusAt : nil))
        #expect(list.problems.count == (isDemote == #""perhaps""# ? 1 : 0))
    }

    @Test func theEmptyStatusReplyOfThePageIsAnEmptyList() throws {
        for data in ["{}", "[]", "null", #""""#] {
            let envelope = try Envelope(Array(#"{"code":0,"data":\#(data)}"#.utf8))
            #expect(try CardItems.records(envelope, source: .carrier, receivedAt: Self.now).items.isEmpty)
        }
        let without = try Envelope(Array(#"{"code":0}"#.utf8))
        #expect(try CardItems.records(without, source: .carrier, receivedAt: Self.now).items.isEmpty)
    }

    @Test func theListMayBeCalledListOrStandAlone() throws {
        for data in [
            #"{"items":[{"simNo":"1"}]}"#, #"{"list":[{"simNo":"1"}]}"#, #"[{"simNo":"1"}]"#, #"{"items":{"7":{"simNo":"1"}}}"#,
        ] {
            let envelope = try Envelope(Array(#"{"code":0,"data":\#(data)}"#.utf8))
            #expect(try CardItems.records(envelope, source: .snapshot, receivedAt: Self.now).items.count == 1)
        }
    }

    @Test func batchQuerySimFlowKeepsACardsOwnError() throws {
        let list = try CardItems.flows(Sample.envelope("batchQuerySimFlow"), receivedAt: Self.now)
        #expect(list.items.map(\.item.used) == [DataVolume(kilobytes: 20_480), nil])
        #expect(list.items.map(\.item.error) == [nil, "示例错误"])
        #expect(list.items.allSatisfy { $0.provenance == Provenance(source: .carrier, fetchedAt: Self.now) })
    }

    @Test func batchQuerySimMonthFlow() throws {
        let list = try CardItems.flows(Sample.envelope("batchQuerySimMonthFlow"), receivedAt: Self.now)
        let reading = try #require(list.items.first?.item)
        #expect(reading.used?.kilobytes == 512_000 && reading.deviceNo == nil && reading.error == nil)
    }

    @Test(arguments: ["batchShutdown.INFERRED", "batchRestore.INFERRED"])
    func aChangeGivesItsSerialNumber(name: String) throws {
        let receipt = ReceiptReader.receipt(try Sample.envelope(name), cards: [], receivedAt: Self.now)
        #expect(receipt.serialNumber == "10000000000000000000000000000001")
        #expect(receipt.code == 0 && receipt.message == "操作成功" && receipt.cardErrors.isEmpty)
    }

    @Test(arguments: [
        (#""10000000000000000000000000000001""#, "10000000000000000000000000000001"),
        ("10000000000000000000000000000001", "10000000000000000000000000000001"),
        (#"{"serialNumber":77}"#, "77"), ("{}", nil), ("[]", nil), ("null", nil), ("true", nil), (#""""#, nil),
        (#"{"serialNumber":1.0e31}"#, nil), (#"{"serialNumber":null}"#, nil),
    ])
    func theSerialNumberIsFoundWhereverItStands(data: String, serial: String?) throws {
        let envelope = try Envelope(Array(#"{"code":0,"data":\#(data)}"#.utf8))
        #expect(ReceiptReader.receipt(envelope, cards: [], receivedAt: Self.now).serialNumber == serial)
    }

    @Test func anAcceptedChangeMayNameCardsItRefused() throws {
        let cards = numbers(1...3)
        let body = #"""
            {"code":0,"data":{"serialNumber":"1","errors":[{"simNo":"14900000001","error":"已停机"},{"simNo":"99","error":"x"}]},
             "error":["14900000003: 不支持","general words"]}
            """#
        let receipt = ReceiptReader.receipt(try Envelope(Array(body.utf8)), cards: cards, receivedAt: Self.now)
        #expect(receipt.cardErrors == [cards[0]: "已停机", cards[2]: "14900000003: 不支持"])
    }

    @Test func bindMachineHasNoDataAndIsStillAnAnswer() throws {
        let envelope = try Sample.envelope("bindMachine")
        #expect(envelope.code == 0 && envelope.data == nil && envelope.error == .array([]))
        #expect(ReceiptReader.receipt(envelope, cards: [], receivedAt: Self.now).serialNumber == nil)
    }

    @Test func querySimAction() throws {
        let (entries, problems) = try LogReader.entries(Sample.envelope("querySimAction"))
        #expect(problems.isEmpty)
        #expect(entries.map(\.status.known) == [.handedToCarrier, .failed])
        #expect(entries.map(\.failReason) == [nil, "示例失败原因"])
        #expect(entries.map(\.actionText) == ["复机", "复机"])
        #expect(entries.map(\.actionType) == [3, 3])
        #expect(entries.map(\.operateID) == [1, 1])
        #expect(entries.map(\.simNo.description) == ["10000000001", "10000000002"])
        #expect(entries.map(\.serialNumber) == Array(repeating: "10000000000000000000000000000001", count: 2))
        #expect(entries.last?.createdAt?.platformText == "2024-12-24 08:00:01")
    }

    @Test func accountAsset() throws {
        let (assets, problems) = try AssetsReader.assets(Sample.envelope("accountAsset"))
        #expect(problems.isEmpty)
        #expect(assets.main.id == 1 && assets.main.username == "demo")
        #expect(assets.main.balance == Money(decimal: "100.5"))
        let pool = try #require(assets.pools.first)
        #expect(pool.id == 9 && pool.name == "示例池" && pool.memberID == 1 && pool.code == "DEMO01" && pool.status == 1)
        #expect(pool.deposit?.text == "50.00" && pool.balance?.text == "300.25")
        #expect(pool.frozen?.text == "100.00" && pool.available?.text == "150.25")
        #expect(pool.updatedAt?.platformText == "2024-12-24 00:00:00")
    }

    @Test func unknownCodesStayVisible() throws {
        let text = try Sample.text("batchQuerySimInfo").replacing("\"simStatus\": 3", with: "\"simStatus\": \"77\"")
        let list = try CardItems.records(Envelope(Array(text.utf8)), source: .snapshot, receivedAt: Self.now)
        #expect(list.items.first?.item.status.map { "\($0)" } == "unknown(77)")
    }
}
