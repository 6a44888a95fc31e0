// English words of codes and states.

public import SIMModel

extension SIMStatus {
    public var english: String {
        switch self {
        case .inStock: "in stock"
        case .awaitingActivation: "awaiting"
        case .active: "active"
        case .stopped: "stopped"
        case .closed: "closed"
        case .separated: "separated"
        case .riskStop: "risk stop"
        case .expired: "expired"
        case .testable: "testable"
        case .abnormal: "abnormal"
        case .notObtained: "no state"
        }
    }
}
extension ActivationStatus {
    public var english: String {
        switch self {
        case .notActivated: "not activated"
        case .activated: "activated"
        case .notObtained: "not obtained"
        }
    }
}
extension RealNameStatus {
    public var english: String {
        switch self {
        case .notVerified: "not verified"
        case .verified: "verified"
        case .notObtained: "not obtained"
        }
    }
}
extension NetworkStatus {
    public var english: String {
        switch self {
        case .onNetwork: "on network"
        case .cut: "cut"
        case .notObtained: "not obtained"
        }
    }
}
extension OnlineStatus {
    public var english: String {
        switch self {
        case .online: "online"
        case .offline: "offline"
        case .notObtained: "not obtained"
        }
    }
}
extension CancellationStatus {
    public var english: String {
        switch self {
        case .notCancelled: "not cancelled"
        case .cancelled: "cancelled"
        }
    }
}
extension ReplacementStatus {
    public var english: String {
        switch self {
        case .notReplaced: "not replaced"
        case .replaced: "replaced"
        }
    }
}
extension ActionStatus {
    public var english: String {
        switch self {
        case .handedToCarrier: "handed to carrier"
        case .failed: "failed"
        }
    }
}
extension Source {
    public var english: String {
        switch self {
        case .snapshot: "snapshot"
        case .carrier: "carrier"
        case .degraded: "degraded"
        case .pushed: "pushed"
        }
    }
}
extension OperationKind {
    public var english: String {
        switch self {
        case .stop: "stop"
        case .resume: "resume"
        }
    }
}
extension OperationState {
    public var english: String {
        switch self {
        case .planned: "planned"
        case .sending: "sending"
        case .submitted: "sent"
        case .accepted: "accepted"
        case .confirmed: "confirmed"
        case .failed: "failed"
        case .refused: "refused"
        case .cancelled: "cancelled"
        case .unconfirmed: "unconfirmed"
        case .unknown: "in doubt"
        }
    }

    var englishMeaning: String {
        switch self {
        case .planned: "Written down; nothing was sent."
        case .sending: "On its way; the platform's answer is awaited."
        case .submitted: "The platform took it and gave a serial number."
        case .accepted: "The platform handed it to the carrier; the carrier's fresh state is awaited."
        case .confirmed: "The carrier's fresh state agrees. Done."
        case .failed: "The platform's log says it failed."
        case .refused: "The platform refused it at once. Nothing was changed."
        case .cancelled: "Given up before anything was sent."
        case .unconfirmed: "The deadline passed without proof. It is still looked for."
        case .unknown: "Sent, and no answer came. It is looked up in the platform's log and never sent again by itself."
        }
    }
}

extension RunState {
    public var english: String {
        switch self {
        case .canary: "canary"
        case .running: "sending"
        case .paused: "paused"
        case .sent: "all sent"
        case .cancelled: "rest given up"
        }
    }
}

extension RunHold {
    public var english: String {
        switch self {
        case .asked: "paused by a person"
        case .interrupted: "the simdeck that sent it ended"
        case .canary: "not all of the first cards were confirmed"
        case .failures: "too many failures"
        case .unknowns: "too many in doubt"
        case .notHeard: "the platform did not take a call"
        case .guarded: "quiet hours"
        case .journal: "the journal could not be written"
        }
    }
}
