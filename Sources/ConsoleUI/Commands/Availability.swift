// Whether a command can be performed now, and if not, why: told in the footer, the help and the palette.

import Localization
import ViewModels

/// The facts availability depends on.
struct Situation: Hashable {
    var pane: PaneID
    var isReadOnly = false
    /// Operations can be written down.
    var hasJournal = true
    /// Cards an action would go to: the marked ones, else the one under the cursor.
    var hasTargets = true
    /// The pane's list has a line under the cursor.
    var hasLine = true
    var hasMarks = true
    /// A filter was saved as a tab.
    var hasTabs = true
    /// The reply on the screen has a link.
    var hasLink = false
    var canZoom = true
    /// Something Esc would close or take away.
    var hasSomethingOpen = false
}

enum Availability {
    /// nil when `name` is available in `situation`.
    static func reason(_ name: CommandName, in situation: Situation) -> NoticeMessage? {
        guard let command = CommandTable.command(name) else { return nil }
        if !command.applies(in: situation.pane) {
            let first = PaneID.allCases.first { command.applies(in: $0) } ?? .cards
            return .onlyIn(pane: first.label)
        }
        if command.effect == .changes {
            if situation.isReadOnly { return .readOnly }
            if !situation.hasJournal { return .noJournal }
        }
        switch name {
        case .stop, .resume, .actions, .tag, .note, .mark, .markRange, .watch:
            return situation.hasTargets ? nil : .noCard
        case .runActions: return situation.hasLine ? nil : .nothingOpen
        case .deviceActions: return situation.hasLine ? nil : .device(.noDevice)
        case .refresh where situation.pane == .devices, .refreshShown where situation.pane == .devices,
            .details where situation.pane == .devices:
            return situation.hasLine ? nil : .device(.noDevice)
        case .markNone: return situation.hasMarks ? nil : .nothingMarked
        case .nextTab, .previousTab: return situation.hasTabs ? nil : .label(.noTabs)
        case .protect:
            return !situation.hasJournal ? .noJournal : situation.hasTargets ? nil : .noCard
        case .why: return situation.hasLine || situation.pane == .history ? nil : .noCard
        case .refresh:
            return situation.hasTargets || situation.pane != .cards ? nil : .noCard
        case .copy: return situation.hasLine ? nil : .nothingToCopy
        case .export: return situation.hasLine ? nil : .nothingToExport
        case .details: return situation.hasLine ? nil : .noCard
        case .code: return situation.hasLink ? nil : .noLink
        case .zoom: return situation.canZoom ? nil : .alreadyZoomed
        case .back: return situation.hasSomethingOpen ? nil : .nothingOpen
        case .goCards, .goFlow, .goAssets, .goHistory, .goOperations, .goDevices, .goShop, .goAPI, .send, .smsCode, .photos,
            .personal, .copyCurl, .flowScope, .flowCloser, .flowWider, .nextPane, .previousPane, .down, .up, .first, .last,
            .halfDown, .halfUp, .pageDown, .pageUp, .left, .right, .filter, .sort, .frequency, .markAll, .markInvert, .saveTab,
            .renameTab, .deleteTab,
            .addCards, .addDevices, .refreshShown, .showCommand, .saveScreen, .pause, .palette, .help, .errors, .alerts,
            .profiles, .handover,
            .language, .theme, .redraw, .suspend, .quit,
            .leave:
            return nil
        }
    }
}
