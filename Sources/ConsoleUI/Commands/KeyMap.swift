// Which key is which command: the table's defaults, a preset laid over them, a person's own over that.

public import CellGrid
public import Localization
public import ViewModels

/// What is wrong in the `keys` part of a profile.
public enum KeyProblem: Hashable, Sendable {
    case unknownCommand(String)
    case unknownKey(String, command: String)
    /// Both were given keys of which only one could ever be pressed, where both apply.
    case taken(String, by: CommandName, wanted: CommandName)
    /// A changing verb must not sit there.
    case refused(String, command: CommandName, KeyRefusal)
}

/// What works, and may still surprise.
public enum KeyWarning: Hashable, Sendable {
    /// The program outside takes the key first.
    case multiplexer(String, program: String, command: CommandName)
}

/// Keys to commands, by pane.
public struct KeyMap: Hashable, Sendable {
    private var bindings: [CommandName: [KeySequence]] = [:]
    public private(set) var problems: [KeyProblem] = []
    public private(set) var warnings: [KeyWarning] = []

    /// The defaults.
    public static let standard = KeyMap(overrides: [:])

    /// `overrides`: command id → keys in notation; an empty list unbinds it.
    public init(preset: KeyPreset = .standard, overrides: [String: [String]]) {
        for command in CommandTable.all { bindings[command.name] = command.keys.map { KeySequence($0) } }
        let preset = preset.bindings.mapValues { $0.compactMap { KeySequence($0) } }
        bindings.merge(preset) { _, own in own }
        for name in preset.keys { clear(the: name, keeping: Set(preset.keys)) }
        var changed: Set<CommandName> = []
        for (id, texts) in overrides.sorted(by: { $0.key < $1.key }) {
            guard let name = CommandName(rawValue: id) else {
                problems.append(.unknownCommand(id))
                continue
            }
            bindings[name] = texts.compactMap { read($0, for: name) }
            changed.insert(name)
        }
        for name in changed { clear(the: name, keeping: changed) }
        let own = changed.sorted { $0.rawValue < $1.rawValue }
        for (index, name) in own.enumerated() {
            for other in own[(index + 1)...] where Self.overlap(name, other) { compare(name, other) }
        }
    }

    private mutating func read(_ text: String, for name: CommandName) -> KeySequence? {
        guard let sequence = KeySequence(text) else {
            problems.append(.unknownKey(text, command: name.rawValue))
            return nil
        }
        if CommandTable.command(name)?.effect.isGuarded == true, let why = KeyRules.refusal(sequence) {
            problems.append(.refused(sequence.text, command: name, why))
            return nil
        }
        if let program = sequence.keys.lazy.compactMap(KeyRules.multiplexer).first {
            warnings.append(.multiplexer(sequence.text, program: program, command: name))
        }
        return sequence
    }

    /// What `name` was given is taken from the commands that nobody touched.
    private mutating func clear(the name: CommandName, keeping kept: Set<CommandName>) {
        let wanted = bindings[name] ?? []
        for other in CommandTable.all.map(\.name) where other != name && !kept.contains(other) && Self.overlap(name, other) {
            bindings[other]?.removeAll { key in wanted.contains { $0.clashes(with: key) } }
        }
    }

    /// Two of a person's own: neither can be right, so both are named.
    private mutating func compare(_ name: CommandName, _ other: CommandName) {
        for key in bindings[name] ?? [] where bindings[other]?.contains(where: { $0.clashes(with: key) }) == true {
            problems.append(.taken(key.text, by: name, wanted: other))
            bindings[other]?.removeAll { $0.clashes(with: key) }
        }
    }

    /// Whether there is a pane where both apply.
    static func overlap(_ one: CommandName, _ other: CommandName) -> Bool {
        guard let left = CommandTable.command(one)?.panes, let right = CommandTable.command(other)?.panes else { return true }
        return !left.isDisjoint(with: right)
    }

    /// The keys of a command, the first one is told in hints.
    public func keys(for name: CommandName) -> [KeySequence] { bindings[name] ?? [] }

    /// The keys of a command for reading: `j Down`.
    public func text(for name: CommandName) -> String { keys(for: name).map(\.text).joined(separator: "  ") }

    /// The command of a key: one that applies in `pane` before one that does not (which is then refused
    /// with the reason).
    public func resolve(_ key: Key, in pane: PaneID) -> CommandName? { resolve(KeySequence(key), in: pane) }

    public func resolve(_ sequence: KeySequence, in pane: PaneID) -> CommandName? {
        var elsewhere: CommandName?
        for command in CommandTable.all where bindings[command.name]?.contains(sequence) == true {
            if command.applies(in: pane) { return command.name }
            elsewhere = elsewhere ?? command.name
        }
        return elsewhere
    }

    /// What may follow `key`, where it begins sequences in `pane`; in the table's order.
    func next(after key: Key, in pane: PaneID) -> [(key: Key, name: CommandName)] {
        CommandTable.all.filter { $0.applies(in: pane) }.flatMap { command in
            keys(for: command.name).filter { $0.keys.count == 2 && $0.keys[0] == key }.map { ($0.keys[1], command.name) }
        }
    }
}
