// A link as a QR code, to be scanned from the screen: the code, the link in full, and how long it is good.
// Where the code has no room the link stands alone and it is told how much room is needed.

import CellGrid
import Localization
import QRText
import SIMModel
import ViewModels

struct QROverlay: Overlay {
    let link: APILink
    /// What came of copying; until the next key.
    var answer: NoticeMessage?
    private let code: Result<QRCode, QRProblem>
    private(set) var isInverted = false
    private(set) var top = 0

    /// Of the words beside or below a code, and of the box without one. Unit: cells.
    private static let (narrow, wide) = (26, 68)

    init(_ link: APILink) {
        self.link = link
        code = Result { () throws(QRProblem) in try QRCode.encode(link.text) }
    }

    var countsDown: Bool { true }

    mutating func handle(_ key: Key, at now: Uptime) -> OverlayOutcome {
        answer = nil
        switch key {
        case Key(.escape), Key(.enter), Key("q"), Key("Q"), .control("c"): return .closes
        case Key("y"): return .does(.copyLink(link), closes: false)
        case Key("i"): isInverted.toggle()
        case Key(.down), Key("j"): top += 1
        case Key(.up), Key("k"): top = max(0, top - 1)
        default: break
        }
        return .stays
    }

    // MARK: drawing

    func render(into screen: Surface, context: PaneContext) -> Point? {
        if isOver(context) { return words([Line(context(LinkMessage.expired), .stateRisk)], on: screen, context) }
        switch code {
        case .success(let code):
            for arrangement in arrangements(code, in: screen, context) where arrangement.fits(screen) {
                return draw(code, arrangement, on: screen, context)
            }
            return words([Line(tooSmall(code, screen, context), .stateRisk)] + about(context), on: screen, context)
        case .failure(.tooLong(let bytes, let limit)):
            let why = context(LinkMessage.tooLong(bytes: bytes, limit: limit))
            return words([Line(why, .stateRisk)] + about(context), on: screen, context)
        // A link is never empty.
        case .failure(.empty): return words(about(context), on: screen, context)
        }
    }

    private struct Line {
        var text: String
        var role: ThemeRole

        init(_ text: String, _ role: ThemeRole = .dialog) { (self.text, self.role) = (text, role) }

        func wrapped(_ width: Int) -> [Line] { TextWidth.wrap(text, to: max(1, width)).map { Line($0, role) } }
    }

    /// A way to place the words: below the code, or beside it on a low screen.
    private struct Arrangement {
        var isBeside: Bool
        var quiet: Int
        var code: (columns: Int, rows: Int)
        var lines: [Line]
        /// With the frame.
        var size: Size

        func fits(_ screen: Surface) -> Bool { size.columns <= screen.width && size.rows <= screen.height }
    }

    private func isOver(_ context: PaneContext) -> Bool { link.expiresAt.map { context.now >= $0 } ?? false }

    /// The link and what is known of its time.
    private func about(_ context: PaneContext) -> [Line] {
        let asked = context(LinkMessage.asked(ago: Age.text(context.now - link.askedAt)))
        guard let end = link.expiresAt else {
            return [Line(link.text, .accent), Line(asked, .muted), Line(context(LinkMessage.expiryUnknown), .muted)]
        }
        let left = end - context.now
        return [
            Line(link.text, .accent), Line(asked, .muted),
            Line(context(LinkMessage.expires(left: Age.exact(left))), left < .minutes(2) ? .stateRisk : .strong),
        ]
    }

    private func form(_ context: PaneContext) -> QRForm { context.drawsASCII ? .ascii : .halfBlocks }

    /// The best first.
    private func arrangements(_ code: QRCode, in screen: Surface, _ context: PaneContext) -> [Arrangement] {
        var all: [Arrangement] = []
        for isBeside in [false, true] {
            for quiet in QRCode.quietZones {
                let extent = code.extent(form(context), quiet: quiet)
                let room = screen.width - 4
                let width =
                    isBeside
                    ? max(Self.narrow, min(Self.wide, room - extent.columns - 2)) : max(extent.columns, min(Self.wide, room))
                let lines = about(context).flatMap { $0.wrapped(width) }
                let needs = keyRows(width, context, hasCode: true).count
                let rows = isBeside ? max(extent.rows, lines.count + 1 + needs) : extent.rows + lines.count + needs
                let size = Size(columns: (isBeside ? extent.columns + 2 : 0) + width + 4, rows: rows + 2)
                all.append(Arrangement(isBeside: isBeside, quiet: quiet, code: extent, lines: lines, size: size))
            }
        }
        return all
    }

