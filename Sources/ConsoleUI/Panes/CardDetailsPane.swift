// Everything known of one card, with source and age, and its last operations.

import CellGrid
import Localization
import SIMModel
import ViewModels

enum CardDetailsPane {
    private typealias Line = (label: String, value: String, style: Style)

    static func render(
        _ details: CardDetails, row: CardRow?, diagnosis: Diagnosis?, now: WallTime, into surface: Surface,
        context: PaneContext
    ) {
        var x = surface.text(details.simNo.description, x: 1, y: 0, style: Style(.strong, .bold))
        if let status = details.record?.value.status ?? row?.status?.value {
            let sign = Sign.of(status)
            x = surface.text("\(sign.mark) \(context(status))", x: x + 2, y: 0, style: sign.style)
        }
        if let protection = details.protection {
            let words = [context(Label.protected), protection.reason].compactMap { $0 }.joined(separator: ": ")
            x = surface.text("\(Sign.protected) \(words)", x: x + 2, y: 0, style: Style(.tableMark))
        }
        if details.isMissing { x = surface.text(context(PaneMessage.numberUnknown), x: x + 2, y: 0, style: Style(.stateUnknown)) }
        if let error = details.error { surface.text("✕ " + error, x: x + 2, y: 0, style: Style(.operationFailed)) }
        if let diagnosis, let line = WhyLine.line(diagnosis, now: now, context) {
            surface.text(line.text, x: 1, y: 1, style: line.style, limit: surface.width - 1)
        }

        let operations = min(details.operations.count, max(0, surface.height - 8))
        let labels = [
            details.tags.isEmpty ? nil : "\(context(Label.tags)) " + details.tags.joined(separator: ", "),
            details.note.map { "\(context(Label.note)) " + $0 },
        ].compactMap { $0 }.joined(separator: "  ")
        let bottom = operations > 0 ? operations + 2 : 0
        let top = labels.isEmpty ? 1 : 2
        if !labels.isEmpty {
            surface.text(TextWidth.truncate(labels, to: surface.width - 2), x: 1, y: 2, style: Style(.accent))
        }
        let room = surface.sub(Rect(x: 0, y: top, width: surface.width, height: surface.height - top - bottom))
        if let record = details.record {
            fields(details, record, now: now, on: room, context)
        } else if !details.isMissing {
            PaneFrame.message(context(row?.isAsking == true ? PaneMessage.asking : PaneMessage.notAskedYet), on: room)
        }
        if operations > 0 {
            let area = surface.sub(Rect(x: 0, y: surface.height - bottom + 1, width: surface.width, height: bottom - 1))
            self.operations(Array(details.operations.prefix(operations)), now: now, on: area, context)
        }
    }

    /// In two columns where there is room, else one below the other.
    private static func fields(
        _ details: CardDetails, _ record: Sourced<CardRecord>, now: WallTime, on surface: Surface, _ context: PaneContext
    ) {
        let (left, right) = (identity(details, record, now: now, context), states(record.value, context))
        if surface.width >= 76 {
            let half = surface.width / 2
            draw(left, on: surface.sub(Rect(x: 0, y: 1, width: half, height: surface.height - 1)))
            draw(right, on: surface.sub(Rect(x: half, y: 1, width: surface.width - half, height: surface.height - 1)))
        } else {
            draw(left + right, on: surface.sub(Rect(x: 0, y: 1, width: surface.width, height: surface.height - 1)))
        }
    }

    private static func draw(_ lines: [Line], on surface: Surface) {
        let labels = lines.map { TextWidth.cells(of: $0.label) }.max() ?? 0
        for (y, line) in lines.enumerated() where y < surface.height {
            surface.text(line.label, x: 1, y: y, style: Style(.muted))
            surface.text(line.value, x: 1 + labels + 2, y: y, style: line.value == unknownText ? Style(.muted) : line.style)
        }
    }

