// The accounts one can change to, as the chooser shows them.

/// The colour that tells an account from another, besides its name.
public enum ProfileColour: String, CaseIterable, Sendable {
    case blue, green, yellow, magenta, cyan, red

    /// By the setting, else by the name: the same name has the same colour on every machine.
    public init(setting: String?, name: String) {
        if let chosen = setting.flatMap(ProfileColour.init(rawValue:)) {
            self = chosen
        } else {
            // FNV-1a: the language's own hash differs from run to run.
            let hash = name.utf8.reduce(UInt32(2_166_136_261)) { ($0 ^ UInt32($1)) &* 16_777_619 }
            // Red is kept for who asks for it: it means the real account.
            let calm = Self.allCases.filter { $0 != .red }
            self = calm[Int(hash % UInt32(calm.count))]
        }
    }

    var role: ThemeRole {
        switch self {
        case .blue: .profileBlue
        case .green: .profileGreen
        case .yellow: .profileYellow
        case .magenta: .profileMagenta
        case .cyan: .profileCyan
        case .red: .profileRed
        }
    }
}

/// One account of the configuration.
public struct ProfileChoice: Hashable, Sendable {
    public var name: String
    public var platform: String
    public var colour: ProfileColour
    public var isCurrent: Bool
    public var isReadOnly: Bool
    public var isProduction: Bool
    /// Operations without an end; nil: its journal cannot be read.
    public var unfinished: Int?

    public init(
        name: String, platform: String, colour: ProfileColour, isCurrent: Bool, isReadOnly: Bool, isProduction: Bool,
        unfinished: Int?
    ) {
        self.name = name
        self.platform = platform
        self.colour = colour
        self.isCurrent = isCurrent
        self.isReadOnly = isReadOnly
        self.isProduction = isProduction
        self.unfinished = unfinished
    }
}
