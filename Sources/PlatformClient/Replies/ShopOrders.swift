// Orders of number cards. They hold a person's data: descriptions and dumps leave it out.

public import JSONText
public import PlatformContract
public import SIMModel

/// One order as order/search lists it.
public struct ShopOrder: Sendable, Hashable, CustomStringConvertible, CustomReflectable {
    /// One month's settlement.
    public struct Settlement: Sendable, Hashable {
        public var month: Int?
        public var status: Int?
        public var failReason: String?
        public var reward: Money?
        public var updatedAt: WallTime?
    }

    public var id: Int64?
    public var goodsID: Int64?
    public var goodsName: String?
    /// upstream: keyNo, the platform's number.
    public var keyNo: String?
    /// upstream: customNo, ours.
    public var customNo: String?
    /// upstream: status, see `CodeTables.orderStatus`.
    public var status: Int?
    /// upstream: statusName, as it came.
    public var statusName: String?
    public var failReason: String?
    public var createdAt: WallTime?
    public var activatedAt: WallTime?
    /// Personal.
    public var selectPhone: String?
    /// Personal.
    public var certName: String?
    /// Personal.
    public var certNo: String?
    /// Personal.
    public var contactPhone: String?
    /// Personal.
    public var address: String?
    public var expressName: String?
    public var expressNo: String?
    /// upstream: settleStatus, see `CodeTables.settleStatus`.
    public var settleStatus: Int?
    public var settleReward: Money?
    public var settleFailReason: String?
    public var settledAt: WallTime?
    public var settlements: [Settlement] = []
    /// upstream: firstRechargeStatus, see `CodeTables.firstRechargeStatus`.
    public var firstRechargeStatus: Int?
    public var firstRechargeAt: WallTime?
    public var firstRecharge: Money?
    /// upstream: flagRemark.
    public var flagRemark: String?
    /// Fields that could not be read, each with its place.
    public var problems: [String] = []
    /// Every field as it came.
    public var fields: [JSONMember]

    public var description: String {
        "ShopOrder(keyNo: \(keyNo ?? "-"), customNo: \(customNo ?? "-"), status: \(status.map { "\($0)" } ?? "-"))"
    }
    public var customMirror: Mirror { Mirror(self, children: ["order": description]) }
}

enum OrderReader {
    static func orders(_ envelope: Envelope) throws(BadReply) -> [ShopOrder] {
        let (elements, place) = try envelope.list()
        var out: [ShopOrder] = []
        for (index, element) in elements.enumerated() {
            guard var reader = FieldReader(element, at: "\(place)[\(index)]") else {
                throw BadReply("\(place)[\(index)]: expected an object, found \(Tolerant.kind(of: element))")
            }
            out.append(order(&reader))
        }
        return out
    }

    private static func order(_ reader: inout FieldReader) -> ShopOrder {
        // Read in the order of the page: the reader looks there first.
        var order = ShopOrder(fields: reader.members)
        order.id = reader.integer64("id")
        order.goodsID = reader.integer64("goodsId")
        order.goodsName = reader.text("goodsName")
        order.keyNo = reader.text("keyNo")
        order.selectPhone = reader.text("selectPhone")
        order.certName = reader.text("certName")
        order.certNo = reader.text("certNo")
        order.contactPhone = reader.text("contactPhone")
        order.expressName = reader.text("expressName")
        order.expressNo = reader.text("expressNo")
        order.address = reader.text("address")
        order.createdAt = reader.time("createdAt")
        order.status = reader.integer("status")
        order.statusName = reader.text("statusName")
        order.failReason = reader.text("applyFailReason")
        order.settleStatus = reader.integer("settleStatus")
        order.settleReward = reader.money("settleReward")
        order.settleFailReason = reader.text("settleFailReason")
        order.settledAt = reader.time("settleAt")
        for var month in reader.readers("settleDetails") {
            order.settlements.append(
                ShopOrder.Settlement(
                    month: month.integer("month"), status: month.integer("settleStatus"),
                    failReason: month.text("settleFailReason"), reward: month.money("settleReward"),
                    updatedAt: month.time("updatedAt")))
            reader.note(month)
        }
        order.firstRechargeStatus = reader.integer("firstRechargeStatus")
        order.firstRechargeAt = reader.time("firstRechargeAt")
        order.firstRecharge = reader.money("firstRechargeMoney")
        order.flagRemark = reader.text("flagRemark")
        order.customNo = reader.text("customNo")
        order.activatedAt = reader.time("activateAt")
        order.problems = reader.problems
        return order
    }
}

extension PlatformClient {
    /// Orders a number card: may spend money, is sent once and never again. Its reply is not documented.
    /// - Parameter values: upstream: order/apply, all of it.
    /// - Throws: with `mayHaveBeenSent` it may or may not have been ordered.
    public nonisolated func applyOrder(
        _ values: [WireField], traceID: String
    ) async throws(PlatformError) -> OpenItem {
        try await decoded(Catalogue.orderApply, [:], more: values, traceID: traceID) { OpenItem($0.data) }
    }

    /// Orders by the platform's numbers or ours, at most ten each; both together mean AND.
    public nonisolated func orders(
        keyNos: [String], customNos: [String]
    ) async throws(PlatformError) -> [ShopOrder] {
        try await decoded(
            Catalogue.orderSearch,
            [
                "keyNos": keyNos.isEmpty ? nil : WireForm.list(keyNos),
                "customNos": customNos.isEmpty ? nil : WireForm.list(customNos),
            ]
        ) { envelope throws(BadReply) in try OrderReader.orders(envelope) }
    }

    /// Photos of the identity card by their addresses (upstream: uploadCert).
    @discardableResult
    public nonisolated func uploadCert(
        keyNo: String, front: String, back: String, head: String, traceID: String? = nil
    ) async throws(PlatformError) -> RawReply {
        try await act(
            Catalogue.uploadCert, ["frontImage": front, "backImage": back, "headImage": head, "keyNo": keyNo],
            traceID: traceID)
    }
}
