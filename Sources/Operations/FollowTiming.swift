// How patiently operations are followed. The platform hands a request to the carrier one to three
// minutes after the call, and it takes effect within about ten.

import SIMModel

/// The times of following.
public struct FollowTiming: Hashable, Sendable {
    /// Pauses before the first, second, … question; the last one repeats while within ``promptSpan``.
    public var steps: [Duration] = [5, 10, 15, 20, 30, 45, 60, 90, 120].map { .seconds($0) }
    /// How long after sending the steps hold. Later the pause is an eighth of the age.
    public var promptSpan: Duration = .minutes(15)
    /// The longest pause.
    public var slowest: Duration = .hours(1)
    /// An accepted operation without proof is `unconfirmed` after this.
    public var acceptedDeadline: Duration = .minutes(10)
    /// A submitted one that the log does not know is `unconfirmed` this long after sending.
    public var submittedDeadline: Duration = .minutes(15)
    /// An unknown one that the log does not know after this probably never arrived.
    public var unknownGrace: Duration = .minutes(15)
    /// The longest first pause that learnt delays may ask for.
    public var mostPatience: Duration = .seconds(60)
    /// How often the journal is looked at for operations of other simdecks.
    public var look: Duration = .seconds(20)
    /// How often a waiting command looks at the journal.
    public var waitLook: Duration = .seconds(1)
    /// Longer than any call lasts: a `sending` this old is nobody's any more.
    public var abandonedAfter: Duration = .minutes(5)
    /// Most questions in one round, so that a large batch does not hold the line.
    public var questionsPerPass = 20

    public static let standard = FollowTiming()

    public init() {}

    /// Everything shorter by `speed`, for a sandbox that lives faster.
    public func scaled(by speed: Double) -> FollowTiming {
        guard speed > 0, speed.isFinite else { return self }
        func scale(_ span: Duration) -> Duration {
            max(.milliseconds(250), .milliseconds(Int64(Double(span.inMilliseconds) / speed)))
        }
        var scaled = self
        scaled.steps = steps.map(scale)
        scaled.promptSpan = scale(promptSpan)
        scaled.slowest = scale(slowest)
        scaled.acceptedDeadline = scale(acceptedDeadline)
        scaled.submittedDeadline = scale(submittedDeadline)
        scaled.unknownGrace = scale(unknownGrace)
        scaled.mostPatience = scale(mostPatience)
        scaled.look = scale(look)
        scaled.waitLook = scale(waitLook)
        return scaled
    }

    /// The pause after so many answered questions about an operation of this age.
    func pause(asked: Int, age: Duration) -> Duration {
        let last = steps.last ?? .minutes(2)
        guard age > promptSpan else { return asked < steps.count ? steps[max(0, asked)] : last }
        return min(slowest, max(last, age / 8))
    }

    /// When its time for proof has passed; nil for states without a deadline.
    func deadline(of record: OperationRecord) -> WallTime? {
        switch record.state {
        case .accepted: record.updatedAt + acceptedDeadline
        case .submitted: (record.sentAt ?? record.updatedAt) + submittedDeadline
        default: nil
        }
    }
}
