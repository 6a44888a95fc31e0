// The languages simdeck speaks. A new one is a case here and a folder of texts: every missing sentence
// is then a compile error.

/// A language of the screen and of the command line.
public enum Language: String, CaseIterable, Sendable {
    case en, zh

    /// Reads a language tag or a locale: `zh`, `zh_CN.UTF-8`, `en-GB`. nil for any other, `C` and `POSIX`
    /// included.
    public init?(tag: some StringProtocol) {
        let head = tag.prefix { $0.isLetter }.lowercased()
        switch head {
        case "zh", "chinese": self = .zh
        case "en", "english": self = .en
        default: return nil
        }
    }

    /// The one that `L` changes to.
    public var next: Language {
        switch self {
        case .en: .zh
        case .zh: .en
        }
    }

    /// Its name in itself.
    public var ownName: String {
        switch self {
        case .en: "English"
        case .zh: "简体中文"
        }
    }
}

/// A sentence or word with its arguments, not yet in any language. Each area of the program has one
/// closed enum; its texts stand in `English/` and `Chinese/`, one file an area.
public protocol Message: Sendable {
    var english: String { get }
    var chinese: String { get }
}

extension Message {
    /// The words in `language`.
    public func text(_ language: Language) -> String {
        switch language {
        case .en: english
        case .zh: chinese
        }
    }
}
