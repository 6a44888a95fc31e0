// A diagnosis in words: the same for the overlay, the card's one line, and the command line.

import CellGrid
public import Localization
public import SIMModel
public import ViewModels

public enum WhyText {
    public static func cause(_ cause: Diagnosis.Cause, now: WallTime, _ language: Language) -> WhyCause {
        func brief(_ at: WallTime) -> String { Figures.brief(at, now: now) }
        return switch cause {
        case .operation(let record):
            .operation("\(record.id)", record.kind, record.state, why: ReasonWords.text(record.failReason, language))
        case .stoppedFromHere(let id, let at, let reason):
            .stoppedFromHere(operation: "\(id)", at: brief(at), reason: reason)
        case .stoppedElsewhere(let words, let at): .stoppedElsewhere(words: words, at: at.map(brief))
        case .stoppedByNobodyKnown: .stoppedByNobodyKnown
        case .resumeFailed(let why, let at): .resumeFailed(why: why, at: at.map(brief))
        case .overQuota(let percent): .overQuota(percent: percent)
        case .packageEnded(let at): .packageEnded(date: CivilTime(at).date)
        case .riskStop: .riskStop
        case .separated: .separated
        case .abnormal: .abnormal
        case .networkCut: .networkCut
        case .noRealName: .noRealName
        case .accountEmpty(let balance): .accountEmpty(balance: balance.grouped)
        case .poolEmpty(let id, let name): .poolEmpty(name: name ?? "\(id)")
        case .cancelled: .cancelled
        case .replaced: .replaced
        case .closed: .closed
        case .expired: .expired
        case .inStock: .inStock
        case .awaitingActivation: .awaitingActivation
        case .offline: .offline
        case .notDown: .notDown
        case .stateUnknown(let status): .stateUnknown(status)
        case .notInPlatform: .notInPlatform
        }
    }

    public static func remedy(_ remedy: Diagnosis.Remedy) -> WhyRemedy {
        switch remedy {
        case .resume: .resume
        case .rebind: .rebind
        case .realName: .realName
        case .package: .package
        case .topUp: .topUp
        case .waits(let until): .waits(until: String(until.platformText.prefix(16)))
        case .firstUse: .firstUse
        case .carrier: .carrier
        case .follows: .follows
        case .nobody: .nobody
        case .nothing: .nothing
        case .unknown: .unknown
        }
    }

    public static func certainty(_ certainty: Diagnosis.Certainty) -> WhyWord {
        switch certainty {
        case .certain: .certain
        case .likely: .likely
        case .unknown: .unknown
        }
    }

    public static func origin(_ origin: Diagnosis.Origin, _ language: Language) -> String {
        switch origin {
        case .card(let source): source.text(language)
        case .journal: WhyWord.journal.text(language)
        case .log: WhyWord.log.text(language)
        case .assets: WhyWord.assets.text(language)
        }
    }

    public static func gap(_ gap: Diagnosis.Gap, now: WallTime, _ language: Language) -> WhyGap {
        func age(_ at: WallTime) -> String { Age.text(max(.zero, now - at)) }
        return switch gap {
        case .noState: .noState
        case .stateOld(let provenance): .stateOld(age: Age.text(provenance.age(at: now)))
        case .stateDegraded: .stateDegraded
        case .noRecord: .noRecord
        case .recordOld(let provenance): .recordOld(age: Age.text(provenance.age(at: now)))
        case .noQuota: .noQuota
        case .noPackageEnd: .noPackageEnd
        case .noRealNameState: .noRealNameState
        case .logNotRead(let isAsking): isAsking ? .logAsking : .logNotRead
        case .logFailed(let error): .logFailed(error.sentence(language).what)
        case .logOld(let at): .logOld(age: age(at))
        case .assetsNotRead(let isAsking): isAsking ? .assetsAsking : .assetsNotRead
        case .assetsFailed(let error): .assetsFailed(error.sentence(language).what)
        case .assetsOld(let at): .assetsOld(age: age(at))
        case .poolNotListed(let pool): .poolNotListed(pool)
        }
    }
}

/// A diagnosis in one line, for the card under the cursor.
enum WhyLine {
    static func line(_ diagnosis: Diagnosis, now: WallTime, _ context: PaneContext) -> (text: String, style: Style)? {
        // That it is not down says less than what else was found.
        guard let first = diagnosis.findings.first(where: { $0.cause != .notDown }) ?? diagnosis.findings.first
        else { return nil }
        let cause = context(WhyText.cause(first.cause, now: now, context.language))
        let style = sign(first, diagnosis).style
        let isOperation = if case .operation = first.cause { true } else { false }
        if isOperation { return (cause, style) }
        var parts = [cause]
        if first.certainty == .likely { parts.append(context(WhyWord.likely)) }
        switch first.remedies.first {
        case .resume: parts.append("\(context.keys[.resume]) \(context(OperationKind.resume))")
        case let remedy? where remedy != .nothing && remedy != .unknown: parts.append("→ " + context(WhyText.remedy(remedy)))
        default: break
        }
        let key = context.keys[.why]
        let text = parts.joined(separator: " · ") + " · \(key) …"
        return (diagnosis.isDown == true ? context(WhyMessage.whyDown(text)) : text, style)
    }

    /// The sign of a finding: that of the state where the state itself is meant, else by certainty.
    static func sign(_ finding: Diagnosis.Finding, _ diagnosis: Diagnosis) -> Sign {
        if case .operation(let record) = finding.cause { return Sign.of(record.state) }
        switch finding.cause {
        case .notDown: return Sign(mark: "●", role: .stateGood)
        case .offline: return Sign(mark: "○", role: .stateIdle)
        case .inStock, .awaitingActivation: return Sign(mark: "○", role: .stateIdle)
        case .riskStop, .separated, .abnormal, .networkCut: return Sign(mark: "▲", role: .stateRisk)
        default: break
        }
        switch finding.certainty {
        case .certain: return Sign(mark: "✕", role: .stateDown)
        case .likely: return Sign(mark: "△", role: .stateRisk)
        case .unknown: return Sign(mark: "?", role: .stateUnknown)
        }
    }
}
