// A table for people: columns as wide as their widest cell, measured in terminal cells.

import CellGrid

/// Rows of text under a header.
struct TextTable {
    struct Column {
        var title: String
        var isNumber = false
    }

    private let columns: [Column]
    private var rows: [[String]] = []

    init(_ columns: [Column]) { self.columns = columns }

    /// Control characters in what the platform sent are replaced.
    mutating func add(_ cells: [String]) { rows.append(cells.map { TextWidth.printable($0) }) }

    /// The lines, the header first; no trailing blanks.
    var text: String {
        let widths = columns.indices.map { index in
            ([columns[index].title] + rows.map { $0[index] }).map { TextWidth.cells(of: $0) }.max() ?? 0
        }
        func line(_ cells: [String]) -> String {
            var out = ""
            for (index, cell) in cells.enumerated() {
                if index > 0 { out += "  " }
                out += TextWidth.fit(cell, widths[index], alignRight: columns[index].isNumber)
            }
            while out.last == " " { out.removeLast() }
            return out + "\n"
        }
        return line(columns.map(\.title)) + rows.map(line).joined()
    }
}
