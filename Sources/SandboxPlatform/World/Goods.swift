// The shop's goods and its areas. All invented; names say that they are examples.

/// A number card on sale.
struct GoodsPlan {
    let id: Int
    let name: String
    let operatorType: Int
    /// Unit: fen.
    let price: Int64
    var needsCode = false
    /// upstream: selectNumber.
    let selectNumber: Int
    var needsPhotos = false
    let settleMode: Int
    let monthFee: Int64
    /// Which set of area codes it wants.
    var areas = Areas.sets[0]
    var isOnSale = true

    /// What an activated order earns. Unit: fen.
    var commission: Int64 { isOnSale ? monthFee * 200 : 0 }

    static let all = [
        GoodsPlan(id: 1, name: "示例商品 39元月租", operatorType: 1, price: 0, selectNumber: 3, settleMode: 2, monthFee: 39),
        GoodsPlan(
            id: 2, name: "示例商品 29元月租 需证件照", operatorType: 2, price: 0, selectNumber: 4, needsPhotos: true,
            settleMode: 3, monthFee: 29),
        GoodsPlan(
            id: 3, name: "示例商品 19元月租 验证码下单", operatorType: 3, price: 990, needsCode: true, selectNumber: 0,
            settleMode: 1, monthFee: 19),
        GoodsPlan(
            id: 4, name: "示例商品 59元月租 自选号码", operatorType: 1, price: 0, selectNumber: 5, settleMode: 4, monthFee: 59,
            areas: Areas.sets[1]),
        GoodsPlan(
            id: 5, name: "示例商品 已下架", operatorType: 4, price: 0, selectNumber: 0, settleMode: 2, monthFee: 9,
            isOnSale: false),
    ]
}

/// Provinces, cities and districts.
enum Areas {
    static let sets = ["uniAreaAddSuffix", "cmccArea"]

    struct Area {
        let code: String
        let name: String
        var children: [Area] = []
    }

    static let tree = [
        Area(
            code: "440000", name: "广东省",
            children: [
                Area(
                    code: "440100", name: "广州市",
                    children: [Area(code: "440106", name: "天河区"), Area(code: "440113", name: "番禺区")]),
                Area(
                    code: "440300", name: "深圳市",
                    children: [Area(code: "440304", name: "福田区"), Area(code: "440305", name: "南山区")]),
            ]),
        Area(
            code: "510000", name: "四川省",
            children: [
                Area(
                    code: "510100", name: "成都市",
                    children: [Area(code: "510104", name: "锦江区"), Area(code: "510107", name: "武侯区")])
            ]),
        Area(
            code: "110000", name: "北京市",
            children: [
                Area(
                    code: "110100", name: "北京市",
                    children: [Area(code: "110101", name: "东城区"), Area(code: "110105", name: "朝阳区")])
            ]),
    ]

    static func holds(_ province: String, _ city: String, _ county: String?) -> Bool {
        let cities = tree.first { $0.code == province }?.children ?? []
        guard let place = cities.first(where: { $0.code == city }) else { return false }
        guard let county else { return true }
        return place.children.contains { $0.code == county }
    }
}
