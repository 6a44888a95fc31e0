// One device: how far its two calls got, then field by field what they told, each with source and age.

import CellGrid
import Localization
import SIMModel
import ViewModels

enum DeviceDetailsPart {
    private enum Column: Hashable { case simNo, role, state, used, iccid, origin }

    /// Where the lines of each kind have their parts.
    private struct Columns {
        /// Where the values of known fields start.
        var labels: Int
        /// Widest name of another field.
        var keys: Int
        var cards: Table<Column>
    }

    static func render(
        _ details: DeviceDetails, _ state: DevicesViewState, on surface: Surface, _ context: PaneContext
    ) -> Point? {
        var y = 0
        for answer in details.answers {
            let label = context(answer.call.message)
            let start = surface.text(label, x: 1, y: y, style: Style(.title)) + 2
            let (text, style) = words(answer, state, context)
            // The configuration's entry and the mend must be seen whole; the fields can be scrolled.
            for line in TextWidth.wrap(text, to: max(1, surface.width - start - 1)).prefix(3) where y < surface.height {
                surface.text(line, x: start, y: y, style: style)
                y += 1
            }
        }
        guard y < surface.height else { return nil }
        let room = surface.sub(Rect(x: 0, y: y, width: surface.width, height: surface.height - y))
        return lines(details, state, on: room, context)
    }

    /// How far a call got, and what to do where it did not.
    private static func words(_ answer: DeviceAnswer, _ state: DevicesViewState, _ context: PaneContext) -> (String, Style) {
        guard answer.isConfirmed else {
            return ("! " + context(DeviceMessage.unconfirmed(endpoint: answer.endpoint)), Style(.headerWarning))
        }
        if let problem = answer.problem {
            let sentence = problem.sentence(context.language)
            let parts = [sentence.line, answer.fetchedAt == nil ? nil : context(PaneMessage.noNewer)].compactMap { $0 }
            return ("✕ " + parts.joined(separator: " · "), Style(.operationFailed))
        }
        guard let at = answer.fetchedAt else {
            return (context(answer.isAsking ? DeviceMessage.asking : .notAsked), Style(.muted))
        }
        let again = answer.isAsking ? " · " + context(DeviceMessage.asking) : ""
        return (context(DeviceMessage.answered(Figures.ago(at, now: state.now, context))) + again, Style(.muted))
    }

    private static func lines(
        _ details: DeviceDetails, _ state: DevicesViewState, on surface: Surface, _ shared: PaneContext
    ) -> Point? {
        var context = shared
        context.isFocused = shared.isFocused && state.part == .details
        let labels = 2 + (DeviceFieldName.allCases.map { TextWidth.cells(of: context($0.message)) }.max() ?? 0) + 2
        let keys = details.lines.map { if case .other(let key, _, _) = $0 { TextWidth.cells(of: key) } else { 0 } }
        let columns = Columns(
            labels: labels, keys: min(keys.max() ?? 0, max(8, surface.width / 2)), cards: table(width: surface.width, context))
        let position = state.part == .details ? details.cursor : nil
        let window = ListRow.window(count: details.lines.count, cursor: position, height: surface.height)
        var cursor: Point?
        for index in window {
            let y = index - window.lowerBound
            draw(details.lines[index], columns, now: state.now, on: surface, y: y, context)
            if index == position { cursor = ListRow.cursor(on: surface, y: y, context: context) }
        }
        let below = details.lines.count - window.upperBound
        if below > 0, position == nil, surface.height > 0 {
            // The last line in sight tells that there is more, and the key that goes there.
            let line = surface.sub(Rect(x: 0, y: surface.height - 1, width: surface.width, height: 1))
            line.fill(Style(.text))
            let more = "… " + context(APIMessage.more(below + 1)) + " · " + context.keys[.details]
            line.text(more, x: 2, y: 0, style: Style(.muted))
        }
        return cursor
    }

