// The shop: the same things as texts here and numbers there, a second success flag, a person's data.

import JSONText
import PlatformContract
import SIMModel
import TestSupport
import Testing

@testable import PlatformClient

@Suite struct ShopCallTests {
    @Test func goodsAreTheSameInListAndDetailsWhateverTheirTypes() async throws {
        let list = try await TypedCallTests.bench("goods-list").client.goods()
        let details = try await TypedCallTests.bench("goods-details").client.goodsDetails(1)
        let goods = try #require(list.first)
        for one in [goods, details.goods] {
            #expect(
                one.id == 1 && one.name == "示例商品" && one.code == "DEMO" && one.star == 4.5 && one.price == Money(decimal: "0"))
            #expect(one.uploadPhoto == 0 && one.settleMode == 2 && one.smsCode == 0 && one.selectNumber == 3)
            #expect(one.monthFee == Money(decimal: "39") && one.favourMonthFee == Money(decimal: "19"))
            #expect(one.callDuration == 100 && one.commonFlow == 30 && one.fixedFlow == 30 && one.tags == [1])
            #expect(one.problems.isEmpty && one.about == nil && one.numberRegion == nil)
        }
        #expect(goods.pictures == ["https://example.com/b.png"] && goods.favourTerm == 12 && goods.tagLabels == ["示例"])
        #expect(details.provinceCode == "uniAreaAddSuffix" && details.certNoMode == 1 && details.isOffline == 0)
        #expect(details.commission == Money(decimal: "0") && details.matter == "<p>示例</p>" && details.channelID == 1)
        #expect(details.goods.fields.contains { $0.key == "dockCustom10" })
    }

    static let picked = [
        WireField("promoCode", "DEMO"), WireField("provinceCode", "440000"), WireField("cityCode", "440100"),
        WireField("goodsId", "1"), WireField("certName", "示例"), WireField("certNo", "110101199001011234"),
        WireField("contactPhone", "13800000000"),
    ]

    @Test func aNumberIsPickedOnlyWhenTheInnerCodeSaysSo() async throws {
        let choice = try await TypedCallTests.bench("base-selectNumber").client.pickNumber(Self.picked)
        #expect(choice.numbers == ["10000000003"] && choice.rspCode == "M0" && choice.uuid == "demo")
        let refusing = try TypedCallTests.bench("base-selectNumber") {
            $0.replacing("\"M0\"", with: "\"M9\"").replacing("\"成功\"", with: "\"号码已被占用\"")
        }
        do throws(PlatformError) {
            _ = try await refusing.client.pickNumber(Self.picked)
            Issue.record("taken for a success")
        } catch {
            #expect(error.kind == .refused(code: 0, message: "M9 号码已被占用") && error.sent == .answered)
            #expect(error.traceID == refusing.transport.requests.first?.header("traceID"))
        }
        let silent = Bench { _, _ in .success(.ok(#"{"numbers":["1"]}"#)) }
        do throws(PlatformError) {
            _ = try await silent.client.pickNumber(Self.picked)
            Issue.record("taken for a success")
        } catch {
            #expect(error.kind == .badReply("data.rspCode: missing"))
        }
    }

    @Test func anOrderIsReadWithoutPrintingItsPerson() async throws {
        let bench = try TypedCallTests.bench("order-search")
        let order = try #require(try await bench.client.orders(keyNos: [], customNos: ["demo00000001"]).first)
        #expect(bench.transport.requests.first?.form == ["customNos": #"["demo00000001"]"#])
        #expect(order.keyNo == "QL00000000demo" && order.customNo == "demo00000001")
        #expect(order.status == 999 && order.statusName == "待受理" && order.settleStatus == 1)
        #expect(order.createdAt?.platformText == "2024-12-24 08:00:00" && order.activatedAt == nil)
        #expect(order.settlements == [ShopOrder.Settlement(month: 1, status: 1, reward: Money(decimal: "0"))])
        #expect(order.certNo == "000000000000000000" && order.contactPhone == "10000000004" && order.problems.isEmpty)
        var dumped = ""
        dump(order, to: &dumped)
        for text in ["\(order)", String(reflecting: order), dumped, "\([order])"] {
            for personal in ["000000000000000000", "10000000004", "10000000003", "示例地址"] { #expect(!text.contains(personal)) }
        }
    }

    @Test func atMostTenOrdersAreAskedForAtOnce() async throws {
        let bench = try TypedCallTests.bench("order-search")
        await #expect(throws: PlatformError.self) {
            _ = try await bench.client.orders(keyNos: (0...10).map { "QL\($0)" }, customNos: [])
        }
        await #expect(throws: PlatformError.self) { _ = try await bench.client.orders(keyNos: [], customNos: []) }
        #expect(bench.transport.requests.isEmpty)
    }

    @Test func anOrderIsSentOnceByTheNamesOfItsOwnPage() async throws {
        let bench = Bench { _, _ in .success(.ok(#"{"keyNo":"QL1"}"#)) }
        let values = Catalogue.orderApply.parameters.map { WireField($0.name, $0.example) }
        #expect(try await bench.client.applyOrder(values, traceID: "0").text("keyNo") == "QL1")
        let form = try #require(bench.transport.requests.first?.form)
        #expect(form["certId"] != nil && form["contractPhone"] != nil && form["certNo"] == nil && form["contactPhone"] == nil)
        let lost = Bench { _, _ in .failure(TransportFailure(.connectionLost("reset"), sent: .mayHaveBeenSent)) }
        await #expect(throws: PlatformError.self) { _ = try await lost.client.applyOrder(values, traceID: "0") }
        #expect(lost.transport.requests.count == 1)
    }

    @Test func theRestOfTheShopAnswers() async throws {
        let place = try await TypedCallTests.bench("base-ipLocation").client.ipLocation("192.0.2.1")
        #expect(place.province == "广东省" && place.provinceCode == 440_000 && place.areaCode == 440_113 && place.problems.isEmpty)
        let code = try TypedCallTests.bench("base-sendCode")
        let asked = ["goodsId", "certName", "certNo", "contactPhone", "promoCode"]
        try await code.client.sendShopCode(Self.picked.filter { asked.contains($0.name) })
        #expect(code.transport.requests.first?.form.count == 5)
        #expect(try await TypedCallTests.bench("base-config.INFERRED").client.shopConfig(promoCode: "DEMO").fields.isEmpty)
        let pretty = Bench { _, _ in .success(.ok(#"{"list":[{"id":1,"number":"17000008888"}],"total":1}"#)) }
        #expect(try await pretty.client.prettyNumbers(number: "88").items.first?.text("id") == "1")
        let tree = Bench { _, _ in .success(.text(#"[{"value":"440000","children":[]}]"#)) }
        #expect(try await tree.client.provinces("uniAreaAddSuffix").fields.map(\.key) == ["items"])
        let photo = try TypedCallTests.bench("base-uploadCert.INFERRED")
        try await photo.client.uploadCert(
            keyNo: "QL1", front: "https://a.example/1", back: "https://a.example/2", head: "https://a.example/3")
        #expect(photo.transport.requests.first?.form["backImage"] == "https://a.example/2")
    }
}
