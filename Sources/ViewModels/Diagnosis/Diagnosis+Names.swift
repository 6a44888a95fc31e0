// Names of causes, remedies and gaps for programs that read the command line's JSON. They do not change.

public import SIMModel

extension Diagnosis.Cause {
    /// The word in JSON and CSV.
    public var name: String {
        switch self {
        case .operation(let record): record.state.isEnd ? "operationFailed" : "operationUnderWay"
        case .stoppedFromHere: "stoppedFromHere"
        case .stoppedElsewhere: "stoppedElsewhere"
        case .stoppedByNobodyKnown: "stopped"
        case .resumeFailed: "resumeFailed"
        case .overQuota: "overQuota"
        case .packageEnded: "packageEnded"
        case .riskStop: "riskStop"
        case .separated: "separated"
        case .abnormal: "abnormal"
        case .networkCut: "networkCut"
        case .noRealName: "noRealName"
        case .accountEmpty: "accountArrears"
        case .poolEmpty: "poolEmpty"
        case .cancelled: "cancelled"
        case .replaced: "replaced"
        case .closed: "closed"
        case .expired: "expired"
        case .inStock: "inStock"
        case .awaitingActivation: "awaitingActivation"
        case .offline: "offline"
        case .notDown: "notDown"
        case .stateUnknown: "stateUnknown"
        case .notInPlatform: "notInPlatform"
        }
    }

    /// The operation of our journal it speaks of.
    public var operation: OperationID? {
        switch self {
        case .operation(let record): record.id
        case .stoppedFromHere(let id, _, _): id
        default: nil
        }
    }
}

extension Diagnosis.Remedy {
    /// The word in JSON and CSV.
    public var name: String {
        switch self {
        case .resume: "resume"
        case .rebind: "rebind"
        case .realName: "realName"
        case .package: "package"
        case .topUp: "topUp"
        case .waits: "waits"
        case .firstUse: "firstUse"
        case .carrier: "carrier"
        case .follows: "follows"
        case .nobody: "nobody"
        case .nothing: "nothing"
        case .unknown: "unknown"
        }
    }
}

extension Diagnosis.Origin {
    /// The word in JSON and CSV.
    public var name: String {
        switch self {
        case .card(let source): source.name
        case .journal: "journal"
        case .log: "log"
        case .assets: "assets"
        }
    }
}
