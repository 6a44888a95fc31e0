// How often each value of a column occurs: a bar each, and Enter shows those cards.

import CellGrid
import Localization
import SIMModel
import ViewModels

struct FrequencyOverlay: Overlay {
    private(set) var state: FrequencyViewState
    private var cursor = ListCursor()
    /// The box grows no higher, however many values there are.
    private static let most = 40

    init(_ state: FrequencyViewState) { self.state = state }

    /// What came since the last frame.
    mutating func update(_ state: FrequencyViewState) {
        if state.column != self.state.column { cursor = ListCursor() }
        self.state = state
    }

    mutating func handle(_ key: Key, at now: Uptime) -> OverlayOutcome {
        let count = state.rows.count
        switch key {
        case Key(.escape), Key("q"), Key("F"), .control("c"): return .closes
        case Key(.enter):
            guard let place = cursor.position(in: count), let filter = state.filter(of: state.rows[place]) else { return .stays }
            return .does(.filter(filter), closes: true)
        case Key(.right), Key("l"), Key(.tab): return .does(.count(neighbour(1)), closes: false)
        case Key(.left), Key("h"), Key(.backTab): return .does(.count(neighbour(-1)), closes: false)
        case Key(.down), Key("j"): cursor.move(by: 1, count: count)
        case Key(.up), Key("k"): cursor.move(by: -1, count: count)
        case Key(.pageDown), .control("d"): cursor.move(by: 10, count: count)
        case Key(.pageUp), .control("u"): cursor.move(by: -10, count: count)
        case Key(.home), Key("g"): cursor.moveTo(0, count: count)
        case Key(.end), Key("G"): cursor.moveTo(count - 1, count: count)
        default: break
        }
        return .stays
    }

    private func neighbour(_ step: Int) -> FrequencyColumn {
        let all = FrequencyColumn.allCases
        let place = (all.firstIndex(of: state.column) ?? 0) + step
        return all[(place + all.count) % all.count]
    }

    // MARK: drawing

    func render(into screen: Surface, context: PaneContext) -> Point? {
        let width = min(78, screen.width)
        let height = min(max(state.rows.count, 4) + 6, min(Self.most, max(6, screen.height - 2)))
        let note = state.isCounting ? context(FrequencyMessage.counting) : context(FrequencyMessage.cards(state.cards))
        let box = DialogBox.open(on: screen, width: width, height: height, title: context(Label.frequency), note: note)
        drawColumns(on: box, context)
        let list = box.sub(Rect(x: 0, y: 2, width: box.width, height: max(1, box.height - 4)))
        // A frame asks for the window; the cursor itself moves by keys only.
        var cursor = cursor
        let window = cursor.window(height: list.height, count: state.rows.count)
        let largest = state.rows.map(\.cards).max() ?? 1
        var point = box.screenPoint(x: 0, y: 0)
        for index in window {
            let y = index - window.lowerBound
            draw(state.rows[index], largest: largest, on: list, y: y, context)
            if index == cursor.position { point = ListRow.cursor(on: list, y: y, context: context) }
        }
        if state.rows.isEmpty, !state.isCounting { list.text(context(PaneMessage.noneMatch), x: 2, y: 0, style: Style(.muted)) }
        drawFoot(on: box, shown: window, context)
        return point
    }

    /// The columns in one line, the counted one marked.
    private func drawColumns(on box: Surface, _ context: PaneContext) {
        var x = 0
        for column in FrequencyColumn.allCases {
            let isCurrent = column == state.column
            let words = isCurrent ? "[\(Self.head(column, context))]" : Self.head(column, context)
            guard x + TextWidth.cells(of: words) <= box.width else { return }
            x = box.text(words, x: x, y: 0, style: isCurrent ? Style(.tableSorted, .bold) : Style(.dialog)) + 2
        }
    }

    private func draw(_ row: FrequencyRow, largest: Int, on list: Surface, y: Int, _ context: PaneContext) {
        let label = TextWidth.fit(Self.words(row.value, context), 24)
        list.text(label, x: 2, y: y, style: Style(row.term == nil ? .muted : .dialog))
        list.text(groupedCount(row.cards), endingAt: 38, y: y, style: Style(.strong))
        let share = state.cards > 0 ? Double(row.cards) * 100 / Double(state.cards) : 0
        list.text(Self.percent(share), endingAt: 46, y: y, style: Style(.muted))
        let room = max(0, list.width - 48)
        // A value that occurs is never drawn as nothing.
        let length = max(1, Int((Double(row.cards) / Double(max(1, largest)) * Double(room)).rounded()))
        list.text(String(repeating: context.drawsASCII ? "#" : "▇", count: min(room, length)), x: 48, y: y, style: Style(.accent))
    }

    private func drawFoot(on box: Surface, shown: Range<Int>, _ context: PaneContext) {
        if state.others > 0 {
            box.text(context(FrequencyMessage.others(state.others)), x: 0, y: box.height - 2, style: Style(.muted))
        }
        DialogBox.keys(
            [
                ("Enter", context(FrequencyMessage.keyShow)), ("h l", context(FrequencyMessage.keyColumn)),
                ("Esc", context(DialogMessage.keyClose)),
            ],
            on: box, y: box.height - 1)
        if shown.count < state.rows.count {
            box.text(
                "\(shown.lowerBound + 1)–\(shown.upperBound) / \(state.rows.count)", endingAt: box.width, y: box.height - 1,
                style: Style(.muted))
        }
    }

    /// `12 %`, `0.3 %`, `<0.1 %`.
    private static func percent(_ share: Double) -> String {
        if share >= 10 { return "\(Int(share.rounded())) %" }
        let tenths = Int((share * 10).rounded())
        return tenths == 0 ? "<0.1 %" : "\(tenths / 10).\(tenths % 10) %"
    }

    private static func head(_ column: FrequencyColumn, _ context: PaneContext) -> String {
        switch column {
        case .status: context(Label.state)
        case .online: context(Label.online)
        case .carrier: context(Label.carrier)
        case .package: context(Label.package)
        case .pool: context(Label.pool)
        case .percent: "%"
        case .ends: context(Label.ends)
        case .source: context(FrequencyMessage.source)
        }
    }

    private static func words(_ value: FrequencyValue, _ context: PaneContext) -> String {
        switch value {
        case .state(let state): "\(Sign.of(state).mark) \(context(state))"
        case .online(let online): context(online)
        case .id(let id): "\(id)"
        case .tenth(10): "100 % +"
        case .tenth(let tenth): "\(tenth * 10)–\(tenth * 10 + 10) %"
        case .ends(let range): context(FrequencyMessage.ends(range.message))
        case .source(let source): context(source)
        case .unknown: "? " + context(FrequencyMessage.unknown)
        }
    }
}

extension FrequencyValue.EndsRange {
    var message: FrequencyMessage.Range {
        switch self {
        case .over: .over
        case .week: .days(0, 7)
        case .month: .days(7, 30)
        case .quarter: .days(30, 90)
        case .later: .from(90)
        }
    }
}