    private func draw(_ code: QRCode, _ arrangement: Arrangement, on screen: Surface, _ context: PaneContext) -> Point? {
        let size = arrangement.size
        let box = DialogBox.open(on: screen, width: size.columns, height: size.rows, title: title(context))
        let extent = arrangement.code
        let x = arrangement.isBeside ? 0 : (box.width - extent.columns) / 2
        for (y, line) in code.lines(form(context), quiet: arrangement.quiet, isInverted: isInverted).enumerated() {
            box.text(line, x: x, y: y, style: Style(.qr))
            guard context.drawsASCII else { continue }
            for (column, character) in line.enumerated() where character == "#" {
                box.restyle(Rect(x: x + column, y: y, width: 1, height: 1)) { _ in Style(.qrDark) }
            }
        }
        let rest =
            arrangement.isBeside
            ? Rect(x: extent.columns + 2, y: 0, width: box.width - extent.columns - 2, height: box.height)
            : Rect(x: 0, y: extent.rows, width: box.width, height: box.height - extent.rows)
        return write(arrangement.lines, keyRows(rest.width, context, hasCode: true), on: box.sub(rest), context)
    }

    /// The box without a code.
    private func words(_ lines: [Line], on screen: Surface, _ context: PaneContext) -> Point? {
        let width = max(1, min(Self.wide, screen.width - 4))
        let wrapped = lines.flatMap { $0.wrapped(width) }
        var keys = keyRows(width, context, hasCode: false)
        let box = DialogBox.open(
            on: screen, width: width + 4, height: min(screen.height, wrapped.count + 1 + keys.count + 2), title: title(context))
        if wrapped.count > box.height - keys.count {
            keys = keyRows(width, context, hasCode: false, scrolls: true)
        }
        let room = max(1, box.height - keys.count)
        return write(Array(wrapped.dropFirst(max(0, min(top, wrapped.count - room))).prefix(room)), keys, on: box, context)
    }

    /// Lines from the top, keys (or what came of the last one) at the bottom; the cursor is at the link.
    private func write(
        _ lines: [Line], _ rows: [[(String, String)]], on surface: Surface, _ context: PaneContext
    ) -> Point? {
        for (y, line) in lines.enumerated() { surface.text(line.text, x: 0, y: y, style: Style(line.role)) }
        if let answer {
            for (y, line) in TextWidth.wrap(context(answer), to: max(1, surface.width)).suffix(rows.count).enumerated() {
                surface.text(line, x: 0, y: surface.height - rows.count + y, style: Style(.strong))
            }
        } else {
            for (y, row) in rows.enumerated() { DialogBox.keys(row, on: surface, y: surface.height - rows.count + y) }
        }
        return surface.screenPoint(x: 0, y: lines.firstIndex { $0.role == .accent } ?? 0)
    }

    /// In one row where there is room, else one below the other.
    private func keyRows(
        _ width: Int, _ context: PaneContext, hasCode: Bool, scrolls: Bool = false
    ) -> [[(String, String)]] {
        var keys = [("Esc", context(DialogMessage.keyClose))]
        if !isOver(context) { keys.append(("y", context(LinkMessage.keyCopy))) }
        if hasCode { keys.append(("i", context(LinkMessage.keyInvert))) }
        if scrolls { keys.append(("j k", context(DialogMessage.keyScroll))) }
        let needs = keys.reduce(-3) { $0 + TextWidth.cells(of: $1.0) + 1 + TextWidth.cells(of: $1.1) + 3 }
        return needs <= width ? [keys] : keys.map { [$0] }
    }

    /// What the link is for, and of which card.
    private func title(_ context: PaneContext) -> String {
        [link.row.title(context.language), link.values].filter { !$0.isEmpty }.joined(separator: " · ")
    }

    /// The room that the lowest of the arrangements that are not too wide needs, else the narrowest of all.
    private func tooSmall(_ code: QRCode, _ screen: Surface, _ context: PaneContext) -> String {
        let all = arrangements(code, in: screen, context).map(\.size)
        let best =
            all.filter { $0.columns <= screen.width }.min { $0.rows < $1.rows } ?? all.min { $0.columns < $1.columns }
        let need = best ?? Size(columns: 0, rows: 0)
        return context(
            LinkMessage.tooSmall(columns: need.columns, rows: need.rows, hasColumns: screen.width, hasRows: screen.height))
    }
}
