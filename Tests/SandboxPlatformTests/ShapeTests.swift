// Replies in the platform's shapes: names, order, types, null and "".

import JSONText
import PlatformContract
import SIMModel
import SandboxPlatform
import TestSupport
import Testing

@Suite struct ShapeTests {
    private static let record = [
        "gatewayId", "packageGroupId", "poolId", "simNo", "iccid", "imsi", "imei", "simStatus", "activateStatus",
        "authStatus", "authPlatformStatus", "internetStatus", "onlineStatus", "cancelStatus", "replaceStatus",
        "robinStatus", "activateAt", "authAt", "authPlatformAt", "rechargeTimes", "totalFlow", "useFlow", "endAt",
        "lastRobinAt", "lastSimStatusAt",
    ]
    private static let envelope = ["code", "message", "data", "timestamp", "traceID"]

    @Test func theEnvelopeIsThePlatformsAndEchoesTheTrace() throws {
        let bench = Bench()
        let call = Call.cards(Catalogue.batchQuerySimInfo, [bench.cards[0]], at: bench.now)
        let answer = try bench.send(call)
        #expect(keys(answer.document) == Self.envelope)
        #expect(answer.code == 0)
        #expect(answer.message == "操作成功")
        #expect(whole(answer.document["timestamp"]) == bench.now.seconds)
        #expect(text(answer.document["traceID"]) == call.trace)
    }

    @Test func recordsHaveTheTwentyFiveFieldsInOrder() throws {
        let bench = Bench()
        let info = try bench.send(.cards(Catalogue.batchQuerySimInfo, Array(bench.cards.prefix(100)), at: bench.now))
        #expect(keys(info.data) == ["items"])
        #expect(info.items.count == 100)
        #expect(info.items.allSatisfy { keys($0) == Self.record })
        let status = try bench.send(.cards(Catalogue.batchQuerySimStatus, [bench.cards[0]], at: bench.now))
        #expect(keys(status.data) == ["items", "isDemote"])
        #expect(status.data?["isDemote"] == .bool(false))
        #expect(keys(status.items.first) == Self.record)
    }

    @Test func unknownTextIsEmptyAndUnknownTimesAreNull() throws {
        let bench = Bench()
        let card = try #require(bench.cards(in: .notObtained).first)
        let item = try #require(bench.info([card]).first)
        #expect(item["imsi"] == .string(""))
        #expect(item["imei"] == .string(""))
        for key in ["activateAt", "authAt", "authPlatformAt", "endAt"] { #expect(item[key] == .null) }
        for key in ["activateStatus", "authStatus", "onlineStatus"] { #expect(item[key] == .integer(3)) }
        #expect(item["useFlow"] == .integer(0))
    }

    @Test func flowAndMonthFlowKeepTheirOwnOrder() throws {
        let bench = Bench()
        let flow = try bench.send(.cards(Catalogue.batchQuerySimFlow, [bench.cards[0]], at: bench.now))
        #expect(keys(flow.data) == ["items", "isDemote"])
        #expect(keys(flow.items.first) == ["simNo", "iccid", "useFlow", "isError", "error"])
        #expect(flow.items.first?["error"] == .string(""))
        let month = try bench.send(
            .cards(Catalogue.batchQuerySimMonthFlow, [bench.cards[0]], at: bench.now, more: [("month", "202610")]))
        #expect(keys(month.data) == ["isDemote", "items"])
        #expect(keys(month.items.first) == ["simNo", "iccid", "deviceNo", "useFlow", "isError", "error"])
        #expect(month.items.first?["deviceNo"] == .string(""))
    }

    @Test func aCardTheCarrierDoesNotKnowHasItsOwnErrorInTheFlow() throws {
        let bench = Bench()
        let lost = try #require(bench.cards(in: .notObtained).first)
        let answer = try bench.send(.cards(Catalogue.batchQuerySimFlow, [lost, bench.cards[0]], at: bench.now))
        #expect(answer.code == 0)
        #expect(answer.items.map { $0["isError"] } == [.bool(true), .bool(false)])
        #expect(text(answer.items[0]["error"])?.isEmpty == false)
    }

    @Test func operationsAnswerWithA32DigitSerialAndTheLogHasEightFields() throws {
        let bench = Bench(speed: 1000)
        let answer = try bench.send(.cards(Catalogue.batchShutdown, [bench.cards[0]], at: bench.now))
        let serial = try #require(answer.serial)
        #expect(keys(answer.data) == ["serialNumber"])
        #expect(serial.count == 32)
        #expect(serial.allSatisfy { $0.isNumber })
        bench.time.advance(by: .seconds(1))
        let row = try #require(bench.log(("serialNumber", serial)).first)
        #expect(
            keys(row) == [
                "actionType", "actionTypeText", "operateId", "simNo", "status", "failReason", "serialNumber",
                "createdAt",
            ])
        #expect(row["actionType"] == .integer(2))
        #expect(row["actionTypeText"] == .string("停机"))
        #expect(row["failReason"] == .string(""))
        #expect(text(row["createdAt"]).flatMap { CivilTime.parse(platform: $0) } != nil)
    }

    @Test func assetsRunDownAndOnePoolIsNearlyEmpty() throws {
        let bench = Bench(speed: 10)
        func assets() throws -> JSONValue { try #require(bench.send(Call(Catalogue.accountAsset, at: bench.now)).data) }
        func amount(_ value: JSONValue?) -> Money? {
            switch value {
            case .integer(let number): Money(decimal: "\(number)")
            case .decimal(let text): Money(decimal: text)
            default: nil
            }
        }
        let before = try assets()
        #expect(keys(before) == ["main", "pools"])
        #expect(keys(before["main"]) == ["id", "username", "balance", "createdAt"])
        #expect(
            keys(before["pools"]?[0]) == [
                "id", "name", "memberId", "code", "deposit", "balance", "status", "createdAt", "updatedAt",
                "frozenBalance", "availableBalance",
            ])
        let spare = try (0..<4).map { try #require(amount(before["pools"]?[$0]?["availableBalance"])) }
        #expect(spare.contains { $0 < Money(tenThousandths: 500_000) })
        #expect(spare.filter { $0 > Money(tenThousandths: 5_000_000) }.count == 3)
        bench.time.advance(by: .hours(2))
        let after = try assets()
        #expect(try #require(amount(after["main"]?["balance"])) < #require(amount(before["main"]?["balance"])))
        bench.time.advance(by: .hours(24 * 365))
        for index in 0..<4 {
            let pool = try assets()["pools"]?[index]
            #expect(amount(pool?["availableBalance"]) == Money(tenThousandths: 0))
        }
    }
}
