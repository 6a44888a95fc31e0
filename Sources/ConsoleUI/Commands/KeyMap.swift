// Which key is which command, with the configuration's changes laid over the table's defaults.

public import CellGrid
public import Localization
public import ViewModels

/// What is wrong in the `keys` part of a profile.
public enum KeyProblem: Hashable, Sendable {
    case unknownCommand(String)
    case unknownKey(String, command: String)
    /// The key means both where both apply; the first keeps it.
    case taken(String, by: CommandName, wanted: CommandName)
}

/// Keys to commands, by pane.
public struct KeyMap: Hashable, Sendable {
    private var bindings: [CommandName: [Key]] = [:]
    public private(set) var problems: [KeyProblem] = []

    /// The defaults.
    public static let standard = KeyMap(overrides: [:])

    /// `overrides`: command id → keys in notation; an empty list unbinds it.
    public init(overrides: [String: [String]]) {
        for command in CommandTable.all { bindings[command.name] = command.keys }
        var changed: [CommandName] = []
        for (id, texts) in overrides.sorted(by: { $0.key < $1.key }) {
            guard let name = CommandName(rawValue: id) else {
                problems.append(.unknownCommand(id))
                continue
            }
            bindings[name] = texts.compactMap { text in
                if let key = KeyNotation.parse(text) { return key }
                problems.append(.unknownKey(text, command: id))
                return nil
            }
            changed.append(name)
        }
        for name in changed { settleConflicts(of: name, among: changed) }
    }

    /// A person's binding takes a key from a default one; of two persons' bindings the first keeps it.
    private mutating func settleConflicts(of name: CommandName, among changed: [CommandName]) {
        for other in CommandTable.all.map(\.name) where other != name && Self.overlap(name, other) {
            for key in bindings[name] ?? [] where bindings[other]?.contains(key) == true {
                if changed.contains(other) {
                    let (first, second) = name.rawValue < other.rawValue ? (name, other) : (other, name)
                    problems.append(.taken(KeyNotation.text(key), by: first, wanted: second))
                    bindings[second]?.removeAll { $0 == key }
                } else {
                    bindings[other]?.removeAll { $0 == key }
                }
            }
        }
    }

    /// Whether there is a pane where both apply.
    static func overlap(_ one: CommandName, _ other: CommandName) -> Bool {
        guard let left = CommandTable.command(one)?.panes, let right = CommandTable.command(other)?.panes else { return true }
        return !left.isDisjoint(with: right)
    }

    /// The keys of a command, the first one is told in hints.
    public func keys(for name: CommandName) -> [Key] { bindings[name] ?? [] }

    /// The command of a key: one that applies in `pane` before one that does not (which is then refused
    /// with the reason).
    public func resolve(_ key: Key, in pane: PaneID) -> CommandName? {
        var elsewhere: CommandName?
        for command in CommandTable.all where bindings[command.name]?.contains(key) == true {
            if command.applies(in: pane) { return command.name }
            elsewhere = elsewhere ?? command.name
        }
        return elsewhere
    }
}
