// The platform's code tables. Every table is open: a code that is not in it stays visible as
// `unknown(77)` and is never turned into a default.

/// A code as the platform sent it, with its known meaning where there is one.
///
/// Example: `Coded<SIMStatus>(code: 4).known == .stopped`, `"\(Coded<SIMStatus>(code: 77))" == "unknown(77)"`.
public struct Coded<Known>: Hashable, Sendable, CustomStringConvertible
where Known: RawRepresentable & Hashable & Sendable, Known.RawValue == Int {
    public let code: Int

    public init(code: Int) { self.code = code }
    public init(_ known: Known) { code = known.rawValue }

    public var known: Known? { Known(rawValue: code) }

    public var description: String {
        if let known { return "\(known)" }
        return "unknown(\(code))"
    }

    public static func == (left: Coded, right: Known) -> Bool { left.code == right.rawValue }
    public static func != (left: Coded, right: Known) -> Bool { left.code != right.rawValue }
}

/// upstream: simStatus 卡板状态.
public enum SIMStatus: Int, Sendable, CaseIterable {
    case inStock = 1
    case awaitingActivation = 2
    case active = 3
    case stopped = 4
    case closed = 5
    /// SIM and device separated: brought back by a rebind, not by a resume.
    case separated = 6
    case riskStop = 7
    case expired = 8
    case testable = 9
    case abnormal = 10
    /// The platform could not get the carrier's state.
    case notObtained = 9999
}

/// upstream: activateStatus 激活状态.
public enum ActivationStatus: Int, Sendable, CaseIterable {
    case notActivated = 1
    case activated = 2
    case notObtained = 3
}

/// upstream: authStatus, authPlatformStatus 实名状态.
public enum RealNameStatus: Int, Sendable, CaseIterable {
    case notVerified = 1
    case verified = 2
    case notObtained = 3
}

/// upstream: internetStatus 断网状态 (which of two tables the field follows is inferred).
public enum NetworkStatus: Int, Sendable, CaseIterable {
    case onNetwork = 1
    case cut = 2
    case notObtained = 3
}

/// upstream: onlineStatus 在线状态.
public enum OnlineStatus: Int, Sendable, CaseIterable {
    case online = 1
    case offline = 2
    case notObtained = 3
}

/// upstream: cancelStatus 注销状态.
public enum CancellationStatus: Int, Sendable, CaseIterable {
    case notCancelled = 1
    case cancelled = 2
}

/// upstream: replaceStatus 换卡状态.
public enum ReplacementStatus: Int, Sendable, CaseIterable {
    case notReplaced = 1
    case replaced = 2
}

/// upstream: querySimAction.status. Its page: a failure is final, a success only means that the
/// request was handed to the carrier. The two numbers are inferred from the sample.
public enum ActionStatus: Int, Sendable, CaseIterable {
    case handedToCarrier = 1
    case failed = 2
}
