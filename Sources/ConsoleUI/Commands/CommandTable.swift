// The one table of commands. Key map, help, footer and palette are made from it; a command that is not
// here does not exist.

public import CellGrid
public import Localization
public import ViewModels

/// What a command does to the world.
public enum CommandEffect: Hashable, Sendable {
    case nothing
    /// Asks the platform for facts.
    case reads
    /// Leads to a question, and after its answer changes cards.
    case changes
    /// Asks the platform for facts, or, by what the pane shows, leads to a question before something is
    /// changed or money is spent.
    case spends

    /// Its keys must not be pressed by mistake: none of them may be one that moves, or a multiplexer's.
    public var isGuarded: Bool { self == .changes || self == .spends }
}

/// One command.
public struct Command: Hashable, Sendable {
    public var name: CommandName
    public var keys: [Key]
    /// The panes where it means something; nil: everywhere.
    public var panes: Set<PaneID>?
    public var effect: CommandEffect
    /// How long it is kept in a footer that gets narrow, smaller longer; nil: never there.
    public var footer: Int?

    init(
        _ name: CommandName, _ keys: [Key], in panes: Set<PaneID>? = nil, effect: CommandEffect = .nothing,
        footer: Int? = nil
    ) {
        self.name = name
        self.keys = keys
        self.panes = panes
        self.effect = effect
        self.footer = footer
    }

    /// Whether it means something in `pane`.
    public func applies(in pane: PaneID) -> Bool { panes?.contains(pane) ?? true }
}

public enum CommandTable {
    /// In the order of help and palette.
    public static let all: [Command] = [
        Command(.stop, [Key("S")], in: [.cards], effect: .changes, footer: 1),
        Command(.resume, [Key("E")], in: [.cards], effect: .changes, footer: 2),
        Command(.actions, [Key(".")], in: [.cards], footer: 5),
        Command(.deviceActions, [Key(".")], in: [.devices], footer: 2),
        Command(.runActions, [Key(".")], in: [.operations], footer: 2),
        Command(.handover, [Key("H")], in: [.operations]),
        Command(.send, [Key("x")], in: [.shop, .api], effect: .spends, footer: 1),
        Command(.smsCode, [Key("m")], in: [.shop], effect: .spends),
        Command(.photos, [Key("u")], in: [.shop]),
        Command(.why, [Key("W")], in: [.cards, .flow, .history, .operations], effect: .reads),
        Command(.filter, [Key("/")], in: [.cards, .shop], footer: 6),
        Command(.mark, [Key(" ")], in: [.cards], footer: 7),
        Command(.details, [Key(.enter)], footer: 8),
        Command(.refresh, [Key("r")], effect: .reads, footer: 9),
        Command(.addCards, [Key("a")], in: Set(PaneID.allCases).subtracting([.devices]), footer: 10),
        Command(.addDevices, [Key("a")], in: [.devices], footer: 1),
        Command(.sort, [Key("s")], in: [.cards], footer: 12),
        Command(.frequency, [Key("F")], in: [.cards]),
        Command(.markRange, [Key("v")], in: [.cards]),
        Command(.markAll, [Key("A")], in: [.cards]),
        Command(.markInvert, [Key("I")], in: [.cards]),
        Command(.markNone, [Key("U")], in: [.cards]),
        Command(.protect, [Key("K")], in: [.cards]),
        Command(.tag, [Key("t")], in: [.cards]),
        Command(.note, [Key("T")], in: [.cards]),
        Command(.nextTab, [Key("]")], in: [.cards]),
        Command(.previousTab, [Key("[")], in: [.cards]),
        // From the palette: seldom used.
        Command(.saveTab, [], in: [.cards]),
        Command(.renameTab, [], in: [.cards]),
        Command(.deleteTab, [], in: [.cards]),
        Command(.watch, [Key("w")], in: [.cards], footer: 13),
        Command(.flowScope, [Key("o")], in: [.flow], footer: 1),
        Command(.flowCloser, [Key("+"), Key("=")], in: [.flow], footer: 2),
        Command(.flowWider, [Key("-")], in: [.flow], footer: 2),
        Command(.code, [Key("Q")], in: [.api], footer: 2),
        Command(.personal, [Key("P")], in: [.devices, .shop, .api], footer: 6),
        Command(.copyCurl, [Key("c")], in: [.api]),
        Command(.copy, [Key("y")]),
        Command(.export, [Key("e")], footer: 14),
        Command(.showCommand, [Key("C"), Key(.function(9))]),
        // A function key, for a question takes every letter; Ctrl-S would stop the terminal's output.
        Command(.saveScreen, [Key("D"), Key(.function(12))]),
        Command(.refreshShown, [Key("R")], effect: .reads),
        Command(.pause, [Key("Z")]),
        Command(.nextPane, [Key(.tab)], footer: 11),
        Command(.previousPane, [Key(.backTab)]),
        Command(.zoom, [Key("z")]),
        Command(.goCards, [Key("1")]),
        Command(.goFlow, [Key("2")]),
        Command(.goAssets, [Key("3")]),
        Command(.goHistory, [Key("4")]),
        Command(.goOperations, [Key("5")]),
        Command(.goDevices, [Key("6")]),
        Command(.goShop, [Key("7")]),
        Command(.goAPI, [Key("8")]),
        Command(.down, [Key("j"), Key(.down)]),
        Command(.up, [Key("k"), Key(.up)]),
        Command(.first, [Key("g"), Key(.home)]),
        Command(.last, [Key("G"), Key(.end)]),
        Command(.halfDown, [.control("d")]),
        Command(.halfUp, [.control("u")]),
        Command(.pageDown, [Key(.pageDown)]),
        Command(.pageUp, [Key(.pageUp)]),
        Command(.left, [Key("h"), Key(.left)], in: [.cards, .flow, .devices, .shop, .api]),
        Command(.right, [Key("l"), Key(.right)], in: [.cards, .flow, .devices, .shop, .api]),
        Command(.palette, [Key(":"), .control("p")], footer: 5),
        Command(.help, [Key("?"), Key(.function(1))], footer: 3),
        Command(.errors, [Key("!")]),
        Command(.profiles, []),
        Command(.alerts, [Key("N")]),
        Command(.language, [Key("L")]),
        // From the palette, also by typing `theme `.
        Command(.theme, []),
        Command(.redraw, [.control("l")]),
        Command(.suspend, [.control("z")]),
        Command(.back, [Key(.escape)]),
        Command(.quit, [Key("q")], footer: 4),
        Command(.leave, [.control("c")]),
    ]

    private static let byName = Dictionary(uniqueKeysWithValues: all.map { ($0.name, $0) })

    /// nil only if the table lacks a name; a test keeps it whole.
    public static func command(_ name: CommandName) -> Command? { byName[name] }
}
