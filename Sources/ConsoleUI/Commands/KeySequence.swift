// What a command is bound to: one key, or two pressed one after the other (`g g`).

public import CellGrid

/// One key or two, written with a blank between them.
public struct KeySequence: Hashable, Sendable {
    /// The most keys of a sequence.
    public static let limit = 2

    /// At least one.
    public let keys: [Key]

    public init(_ keys: Key...) { self.keys = keys }

    /// `g g`, `Ctrl-D`; nil when a part is no key, or there are more than ``limit``.
    public init?(_ text: String) {
        let parts = text.split(separator: " ")
        let keys = parts.compactMap { KeyNotation.parse(String($0)) }
        guard !keys.isEmpty, keys.count == parts.count, keys.count <= Self.limit else { return nil }
        self.keys = keys
    }

    /// The key where it is only one.
    public var single: Key? { keys.count == 1 ? keys[0] : nil }

    /// The canonical spelling.
    public var text: String { keys.map(KeyNotation.text).joined(separator: " ") }

    /// The same keys, or one begins as the other: only one of them could ever be pressed.
    func clashes(with other: KeySequence) -> Bool { zip(keys, other.keys).allSatisfy { $0 == $1 } }
}
