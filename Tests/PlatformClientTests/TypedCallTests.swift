// The typed calls over a scripted platform: what each sends, and what it gives.

import JSONText
import PlatformContract
import SIMModel
import TestSupport
import Testing

@testable import PlatformClient

@Suite struct TypedCallTests {
    static let card = numbers(17...17)[0]

    static func bench(_ sample: String, _ change: (String) -> String = { $0 }) throws -> Bench {
        let text = change(try Sample.text(sample))
        return Bench { _, _ in .success(.text(text)) }
    }

    @Test func aPackageIsBoughtWithExactMoney() async throws {
        let bench = try Self.bench("submitPackageOrder") {
            $0.replacing("\"actualPayMoney\": 3,", with: "\"actualPayMoney\": \"3.10\",")
        }
        let trace = "00112233445566778899aabbccddeeff"
        let receipt = try await bench.client.buyPackage(
            PackagePurchase(simNo: Self.card, packageID: "11", effect: .nextMonth, customNo: "sd00000001"), traceID: trace)
        let sent = try #require(bench.transport.requests.first)
        #expect(sent.url.hasSuffix("/openapi/iot/submitPackageOrder"))
        #expect(sent.header("traceID") == trace)
        #expect(sent.form == ["simNo": "14900000017", "packageId": "11", "effectType": "2", "customNo": "sd00000001"])
        #expect(receipt.packageID == 11 && receipt.packageName == "示例1G叠加包" && receipt.packageType == 3)
        #expect(receipt.paid == Money(decimal: "3.1") && receipt.orderSn == "SP00000000000000demo")
        #expect(receipt.totalFlow?.kilobytes == 1_048_576 && receipt.useFlow == .zero)
        #expect(receipt.startsAt?.platformText == "2024-12-01 00:00:00" && receipt.endsAt?.platformText == "2025-01-01 00:00:00")
        #expect(receipt.customNo == "demo00000001" && receipt.problems.isEmpty)
    }

