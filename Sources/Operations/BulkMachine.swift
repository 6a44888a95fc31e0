// How a run goes on: canary, wait, batch after batch, or stand still and say why. Pure: it sees counts
// and says what is next; whoever drives the run does it and asks again.

public import SIMModel

/// Decides the next step of a run from how its operations stand.
public struct BulkMachine: Hashable, Sendable {
    public enum Step: Hashable, Sendable {
        /// Send the next so many cards, in one call.
        case send(Int)
        /// The canary is out and not yet proved: look again later.
        case wait
        case move(RunState, hold: RunHold?, note: String?)
        /// Nothing is to be done: it stands still, or is over.
        case rest
    }

    /// upstream: cards of one stop or resume call.
    public var callLimit: Int

    public init(callLimit: Int = 100) { self.callLimit = max(1, callLimit) }

    /// - Parameters:
    ///   - isStopping: the program, or the person, wants no further batch.
    ///   - isQuiet: it is an hour in which this profile changes nothing.
    public func next(_ run: BulkRun, _ tally: RunTally, isStopping: Bool = false, isQuiet: Bool = false) -> Step {
        switch run.state {
        case .paused, .sent, .cancelled: return .rest
        case .canary, .running: break
        }
        guard tally[.planned] > 0 else { return .move(.sent, hold: nil, note: nil) }
        if isStopping { return .move(.paused, hold: .asked, note: nil) }
        if isQuiet { return .move(.paused, hold: .guarded, note: nil) }
        return run.state == .canary ? canary(run, tally) : running(run, tally)
    }

    private func canary(_ run: BulkRun, _ tally: RunTally) -> Step {
        let bad = tally.failed + tally.doubtful
        if bad > 0 { return .move(.paused, hold: .canary, note: "\(bad) of \(tally.sent) not confirmed") }
        let left = run.policy.canary - tally.sent
        if left > 0 { return .send(min(left, callLimit, tally[.planned])) }
        return tally.underWay > 0 ? .wait : .move(.running, hold: nil, note: nil)
    }

    private func running(_ run: BulkRun, _ tally: RunTally) -> Step {
        let seen = run.accepted
        let doubtful = max(0, tally.doubtful - seen.unknown)
        if doubtful > run.policy.unknownLimit {
            return .move(.paused, hold: .unknowns, note: "\(doubtful) of \(tally.sent - seen.sent)")
        }
        let (sent, failed) = (tally.sent - seen.sent, max(0, tally.failed - seen.failed))
        if sent >= RunPolicy.leastForShare, failed * 100 > run.policy.failureLimit * sent {
            return .move(.paused, hold: .failures, note: "\(failed) of \(sent)")
        }
        return .send(min(tally[.planned], callLimit))
    }
}
