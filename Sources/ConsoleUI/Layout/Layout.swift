// Where everything lies on a screen of a given size. Pure: size, focus and zoom in, rectangles out.

public import CellGrid
public import ViewModels

/// The parts of the screen.
public struct Layout: Hashable, Sendable {
    public enum Mode: Hashable, Sendable {
        /// Below 20×6: only a sentence.
        case tooSmall
        /// One pane with the whole width.
        case single
        /// Several panes in frames.
        case overview
    }

    public struct Slot: Hashable, Sendable {
        public var pane: PaneID
        public var area: Rect
    }

    public var mode: Mode
    public var header: Rect?
    public var tabs: Rect?
    public var panes: [Slot]
    public var footer: Rect?

    public static let smallest = Size(columns: 20, rows: 6)
    public static let overviewFrom = Size(columns: 120, rows: 30)
    /// From here the overview has room for the operations as well.
    static let operationsFromRows = 42

    /// Arranges a screen. A focused pane that the overview does not hold is shown alone.
    public static func arrange(_ size: Size, focus: PaneID, isZoomed: Bool) -> Layout {
        guard size.columns >= smallest.columns, size.rows >= smallest.rows else {
            return Layout(mode: .tooSmall, header: nil, tabs: nil, panes: [], footer: nil)
        }
        let isLarge = size.columns >= overviewFrom.columns && size.rows >= overviewFrom.rows
        let slots = isLarge && !isZoomed ? overview(size) : []
        if slots.contains(where: { $0.pane == focus }) {
            return Layout(
                mode: .overview, header: Rect(x: 0, y: 0, width: size.columns, height: 1), tabs: nil, panes: slots,
                footer: Rect(x: 0, y: size.rows - 1, width: size.columns, height: 1))
        }
        // Rows go to the list first: below 24 rows the footer is given up, then the tabs.
        let hasFooter = size.rows >= 16
        let hasTabs = size.rows >= 10
        let top = hasTabs ? 2 : 1
        let content = Rect(x: 0, y: top, width: size.columns, height: size.rows - top - (hasFooter ? 1 : 0))
        return Layout(
            mode: .single, header: Rect(x: 0, y: 0, width: size.columns, height: 1),
            tabs: hasTabs ? Rect(x: 0, y: 1, width: size.columns, height: 1) : nil,
            panes: [Slot(pane: focus, area: content)],
            footer: hasFooter ? Rect(x: 0, y: size.rows - 1, width: size.columns, height: 1) : nil)
    }

    /// Cards on the left, the rest one above the other on the right.
    private static func overview(_ size: Size) -> [Slot] {
        let height = size.rows - 2
        let left = max(66, size.columns * 9 / 20)
        let right = size.columns - left
        var slots = [Slot(pane: .cards, area: Rect(x: 0, y: 1, width: left, height: height))]
        let hasOperations = size.rows >= operationsFromRows
        let weights: [(PaneID, Int)] =
            hasOperations
            ? [(.flow, 32), (.assets, 20), (.history, 24), (.operations, 24)] : [(.flow, 42), (.assets, 27), (.history, 31)]
        let total = weights.reduce(0) { $0 + $1.1 }
        var (y, sum) = (0, 0)
        for (pane, weight) in weights {
            sum += weight
            let end = sum * height / total
            slots.append(Slot(pane: pane, area: Rect(x: left, y: 1 + y, width: right, height: end - y)))
            y = end
        }
        return slots
    }

    /// The pane at a cell.
    public func pane(at point: Point) -> PaneID? {
        panes.first { slot in
            (slot.area.x..<slot.area.maxX).contains(point.x) && (slot.area.y..<slot.area.maxY).contains(point.y)
        }?.pane
    }
}
