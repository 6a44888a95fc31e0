// The grid never holds half a character, and a surface never paints outside its rectangle.

import CellGrid
import TestSupport
import Testing

@Suite struct GridTests {
    /// Every wide character has its second half behind it, and no half stands alone.
    static func isWhole(_ grid: Grid) -> Bool {
        (0..<grid.rows).allSatisfy { y in
            (0..<grid.columns).allSatisfy { x in
                switch grid[x, y].width {
                case 0: x > 0 && grid[x - 1, y].width == 2
                case 2: x + 1 < grid.columns && grid[x + 1, y].width == 0
                default: true
                }
            }
        }
    }

    @Test func halfOfAWideCharacterIsNeverLeft() {
        var grid = Grid(columns: 4, rows: 1)
        grid.put("停", x: 0, y: 0, style: .plain)
        grid.put("x", x: 1, y: 0, style: .plain)
        #expect(GridText.lines(grid) == [" x"])
        grid.put("机", x: 2, y: 0, style: .plain)
        grid.put("复", x: 1, y: 0, style: .plain)
        #expect(GridText.lines(grid) == [" 复"])
        grid.put("停", x: 3, y: 0, style: .plain)
        #expect(grid[3, 0].width == 1)
        grid.put("停", x: 0, y: 0, style: .plain)
        grid.fill(Rect(x: 1, y: 0, width: 1, height: 1), style: .plain)
        #expect(Self.isWhole(grid))
        grid.put("x", x: -1, y: 0, style: .plain)
        grid.put("x", x: 0, y: 9, style: .plain)
    }

    @Test func paintingAtRandomKeepsEveryCharacterWholeAndInsideItsSurface() {
        let random = SeededRandom(9)
        let pieces = ["a", "停", "e\u{301}", "ｶﾞ", "👩‍👩‍👧", "\u{1B}", "\u{301}", " ", "─"]
        for _ in 0..<400 {
            let canvas = Canvas(Size(columns: 20, rows: 6))
            let outside = Style(role: 1)
            canvas.surface.fill(outside)
            let area = Rect(x: random.pick(0..<18), y: random.pick(0..<5), width: random.pick(0..<9), height: random.pick(0..<4))
            let inside = canvas.surface.sub(area)
            for _ in 0..<12 {
                let text = (0..<random.pick(0..<9)).map { _ in pieces[random.pick(0..<pieces.count)] }.joined()
                let style = Style(role: 2)
                switch random.pick(0..<5) {
                case 0: inside.text(text, x: random.pick(-2..<12), y: random.pick(-2..<6), style: style)
                case 1: inside.text(text, endingAt: random.pick(-2..<12), y: random.pick(-2..<6), style: style)
                case 2: inside.frame(style: style, title: text, note: text)
                case 3: inside.fill(Rect(x: random.pick(-3..<9), y: random.pick(-3..<5), width: 4, height: 2), style)
                default: inside.rule(x: random.pick(0..<5), y: random.pick(0..<4), length: random.pick(-2..<20), style: style)
                }
            }
            let grid = canvas.grid
            #expect(Self.isWhole(grid))
            let reach = area.intersection(Rect(x: 0, y: 0, width: 20, height: 6))
            for y in 0..<6 {
                for x in 0..<20 where !(reach.x..<reach.maxX).contains(x) || !(reach.y..<reach.maxY).contains(y) {
                    if grid[x, y].style != outside { Issue.record("painted at \(x),\(y) outside \(area)") }
                }
            }
        }
    }

    @Test func aControlCharacterTakesTheCellItIsDrawnIn() {
        let canvas = Canvas(Size(columns: 6, rows: 1))
        let column = canvas.surface.sub(Rect(x: 0, y: 0, width: 3, height: 1))
        column.text("abc\u{1}", x: 0, y: 0, style: .plain)
        #expect(GridText.lines(canvas.grid) == ["ab…"])
        #expect(canvas.surface.text("\u{1}x", x: 3, y: 0, style: .plain) == 5)
        #expect(GridText.lines(canvas.grid) == ["ab…\u{FFFD}x"])
    }

    @Test func gridsThatLookTheSameAreEqualWhateverWasDrawnOver() {
        var (left, right) = (Grid(columns: 4, rows: 2), Grid(columns: 4, rows: 2))
        left.put("e\u{301}", x: 0, y: 0, style: .plain)
        left.put("a\u{308}", x: 1, y: 0, style: .plain)
        right.put("a\u{308}", x: 1, y: 0, style: .plain)
        right.put("o\u{308}", x: 0, y: 0, style: .plain)
        #expect(left != right)
        #expect(!left.sameRow(0, as: right))
        #expect(left.sameRow(1, as: right))
        right.put("e\u{301}", x: 0, y: 0, style: .plain)
        #expect(left == right)
        #expect(left.hashValue == right.hashValue)
        #expect(left.sameCell(0, 0, as: right))
        right.add(.bold, in: Rect(x: 0, y: 0, width: 1, height: 1))
        #expect(left != right)
        #expect(Grid(columns: 2, rows: 3) != Grid(columns: 3, rows: 2))
    }

    @Test func stylesAreLaidOverTextWithoutChangingIt() {
        let canvas = Canvas(Size(columns: 12, rows: 2))
        canvas.surface.runs([("ab", .plain), ("cd", Style(role: 3))], x: 1, y: 0)
        canvas.surface.add(.reverse, in: Rect(x: 0, y: 0, width: 2, height: 1))
        canvas.surface.restyle(Rect(x: 4, y: 0, width: 1, height: 1)) { Style(role: 4, attributes: $0.attributes.union(.bold)) }
        #expect(GridText.lines(canvas.grid) == [" abcd", ""])
        #expect(GridText.styleRuns(canvas.grid) { "r\($0)" } == ["0 0..<2 r0+reverse", "0 3..<4 r3", "0 4..<5 r4+bold"])
    }

    @Test func aFrameShowsItsTitleAndDropsTheNoteWhereThereIsNoRoom() {
        func frame(_ columns: Int) -> [String] {
            let canvas = Canvas(Size(columns: columns, rows: 3))
            canvas.surface.frame(style: .plain, title: "Cards", note: "5,000")
            return GridText.lines(canvas.grid)
        }
        #expect(frame(24) == ["┌─ Cards ─────── 5,000 ┐", "│                      │", "└──────────────────────┘"])
        #expect(frame(24)[0].contains(" Cards ") && frame(24)[0].contains(" 5,000 "))
        #expect(frame(12)[0].contains(" Cards ") && !frame(12)[0].contains("5,000"))
        #expect(frame(1) == ["", "", ""])
    }

    @Test func rectanglesMeetShrinkAndCentre() {
        let screen = Rect(x: 0, y: 0, width: 80, height: 24)
        #expect(screen.intersection(Rect(x: 70, y: 20, width: 20, height: 20)) == Rect(x: 70, y: 20, width: 10, height: 4))
        #expect(screen.intersection(Rect(x: 90, y: 0, width: 5, height: 5)).isEmpty)
        #expect(screen.inset(2) == Rect(x: 2, y: 2, width: 76, height: 20))
        #expect(Rect(x: 0, y: 0, width: 3, height: 3).inset(2).isEmpty)
        #expect(screen.centred(Size(columns: 20, rows: 4)) == Rect(x: 30, y: 10, width: 20, height: 4))
        #expect(screen.centred(Size(columns: 200, rows: 4)).width == 80)
        #expect(Rect(x: 0, y: 0, width: -4, height: 2).width == 0)
    }
}
