// Orders of the shop and their course, which is written down with its times when an order is taken.

import SIMModel

/// An order.
struct ShopOrder {
    struct Step {
        var at: WallTime
        /// upstream: order status.
        var status: Int
    }

    var id: Int
    var keyNo: String
    var goods: GoodsPlan
    var selectPhone: String
    var certName: String
    var certNo: String
    var contactPhone: String
    var address: String
    var customNo: String
    var createdAt: WallTime
    var callback: PushTarget?
    /// Ascending.
    var steps: [Step]
    var failReason = ""

    func status(at time: WallTime) -> Int { steps.last { $0.at <= time }?.status ?? 999 }
    func time(of status: Int, by now: WallTime) -> WallTime? { steps.first { $0.status == status && $0.at <= now }?.at }
}

/// How an order goes on. All times are divided by the speed.
enum OrderCourse {
    /// After it was taken. Goods that need photos stop at 7; one order in ten is rejected.
    static func steps(from start: WallTime, _ goods: GoodsPlan, isRejected: Bool, speed: Double) -> [ShopOrder.Step] {
        func at(_ minutes: Double) -> WallTime { start + .milliseconds(Int64(minutes * 60_000 / speed)) }
        var steps = [ShopOrder.Step(at: start, status: 999), .init(at: at(2), status: 1), .init(at: at(10), status: 2)]
        if isRejected { return steps + [.init(at: at(20), status: 3)] }
        if goods.needsPhotos { return steps + [.init(at: at(20), status: 7)] }
        steps += delivery(from: at(30), speed: speed)
        return steps
    }

    /// After photos came.
    static func photographed(at now: WallTime, speed: Double) -> [ShopOrder.Step] {
        [.init(at: now, status: 8)] + delivery(from: now + .milliseconds(Int64(900_000 / speed)), speed: speed)
    }

    private static func delivery(from start: WallTime, speed: Double) -> [ShopOrder.Step] {
        [(0, 13), (4, 4), (24, 6), (26, 10), (30, 5)].map { hours, status in
            ShopOrder.Step(at: start + .milliseconds(Int64(Double(hours) * 3_600_000 / speed)), status: status)
        }
    }
}

/// All orders, found by either number.
struct ShopOrders {
    static let most = 10_000

    private(set) var all: [ShopOrder] = []
    private var byKeyNo: [String: Int] = [:]
    private var byCustomNo: [String: Int] = [:]

    mutating func add(_ order: ShopOrder) -> Int {
        let place = all.count
        all.append(order)
        byKeyNo[order.keyNo] = place
        if !order.customNo.isEmpty { byCustomNo[order.customNo] = place }
        return place
    }

    mutating func change(_ place: Int, _ body: (inout ShopOrder) -> Void) { body(&all[place]) }

    func place(keyNo: String) -> Int? { byKeyNo[keyNo] }
    func place(customNo: String) -> Int? { byCustomNo[customNo] }
}

/// The shop's memory.
struct Shop {
    var orders = ShopOrders()
    var numbers = ShopNumbers()
    /// Telephones that were sent a code.
    var codes = Expiring<Bool>(most: 10_000)
    /// When orders were searched within the last minute.
    var searches: [WallTime] = []

    static let codeLife: Duration = .minutes(5)
    /// The code of every SMS.
    static let code = "123456"
    static let demoKeyNo = "QL00000000demo"

    /// With one order from the day before, that waits for its photos.
    init(startedAt: WallTime) {
        let createdAt = startedAt - .hours(24)
        let goods = GoodsPlan.all[1]
        _ = orders.add(
            ShopOrder(
                id: 1, keyNo: Self.demoKeyNo, goods: goods, selectPhone: "10000000003", certName: "示例",
                certNo: "110101199001011234", contactPhone: "10000000004", address: "广东省广州市番禺区示例路 1 号",
                customNo: "demo00000001", createdAt: createdAt, callback: nil,
                steps: OrderCourse.steps(from: createdAt, goods, isRejected: false, speed: 1)))
    }
}
