// The shop's shelf: configuration, goods, places, codes by SMS, numbers.

import JSONText
import PlatformContract
import SIMModel

extension World {
    /// Fields invented.
    func shopConfig(_ parameters: CheckedParameters) -> Reply {
        .data(
            .fields(
                ("promoCode", .string(parameters.required("promoCode"))), ("shopName", .string("示例店铺")),
                ("isOpen", .integer(1)), ("notice", .string("")),
                ("provinceCodes", .strings(Areas.sets))))
    }

    func goods(_ parameters: CheckedParameters, _ name: String) throws(Refusal) -> GoodsPlan {
        guard let goods = GoodsPlan.all.first(where: { $0.id == parameters.number(name) }) else {
            throw .parameter("参数\(name)对应的商品不存在")
        }
        return goods
    }

    /// Every code is 123456 and holds for five minutes.
    mutating func sendCode(_ parameters: CheckedParameters, at now: WallTime) throws(Refusal) -> Reply {
        _ = try goods(parameters, "goodsId")
        try Self.checkPerson(parameters, identity: "certNo", phone: "contactPhone")
        shop.codes.set(parameters.required("contactPhone"), true, until: now + Shop.codeLife)
        return .data(.null)
    }

    static func checkPerson(_ parameters: CheckedParameters, identity: String, phone: String) throws(Refusal) {
        let number = Array(parameters.required(identity).utf8)
        let isDigits = number.prefix(17).allSatisfy { (0x30...0x39).contains($0) }
        guard number.count == 18, isDigits, number.last.map({ (0x30...0x39).contains($0) || $0 == 0x58 }) == true
        else { throw .parameter("参数\(identity)应为18位身份证号") }
        let digits = parameters.required(phone).utf8
        guard digits.count == 11, digits.first == 0x31, digits.allSatisfy({ (0x30...0x39).contains($0) }) else {
            throw .parameter("参数\(phone)应为11位手机号")
        }
    }

    /// upstream: selectNumber. The second success flag: M0, or M1 when there is no such number.
    mutating func selectNumber(_ parameters: CheckedParameters, at now: WallTime) throws(Refusal) -> Reply {
        let goods = try goods(parameters, "goodsId")
        let (province, city) = (parameters.required("provinceCode"), parameters.required("cityCode"))
        if goods.selectNumber == 3, parameters.text("countyCode") == nil { throw .parameter("参数countyCode不能为空") }
        guard Areas.holds(province, city, parameters.text("countyCode")) else { throw .parameter("参数cityCode对应的地区不存在") }
        try Self.checkPerson(parameters, identity: "certNo", phone: "contactPhone")
        let search = parameters.text("searchValue") ?? ""
        let isSearchable = search.utf8.count <= 8 && search.utf8.allSatisfy { (0x30...0x39).contains($0) }
        let area = (Int(city) ?? 0) * 10 + goods.id
        let numbers =
            isSearchable
            ? shop.numbers.offer(area, search: search, to: parameters.required("certNo"), lots: fleet.plan.dice, at: now)
            : []
        linksMade += 1
        let body = JSONValue.fields(
            ("numArray", .array(numbers.indices.map { .integer(Int64($0)) })), ("numRetailList", .null),
            ("featureNameList", .null), ("splitLen", .string("")), ("provinceShowHuiTag", .string("")))
        return .data(
            .fields(
                ("rspCode", .string(numbers.isEmpty ? "M1" : "M0")),
                ("rspDesc", .string(numbers.isEmpty ? "没有符合条件的号码" : "成功")),
                ("uuid", .string(Opaque.text(fleet.plan.dice, .shopNumber, linksMade))), ("body", body),
                ("numbers", .strings(numbers))))
    }

    /// upstream: pretty/numberList. Fields of the reply invented.
    func prettyNumbers(_ parameters: CheckedParameters) throws(Refusal) -> Reply {
        let (page, size) = try Self.page(parameters, defaultSize: 20)
        let cities = Areas.tree.flatMap { province in province.children.map { (province.code, $0.code) } }
        let items = (0..<ShopNumbers.prettyCount).compactMap { place -> JSONValue? in
            let number = ShopNumbers.pretty(place, fleet.plan.dice)
            let (province, city) = cities[place % cities.count]
            let (id, pool) = (place + 1, 1 + place % 3)
            func holds(_ name: String, _ value: String) -> Bool { parameters.text(name).map { $0 == value } ?? true }
            guard !shop.numbers.isGone(number), holds("id", "\(id)"), holds("poolId", "\(pool)"),
                holds("provinceId", province), holds("cityId", city),
                parameters.text("number").map({ Self.contains(number, $0) }) ?? true
            else { return nil }
            return .fields(
                ("id", .integer(Int64(id))), ("number", .string(number)), ("poolId", .integer(Int64(pool))),
                ("provinceId", .integer(Int64(province) ?? 0)), ("cityId", .integer(Int64(city) ?? 0)),
                ("price", WireJSON.money(fen: Int64(1 + place % 9) * 1000)))
        }
        return .data(
            .fields(
                ("total", .integer(Int64(items.count))), ("page", .integer(Int64(page))),
                ("pageSize", .integer(Int64(size))), ("list", .array(Array(Self.slice(items, page, size))))))
    }

    private static func contains(_ text: String, _ part: String) -> Bool {
        let (all, wanted) = (Array(text.utf8), Array(part.utf8))
        return all.indices.contains { all[$0...].starts(with: wanted) }
    }

    /// upstream: ipLocation. Every address has one of our few places, by its last number.
    func place(_ parameters: CheckedParameters) throws(Refusal) -> Reply {
        let address = parameters.text("ip") ?? "127.0.0.1"
        let parts = address.split(separator: ".", omittingEmptySubsequences: false).map { UInt8($0) }
        guard parts.count == 4, !parts.contains(nil), let last = parts[3] else { throw .parameter("参数ip应为IPv4地址") }
        let counties = Areas.tree.flatMap { province in
            province.children.flatMap { city in city.children.map { (province, city, $0) } }
        }
        let (province, city, county) = counties[Int(last) % counties.count]
        return .data(
            .fields(
                ("ip", .string(address)), ("country", .string("中国")), ("region", .string("示例")),
                ("province", .string(province.name)), ("province_code", .integer(Int64(province.code) ?? 0)),
                ("city", .string(city.name)), ("city_code", .integer(Int64(city.code) ?? 0)),
                ("area", .string(county.name)), ("area_code", .integer(Int64(county.code) ?? 0))))
    }

    /// upstream: a static file; its tree is inferred.
    func areas(_ parameters: CheckedParameters) throws(Refusal) -> Reply {
        guard Areas.sets.contains(parameters.required("provinceCode")) else {
            throw Refusal(status: 404, code: 404, reason: "path", message: "文件不存在")
        }
        func branch(_ area: Areas.Area) -> JSONValue {
            let own = [JSONMember(key: "code", value: .string(area.code)), JSONMember(key: "name", value: .string(area.name))]
            guard !area.children.isEmpty else { return .object(own) }
            return .object(own + [JSONMember(key: "children", value: .array(area.children.map(branch)))])
        }
        return .file(.array(Areas.tree.map(branch)))
    }
}
