// Two lines about one card: who it is, and what its state means for the operator.

import CellGrid
import Localization
import SIMModel
import ViewModels

enum CardSummary {
    static func render(
        _ row: CardRow, diagnosis: Diagnosis?, now: WallTime, into surface: Surface, _ context: PaneContext
    ) {
        surface.fill(Rect(x: 0, y: 0, width: surface.width, height: 1), Style(.tableHead))
        var parts: [String] = []
        if row.isProtected { parts.append("\(Sign.protected) \(context(Label.protected))") }
        if let iccid = row.iccid { parts.append("ICCID " + Figures.grouped(iccid)) }
        if let end = row.endsAt { parts.append("\(context(Label.ends)) \(CivilTime(end).date)") }
        if let pool = row.poolID { parts.append("\(context(Label.pool)) \(pool)") }
        if let package = row.packageGroupID { parts.append("\(context(Label.package)) \(package)") }
        if let gateway = row.gatewayID { parts.append("\(context(Label.carrier)) \(gateway)") }
        let first = Parted.lines(parts, width: surface.width - 2).first ?? row.simNo.description
        surface.text(first, x: 1, y: 0, style: Style(.tableHead), limit: surface.width - 2)
        let advice = advice(row, diagnosis, now: now, context)
        surface.text(advice.text, x: 1, y: 1, style: advice.style, limit: surface.width - 2)
    }

    /// What is wrong with the card, and what would mend it: the diagnosis in one line.
    static func advice(
        _ row: CardRow, _ diagnosis: Diagnosis?, now: WallTime, _ context: PaneContext
    ) -> (text: String, style: Style) {
        if row.isMissing { return (context(PaneMessage.numberUnknown), Style(.stateUnknown)) }
        if let error = row.error { return ("✕ " + error, Style(.operationFailed)) }
        if row.status == nil, row.isAsking { return (context(PaneMessage.asking), Style(.muted)) }
        if let diagnosis, diagnosis.isDown != false || diagnosis.findings.count > 1 {
            return WhyLine.line(diagnosis, now: now, context) ?? ("", Style(.text))
        }
        if let share = row.usedShare, share >= 0.8 {
            return (context(PaneMessage.nearQuota(percent: Figures.percent(share))), Style(Chart.meterRole(share)))
        }
        return ("", Style(.text))
    }
}