    private static func draw(
        _ line: DeviceLine, _ columns: Columns, now: WallTime, on surface: Surface, y: Int, _ context: PaneContext
    ) {
        switch line {
        case .field(let name, let value, let origin):
            surface.text(context(name.message), x: 2, y: y, style: Style(.muted))
            let (text, style) = value.map { words($0, context) } ?? (unknownText, Style(.muted))
            self.value(text, style, origin, x: columns.labels, now: now, on: surface, y: y, context)
        case .cardsHead(let count):
            let words: DeviceMessage = count.map { .cards($0) } ?? .cardsUnknown
            surface.text(context(words), x: 1, y: y, style: count == nil ? Style(.muted) : Style(.title))
        case .card(let card): columns.cards.drawRow(on: surface, y: y) { cell($0, of: card, now: now, context) }
        case .othersHead: surface.text(context(DeviceMessage.others), x: 1, y: y, style: Style(.title))
        case .other(let key, let text, let origin):
            surface.text(TextWidth.truncate(key, to: columns.keys), x: 2, y: y, style: Style(.muted))
            value(text, Style(.text), origin, x: max(columns.labels, 2 + columns.keys + 2), now: now, on: surface, y: y, context)
        }
    }

    /// A value, and at the end of its line the call it came from and its age.
    private static func value(
        _ text: String, _ style: Style, _ origin: DeviceOrigin?, x: Int, now: WallTime, on surface: Surface, y: Int,
        _ context: PaneContext
    ) {
        var end = surface.width - 1
        if let origin {
            let (words, style) = self.words(origin, now: now, context)
            end = surface.text(words, endingAt: end, y: y, style: style) - 1
        }
        surface.text(TextWidth.truncate(text, to: max(1, end - x)), x: x, y: y, style: style)
    }

    static func words(_ origin: DeviceOrigin, now: WallTime, _ context: PaneContext) -> (String, Style) {
        let (age, style) = DevicesPane.age(origin, now: now, context)
        return (context(origin.call.message) + " " + age, style)
    }

    static func words(_ value: DeviceValue, _ context: PaneContext) -> (String, Style) {
        switch value {
        case .text(let text): (text, Style(.text))
        case .card(let number): (number.description, Style(.text))
        case .online(let status): DevicesPane.online(status, context)
        case .hidden(let isHidden): (context(isHidden ? DeviceMessage.yes : .no), Style(.text))
        case .volume(let used, let quota): (used.text + (quota.map { " / " + $0.text } ?? ""), Style(.text))
        case .moment(let time): (Figures.moment(time), Style(.text))
        }
    }

    private static func table(width: Int, _ context: PaneContext) -> Table<Column> {
        Table(
            [
                TableColumn(id: .simNo, head: "", width: 13, priority: 0),
                TableColumn(id: .role, head: "", width: 15, priority: 2),
                TableColumn(id: .state, head: "", width: 12, priority: 3),
                TableColumn(id: .used, head: "", width: 17, isRight: true, priority: 4),
                TableColumn(id: .iccid, head: "", width: 20, priority: 5),
                TableColumn(id: .origin, head: "", width: 10, isRight: true, priority: 1),
            ], start: 2, width: width - 1)
    }

    private static func cell(
        _ column: Column, of card: DeviceCardLine, now: WallTime, _ context: PaneContext
    ) -> (String, Style) {
        switch column {
        case .simNo: return (card.simNo.description, Style(card.isInFleet ? .text : .muted))
        case .role:
            let roles = [card.isCurrent ? DeviceMessage.current : nil, card.isMain ? .main : nil].compactMap { $0 }
            return (roles.map { context($0) }.joined(separator: " · "), Style(.accent))
        case .state:
            guard let status = card.status else { return (unknownText, Style(.muted)) }
            let sign = Sign.of(status)
            return ("\(sign.mark) \(context(status))", sign.style)
        case .used:
            guard let used = card.used else { return (unknownText, Style(.muted)) }
            return (used.text + (card.quota.map { " / " + $0.text } ?? ""), Style(.text))
        case .iccid: return (card.iccid?.description ?? unknownText, Style(.muted))
        case .origin: return words(card.origin, now: now, context)
        }
    }
}

extension DeviceCall {
    var message: DeviceMessage {
        switch self {
        case .info: .info
        case .flow: .flow
        }
    }
}

extension DeviceFieldName {
    var message: DeviceMessage {
        switch self {
        case .currentCard: .currentCard
        case .mainCard: .mainCard
        case .online: .online
        case .wifiName: .wifiName
        case .wifiHidden: .wifiHidden
        case .wifiPassword: .wifiPassword
        case .used: .used
        case .asOf: .asOf
        }
    }
}