    private static func identity(
        _ details: CardDetails, _ record: Sourced<CardRecord>, now: WallTime, _ context: PaneContext
    ) -> [Line] {
        let card = record.value
        func number(_ value: CardNumber?) -> String { value.map(Figures.grouped) ?? unknownText }
        func code(_ value: Int?) -> String { value.map { "\($0)" } ?? unknownText }
        let flow = details.flow ?? card.used.map { Sourced($0, record.provenance) }
        var used = flow?.value.text ?? unknownText
        var usedStyle = Style(.text)
        if let flow, let quota = card.quota, quota.kilobytes > 0 {
            let share = Double(flow.value.kilobytes) / Double(quota.kilobytes)
            used += " / \(quota.text)  \(Figures.percent(share)) %"
            if share >= 0.8 { usedStyle = Style(Chart.meterRole(share)) }
        } else if flow != nil, let quota = card.quota {
            used += " / \(quota.text)"
        }
        var lines: [Line] = [
            ("ICCID", number(card.iccid), Style(.text)),
            ("IMSI", number(card.imsi), Style(.text)),
            ("IMEI", number(card.imei), Style(.text)),
            (context(Label.used), used, usedStyle),
            (context(Label.rate), details.rate.map(Figures.rate) ?? unknownText, Style(.chartCard)),
            (context(Label.ends), card.endsAt.map { CivilTime($0).date } ?? unknownText, Style(.text)),
            (context(Label.pool), code(card.poolID), Style(.text)),
            (context(Label.package), code(card.packageGroupID), Style(.text)),
            (context(Label.carrier), code(card.gatewayID), Style(.text)),
            (context(Label.rechargeTimes), code(card.rechargeTimes), Style(.text)),
            sourceLine(context(Label.source), record.provenance, now: now, context),
        ]
        if let flow { lines.append(sourceLine(context(Label.flowSource), flow.provenance, now: now, context)) }
        return lines
    }

    private static func sourceLine(_ label: String, _ provenance: Provenance, now: WallTime, _ context: PaneContext) -> Line {
        let age = Figures.age(provenance, now: now, context)
        return (label, "\(context(provenance.source)), \(age.text)", age.style)
    }

    private static func states(_ card: CardRecord, _ context: PaneContext) -> [Line] {
        func word(_ message: (any Message)?) -> String { message.map { $0.text(context.language) } ?? unknownText }
        func code(_ value: Int?) -> String { value.map { "\($0)" } ?? unknownText }
        let text = Style(.text)
        return [
            (context(Label.online), word(card.online), text),
            (context(Label.network), word(card.network), text),
            (context(Label.activation), word(card.activation), text),
            (context(Label.realName), word(card.realName), text),
            (context(Label.platformRealName), word(card.platformRealName), text),
            (context(Label.cancellation), word(card.cancellation), text),
            (context(Label.replacement), word(card.replacement), text),
            (context(Label.polling), code(card.polling), text),
            (context(Label.activatedAt), Figures.moment(card.activatedAt), text),
            (context(Label.realNameAt), Figures.moment(card.realNameAt), text),
            (context(Label.platformRealNameAt), Figures.moment(card.platformRealNameAt), text),
            (context(Label.lastPolled), Figures.moment(card.lastPolledAt), text),
            (context(Label.stateAsOf), Figures.moment(card.statusAt), text),
        ]
    }

    private static func operations(_ records: [OperationRecord], now: WallTime, on surface: Surface, _ context: PaneContext) {
        surface.text(context(Label.operations), x: 1, y: 0, style: Style(.title))
        for (index, record) in records.enumerated() {
            let sign = Sign.of(record.state)
            var text = "#\(record.id)  \(Figures.brief(record.createdAt, now: now))  \(context(record.kind))  "
            let x = surface.text(text, x: 1, y: index + 1, style: Style(.text))
            text = "\(sign.mark) \(context(record.state))"
            let after = surface.text(text, x: x, y: index + 1, style: sign.style)
            let why = [context.why(record.failReason), record.reason].compactMap { $0 }.joined(separator: " · ")
            surface.text(why, x: after + 2, y: index + 1, style: Style(.muted))
        }
    }
}
