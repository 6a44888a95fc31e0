// Seeded mutations of the samples. Harmless ones (numbers as texts, more fields, another order) change
// nothing; harmful ones are told with the name of the field that was hurt.

import JSONText
import SIMModel
import TestSupport
import Testing

@testable import PlatformClient

/// A decoder and what it gave: a description of all values, and of everything it complained of.
struct Decoding: Sendable {
    var name: String
    /// Fields that are shown as they come, and so are right whatever they are.
    var silent: Set<String> = []
    var decode: @Sendable (Envelope) throws -> (values: String, complaints: [String])

    private static let now = WallTime(seconds: 1_735_000_100)

    static let all =
        [
            Decoding(name: "batchQuerySimInfo") { envelope in
                let list = try CardItems.records(envelope, source: .snapshot, receivedAt: now)
                return ("\(list.items)", list.problems + list.broken)
            },
            Decoding(name: "batchQuerySimStatus") { envelope in
                let list = try CardItems.records(envelope, source: .carrier, receivedAt: now)
                return ("\(list.items)", list.problems + list.broken)
            },
            Decoding(name: "batchQuerySimFlow") { envelope in
                let list = try CardItems.flows(envelope, receivedAt: now)
                return ("\(list.items)", list.problems + list.broken)
            },
            Decoding(name: "batchQuerySimMonthFlow") { envelope in
                let list = try CardItems.flows(envelope, receivedAt: now)
                return ("\(list.items)", list.problems + list.broken)
            },
            Decoding(name: "querySimAction") { envelope in
                let log = try LogReader.entries(envelope)
                return ("\(log.entries)", log.problems)
            },
            Decoding(name: "accountAsset") { envelope in
                let (assets, problems) = try AssetsReader.assets(envelope)
                return ("\(assets)", problems)
            },
            Decoding(name: "batchShutdown.INFERRED") { envelope in
                let receipt = ReceiptReader.receipt(envelope, cards: numbers(1...2), receivedAt: now)
                return ("\(receipt)", [])
            },
            Decoding(name: "batchRestore.INFERRED") { envelope in
                let receipt = ReceiptReader.receipt(envelope, cards: numbers(1...2), receivedAt: now)
                return ("\(receipt)", [])
            },
        ] + services + shop

    private static let cardList: @Sendable (Envelope) throws -> (values: String, complaints: [String]) = { envelope in
        let list = try CardItems.records(envelope, source: .pushed, receivedAt: now)
        return ("\(list.items)", list.problems + list.broken)
    }

    private static let services = [
        Decoding(name: "batchSubscribe", decode: cardList),
        Decoding(name: "deviceSwitchNet", decode: cardList),
        Decoding(name: "submitPackageOrder") { envelope in
            var receipt = PackageReceipt(envelope.data)
            let problems = receipt.problems
            (receipt.problems, receipt.source) = ([], .null)
            return ("\(receipt)", problems)
        },
        Decoding(name: "officialAuthUrl") { envelope in (try CardServiceReader.link(envelope), []) },
        Decoding(name: "bindMachine") { envelope in ("\(CardServiceReader.errors(envelope))", []) },
        Decoding(name: "oneLinkToken.INFERRED") { envelope in (try Token.text(envelope.data), []) },
        Decoding(name: "oneLinkWirelessToken.INFERRED") { envelope in (try Token.text(envelope.data), []) },
    ]

