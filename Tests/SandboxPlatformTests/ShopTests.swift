// The shop: goods, numbers, orders and their course.

import JSONText
import PlatformContract
import SIMModel
import SandboxPlatform
import TestSupport
import Testing

@Suite struct ShopTests {
    private static let person = [
        ("promoCode", "DEMO"), ("certName", "示例"), ("certId", "110101199001011234"), ("contractPhone", "13800000000"),
        ("province", "440000"), ("city", "440100"), ("county", "440113"), ("provinceName", "广东省"),
        ("cityName", "广州市"), ("countyName", "番禺区"), ("address", "示例路 1 号"),
    ]

    private func apply(_ bench: Bench, goods: Int = 1, _ more: (String, String)...) throws -> Answer {
        try bench.send(
            Call(Catalogue.orderApply, Self.person + [("goodsId", "\(goods)")] + more, at: bench.now))
    }

    private func order(_ bench: Bench, _ keyNo: String) throws -> JSONValue {
        try #require(
            bench.ask(Catalogue.orderSearch, ("keyNos", WireForm.list([keyNo]))).data?["list"]?[0])
    }

    /// A taken order that is not the one in ten that is rejected.
    private func goodOrder(_ bench: Bench, goods: Int = 1) throws -> String {
        for _ in 0..<20 {
            let keyNo = try #require(text(apply(bench, goods: goods).data?["keyNo"]))
            var probe = bench.world
            let call = try Call(form: Catalogue.orderSearch, [("keyNos", WireForm.list([keyNo]))], at: bench.now + .hours(2))
            guard case .reply(let reply) = probe.answer(call.request, at: bench.now + .hours(2)) else { continue }
            let answer = try Answer(status: reply.status, body: reply.body)
            if whole(answer.data?["list"]?[0]?["status"]) != 3 { return keyNo }
        }
        throw Bench.Cut()
    }

    private func selectNumbers(_ bench: Bench, owner: String, search: String = "") throws -> Answer {
        try bench.ask(
            Catalogue.selectNumber, ("promoCode", "DEMO"), ("provinceCode", "440000"), ("cityCode", "440100"),
            ("countyCode", "440113"), ("goodsId", "1"), ("searchValue", search), ("certName", "示例"), ("certNo", owner),
            ("contactPhone", "13800000000"))
    }

    private func numbers(_ answer: Answer) -> [String] {
        if case .array(let items)? = answer.data?["numbers"] { items.compactMap(text) } else { [] }
    }

    @Test func goodsHaveTextsInTheListAndNumbersInTheDetails() throws {
        let bench = Bench()
        guard case .array(let list)? = try bench.ask(Catalogue.goodsList).data else { throw Bench.Cut() }
        #expect(list.count == 4)
        #expect(keys(list[0]).count == 24)
        for goods in list {
            let id = try #require(whole(goods["id"]))
            let details = try #require(bench.ask(Catalogue.goodsDetails, ("id", "\(id)")).data)
            for key in ["uploadPhoto", "settleMode"] {
                #expect(text(goods[key]).flatMap { Int64($0) } == whole(details[key]) && details[key] != nil, "\(key)")
            }
        }
        // Off sale: only by its number, and not to be ordered.
        #expect(try bench.ask(Catalogue.goodsDetails, ("id", "5")).code == 0)
        #expect(try apply(bench, goods: 5).code == AssumedCode.badParameter)
        #expect(try bench.ask(Catalogue.goodsDetails, ("id", "6")).code == AssumedCode.badParameter)
    }

    @Test func aNumberOfferedToOneIsNotOfferedToAnotherAndAnOrderedOneIsGone() throws {
        let bench = Bench()
        let (one, two) = ("110101199001011234", "11010119900101125X")
        let first = try selectNumbers(bench, owner: one, search: "88")
        #expect(first.data?["rspCode"] == .string("M0"))
        let mine = numbers(first)
        #expect(mine.count == 10 && mine.allSatisfy { $0.hasSuffix("88") && $0.count == 11 })
        #expect(Set(numbers(try selectNumbers(bench, owner: two, search: "88"))).isDisjoint(with: mine))
        #expect(try apply(bench, ("selectPhone", mine[0])).code == 0)
        #expect(try apply(bench, ("selectPhone", mine[0])).code == AssumedCode.badParameter)
        bench.time.advance(by: .minutes(31))
        let later = numbers(try selectNumbers(bench, owner: two, search: "88"))
        #expect(later.contains(mine[1]))
        #expect(!later.contains(mine[0]))
    }

    @Test func noSuchNumberIsASecondFlagInsideACodeZero() throws {
        let answer = try selectNumbers(Bench(), owner: "110101199001011234", search: "lucky")
        #expect(answer.code == 0)
        #expect(answer.data?["rspCode"] == .string("M1"))
        #expect(numbers(answer).isEmpty)
    }

    @Test func prettyNumbersComeInPagesOfTwoHundredAtMost() throws {
        let bench = Bench()
        func page(_ page: Int, _ size: Int) throws -> Answer {
            try bench.send(Call(Catalogue.prettyNumberList, [("page", "\(page)"), ("pageSize", "\(size)")], at: bench.now))
        }
        var seen: [String] = []
        for number in 1...3 {
            guard case .array(let list)? = try page(number, 200).data?["list"] else { throw Bench.Cut() }
            seen += list.compactMap { text($0["number"]) }
        }
        #expect(seen.count == 400)
        for (number, size) in [(1, 201), (0, 20), (1, 0)] {
            #expect(try page(number, size).code == AssumedCode.badParameter)
        }
        #expect(try apply(bench, ("selectPhone", seen[0])).code == 0)
        #expect(try page(1, 200).data?["total"] == .integer(Int64(400 - seen.count { $0 == seen[0] })))
    }

    @Test func anOrderGoesThroughItsStatesInOrder() throws {
        let bench = Bench()
        let keyNo = try goodOrder(bench)
        var seen: [Int64] = []
        for _ in 0..<400 {
            let status = try #require(whole(order(bench, keyNo)["status"]))
            if seen.last != status { seen.append(status) }
            bench.time.advance(by: .minutes(8))
        }
        #expect(seen == [999, 1, 2, 13, 4, 6, 10, 5])
        let done = try order(bench, keyNo)
        #expect(keys(done).count == 26)
        #expect(done["statusName"] == .string("已激活"))
        #expect(done["settleStatus"] == .integer(3))
        bench.time.advance(by: .hours(24))
        #expect(try order(bench, keyNo)["settleStatus"] == .integer(2))
        #expect(try order(bench, keyNo)["settleReward"] == .integer(78))
    }

    @Test func aFewOrdersAreRejectedWithAReason() throws {
        let bench = Bench()
        let made = try (0..<100).map { _ in try #require(text(apply(bench).data?["keyNo"])) }
        bench.time.advance(by: .hours(2))
        var rejected = 0
        for start in stride(from: 0, to: 100, by: 10) {
            guard
                case .array(let list)? = try bench.ask(
                    Catalogue.orderSearch, ("keyNos", WireForm.list(made[start..<start + 10]))
                ).data?["list"]
            else { throw Bench.Cut() }
            for order in list where order["status"] == .integer(3) {
                rejected += 1
                #expect(text(order["applyFailReason"])?.isEmpty == false)
            }
        }
        #expect((2...25).contains(rejected))
    }

    @Test func anOrderThatWaitsForPhotosGoesOnOnceTheyCame() throws {
        let bench = Bench()
        let upload = { (keyNo: String) in
            try bench.ask(
                Catalogue.uploadCert, ("frontImage", "https://example.com/f.jpg"), ("backImage", "https://example.com/b.jpg"),
                ("headImage", "https://example.com/h.jpg"), ("keyNo", keyNo))
        }
        #expect(try order(bench, "QL00000000demo")["status"] == .integer(7))
        #expect(try upload("QL00000000demo").code == 0)
        #expect(try order(bench, "QL00000000demo")["status"] == .integer(8))
        #expect(try upload("QL00000000demo").code == AssumedCode.badParameter)
        bench.time.advance(by: .minutes(15))
        #expect(try order(bench, "QL00000000demo")["status"] == .integer(13))
        #expect(try upload("QL-nobody").code == AssumedCode.badParameter)
    }

    @Test func theCodeOfAnSMSIsNeededWhereTheGoodsSayAndHoldsFiveMinutes() throws {
        let bench = Bench()
        #expect(try apply(bench, goods: 3).message.contains("captcha"))
        #expect(try apply(bench, goods: 3, ("captcha", "123456")).code == AssumedCode.badParameter)
        let sent = try bench.ask(
            Catalogue.sendCode, ("goodsId", "3"), ("certName", "示例"), ("certNo", "110101199001011234"),
            ("contactPhone", "13800000000"), ("promoCode", "DEMO"))
        #expect(sent.code == 0 && sent.data == .null)
        #expect(try apply(bench, goods: 3, ("captcha", "654321")).code == AssumedCode.badParameter)
        #expect(try apply(bench, goods: 3, ("captcha", "123456")).code == 0)
        bench.time.advance(by: .minutes(5))
        #expect(try apply(bench, goods: 3, ("captcha", "123456")).code == AssumedCode.badParameter)
        #expect(bench.world.counts.spentFen == 990)
    }

    @Test func whatAnOrderLacksIsNamed() throws {
        let bench = Bench()
        #expect(try apply(bench, goods: 4).message.contains("essProvinceCode"))
        let areas = [("essProvinceCode", "440000"), ("essCityCode", "440100")]
        #expect(try apply(bench, goods: 4, areas[0], areas[1]).message.contains("selectPhone"))
        #expect(try apply(bench, ("callbackUrl", "http://192.0.2.1/")).message.contains("callbackUrl"))
        #expect(bench.world.counts.orders == 0)
    }

    @Test func aCustomNoBuysOneOrderAndBothListsOfASearchMeanAnd() throws {
        let bench = Bench()
        let first = try apply(bench, ("customNo", "simdeck00000002"))
        let keyNo = try #require(text(first.data?["keyNo"]))
        #expect(try apply(bench, ("customNo", "simdeck00000002")).message.contains("customNo"))
        #expect(bench.world.counts.orders == 1 && bench.world.counts.customNosRepeated == 1)
        func found(_ fields: (String, String)...) throws -> Int {
            guard case .array(let list)? = try bench.send(Call(Catalogue.orderSearch, fields, at: bench.now)).data?["list"]
            else { return -1 }
            return list.count
        }
        let (mine, demo) = (WireForm.list(["simdeck00000002"]), WireForm.list(["QL00000000demo"]))
        #expect(try found(("customNos", mine)) == 1)
        #expect(try found(("keyNos", WireForm.list([keyNo, "QL00000000demo"]))) == 2)
        #expect(try found(("keyNos", WireForm.list([keyNo])), ("customNos", mine)) == 1)
        #expect(try found(("keyNos", demo), ("customNos", mine)) == 0)
        let eleven = WireForm.list((0...10).map { "QL\($0)" })
        #expect(try found(("keyNos", eleven)) == -1)
    }

    @Test func ordersAreSearchedSixtyTimesAMinute() throws {
        let bench = Bench()
        func search() throws -> Int? {
            try bench.ask(Catalogue.orderSearch, ("keyNos", WireForm.list(["QL00000000demo"]))).code
        }
        for _ in 0..<60 { #expect(try search() == 0) }
        #expect(try search() == AssumedCode.rate)
        bench.time.advance(by: .seconds(60))
        #expect(try search() == 0)
    }

    @Test func areasAreAFileWithoutAnEnvelopeAndUnsigned() throws {
        let bench = Bench()
        var call = try Call(form: Catalogue.provinces, [("provinceCode", "uniAreaAddSuffix")], at: bench.now)
        call.dropsHeader = "sign"
        let file = try bench.send(call)
        #expect(file.document[0]?["children"]?[0]?["children"]?[0]?["code"] != nil)
        #expect(try bench.ask(Catalogue.provinces, ("provinceCode", "nowhere")).status == 404)
    }

    @Test func aPlaceIsFoundForAnAddressAndNotForAName() throws {
        let bench = Bench()
        let place = try #require(bench.ask(Catalogue.ipLocation, ("ip", "192.0.2.1")).data)
        #expect(
            keys(place) == [
                "ip", "country", "region", "province", "province_code", "city", "city_code", "area", "area_code",
            ])
        #expect(try bench.ask(Catalogue.ipLocation, ("ip", "example.com")).code == AssumedCode.badParameter)
        #expect(try bench.ask(Catalogue.ipLocation).code == 0)
    }
}
