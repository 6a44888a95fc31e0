// What an order needs beforehand: a number, an SMS code, area codes, the shop's settings.

public import JSONText
public import PlatformContract
public import SIMModel

/// Numbers to choose from (upstream: selectNumber).
public struct NumberChoice: Sendable, Hashable {
    /// upstream: rspCode; `M0` here, any other is an error.
    public var rspCode: String
    public var rspDesc: String?
    public var uuid: String?
    public var numbers: [String]
    /// upstream: body, whole.
    public var body: JSONValue?
    /// Fields that could not be read, each with its place.
    public var problems: [String]

    /// upstream: rspCode of success.
    public static let success = "M0"

    init(_ envelope: Envelope) throws(BadReply) {
        guard let data = envelope.data, data != .null else { throw BadReply("data: missing") }
        guard var reader = FieldReader(data, at: "data") else {
            throw BadReply("data: expected an object, found \(Tolerant.kind(of: data))")
        }
        guard let rspCode = reader.text("rspCode") else { throw BadReply(reader.problems.first ?? "data.rspCode: missing") }
        self.rspCode = rspCode
        rspDesc = reader.text("rspDesc")
        uuid = reader.text("uuid")
        body = reader.value("body")
        numbers = reader.texts("numbers")
        problems = reader.problems
    }
}

/// Where an address lies (upstream: ipLocation).
public struct IPPlace: Sendable, Hashable {
    public var ip: String?
    public var country: String?
    public var region: String?
    public var province: String?
    public var provinceCode: Int64?
    public var city: String?
    public var cityCode: Int64?
    public var area: String?
    public var areaCode: Int64?
    /// Fields that could not be read, each with its place.
    public var problems: [String] = []

    init(_ envelope: Envelope) throws(BadReply) {
        guard var reader = FieldReader(envelope.data ?? .object([]), at: "data") else {
            throw BadReply("data: expected an object")
        }
        ip = reader.text("ip")
        country = reader.text("country")
        region = reader.text("region")
        province = reader.text("province")
        provinceCode = reader.integer64("province_code")
        city = reader.text("city")
        cityCode = reader.integer64("city_code")
        area = reader.text("area")
        areaCode = reader.integer64("area_code")
        problems = reader.problems
    }
}

extension PlatformClient {
    /// Numbers for an order (upstream: selectNumber).
    /// - Throws: `.refused` with rspCode and rspDesc when the carrier refuses inside an accepted reply.
    public nonisolated func pickNumber(_ values: [WireField]) async throws(PlatformError) -> NumberChoice {
        let endpoint = Catalogue.selectNumber
        let answer = try await ask(endpoint, values, priority: .interactive)
        let choice: NumberChoice
        do throws(BadReply) {
            choice = try NumberChoice(answer.envelope)
        } catch {
            throw Self.unreadable(error.text, endpoint, answer)
        }
        guard choice.rspCode == NumberChoice.success else {
            let words = choice.rspCode + (choice.rspDesc.map { " " + $0 } ?? "")
            throw PlatformError(
                .refused(code: 0, message: words), sent: .answered, endpoint: endpoint.id, traceID: answer.traceID)
        }
        return choice
    }

    /// A page of pretty numbers, at most 200.
    /// - Parameter number: digits it holds.
    public nonisolated func prettyNumbers(
        page: Int = 1, pageSize: Int = 50, number: String? = nil, more: [WireField] = []
    ) async throws(PlatformError) -> OpenItems {
        try await decoded(
            Catalogue.prettyNumberList, ["page": "\(page)", "pageSize": "\(pageSize)", "number": number], more: more
        ) { OpenItems($0.data) }
    }

    /// Has an SMS code sent to the person (upstream: sendCode).
    @discardableResult
    public nonisolated func sendShopCode(
        _ values: [WireField], traceID: String? = nil
    ) async throws(PlatformError) -> RawReply {
        try await act(Catalogue.sendCode, [:], more: values, traceID: traceID)
    }

    /// Where an address in China lies; nil: the caller's own.
    public nonisolated func ipLocation(_ ip: String? = nil) async throws(PlatformError) -> IPPlace {
        try await decoded(Catalogue.ipLocation, ["ip": ip]) { envelope throws(BadReply) in try IPPlace(envelope) }
    }

    /// The shop's settings (upstream: base/config).
    public nonisolated func shopConfig(promoCode: String) async throws(PlatformError) -> OpenItem {
        try await decoded(Catalogue.baseConfig, ["promoCode": promoCode]) { OpenItem($0.data) }
    }

    /// The tree of area codes that goods name (upstream: goods/details.provinceCode).
    public nonisolated func provinces(_ code: String) async throws(PlatformError) -> OpenItem {
        try await decoded(Catalogue.provinces, ["provinceCode": code]) { OpenItem($0.data) }
    }
}
