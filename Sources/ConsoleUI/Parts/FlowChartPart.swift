// The big chart of the Flow pane: a title with the figures, the curve with its axes, and a line that
// says from how many cards and readings it is drawn.

import CellGrid
import Localization
import SIMModel
import ViewModels

enum FlowChartPart {
    /// Columns of the labels at the left: `999.99M/s`, or `1,000M/s`.
    private static let labelWidth = 9

    static func render(_ chart: FlowChart, now: WallTime, on surface: Surface, _ context: PaneContext) {
        guard surface.height > 0 else { return }
        title(chart, now: now, on: surface, context)
        guard surface.height >= 2 else { return }
        if let missing = missing(chart, context) {
            surface.text(missing, x: 1, y: 1, style: Style(.muted))
            return
        }
        let hasNote = surface.height >= 4
        let hasTimes = surface.height >= 6
        let rows = surface.height - 1 - (hasNote ? 1 : 0) - (hasTimes ? 1 : 0)
        if hasNote { note(chart, on: surface, y: surface.height - 1, context) }
        // A mean is of two readings or more already.
        let enough = chart.curve.meanOf == nil ? 2 : 1
        let span = context(FlowMessage.nothingMeasured(over: Age.text(chart.curve.span)))
        guard chart.curve.samples >= enough, chart.curve.points.contains(where: { $0 != nil }) else {
            surface.text(span, x: 1, y: 1 + rows / 3, style: Style(.muted))
            return
        }
        let left = surface.width >= 40 ? labelWidth + 2 : 1
        let plot = surface.sub(Rect(x: left, y: 1, width: surface.width - left - 1, height: rows))
        let top = ceiling(chart.curve.peak)
        let role: ThemeRole = chart.scope == .card ? .chartCard : .chartTotal
        Chart.curve(chart.curve.points, peak: top, on: plot, style: Style(role))
        if left > 1 { scale(top, rows: rows, on: surface, x: left - 2) }
        if hasTimes { times(chart, now: now, on: surface, y: 1 + rows, left: left, width: plot.width) }
    }

    // MARK: the title

    private static func title(_ chart: FlowChart, now: WallTime, on surface: Surface, _ context: PaneContext) {
        let role: ThemeRole = chart.scope == .card ? .chartCard : .chartTotal
        let end = surface.runs(
            [
                (name(chart, context), Style(.text)), ("  ", .plain),
                (chart.rate.map(Figures.rate) ?? unknownText, Style(role, .bold)),
            ], x: 1, y: 0)
        var facts: [String] = []
        if let today = chart.today {
            facts.append(context(FlowMessage.today(today.used.text, since: clock(today.since))))
        }
        if let month = chart.month {
            var text = context(FlowMessage.month(month.text))
            if let quota = chart.quota, quota.kilobytes > 0 {
                text += " / \(quota.text) \(Figures.percent(Double(month.kilobytes) / Double(quota.kilobytes))) %"
            }
            facts.append(text)
        }
        if let money = chart.money {
            facts.append(context(FlowMessage.available(money.available.grouped)))
            let lasts = money.runsOut.map {
                context(FlowMessage.moneyRunsOut(FlowFigures.when($0, now: now, context)))
            }
            facts.append((lasts ?? context(FlowMessage.moneyLasts)) + " (\(FlowFigures.evidence(money.evidence, context)))")
        }
        var x = end + 2
        for (index, fact) in facts.enumerated() {
            let text = (index > 0 ? "· " : "") + fact
            guard x + TextWidth.cells(of: text) < surface.width else { break }
            x = surface.text(text, x: x, y: 0, style: Style(.muted)) + 1
        }
    }

    private static func name(_ chart: FlowChart, _ context: PaneContext) -> String {
        switch chart.scope {
        case .fleet: context(FlowMessage.fleet)
        case .card: chart.card?.description ?? context(Label.thisCard)
        case .pool:
            context(
                FlowMessage.pool(
                    [chart.pool.map { "\($0)" } ?? unknownText, chart.money?.name].compactMap { $0 }.joined(separator: " ")))
        case .marked: context(FlowMessage.markedCards)
        }
    }

    /// Why there is nothing to draw at all.
    private static func missing(_ chart: FlowChart, _ context: PaneContext) -> String? {
        switch chart.scope {
        case .fleet: nil
        case .card: chart.card == nil ? context(FlowMessage.nothingChosen) : nil
        case .pool:
            chart.card == nil ? context(FlowMessage.nothingChosen) : chart.pool == nil ? context(FlowMessage.poolUnknown) : nil
        case .marked: chart.of == 0 ? context(FlowMessage.nothingMarked(key: context.keys[.mark])) : nil
        }
    }

    // MARK: axes

    /// The next round figure of its unit at or above `peak`, so that labels are round.
    static func ceiling(_ peak: Double) -> Double {
        var unit = 1.0
        while peak >= unit * 1024, unit < 1e15 { unit *= 1024 }
        let scaled = max(peak / unit, 1e-9)
        for power in [0.1, 1.0, 10, 100, 1000] {
            for step in [1.0, 2, 3, 4, 6, 8] where scaled <= step * power && step * power < 1024 { return step * power * unit }
        }
        return 1024 * unit
    }

