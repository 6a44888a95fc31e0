// What can be done with a run, and why not.

public import SIMModel

/// An entry of a run's menu.
public enum RunAction: String, CaseIterable, Sendable {
    case settle, goOn, pause, giveUp, undo, report

    var isChange: Bool { self == .goOn || self == .undo }
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

    public var standing: RunStanding
    /// The operation under the cursor.
    public var operation: OperationRecord
    public var entries: [Entry]

    public init(_ standing: RunStanding, operation: OperationRecord, isReadOnly: Bool) {
        self.standing = standing
        self.operation = operation
        let (run, tally) = (standing.run, standing.tally)
        entries = RunAction.allCases.map { action in
            var obstacle: RunObstacle?
            switch action {
            case .settle: obstacle = operation.state.isFollowed ? nil : .atItsEnd
            case .goOn: obstacle = run.state == .paused ? nil : .notPaused
            case .pause: obstacle = run.state == .running || run.state == .canary ? nil : .notRunning
            case .giveUp: obstacle = run.state.isOpen && tally[.planned] > 0 ? nil : .nothingLeft
            case .undo: obstacle = tally[.confirmed] > 0 ? nil : .nothingConfirmed
            case .report: break
            }
            if isReadOnly, action.isChange { obstacle = .readOnly }
            return Entry(action: action, obstacle: obstacle)
        }
    }
}
