// What a cell means: the closed list of roles that panes may use and themes must colour. The scope is
// the role's name in a theme file; a scope without a line of its own falls back to the part before its
// last dot, at last to `text`.

public import CellGrid

/// A meaning on the screen.
public enum ThemeRole: UInt8, CaseIterable, Sendable {
    /// Number 0, the terminal's own colours: ``Style/plain``.
    case text
    case muted, strong, accent
    case frame, frameFocused, title, titleFocused
    case header, headerProfile, headerProduction, headerBand, headerDemo, headerGood, headerWarning, headerBad, headerPaused
    case tab, tabActive
    case footer, footerKey, footerNotice, footerBad
    case tableHead, tableSorted, tableMark, tableGutter
    case stateGood, stateDown, stateRisk, stateIdle, stateUnknown
    case ageFresh, ageStale
    case meterLow, meterMid, meterHigh, meterTrack
    case chartCard, chartTotal, chartLabel
    case operationOpen, operationDone, operationFailed, operationDoubt
    case dialog, dialogFrame, dialogTitle, dialogDanger, dialogKey
    case input, inputBad
    case match
    case money, moneyLow, moneyEmpty
    case banner
    /// A QR code: dark letters on light ground, and letters that vanish in dark.
    case qr, qrDark
    /// The band with the profile's name, by the profile's colour.
    case profileBlue, profileGreen, profileYellow, profileMagenta, profileCyan, profileRed

    /// The name in theme files and golden files.
    public var scope: String {
        switch self {
        case .text: "text"
        case .muted: "text.muted"
        case .strong: "text.strong"
        case .accent: "text.accent"
        case .frame: "frame"
        case .frameFocused: "frame.focused"
        case .title: "title"
        case .titleFocused: "title.focused"
        case .header: "header"
        case .headerProfile: "header.profile"
        case .headerProduction: "header.production"
        case .headerBand: "header.band"
        case .headerDemo: "header.demo"
        case .headerGood: "header.good"
        case .headerWarning: "header.warning"
        case .headerBad: "header.bad"
        case .headerPaused: "header.paused"
        case .tab: "tab"
        case .tabActive: "tab.active"
        case .footer: "footer"
        case .footerKey: "footer.key"
        case .footerNotice: "footer.notice"
        case .footerBad: "footer.bad"
        case .tableHead: "table.head"
        case .tableSorted: "table.head.sorted"
        case .tableMark: "table.mark"
        case .tableGutter: "table.gutter"
        case .stateGood: "state.good"
        case .stateDown: "state.down"
        case .stateRisk: "state.risk"
        case .stateIdle: "state.idle"
        case .stateUnknown: "state.unknown"
        case .ageFresh: "age.fresh"
        case .ageStale: "age.stale"
        case .meterLow: "meter.low"
        case .meterMid: "meter.mid"
        case .meterHigh: "meter.high"
        case .meterTrack: "meter.track"
        case .chartCard: "chart.card"
        case .chartTotal: "chart.total"
        case .chartLabel: "chart.label"
        case .operationOpen: "operation.open"
        case .operationDone: "operation.done"
        case .operationFailed: "operation.failed"
        case .operationDoubt: "operation.doubt"
        case .dialog: "dialog"
        case .dialogFrame: "dialog.frame"
        case .dialogTitle: "dialog.title"
        case .dialogDanger: "dialog.danger"
        case .dialogKey: "dialog.key"
        case .input: "input"
        case .inputBad: "input.bad"
        case .match: "match"
        case .money: "money"
        case .moneyLow: "money.low"
        case .moneyEmpty: "money.empty"
        case .banner: "banner"
        case .qr: "qr"
        case .qrDark: "qr.dark"
        case .profileBlue: "header.profile.blue"
        case .profileGreen: "header.profile.green"
        case .profileYellow: "header.profile.yellow"
        case .profileMagenta: "header.profile.magenta"
        case .profileCyan: "header.profile.cyan"
        case .profileRed: "header.profile.red"
        }
    }

    /// The scopes tried for this role, nearest first; `text` last.
    public var fallbacks: [String] { Self.scopes(for: scope) }

    static func scopes(for scope: String) -> [String] {
        var scopes = [scope]
        while let last = scopes.last, let dot = last.lastIndex(of: ".") { scopes.append(String(last[..<dot])) }
        if scopes.last != "text" { scopes.append("text") }
        return scopes
    }

    /// What is drawn with it, and how well it must stand out.
    public enum Kind: Hashable, Sendable {
        case text
        /// Lines, frames and bars.
        case line
        /// Not made for reading by people.
        case machine
    }

    public var kind: Kind {
        switch self {
        case .frame, .frameFocused, .dialogFrame, .meterLow, .meterMid, .meterHigh, .meterTrack, .chartCard, .chartTotal: .line
        case .qr, .qrDark: .machine
        default: .text
        }
    }
}

extension Style {
    /// A role's style.
    public init(_ role: ThemeRole, _ attributes: Attributes = []) {
        self.init(role: role.rawValue, attributes: attributes)
    }
}
