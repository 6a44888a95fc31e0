// Personal data with its middle left out: enough to recognise one's own, too little to use another's.

/// What a personal value is, and so how much of it may be seen.
public enum Masking: String, Sendable, CaseIterable {
    /// A number of an identity card: `1101**********1234`.
    case identity
    /// A telephone number: `138****0000`.
    case phone
    /// A person's name: `张**`.
    case name
    /// Where a person lives: `广东***`.
    case address
    /// A token, a password, a code, the address of a photo: nothing of it.
    case secret

    /// The value with its middle left out. Empty stays empty: nothing is known either way.
    public func mask(_ text: String) -> String {
        let characters = Array(text)
        guard !characters.isEmpty else { return "" }
        switch self {
        case .identity: return Self.middle(characters, keeping: 4, 4, least: 12)
        case .phone: return Self.middle(characters, keeping: 3, 4, least: 9, stars: 4)
        case .name: return characters.count > 1 ? String(characters[0]) + "**" : "**"
        case .address: return characters.count > 5 ? String(characters.prefix(2)) + "***" : "***"
        case .secret: return "***"
        }
    }

    /// Shorter than `least`: no character of it, because what is left would tell it.
    private static func middle(
        _ text: [Character], keeping head: Int, _ tail: Int, least: Int, stars: Int? = nil
    ) -> String {
        guard text.count >= least else { return "****" }
        let hidden = String(repeating: "*", count: stars ?? text.count - head - tail)
        return String(text.prefix(head)) + hidden + String(text.suffix(tail))
    }
}
