// What the workspace is told once, and the panes it can feed.

import StateStore

/// The panes, in the order of their keys.
public enum PaneID: String, CaseIterable, Sendable {
    case cards, flow, assets, history, operations, shop, api
}

/// On which account the console works.
public struct WorkspaceFacts: Hashable, Sendable {
    public var profile: String
    /// Host and port of the platform.
    public var platform: String
    /// Over the sandbox.
    public var isDemo: Bool
    public var isProduction: Bool
    public var isReadOnly: Bool

    public init(profile: String, platform: String, isDemo: Bool, isProduction: Bool, isReadOnly: Bool) {
        self.profile = profile
        self.platform = platform
        self.isDemo = isDemo
        self.isProduction = isProduction
        self.isReadOnly = isReadOnly
    }
}

/// The journal could not be read or written: nothing is sent without it.
public enum JournalTrouble: Hashable, Sendable {
    case cannotOpen(path: String, reason: String)
    case readOnly(path: String)
    case newerVersion(path: String, found: Int, known: Int)
    case corrupt(path: String, setAsideAs: String?)
    case busy(path: String)
    case diskFull(path: String)
    case failed(reason: String)

    init(_ error: StoreError) {
        self =
            switch error {
            case .cannotOpen(let path, let reason): .cannotOpen(path: path, reason: reason)
            case .readOnlyDirectory(let path): .readOnly(path: path)
            case .newerVersion(let path, let found, let known): .newerVersion(path: path, found: found, known: known)
            case .corrupt(let path, let aside): .corrupt(path: path, setAsideAs: aside)
            case .busy(let path): .busy(path: path)
            case .diskFull(let path): .diskFull(path: path)
            case .failed(let reason): .failed(reason: reason)
            }
    }
}
