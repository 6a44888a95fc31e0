// The client behind the purchase runner: what a purchase sends, and where its number is found.

import Operations
import PlatformClient
import PlatformContract
import SIMModel
import Synchronization
import TestSupport
import Testing

/// Answers everything with one document.
private final class OneAnswer: HTTPTransport {
    private let body: String
    private let seen = Mutex<[WireRequest]>([])

    init(_ body: String) { self.body = body }

    var requests: [WireRequest] { seen.withLock { $0 } }

    func send(_ request: WireRequest, timeout: Duration, replyLimit: Int) async throws(TransportFailure) -> WireReply {
        seen.withLock { $0.append(request) }
        return WireReply(status: 200, headers: [], body: Array(body.utf8))
    }

    func shutdown() async {}
}

@Suite struct PurchasePortClientTests {
    fileprivate static func port(_ data: String) -> (port: any PurchasePort, transport: OneAnswer) {
        let transport = OneAnswer(#"{"code":0,"message":"ok","data":\#(data)}"#)
        let client = PlatformClient(
            configuration: ClientConfiguration(baseURL: "https://platform.example"),
            credentials: Credentials(appID: "demo", secret: "demo-secret"), transport: transport, time: ManualTime(),
            random: SeededRandom(1))
        return (client, transport)
    }

    static func form(_ request: WireRequest?) -> [String: String] {
        let fields = WireForm.decode(String(decoding: request?.body ?? [], as: UTF8.self)) ?? []
        return Dictionary(fields.map { ($0.name, $0.value) }, uniquingKeysWith: { $1 })
    }

    @Test func aPackageIsBoughtUnderTheNumberOfTheJournal() async throws {
        let (port, transport) = Self.port(#"{"orderSn":"SP1","actualPayMoney":3.5}"#)
        let card = try #require(CardNumber("14900000017"))
        let order = PackageOrder(simNo: card, packageID: "11", name: nil, price: nil, effect: .nextMonth)
        let receipt = try await port.buy(
            order, customNo: "sd0000000000000000000000aa", traceID: "00112233445566778899aabbccddeeff")
        #expect(receipt == PurchaseReceipt(orderSn: "SP1", paid: Money(decimal: "3.5")))
        let request = transport.requests.first
        #expect(
            Self.form(request) == [
                "simNo": "14900000017", "packageId": "11", "effectType": "2", "customNo": "sd0000000000000000000000aa",
            ])
        #expect(request?.headers.contains(HeaderField("traceID", "00112233445566778899aabbccddeeff")) == true)
    }

    @Test(arguments: [(#"{"keyNo":"QL1"}"#, "QL1"), (#"{"orderSn":"QL2"}"#, "QL2"), (#""QL3""#, "QL3"), ("{}", nil)])
    func anOrderGoesUnderTheNumberOfTheJournalAlone(data: String, keyNo: String?) async throws {
        let (port, transport) = Self.port(data)
        let values = Catalogue.orderApply.parameters.map { WireField($0.name, $0.example) }
        let order = CardOrder(goodsID: "1", goodsName: nil, price: nil, fields: values)
        #expect(try await port.apply(order, customNo: "sd1", traceID: "0") == PurchaseReceipt(orderSn: keyNo))
        #expect(Self.form(transport.requests.first)["customNo"] == "sd1")
    }

    @Test func aPurchaseInDoubtIsLookedForByItsNumber() async throws {
        let (orders, transport) = Self.port(#"{"list":[{"keyNo":"QL1","customNo":"sd1","status":999,"statusName":"待受理"}]}"#)
        #expect(
            try await orders.orders(customNos: ["sd1"])
                == [OrderSighting(customNo: "sd1", keyNo: "QL1", status: 999, statusName: "待受理")])
        #expect(Self.form(transport.requests.first) == ["customNos": #"["sd1"]"#])
        let card = try #require(CardNumber("14900000017"))
        let (packages, _) = Self.port(#"{"items":[{"packageId":11,"customNo":"sd1"},{"packageId":12,"orderSn":"SP2"}]}"#)
        #expect(
            try await packages.packages(of: card)
                == [PackageSighting(customNo: "sd1", orderSn: nil), PackageSighting(customNo: nil, orderSn: "SP2")])
        let (money, _) = Self.port(#"{"main":{"balance":100.5},"pools":[]}"#)
        #expect(try await money.balance() == Money(decimal: "100.5"))
    }
}
