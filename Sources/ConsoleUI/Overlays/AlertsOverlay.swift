// The alerts: those that hold first, two lines each, with who has seen them; Enter shows the cards of one.

import CellGrid
import Localization
import SIMModel
import ViewModels

struct AlertsOverlay: Overlay {
    private(set) var state: AlertsViewState
    private var cursor = ListCursor()
    private var saysNoCards = false
    /// Alerts on the screen, at most.
    private static let most = 16
    /// Behind the longest word of severity.
    private static let nameColumn = 14

    init(_ state: AlertsViewState) { self.state = state }

    /// What came since the last frame. The cursor stays on its alert.
    mutating func update(_ state: AlertsViewState) {
        let focused = cursor.position(in: self.state.rows.count).map { self.state.rows[$0].id }
        self.state = state
        if let place = state.rows.firstIndex(where: { $0.id == focused }) { cursor.follow(place, count: state.rows.count) }
    }

    mutating func handle(_ key: Key, at now: Uptime) -> OverlayOutcome {
        let count = state.rows.count
        saysNoCards = false
        let focused = cursor.position(in: count).map { state.rows[$0] }
        switch key {
        case Key(.escape), Key("q"), Key("N"), .control("c"): return .closes
        case Key(.enter):
            guard let focused else { return .stays }
            if let filter = focused.filter { return .does(.showCards(filter), closes: true) }
            saysNoCards = true
        case Key(" "), Key("x"):
            guard let focused else { return .stays }
            return .does(.acknowledge(focused.id), closes: false)
        case Key("A"): return .does(.acknowledge(nil), closes: false)
        case Key(.down), Key("j"): cursor.move(by: 1, count: count)
        case Key(.up), Key("k"): cursor.move(by: -1, count: count)
        case Key(.pageDown), .control("d"): cursor.move(by: 5, count: count)
        case Key(.pageUp), .control("u"): cursor.move(by: -5, count: count)
        case Key(.home), Key("g"): cursor.moveTo(0, count: count)
        case Key(.end), Key("G"): cursor.moveTo(count - 1, count: count)
        default: break
        }
        return .stays
    }

    func render(into screen: Surface, context: PaneContext) -> Point? {
        let room = max(2, min(2 * max(1, state.rows.count), min(2 * Self.most, screen.height - 7)))
        let active = state.rows.count { $0.endedAt == nil }
        let box = DialogBox.open(
            on: screen, width: min(78, screen.width), height: room + 5, title: context(AlertMessage.title),
            note: active > 0 ? context(AlertMessage.active(active, new: state.rows.count { $0.isNew && $0.endedAt == nil })) : "")
        let list = box.sub(Rect(x: 0, y: 0, width: box.width, height: max(2, box.height - 3)))
        var point = box.screenPoint(x: 0, y: 0)
        if state.rows.isEmpty {
            list.text(context(AlertMessage.nothing(watched: state.watched)), x: 2, y: 0, style: Style(.muted))
        }
        // A frame asks for the window; the cursor itself moves by keys only.
        var cursor = cursor
        let window = cursor.window(height: max(1, list.height / 2), count: state.rows.count)
        for index in window {
            let y = 2 * (index - window.lowerBound)
            draw(state.rows[index], on: list, y: y, context)
            if index == cursor.position { point = ListRow.cursor(on: list, y: y, context: context) }
        }
        let words = saysNoCards ? AlertMessage.noCards : .kept
        box.text(context(words), x: 0, y: box.height - 2, style: Style(saysNoCards ? .footerBad : .muted), limit: box.width)
        DialogBox.keys(
            [
                ("Enter", context(AlertMessage.keyShow)), ("Space", context(AlertMessage.keyAcknowledge)),
                ("A", context(AlertMessage.keyAll)), ("Esc", context(DialogMessage.keyClose)),
            ], on: box, y: box.height - 1)
        return point
    }

    private func draw(_ row: AlertRow, on list: Surface, y: Int, _ context: PaneContext) {
        let hasEnded = row.endedAt != nil
        let sign = hasEnded ? Sign(mark: "–", role: .muted) : AlertText.sign(row.severity)
        let plain = Style(hasEnded ? .muted : .dialog)
        var x = list.text("\(sign.mark) \(context(AlertText.word(row.severity)))", x: 2, y: y, style: sign.style)
        x = max(x + 2, Self.nameColumn)
        let extent = AlertText.extent(row, context.language)
        let fresh = row.isNew ? context(AlertMessage.new) : ""
        var end = list.width
        if !fresh.isEmpty { end = list.text(fresh, endingAt: end, y: y, style: Style(.strong)) - 2 }
        if !extent.isEmpty { end = list.text(extent, endingAt: end, y: y, style: plain) - 2 }
        list.text(
            TextWidth.fit(AlertText.name(row.subject, context.language), max(1, end - x)), x: x, y: y,
            style: row.isNew && !hasEnded ? Style(.strong) : plain)
        func clock(_ time: WallTime) -> String { Figures.brief(time, now: state.now) }
        var parts = [context(AlertMessage.since(clock(row.firstAt)))]
        if row.lastAt != row.firstAt { parts.append(context(AlertMessage.last(clock(row.lastAt)))) }
        if let ended = row.endedAt { parts.append(context(AlertMessage.ended(clock(ended)))) }
        if let seen = row.acknowledgedAt {
            parts.append(context(AlertMessage.acknowledged(by: row.acknowledgedBy ?? "?", at: clock(seen))))
        } else {
            parts.append(context(AlertMessage.notSeen))
        }
        list.text(
            parts.joined(separator: " · "), x: Self.nameColumn, y: y + 1, style: Style(.muted),
            limit: max(1, list.width - Self.nameColumn))
    }
}
