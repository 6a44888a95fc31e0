// Goods of the shop. Numbers are texts in the list and numbers in the details: both are read.

public import JSONText
import PlatformContract
public import SIMModel

/// A number card on sale, as list and details have it.
public struct Goods: Sendable, Hashable, Identifiable {
    public var id: Int64
    /// upstream: operatorType; its values are not documented.
    public var operatorType: Int?
    public var name: String?
    public var code: String?
    /// upstream: des.
    public var about: String?
    /// Rating.
    public var star: Double?
    public var price: Money?
    /// upstream: smsCode; 1: an SMS code is needed.
    public var smsCode: Int?
    /// upstream: selectNumber, see `CodeTables.selectNumber`.
    public var selectNumber: Int?
    public var numberRegion: String?
    /// upstream: uploadPhoto; 1: photos of the identity card are needed.
    public var uploadPhoto: Int?
    /// upstream: settleMode, see `CodeTables.settleMode`.
    public var settleMode: Int?
    public var orderTemplate: Int?
    /// upstream: tips, the main picture's address.
    public var picture: String?
    /// upstream: details, addresses of pictures.
    public var pictures: [String] = []
    public var sales: Int64?
    /// upstream: callDuration. Unit: minutes (inferred).
    public var callDuration: Int64?
    /// upstream: commonFlow. Unit: GB (inferred).
    public var commonFlow: Int64?
    /// upstream: fixedFlow. Unit: GB (inferred).
    public var fixedFlow: Int64?
    public var monthFee: Money?
    public var favourMonthFee: Money?
    /// upstream: favourTerm. Unit: months (inferred).
    public var favourTerm: Int?
    public var tags: [Int] = []
    /// upstream: tagsSelect[].label.
    public var tagLabels: [String] = []
    /// Fields that could not be read, each with its place.
    public var problems: [String] = []
    /// Every field as it came.
    public var fields: [JSONMember] = []
}

/// Goods with what an order must know.
public struct GoodsDetails: Sendable, Hashable {
    public var goods: Goods
    public var channelID: Int64?
    public var shareName: String?
    public var numberPoolID: Int64?
    /// Which set of area codes its order wants (upstream: provinceCode), for `provinces`.
    public var provinceCode: String?
    /// upstream: certNoMode; 1: the identity number is checked.
    public var certNoMode: Int?
    /// upstream: isOffline; 1: picked up.
    public var isOffline: Int?
    public var orderRemark: Int?
    /// Void when the goods are off sale.
    public var commission: Money?
    public var compliance: String?
    /// upstream: matter, HTML.
    public var matter: String?
}

enum GoodsReader {
    static func list(_ envelope: Envelope) throws(BadReply) -> [Goods] {
        let (elements, place) = try envelope.list()
        var out: [Goods] = []
        for (index, element) in elements.enumerated() {
            let here = "\(place)[\(index)]"
            guard var reader = FieldReader(element, at: here) else {
                throw BadReply("\(here): expected an object, found \(Tolerant.kind(of: element))")
            }
            var goods = try goods(&reader, here)
            goods.problems = reader.problems
            out.append(goods)
        }
        return out
    }

    static func details(_ envelope: Envelope) throws(BadReply) -> GoodsDetails {
        guard let data = envelope.data, data != .null else { throw BadReply("data: missing") }
        guard var reader = FieldReader(data, at: "data") else {
            throw BadReply("data: expected an object, found \(Tolerant.kind(of: data))")
        }
        var details = GoodsDetails(goods: try goods(&reader, "data"))
        details.channelID = reader.integer64("channelId")
        details.shareName = reader.text("shareName")
        details.numberPoolID = reader.integer64("numberPoolId")
        details.provinceCode = reader.text("provinceCode")
        details.certNoMode = reader.integer("certNoMode")
        details.isOffline = reader.integer("isOffline")
        details.orderRemark = reader.integer("orderRemark")
        details.commission = reader.money("commission")
        details.compliance = reader.text("compliance")
        details.matter = reader.text("matter")
        details.goods.problems = reader.problems
        return details
    }

    private static func goods(_ reader: inout FieldReader, _ place: String) throws(BadReply) -> Goods {
        guard let id = reader.integer64("id") else { throw BadReply(reader.problems.first ?? "\(place).id: missing") }
        var goods = Goods(id: id)
        goods.operatorType = reader.integer("operatorType")
        goods.name = reader.text("name")
        goods.code = reader.text("code")
        goods.about = reader.text("des")
        goods.star = reader.number("star")
        goods.price = reader.money("price")
        goods.smsCode = reader.integer("smsCode")
        goods.selectNumber = reader.integer("selectNumber")
        goods.numberRegion = reader.text("numberRegion")
        goods.uploadPhoto = reader.integer("uploadPhoto")
        goods.settleMode = reader.integer("settleMode")
        goods.orderTemplate = reader.integer("orderTemplate")
        goods.picture = reader.text("tips")
        goods.pictures = reader.texts("details")
        goods.sales = reader.integer64("sales")
        goods.callDuration = reader.integer64("callDuration")
        goods.commonFlow = reader.integer64("commonFlow")
        goods.fixedFlow = reader.integer64("fixedFlow")
        goods.monthFee = reader.money("monthFee")
        goods.favourMonthFee = reader.money("favourMonthFee")
        goods.favourTerm = reader.integer("favourTerm")
        goods.tags = reader.integers("tags")
        for var tag in reader.readers("tagsSelect") {
            if let label = tag.text("label") { goods.tagLabels.append(label) }
            reader.note(tag)
        }
        goods.fields = reader.members
        return goods
    }
}

extension PlatformClient {
    /// Goods on sale.
    public nonisolated func goods() async throws(PlatformError) -> [Goods] {
        try await decoded(Catalogue.goodsList, [:]) { envelope throws(BadReply) in try GoodsReader.list(envelope) }
    }

    /// Goods by their id, those off sale too.
    public nonisolated func goodsDetails(_ id: Int64) async throws(PlatformError) -> GoodsDetails {
        try await decoded(Catalogue.goodsDetails, ["id": "\(id)"]) { envelope throws(BadReply) in
            try GoodsReader.details(envelope)
        }
    }
}