    private static let shop = [
        Decoding(name: "goods-list", silent: ["key", "value", "valueType", "type", "listClass"]) { envelope in
            var goods = try GoodsReader.list(envelope)
            let problems = goods.flatMap(\.problems)
            for index in goods.indices { (goods[index].problems, goods[index].fields) = ([], []) }
            return ("\(goods)", problems)
        },
        Decoding(
            name: "goods-details",
            silent: Set((1...10).map { "dockCustom\($0)" }).union([
                "posterId", "backgroundColor", "dockGoodId", "noticeRules",
            ])
        ) { envelope in
            var details = try GoodsReader.details(envelope)
            let problems = details.goods.problems
            (details.goods.problems, details.goods.fields) = ([], [])
            return ("\(details)", problems)
        },
        Decoding(name: "order-search") { envelope in
            let orders = try OrderReader.orders(envelope)
            return (orders.map(OrderText.all).joined(), orders.flatMap(\.problems))
        },
        Decoding(
            name: "base-selectNumber", silent: ["numArray", "numRetailList", "featureNameList", "splitLen", "provinceShowHuiTag"]
        ) { envelope in
            var choice = try NumberChoice(envelope)
            let problems = choice.problems
            (choice.problems, choice.body) = ([], nil)
            return ("\(choice)", problems)
        },
        Decoding(name: "base-ipLocation") { envelope in
            var place = try IPPlace(envelope)
            let problems = place.problems
            place.problems = []
            return ("\(place)", problems)
        },
    ]
}

/// An order's description leaves the person out; a test wants all.
enum OrderText {
    static func all(_ order: ShopOrder) -> String {
        let texts = [
            order.goodsName, order.keyNo, order.customNo, order.statusName, order.failReason, order.selectPhone,
            order.certName, order.certNo, order.contactPhone, order.address, order.expressName, order.expressNo,
            order.settleFailReason, order.flagRemark,
        ]
        let codes = [order.status, order.settleStatus, order.firstRechargeStatus]
        let times = [order.createdAt, order.activatedAt, order.settledAt, order.firstRechargeAt]
        return "\(order.id as Any) \(order.goodsID as Any) \(texts) \(codes) \(times) \(order.settleReward as Any)"
            + " \(order.firstRecharge as Any) \(order.settlements)"
    }
}

extension JSONValue {
    /// Every scalar with its path changed by `change`; objects and arrays by `container`.
    func mapped(
        _ key: String = "", scalar: (String, JSONValue) -> JSONValue = { $1 },
        object: ([JSONMember]) -> [JSONMember] = { $0 }
    ) -> JSONValue {
        switch self {
        case .object(let members):
            .object(
                object(members.map { JSONMember(key: $0.key, value: $0.value.mapped($0.key, scalar: scalar, object: object)) }))
        case .array(let elements): .array(elements.map { $0.mapped(key, scalar: scalar, object: object) })
        default: scalar(key, self)
        }
    }

    /// The number of scalars.
    var scalarCount: Int {
        switch self {
        case .object(let members): members.map(\.value.scalarCount).reduce(0, +)
        case .array(let elements): elements.map(\.scalarCount).reduce(0, +)
        default: 1
        }
    }

    /// The scalar number `index` replaced; its key.
    func replacing(_ index: Int, with value: JSONValue) -> (JSONValue, key: String) {
        var (count, hit) = (0, "")
        let changed = mapped(scalar: { key, old in
            defer { count += 1 }
            if count != index { return old }
            hit = key
            return value
        })
        return (changed, hit)
    }
}

@Suite struct MutationTests {
    static func run(_ decoding: Decoding, _ document: JSONValue) -> (values: String, complaints: [String])? {
        do {
            return try decoding.decode(try Envelope(document.utf8))
        } catch let error as BadReply {
            return ("", [error.text])
        } catch {
            return nil
        }
    }

    @Test(arguments: Decoding.all.indices)
    func harmlessDressChangesNothing(index: Int) throws {
        let decoding = Decoding.all[index]
        let document = try JSONValue(parsing: Sample.text(decoding.name))
        let plain = try #require(Self.run(decoding, document))
        #expect(plain.complaints.isEmpty)
        let asTexts = document.mapped(scalar: { _, value in
            switch value {
            case .integer(let number): .string("\(number)")
            case .decimal(let text): .string(text)
            case .bool(let flag): .string(flag ? "1" : "0")
            default: value
            }
        })
        let asDecimals = document.mapped(scalar: { key, value in
            // A serial number or a card's number is no amount.
            if case .integer(let number) = value { .decimal("\(number).0") } else { value }
        })
        let nullsAsTexts = document.mapped(scalar: { _, value in value == .null ? .string("") : value })
        let withMore = document.mapped(object: { [JSONMember(key: "new", value: .fields(("x", .null)))] + $0 })
        let reversed = document.mapped(object: { $0.reversed() })
        let withoutNulls = document.mapped(object: { $0.filter { $0.value != .null && $0.value != .string("") } })
        for changed in [asTexts, asDecimals, nullsAsTexts, withMore, reversed, withoutNulls] {
            let result = try #require(Self.run(decoding, changed))
            #expect(result.values == plain.values)
            #expect(result.complaints.isEmpty, "\(result.complaints)")
        }
    }

