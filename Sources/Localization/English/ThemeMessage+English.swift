// English words about themes.

extension ThemeMessage {
    public var english: String {
        switch self {
        case .kept(let name, let file): "To keep it for good: theme: \(name) in \(file)"
        case .edited(let name): "Theme \(name) read again."
        case .broken(let problem): "The theme stays as it was: \(problem)"
        case .noneFound: "No theme has a name like this."
        case .dark: "dark"
        case .light: "light"
        case .both: "any"
        case .keyRestore: "as before"
        case .good: "active"
        case .warning: "risk stop"
        case .bad: "stopped"
        case .fresh: "12s"
        case .stale: "2h?"
        }
    }
}
