// What went wrong between us and the platform, as sentences: what, why, what to do.

public import SIMModel

/// The three sentences of a problem. `why` may be the platform's own words, shown as they came.
public struct ProblemSentence: Hashable, Sendable {
    public var what: String
    public var why: String
    public var remedy: String

    init(_ what: String, why: String, remedy: String) {
        self.what = what
        self.why = why
        self.remedy = remedy
    }

    /// All on one line, empty parts left out.
    public var line: String {
        // Foreign words come without their full stop.
        let ended = why.isEmpty || ".。!！?？".contains(where: { why.last == $0 }) ? why : why + (remedy.isEmpty ? "" : stop)
        return [what, ended, remedy].filter { !$0.isEmpty }.joined(separator: stop == "." ? " " : "")
    }

    /// The full stop of the sentence's language.
    private var stop: String { what.last == "。" ? "。" : "." }
}

extension PlatformError {
    /// The problem in `language`. `isChange`: the call was to change something, so an outcome nobody
    /// knows is told as such.
    public func sentence(_ language: Language, isChange: Bool = false) -> ProblemSentence {
        var sentence =
            switch language {
            case .en: englishSentence
            case .zh: chineseSentence
            }
        if isChange, sent == .mayHaveBeenSent {
            switch language {
            case .en: sentence.remedy = "It may have happened: it is looked up in the platform's log and not sent again."
            case .zh: sentence.remedy = "可能已执行：正在平台记录中查找，不会重发。"
            }
        }
        return sentence
    }
}