    /// Code 0 is a purchase, whatever stands in data: an error would invite a second one.
    @Test(arguments: ["{}", "[]", "null", #""""#, "7", #"{"actualPayMoney":{}}"#])
    func anAcceptedPurchaseIsNeverAnError(data: String) async throws {
        let bench = Bench { _, _ in .success(.ok(data)) }
        let receipt = try await bench.client.buyPackage(
            PackagePurchase(simNo: Self.card, packageID: "11", effect: .now, customNo: "sd00000001"), traceID: "0")
        #expect(receipt.orderSn == nil && receipt.paid == nil)
    }

    @Test func packagesAreAskedForByOneThingOnly() async throws {
        let bench = Bench { _, _ in .success(.ok(#"{"items":[{"packageId":11,"price":"3.00"}]}"#)) }
        let found = try await bench.client.orderablePackages(simNo: Self.card)
        #expect(found.items.first?.text("packageId") == "11" && found.items.first?.text("price") == "3.00")
        _ = try await bench.client.packageUsage(deviceNo: "D1")
        #expect(bench.transport.requests.map(\.form) == [["simNo": "14900000017"], ["deviceNo": "D1"]])
        await #expect(throws: PlatformError.self) { _ = try await bench.client.orderablePackages() }
        await #expect(throws: PlatformError.self) { _ = try await bench.client.packageUsage(simNo: Self.card, deviceNo: "D1") }
        #expect(bench.transport.requests.count == 2)
    }

    @Test func theRealNameLinkAsksInTheAddress() async throws {
        let bench = try Self.bench("officialAuthUrl")
        #expect(try await bench.client.realNameLink(Self.card) == "https://example.com/realname?demo=1")
        #expect(bench.transport.requests.first?.url.hasSuffix("officialAuthUrl?simNo=14900000017") == true)
        #expect(bench.transport.requests.first?.body.isEmpty == true)
        let empty = Bench { _, _ in .success(.ok("{}")) }
        do throws(PlatformError) {
            _ = try await empty.client.realNameLink(Self.card)
            Issue.record("a link out of nothing")
        } catch {
            #expect(error.kind == .badReply("data.url: missing"))
        }
    }

    @Test(arguments: [
        ("[]", []), (#"["14900000017: 不支持"]"#, ["14900000017: 不支持"]), (#""忙""#, ["忙"]), ("null", []),
        (#"[{"a":1}]"#, [#"{"a":1}"#]),
    ])
    func rebindingTellsTheErrorsOfAnAcceptedReply(error: String, words: [String]) async throws {
        let bench = Bench { _, _ in .success(.text(#"{"code":0,"message":"操作成功","error":\#(error)}"#)) }
        #expect(try await bench.client.rebind(Self.card) == words)
    }

    @Test func speedIsLimitedAndReleasedByThePlatformsClock() async throws {
        let bench = try Self.bench("setSpeedLimit")
        let moment = try #require(CivilTime.parse(platform: "2030-01-01 00:00:00"))
        let reply = try await bench.client.setSpeedLimit(Self.card, code: "512Kbps", releaseAt: moment)
        #expect(reply.message == "操作成功")
        try await bench.client.removeSpeedLimit(Self.card)
        #expect(
            bench.transport.requests.map(\.form) == [
                ["simNo": "14900000017", "speedCode": "512Kbps", "releaseSpeedAt": "2030-01-01 00:00:00"],
                ["simNo": "14900000017"],
            ])
    }

    @Test func cardsAreSubscribedAndUnsubscribed() async throws {
        let bench = try Self.bench("batchSubscribe")
        #expect(try await bench.client.subscribe(numbers(1...2) + numbers(1...1), url: "https://a.example/push/sim").code == 0)
        try await bench.client.unsubscribe(numbers(1...1))
        #expect(
            bench.transport.requests.map(\.form) == [
                [
                    "simNos": #"["14900000001","14900000002"]"#, "updateStatus": "1",
                    "subscribeUrl": "https://a.example/push/sim",
                ], ["simNos": #"["14900000001"]"#, "updateStatus": "2"],
            ])
    }

    @Test func shortMessagesAreReadForAMonthAtMost() async throws {
        let bench = Bench { _, _ in .success(.ok(#"{"items":[{"id":2,"content":"x"}]}"#)) }
        #expect(try await bench.client.sms(of: Self.card, from: "2026-10-24", to: "2026-11-24").items.count == 1)
        for (from, to) in [("2026-10-23", "2026-11-24"), ("2026-11-24", "2026-11-23")] {
            await #expect(throws: PlatformError.self) { _ = try await bench.client.sms(of: Self.card, from: from, to: to) }
        }
        await #expect(throws: PlatformError.self) { _ = try await bench.client.sms(of: Self.card, from: "2026-11-24") }
        #expect(bench.transport.requests.count == 1)
        try await bench.client.sendSMS(to: Self.card, "REBOOT")
        #expect(bench.transport.requests.last?.form == ["simNo": "14900000017", "content": "REBOOT"])
        _ = try await bench.client.simPage(series: 3, page: 2, size: 50)
        #expect(bench.transport.requests.last?.form == ["seriesId": "3", "page": "2", "pageSize": "50"])
    }

    @Test func aTokenIsKeptUntilItIsRefusedAndNeverPrinted() async throws {
        let bench = Bench { _, number in .success(.ok(#"{"token":"secret-\#(number)"}"#)) }
        let token = try await bench.client.poolToken("DEMO01")
        #expect(token.value == "secret-0")
        #expect(try await bench.client.poolToken("DEMO01") == token)
        #expect(try await bench.client.poolToken().value == "secret-1")
        #expect(try await bench.client.terminalToken("DEMO01").value == "secret-2")
        #expect(bench.transport.requests.count == 3)
        await bench.client.refused(token)
        #expect(try await bench.client.poolToken("DEMO01").value == "secret-3")
        // The new one is not thrown away for the old one's sake.
        await bench.client.refused(token)
        #expect(try await bench.client.poolToken("DEMO01").value == "secret-3")
        var dumped = ""
        dump(token, to: &dumped)
        for text in ["\(token)", String(reflecting: token), dumped, "\([token])"] { #expect(!text.contains("secret-0")) }
    }

    @Test(arguments: [
        (#"{"token":"T"}"#, "T"), (#""T""#, "T"), (#"{"accessToken":"T","expire":60}"#, "T"), (#"{"token":""}"#, nil),
        ("{}", nil), ("null", nil), (#"{"token":["T"]}"#, nil),
    ])
    func theTokenIsFoundWhereverItStands(data: String, value: String?) throws {
        let envelope = try Envelope(Array(#"{"code":0,"data":\#(data)}"#.utf8))
        #expect((try? Token.text(envelope.data)) == value)
    }

    @Test func devicesAreShownWholeAndActedOn() async throws {
        var configuration = ClientConfiguration(baseURL: "https://platform.example")
        configuration.endpoints["queryDeviceInfo"] = EndpointOverride(isConfirmed: true)
        configuration.endpoints["deviceWifiHide"] = EndpointOverride(isConfirmed: true)
        let bench = Bench(configuration) { _, _ in .success(.ok(#"{"deviceNo":"D1","signal":-70,"cards":[{"simNo":"1"}]}"#)) }
        #expect(try await bench.client.device("D1").fields.map(\.key) == ["deviceNo", "signal", "cards"])
        #expect(try await bench.client.deviceFlow("D1").text("signal") == "-70")
        try await bench.client.switchDeviceCard("D1", to: Self.card)
        #expect(bench.transport.requests.last?.form == ["deviceNo": "D1", "simNo": "14900000017"])
        try await bench.client.deviceAction(Catalogue.deviceWifiHide, "D1", [WireField("hide", "1")])
        #expect(bench.transport.requests.last?.form == ["deviceNo": "D1", "hide": "1"])
    }
}
