// What commands are for: the sections of help, of `simdeck keys` and of docs/keys.md.

import Localization

/// What a person wants when pressing a key.
enum CommandPurpose: CaseIterable {
    case change, look, list, panes, move, take, session

    var title: KeysMessage {
        switch self {
        case .change: .toChange
        case .look: .toLook
        case .list: .toList
        case .panes: .toPanes
        case .move: .toMove
        case .take: .toTake
        case .session: .toSession
        }
    }
}

extension CommandName {
    var purpose: CommandPurpose {
        switch self {
        case .stop, .resume, .protect, .actions, .deviceActions, .runActions, .send, .smsCode, .photos: .change
        case .details, .why, .refresh, .refreshShown, .watch, .frequency, .flowScope, .flowCloser, .flowWider, .personal, .code,
            .alerts, .errors, .pause:
            .look
        case .filter, .sort, .mark, .markRange, .markAll, .markInvert, .markNone, .tag, .note, .nextTab, .previousTab, .saveTab,
            .renameTab, .deleteTab, .addCards, .addDevices:
            .list
        case .goCards, .goFlow, .goAssets, .goHistory, .goOperations, .goDevices, .goShop, .goAPI, .nextPane, .previousPane,
            .zoom:
            .panes
        case .down, .up, .first, .last, .halfDown, .halfUp, .pageDown, .pageUp, .left, .right: .move
        case .copy, .export, .copyCurl, .showCommand, .saveScreen, .handover: .take
        case .palette, .help, .profiles, .language, .theme, .redraw, .suspend, .back, .quit, .leave: .session
        }
    }
}
