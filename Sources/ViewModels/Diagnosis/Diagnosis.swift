// Why a card is down, as far as the data tells: causes with their certainty, their evidence and what can
// bring the card back, and beside them what is not known.

public import SIMModel

/// The answer to "why is it down?".
public struct Diagnosis: Hashable, Sendable {
    /// How sure a finding is.
    public enum Certainty: String, Hashable, Sendable {
        /// The source says so itself, and lately enough.
        case certain
        /// It fits; nobody said that it is the cause, or it was said too long ago.
        case likely
        /// Nobody can tell.
        case unknown
    }

    /// What was found.
    public enum Cause: Hashable, Sendable {
        /// An operation of ours is on its way, in doubt, or has just failed.
        case operation(OperationRecord)
        /// Stopped by an operation of this journal.
        case stoppedFromHere(OperationID, at: WallTime, reason: String?)
        /// The platform's log has a stop that this journal did not cause; the log names no person.
        case stoppedElsewhere(words: String, at: WallTime?)
        /// Stopped, and nothing tells why.
        case stoppedByNobodyKnown
        /// A resume was handed on after the last stop and failed, in the platform's words.
        case resumeFailed(why: String?, at: WallTime?)
        /// All of the quota is used. Unit: whole percent of it.
        case overQuota(percent: Int)
        case packageEnded(at: WallTime)
        case riskStop
        case separated
        case abnormal
        /// upstream: internetStatus 2; which of two tables the field follows is inferred.
        case networkCut
        case noRealName
        /// The account's own balance is used up.
        case accountEmpty(Money)
        /// Nothing of the pool's deposit is available: the platform stops its cards.
        case poolEmpty(id: Int64, name: String?)
        case cancelled, replaced, closed, expired, inStock, awaitingActivation
        /// It is not down; the device is off line.
        case offline
        case notDown
        /// The platform could not get the carrier's state, nobody asked yet, or the code is in no table.
        case stateUnknown(Coded<SIMStatus>?)
        /// The platform does not know the number.
        case notInPlatform
    }

    /// What can bring the card back.
    public enum Remedy: Hashable, Sendable {
        case resume, rebind, realName, package, topUp
        /// It comes back by itself then.
        case waits(until: WallTime)
        /// It goes live at its first use.
        case firstUse
        /// Only the platform's staff or the carrier can; no call of the interface does.
        case carrier
        /// What is under way decides it.
        case follows
        case nobody
        /// Nothing is to be brought back.
        case nothing
        case unknown
    }

    /// Who said it.
    public enum Origin: Hashable, Sendable {
        case card(Source)
        /// This program's own journal.
        case journal
        /// upstream: querySimAction.
        case log
        /// upstream: accountAsset.
        case assets
    }

    public struct Evidence: Hashable, Sendable {
        public var origin: Origin
        /// The moment it speaks of.
        public var at: WallTime
        /// Older than its source promises.
        public var isStale: Bool

        public init(_ origin: Origin, at: WallTime, isStale: Bool = false) {
            self.origin = origin
            self.at = at
            self.isStale = isStale
        }
    }

    public struct Finding: Hashable, Sendable {
        public var cause: Cause
        public var certainty: Certainty
        /// nil: nothing was heard at all.
        public var evidence: Evidence?
        /// Best first; never empty.
        public var remedies: [Remedy]

        public init(_ cause: Cause, _ certainty: Certainty, _ evidence: Evidence?, _ remedies: [Remedy]) {
            self.cause = cause
            self.certainty = certainty
            self.evidence = evidence
            self.remedies = remedies
        }
    }

    /// What would have been looked at and is not there, or too old to lean on.
    public enum Gap: Hashable, Sendable {
        case noState
        case stateOld(Provenance)
        /// The carrier was asked and did not answer: it is what the platform had stored.
        case stateDegraded
        case noRecord
        case recordOld(Provenance)
        case noQuota, noPackageEnd, noRealNameState
        case logNotRead(isAsking: Bool)
        case logFailed(PlatformError)
        case logOld(WallTime)
        case assetsNotRead(isAsking: Bool)
        case assetsFailed(PlatformError)
        case assetsOld(WallTime)
        /// The card's pool is not among the account's.
        case poolNotListed(Int)
    }

    public var card: CardNumber
    /// nil: not known.
    public var isDown: Bool?
    public var status: Sourced<Coded<SIMStatus>>?
    /// The answer first; never empty.
    public var findings: [Finding]
    public var gaps: [Gap]

    public init(
        card: CardNumber, isDown: Bool?, status: Sourced<Coded<SIMStatus>>?, findings: [Finding], gaps: [Gap]
    ) {
        self.card = card
        self.isDown = isDown
        self.status = status
        self.findings = findings
        self.gaps = gaps
    }

    /// What can bring it back, best first, each once.
    public var remedies: [Remedy] {
        var seen: Set<Remedy> = []
        return findings.flatMap(\.remedies).filter { seen.insert($0).inserted }
    }
}

extension WallTime {
    /// When the next month begins in the platform's zone: used-up quotas are counted anew.
    var nextMonth: WallTime {
        let civil = CivilTime(self)
        let (year, month) = civil.month == 12 ? (civil.year + 1, 1) : (civil.year, civil.month + 1)
        return WallTime(seconds: CivilTime.days(year: year, month: month, day: 1) * 86_400 - CivilTime.platformOffset)
    }
}