    /// Any one scalar becomes something absurd: the field is unknown or refused, and named; or it is one
    /// that we do not read, or whose text may be anything.
    @Test(arguments: Decoding.all.indices)
    func anAbsurdValueIsNamed(index: Int) throws {
        let decoding = Decoding.all[index]
        let document = try JSONValue(parsing: Sample.text(decoding.name))
        let plain = try #require(Self.run(decoding, document))
        let silent: Set<String> = ["timestamp", "traceID", "message", "serialNumber"]
        // Their values are the same when unknown, or do not count in a card that failed.
        let unchanged: Set<String> = ["error", "isError", "isDemote", "useFlow"]
        for scalar in 0..<document.scalarCount {
            for absurd in [JSONValue.array([.integer(1)]), .fields(("x", .integer(1)))] {
                let (changed, key) = document.replacing(scalar, with: absurd)
                let result = try #require(Self.run(decoding, changed))
                if silent.contains(key) || decoding.silent.contains(key), result.complaints.isEmpty { continue }
                #expect(result.complaints.contains { $0.contains(key) }, "\(key): \(result.complaints)")
                #expect(result.values != plain.values || unchanged.contains(key) || Self.wasUnknown(document, scalar), "\(key)")
            }
        }
    }

    private static func wasUnknown(_ document: JSONValue, _ index: Int) -> Bool {
        let (withNull, _) = document.replacing(index, with: .null)
        let (withEmpty, _) = document.replacing(index, with: .string(""))
        return document == withNull || document == withEmpty
    }

    /// Random damage of any kind, many times: always an answer or a complaint, never a crash.
    @Test(arguments: Decoding.all.indices)
    func randomDamageIsSurvived(index: Int) throws {
        let decoding = Decoding.all[index]
        let random = SeededRandom(UInt64(100 + index))
        let document = try JSONValue(parsing: Sample.text(decoding.name))
        var decoded = 0
        for _ in 0..<300 {
            let damaged = document.mapped(
                scalar: { _, value in random.pick(0..<12) == 0 ? JSONPool.value(random) : value },
                object: { members in
                    var members = members
                    if random.pick(0..<6) == 0, !members.isEmpty { members.remove(at: random.pick(0..<members.count)) }
                    if random.pick(0..<8) == 0, !members.isEmpty {
                        members[random.pick(0..<members.count)].value = JSONPool.value(random)
                    }
                    return members
                })
            let result = try #require(Self.run(decoding, damaged), "an error that is no BadReply")
            #expect(result.complaints.allSatisfy { $0.contains(":") || $0.contains("byte") })
            if !result.values.isEmpty { decoded += 1 }
        }
        #expect(decoded > 0)
    }

    @Test(arguments: Decoding.all.indices)
    func aReplyCutAnywhereIsABadReply(index: Int) throws {
        let decoding = Decoding.all[index]
        let bytes = Array(try JSONValue(parsing: Sample.text(decoding.name)).utf8)
        for end in 0..<bytes.count {
            #expect(throws: BadReply.self) { try Envelope(Array(bytes[..<end])) }
        }
    }
}

/// Values that have been seen where they do not belong, and some that have not.
enum JSONPool {
    static func value(_ random: SeededRandom) -> JSONValue {
        let pool: [JSONValue] = [
            .null, .string(""), .string("abc"), .string("0"), .integer(0), .integer(-1), .integer(.max), .decimal("1e40"),
            .decimal("0.1"), .bool(true), .array([]), .object([]), .array([.null]), .string("0000-00-00 00:00:00"),
            .string(String(repeating: "9", count: 40)), .fields(("items", .integer(1))), .string("🦊"),
        ]
        return pool[random.pick(0..<pool.count)]
    }
}
