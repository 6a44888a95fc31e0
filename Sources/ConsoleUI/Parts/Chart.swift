// Curves and bars out of characters. Where a terminal has only ASCII, AsciiForm turns them into plain signs.

import CellGrid

enum Chart {
    private static let levels: [Character] = ["▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"]

    /// The last `width` values as one line of blocks; the largest fills its cell, zero is the lowest block.
    static func sparkline(_ values: [Double], width: Int) -> String {
        let shown = values.suffix(max(0, width))
        guard let peak = shown.max(), peak > 0 else { return String(repeating: "▁", count: shown.count) }
        return String(shown.map { levels[min(7, max(0, Int((($0 / peak) * 7).rounded())))] })
    }

    /// A filled curve of Braille dots over the whole surface: two points a column, four dots a row.
    /// The newest point is at the right edge; where nothing was measured nothing is drawn.
    static func curve(_ points: [Double?], peak: Double, on surface: Surface, style: Style) {
        let (columns, rows) = (surface.width, surface.height)
        guard columns > 0, rows > 0, peak > 0 else { return }
        let shown = resample(points, to: columns * 2)
        // Dots of one column from the bottom up, left and right half.
        let leftDots: [UInt32] = [0x40, 0x04, 0x02, 0x01]
        let rightDots: [UInt32] = [0x80, 0x20, 0x10, 0x08]
        for column in 0..<columns {
            let heights = [shown[column * 2], shown[column * 2 + 1]].map { value -> Int in
                guard let value else { return 0 }
                return max(1, Int((value / peak * Double(rows * 4)).rounded()))
            }
            for row in 0..<rows {
                let base = (rows - 1 - row) * 4
                var dots: UInt32 = 0
                for dot in 0..<4 {
                    if heights[0] > base + dot { dots |= leftDots[dot] }
                    if heights[1] > base + dot { dots |= rightDots[dot] }
                }
                if dots != 0, let scalar = Unicode.Scalar(0x2800 + dots) {
                    surface.text(String(Character(scalar)), x: column, y: row, style: style)
                }
            }
        }
    }

    /// Exactly `count` points: fewer are stretched over the width, more are joined by their largest.
    static func resample(_ points: [Double?], to count: Int) -> [Double?] {
        guard !points.isEmpty, count > 0 else { return Array(repeating: nil, count: max(0, count)) }
        return (0..<count).map { index in
            let start = index * points.count / count
            let end = max(start + 1, (index + 1) * points.count / count)
            return points[start..<min(end, points.count)].compactMap { $0 }.max()
        }
    }

    /// A bar of `width` cells, `share` of it filled; more than all of it is full.
    static func meter(_ share: Double, x: Int, y: Int, width: Int, on surface: Surface) {
        let filled = min(width, max(0, Int((share * Double(width)).rounded())))
        let end = surface.text(String(repeating: "▇", count: filled), x: x, y: y, style: Style(meterRole(share)))
        surface.text(String(repeating: "░", count: width - filled), x: max(x, end), y: y, style: Style(.meterTrack))
    }

    /// Green below 80 %, then yellow, red from 95 %; the number beside it says the same.
    static func meterRole(_ share: Double) -> ThemeRole { share >= 0.95 ? .meterHigh : share >= 0.8 ? .meterMid : .meterLow }
}
