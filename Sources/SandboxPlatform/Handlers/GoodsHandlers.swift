// Goods as the list and the details have them: the same numbers, once as text and once as numbers.

import JSONText
import PlatformContract
import SIMModel

extension World {
    /// upstream: goods/list, a bare array; uploadPhoto and settleMode are strings here.
    func goodsList() -> Reply {
        .data(
            .array(
                GoodsPlan.all.filter(\.isOnSale).map { goods in
                    .fields(
                        ("id", whole(goods.id)), ("operatorType", whole(goods.operatorType)), ("name", .string(goods.name)),
                        ("code", .string(code(goods))), ("des", .string("")), ("star", .decimal("4.5")),
                        ("price", WireJSON.money(fen: goods.price)), ("smsCode", whole(goods.needsCode ? 1 : 0)),
                        ("selectNumber", whole(goods.selectNumber)), ("numberRegion", .string("")),
                        ("uploadPhoto", .string(goods.needsPhotos ? "1" : "0")), ("settleMode", .string("\(goods.settleMode)")),
                        ("orderTemplate", whole(1)), ("tips", .string("https://example.com/goods-\(goods.id).png")),
                        ("details", .strings(["https://example.com/goods-\(goods.id)-1.png"])),
                        ("sales", whole(shop.orders.all.count { $0.goods.id == goods.id })), ("callDuration", whole(100)),
                        ("commonFlow", whole(30)), ("fixedFlow", whole(30)), ("monthFee", .integer(goods.monthFee)),
                        ("favourMonthFee", .integer(goods.monthFee - 10)), ("favourTerm", whole(12)),
                        ("tags", .array([whole(1)])),
                        (
                            "tagsSelect",
                            .array([
                                .fields(
                                    ("key", whole(1)), ("label", .string("示例")), ("value", whole(1)),
                                    ("valueType", .string("int")), ("type", .string("tag")), ("listClass", .string("")))
                            ])
                        ))
                }))
    }

    /// upstream: goods/details; uploadPhoto and settleMode are integers here. Also goods off sale.
    func goodsDetails(_ parameters: CheckedParameters) throws(Refusal) -> Reply {
        let goods = try goods(parameters, "id")
        let dock = (1...10).map { JSONMember(key: "dockCustom\($0)", value: .string("")) }
        guard
            case .object(let head) = JSONValue.fields(
                ("id", whole(goods.id)), ("channelId", whole(1)), ("operatorType", whole(goods.operatorType)),
                ("name", .string(goods.name)), ("code", .string(code(goods))), ("des", .string("")),
                ("tags", .array([whole(1)])), ("shareName", .string("")), ("star", .decimal("4.5")),
                ("price", WireJSON.money(fen: goods.price)),
                ("tips", .string("https://example.com/goods-\(goods.id).png")), ("details", .array([])),
                ("posterId", whole(0)), ("orderTemplate", whole(1)), ("backgroundColor", .string("#ffffff")),
                ("settleMode", whole(goods.settleMode)), ("compliance", .string("")),
                ("commission", WireJSON.money(fen: goods.commission)), ("monthCommission", .array([])),
                ("matter", .string("<p>示例</p>")), ("dockGoodId", .string(""))),
            case .object(let tail) = JSONValue.fields(
                ("smsCode", whole(goods.needsCode ? 1 : 0)), ("selectNumber", whole(goods.selectNumber)),
                ("numberRegion", .string("")), ("numberPoolId", whole(0)),
                ("uploadPhoto", whole(goods.needsPhotos ? 1 : 0)), ("provinceCode", .string(goods.areas)),
                ("certNoMode", whole(1)), ("isOffline", whole(0)), ("orderRemark", whole(0)),
                ("limitRule", .object([])), ("alarmRules", .array([])), ("noticeRules", .null),
                ("callDuration", whole(100)), ("commonFlow", whole(30)), ("fixedFlow", whole(30)),
                ("monthFee", .integer(goods.monthFee)), ("favourMonthFee", .integer(goods.monthFee - 10)))
        else { return .done }
        return .data(.object(head + dock + tail))
    }

    private func whole(_ value: Int) -> JSONValue { .integer(Int64(value)) }
    private func code(_ goods: GoodsPlan) -> String { goods.id == 1 ? "DEMO" : "DEMO\(goods.id)" }
}
