// A cursor in a list and the window that keeps it in sight. Pure: it knows counts, not cards.

/// Where the cursor stands and which rows are on the screen.
public struct ListCursor: Hashable, Sendable {
    /// The cursor's place; meaningless while the list is empty.
    public private(set) var position = 0
    /// The first row on the screen.
    public private(set) var top = 0
    /// Rows on the screen at the last ``window(height:count:)``.
    public private(set) var height = 1

    public init() {}

    /// The place within a list of `count`, nil when it is empty.
    public func position(in count: Int) -> Int? { count > 0 ? min(position, count - 1) : nil }

    public mutating func move(by steps: Int, count: Int) {
        guard count > 0 else { return }
        let (sum, overflow) = min(position, count - 1).addingReportingOverflow(steps)
        moveTo(overflow ? (steps > 0 ? count - 1 : 0) : sum, count: count)
    }

    public mutating func moveTo(_ place: Int, count: Int) {
        position = count > 0 ? min(max(place, 0), count - 1) : 0
    }

    /// ±1 is a screenful, ±0.5 half of one.
    public mutating func movePage(_ pages: Double, count: Int) {
        let step = Int((pages.magnitude * Double(max(height - 1, 1))).rounded(.up))
        move(by: pages < 0 ? -step : step, count: count)
    }

    /// Keeps the cursor on its card when the card's place changed, and the card on its line.
    public mutating func follow(_ place: Int, count: Int) {
        let line = position - top
        moveTo(place, count: count)
        top = max(0, position - max(line, 0))
    }

    /// The rows to show: at most `height`, the cursor's among them.
    public mutating func window(height: Int, count: Int) -> Range<Int> {
        self.height = max(height, 1)
        guard height > 0, count > 0 else { return 0..<0 }
        position = min(position, count - 1)
        if position < top { top = position }
        if position >= top + height { top = position - height + 1 }
        top = max(0, min(top, count - height))
        return top..<min(top + height, count)
    }
}