    /// Labels at the top, the middle and the bottom.
    private static func scale(_ top: Double, rows: Int, on surface: Surface, x: Int) {
        for row in 0..<rows { surface.text("│", x: x, y: 1 + row, style: Style(.chartLabel)) }
        func label(_ value: Double, _ row: Int) {
            surface.text(axisText(value), endingAt: x - 1, y: 1 + row, style: Style(.chartLabel))
            surface.text("┤", x: x, y: 1 + row, style: Style(.chartLabel))
        }
        label(top, 0)
        // Half of it is the upper edge of that row where rows are even, else its middle.
        if rows >= 5 { label(top / 2, rows / 2) }
        if rows >= 3 { label(0, rows - 1) }
    }

    /// `2M/s`, `500K/s`, `0`: no decimals where there are none.
    static func axisText(_ value: Double) -> String {
        guard value > 0 else { return "0" }
        var (scaled, unit) = (value, "K")
        for next in ["M", "G", "T", "P"] where scaled >= 1024 {
            scaled /= 1024
            unit = next
        }
        let whole = scaled.rounded()
        let text = (scaled - whole).magnitude < 0.005 ? fixed(scaled, decimals: 0) : fixed(scaled, decimals: scaled < 10 ? 2 : 1)
        return text + unit + "/s"
    }

    private static func times(_ chart: FlowChart, now: WallTime, on surface: Surface, y: Int, left: Int, width: Int) {
        let isShort = chart.span == .twoMinutes
        func text(_ time: WallTime) -> String {
            let (civil, today) = (CivilTime(time), CivilTime(now))
            let clock = String(civil.clock.prefix(isShort ? 8 : 5))
            return civil.date == today.date ? clock : civil.date.suffix(5) + " " + clock
        }
        let (style, end) = (Style(.chartLabel), left + width)
        let first = surface.text(text(now - chart.curve.span), x: left, y: y, style: style)
        let last = surface.text(text(now), endingAt: end, y: y, style: style)
        let parts = width >= 60 ? 4 : 2
        var from = first
        for part in 1..<parts {
            let at = now - .milliseconds(chart.curve.span.inMilliseconds * Int64(parts - part) / Int64(parts))
            let words = text(at)
            let x = left + width * part / parts - TextWidth.cells(of: words) / 2
            if x > from + 1, x + TextWidth.cells(of: words) + 1 < last { from = surface.text(words, x: x, y: y, style: style) }
        }
    }

    // MARK: what it stands on

    private static func note(_ chart: FlowChart, on surface: Surface, y: Int, _ context: PaneContext) {
        let over = Age.text(chart.curve.span)
        let readings =
            chart.curve.meanOf.map { FlowMessage.means(chart.curve.samples, each: Age.text($0), over: over) }
            ?? FlowMessage.readings(chart.curve.samples, over: over)
        var parts = [context(FlowMessage.live(chart.live, of: chart.of)), context(readings)]
        if chart.curve.peak > 0 { parts.append(context(PaneMessage.peak(Figures.rate(chart.curve.peak)))) }
        let hint = context(
            FlowMessage.keys(
                scope: context.keys[.flowScope], closer: context.keys[.flowCloser], wider: context.keys[.flowWider]))
        while parts.count > 1, TextWidth.cells(of: parts.joined(separator: " · ")) > surface.width - 2 { parts.removeLast() }
        let end = surface.text(parts.joined(separator: " · "), x: 1, y: y, style: Style(.chartLabel))
        if end + 3 + TextWidth.cells(of: hint) < surface.width {
            surface.text(hint, endingAt: surface.width - 1, y: y, style: Style(.chartLabel))
        }
    }

    private static func clock(_ time: WallTime) -> String { String(CivilTime(time).clock.prefix(5)) }
}

/// Figures of flow as lists and titles write them.
enum FlowFigures {
    /// `14 samples, 2m`.
    static func evidence(_ evidence: FlowEvidence, _ context: PaneContext) -> String {
        context(FlowMessage.evidence(evidence.samples, over: Age.text(evidence.over)))
    }

    /// `11-28`, `11-27 – 12-02`, `≥ 11-27` (no end within the period), `11-25 14–16h`, `used up`: at most 14 columns.
    static func when(_ out: RunsOut, now: WallTime, _ context: PaneContext) -> String {
        if out.expected <= now { return context(FlowMessage.usedUp) }
        func day(_ time: WallTime) -> String { String(CivilTime(time).date.suffix(5)) }
        guard let latest = out.latest else { return "≥ " + day(out.earliest) }
        if day(out.earliest) != day(latest) { return day(out.earliest) + " – " + day(latest) }
        guard out.earliest - now < .hours(48) else { return day(latest) }
        let (from, to) = (CivilTime(out.earliest).hour, CivilTime(latest).hour)
        return day(latest) + " " + (from == to ? "\(padded(from, 2))h" : "\(padded(from, 2))–\(padded(to, 2))h")
    }
}
