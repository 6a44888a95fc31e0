// Two lines about one card: who it is, and what its state means for the operator.

import CellGrid
import Localization
import SIMModel
import ViewModels

enum CardSummary {
    static func render(_ row: CardRow, now: WallTime, into surface: Surface, _ context: PaneContext) {
        surface.fill(Rect(x: 0, y: 0, width: surface.width, height: 1), Style(.tableHead))
        var parts: [String] = []
        if let iccid = row.iccid { parts.append("ICCID " + Figures.grouped(iccid)) }
        if let end = row.endsAt { parts.append("\(context(Label.ends)) \(CivilTime(end).date)") }
        if let pool = row.poolID { parts.append("\(context(Label.pool)) \(pool)") }
        if let package = row.packageGroupID { parts.append("\(context(Label.package)) \(package)") }
        if let gateway = row.gatewayID { parts.append("\(context(Label.carrier)) \(gateway)") }
        let first = Parted.lines(parts, width: surface.width - 2).first ?? row.simNo.description
        surface.text(first, x: 1, y: 0, style: Style(.tableHead), limit: surface.width - 2)
        let advice = advice(row, now: now, context)
        surface.text(advice.text, x: 1, y: 1, style: advice.style, limit: surface.width - 2)
    }

    /// What the state means, and what would mend it.
    static func advice(_ row: CardRow, now: WallTime, _ context: PaneContext) -> (text: String, style: Style) {
        if row.isMissing { return (context(PaneMessage.numberUnknown), Style(.stateUnknown)) }
        if let error = row.error { return ("✕ " + error, Style(.operationFailed)) }
        if let badge = row.operation, !badge.state.isEnd || badge.state != .confirmed {
            let why = context.why(badge.failReason).map { " · " + $0 } ?? ""
            return (
                "#\(badge.id) \(context(badge.kind)): \(badge.state.meaning(context.language))\(why)",
                Sign.of(badge.state).style
            )
        }
        guard let status = row.status else {
            return (context(row.isAsking ? PaneMessage.asking : PaneMessage.notAskedYet), Style(.muted))
        }
        let resume = context(PaneMessage.reviveByResume(key: context.keys[.resume]))
        switch status.value.known {
        case .stopped:
            if let badge = row.operation, badge.kind == .stop, badge.state == .confirmed {
                let at = Figures.brief(badge.updatedAt, now: now)
                return (context(PaneMessage.stoppedFromHere(at: at, operation: "\(badge.id)")) + " " + resume, Style(.text))
            }
            return (context(PaneMessage.stoppedElsewhere) + " " + resume, Style(.text))
        case .separated: return (context(PaneMessage.needsRebind), Style(.stateRisk))
        case .riskStop: return (context(PaneMessage.riskStopped), Style(.stateRisk))
        case .awaitingActivation, .inStock: return (context(PaneMessage.awaitsActivation), Style(.muted))
        case .closed, .expired: return (context(PaneMessage.closedForGood), Style(.stateDown))
        case .notObtained: return (context(PaneMessage.stateNotObtained), Style(.muted))
        case .active, .testable, .abnormal, nil:
            if let share = row.usedShare, share >= 0.8 {
                return (context(PaneMessage.nearQuota(percent: Figures.percent(share))), Style(Chart.meterRole(share)))
            }
            return ("", Style(.text))
        }
    }
}
