// Which fields hold what about a person. One table for requests, replies, pushes and exports: a field
// that is missing here is shown.

public import JSONText
public import SIMModel

/// Fields that are masked unless asked for.
public enum PersonalFields {
    /// By the field's name in lower case without `_`.
    private static let table: [String: Masking] = [
        "certno": .identity, "certid": .identity, "idcard": .identity, "idno": .identity, "idnumber": .identity,
        "contactphone": .phone, "contractphone": .phone, "selectphone": .phone, "phone": .phone, "mobile": .phone,
        "tel": .phone,
        "certname": .name, "contactname": .name, "realname": .name, "receiver": .name,
        "address": .address, "contactaddress": .address, "detailaddress": .address,
        "captcha": .secret, "wifipwd": .secret, "wifikey": .secret, "psk": .secret, "apikey": .secret,
        "frontimage": .secret, "backimage": .secret, "headimage": .secret,
    ]

    /// Ends of names: devices and tokens have replies nobody has seen.
    private static let endings: [(String, Masking)] = [
        ("token", .secret), ("password", .secret), ("passwd", .secret), ("pwd", .secret), ("secret", .secret),
        ("phone", .phone), ("mobile", .phone), ("idcard", .identity), ("certno", .identity), ("address", .address),
    ]

    /// Addresses of machines.
    private static let harmless: Set<String> = ["ipaddress", "macaddress", "macaddr"]

    /// How a field is masked; nil: it is not personal.
    public static func masking(of field: String) -> Masking? {
        let name = String(field.lowercased().filter { $0 != "_" && $0 != "-" })
        if harmless.contains(name) { return nil }
        return table[name] ?? endings.first { name.hasSuffix($0.0) }?.1
    }

    /// The value as it may be seen.
    public static func masked(_ value: String, field: String) -> String {
        masking(of: field)?.mask(value) ?? value
    }

    /// The tree with every personal value masked, whatever its type and however deep.
    public static func masked(_ value: JSONValue) -> JSONValue { masked(value, as: nil) }

    private static func masked(_ value: JSONValue, as masking: Masking?) -> JSONValue {
        switch value {
        case .object(let members):
            .object(
                members.map { JSONMember(key: $0.key, value: masked($0.value, as: self.masking(of: $0.key) ?? masking)) })
        case .array(let elements): .array(elements.map { masked($0, as: masking) })
        case .string(let text): masking.map { .string($0.mask(text)) } ?? value
        case .integer(let number): masking.map { .string($0.mask("\(number)")) } ?? value
        case .decimal(let text): masking.map { .string($0.mask(text)) } ?? value
        case .null, .bool: value
        }
    }
}
