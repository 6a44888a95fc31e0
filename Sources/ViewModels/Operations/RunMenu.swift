// What can be done with a run, and why not.

public import SIMModel

/// An entry of a run's menu.
public enum RunAction: String, CaseIterable, Sendable {
    case settle, nameRow, neverArrived, goOn, pause, giveUp, undo, report

    var isChange: Bool { self == .goOn || self == .undo }
    /// About the operation under the cursor, not about its run.
    public var isOfOperation: Bool { self == .settle || self == .nameRow || self == .neverArrived }
}

/// Why an entry of a run's menu cannot be chosen.
public enum RunObstacle: Hashable, Sendable {
    case readOnly
    /// It is not paused: it is being sent, or it is over.
    case notPaused
    /// Nothing of it is being sent.
    case notRunning
    case nothingLeft
    /// Nothing of it was confirmed.
    case nothingConfirmed
    case atItsEnd
    /// Its outcome is not in doubt between several rows of the log.
    case notAmbiguous
    /// Its outcome is not in doubt.
    case notInDoubt
    /// The log may still show it.
    case stillLookedFor
    /// Its run is older than those kept at hand.
    case noRun
}

/// A run's menu as everything is known now.
public struct RunMenu: Hashable, Sendable {
    public struct Entry: Hashable, Sendable {
        public var action: RunAction
        /// nil: it can be chosen.
        public var obstacle: RunObstacle?

        public init(action: RunAction, obstacle: RunObstacle?) {
            self.action = action
            self.obstacle = obstacle
        }
    }

    /// nil: its run is none of the newest.
    public var standing: RunStanding?
    /// The operation under the cursor.
    public var operation: OperationRecord
    public var entries: [Entry]

    public init(_ standing: RunStanding?, operation: OperationRecord, isReadOnly: Bool) {
        self.standing = standing
        self.operation = operation
        entries = RunAction.allCases.map { action in
            var obstacle = Self.obstacle(action, operation) ?? Self.obstacle(action, standing)
            if isReadOnly, action.isChange { obstacle = .readOnly }
            return Entry(action: action, obstacle: obstacle)
        }
    }

    /// What the operation itself forbids.
    private static func obstacle(_ action: RunAction, _ operation: OperationRecord) -> RunObstacle? {
        let code = OperationNote(failReason: operation.failReason)?.code
        switch action {
        case .settle: return operation.state.isFollowed ? nil : .atItsEnd
        case .nameRow: return operation.state == .unknown && code == .ambiguous ? nil : .notAmbiguous
        case .neverArrived:
            guard operation.state == .unknown else { return .notInDoubt }
            return code == .ambiguous || code == .notInLog ? nil : .stillLookedFor
        case .goOn, .pause, .giveUp, .undo, .report: return nil
        }
    }

    /// What its run forbids.
    private static func obstacle(_ action: RunAction, _ standing: RunStanding?) -> RunObstacle? {
        if action.isOfOperation { return nil }
        guard let standing else { return .noRun }
        let (run, tally) = (standing.run, standing.tally)
        switch action {
        case .goOn: return run.state == .paused ? nil : .notPaused
        case .pause: return run.state == .running || run.state == .canary ? nil : .notRunning
        case .giveUp: return run.state.isOpen && tally[.planned] > 0 ? nil : .nothingLeft
        case .undo: return tally[.confirmed] > 0 ? nil : .nothingConfirmed
        case .report, .settle, .nameRow, .neverArrived: return nil
        }
    }
}
