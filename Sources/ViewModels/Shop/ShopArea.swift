// Provinces, cities and counties with the platform's codes. The shape of the file is inferred: what
// cannot be read as such a tree is no tree, and codes are then typed.

import JSONText
import PlatformClient

/// A place with the places in it (upstream: provinces).
public struct ShopArea: Hashable, Sendable {
    public var code: String
    public var name: String
    public var children: [ShopArea]

    public init(code: String, name: String, children: [ShopArea] = []) {
        self.code = code
        self.name = name
        self.children = children
    }

    static func read(_ item: OpenItem) -> [ShopArea] {
        for member in item.fields {
            let areas = list(member.value)
            if !areas.isEmpty { return areas }
        }
        return []
    }

    private static func list(_ value: JSONValue) -> [ShopArea] {
        guard case .array(let elements) = value else { return [] }
        return elements.compactMap { element in
            guard case .object(let members) = element else { return nil }
            let item = OpenItem(fields: members)
            guard let code = ["code", "value", "id"].lazy.compactMap({ item.text($0) }).first,
                let name = ["name", "label", "text"].lazy.compactMap({ item.text($0) }).first
            else { return nil }
            let children = members.lazy.map { list($0.value) }.first { !$0.isEmpty } ?? []
            return ShopArea(code: code, name: name, children: children)
        }
    }
}

/// One chosen place.
public struct ShopPlace: Hashable, Sendable {
    public var code: String
    public var name: String

    public init(code: String, name: String) {
        self.code = code
        self.name = name
    }
}

/// What Enter in the Shop pane leads to.
public enum ShopOpening: Hashable, Sendable {
    case nothing
    /// It is done, or the pane shows it.
    case done
    /// A field to be typed, unmasked.
    case field(name: String, text: String, values: [String])
    /// A place to be chosen, so many levels deep.
    case areas(field: String, [ShopArea], depth: Int)
    case order(ShopOrderRow)
    case purchase(ShopPurchase)
    /// The list's wish to buy.
    case buy
}
