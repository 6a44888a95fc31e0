// Why an operation failed or is in doubt: the platform's words as they came, ours in the operator's language.

import SIMModel

/// Words for the journal's `failReason`.
public enum ReasonWords {
    /// nil when there is nothing to say.
    public static func text(_ failReason: String?, _ language: Language) -> String? {
        guard let failReason else { return nil }
        guard let note = OperationNote(failReason: failReason) else { return failReason }
        return switch language {
        case .en: note.words
        case .zh: note.chinese
        }
    }
}

extension OperationNote {
    fileprivate var chinese: String {
        switch code {
        case .lost: "未收到回复（\(words)），可能已执行"
        case .notSent: "未发送（\(words)）"
        case .held: "因前一批失败而未发送（\(words)）"
        case .interrupted: "发送时程序中断，可能已执行"
        case .ambiguous: "平台记录中有多条可能对应，请人工确认"
        case .notInLog: "平台记录中没有，可能未送达；如仍需要请重新操作"
        case .neverArrived: "人工判定未送达（\(words)）"
        case .deadline: "超时仍未得到运营商确认"
        }
    }
}
