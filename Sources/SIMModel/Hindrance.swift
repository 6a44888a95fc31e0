// What is known of a card that speaks against a stop or resume. One rule for the console and the commands.

/// Why a card of a request is not sent.
public enum Hindrance: String, Hashable, Sendable, CaseIterable {
    /// The carrier said so within the last minutes.
    case alreadyInState
    case cancelled
    case expired
    case inStock
    /// Stopped for risk: a resume does not lift that.
    case riskStop
    /// SIM and device separated: a rebind brings it back, not a resume.
    case separated
    /// The platform does not know it.
    case unknownCard

    /// What forbids `kind`; nil: nothing that is known does.
    ///
    /// - Parameter isFresh: the state is the carrier's and not older than it promises.
    public static func to(
        _ kind: OperationKind, status: Coded<SIMStatus>?, isFresh: Bool, cancellation: Coded<CancellationStatus>?
    ) -> Hindrance? {
        if cancellation?.known == .cancelled { return .cancelled }
        guard let known = status?.known else { return nil }
        if known == kind.target { return isFresh ? .alreadyInState : nil }
        switch known {
        case .closed: return .cancelled
        case .expired: return .expired
        case .inStock: return .inStock
        case .riskStop: return kind == .resume ? .riskStop : nil
        case .separated: return kind == .resume ? .separated : nil
        case .awaitingActivation, .active, .stopped, .testable, .abnormal, .notObtained: return nil
        }
    }
}
