// Asks for the column to sort by: a letter each.

import CellGrid
import Localization
import SIMModel
import ViewModels

struct SortChooser: Overlay {
    let current: SortOrder

    static func letter(_ column: CardColumn) -> Character {
        switch column {
        case .simNo: "n"
        case .status: "s"
        case .online: "o"
        case .used: "u"
        case .quota: "q"
        case .percent: "p"
        case .rate: "r"
        case .ends: "e"
        case .age: "a"
        case .operation: "x"
        case .iccid: "i"
        case .pool: "l"
        case .package: "k"
        case .carrier: "g"
        case .tags: "t"
        }
    }

    mutating func handle(_ key: Key, at now: Uptime) -> OverlayOutcome {
        if key.code == .escape || key == .control("c") { return .closes }
        guard case .character(let character) = key.code, !key.control, !key.alt,
            let column = CardColumn.allCases.first(where: { Self.letter($0) == character })
        else { return .stays }
        return .does(.sort(column), closes: true)
    }

    func render(into screen: Surface, context: PaneContext) -> Point? {
        let columns = CardColumn.allCases
        let half = (columns.count + 1) / 2
        let box = DialogBox.open(
            on: screen, width: 46, height: half + 4, title: context(Label.sort), note: context(DialogMessage.sortHint))
        for (index, column) in columns.enumerated() {
            let (x, y) = (index < half ? 0 : box.width / 2, index % half)
            let isCurrent = column == current.column
            let arrow = isCurrent ? (current.descending ? " ↓" : " ↑") : ""
            box.runs(
                [
                    ("\(Self.letter(column))  ", Style(.dialogKey)),
                    (CardTable.head(column, context) + arrow, Style(isCurrent ? .tableSorted : .dialog)),
                ], x: x, y: y)
        }
        DialogBox.keys([("Esc", context(DialogMessage.keyClose))], on: box, y: box.height - 1)
        return box.screenPoint(x: 0, y: 0)
    }
}
