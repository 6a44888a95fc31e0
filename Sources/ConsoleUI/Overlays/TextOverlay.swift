// A box of lines to read, scroll and search: help, the log, everything about one line of a list.

import CellGrid
import Localization
import SIMModel

struct TextOverlay: Overlay {
    /// Runs of text with their styles.
    typealias Line = [(text: String, style: Style)]

    let title: String
    let lines: [Line]
    /// The name, without its ending, of the file that `e` writes; nil: nothing is written.
    let file: String?
    private(set) var top = 0
    private let width: Int
    /// What is searched for while it is typed.
    private(set) var typing: LineEditor?
    private(set) var query = ""
    /// Lines with a match, and which of them the person is at.
    private(set) var found: [Int] = []
    private(set) var place = 0

    init(title: String, lines: [Line], width: Int = 76, file: String? = nil) {
        self.title = title
        self.lines = lines
        self.width = width
        self.file = file
    }

    mutating func handle(_ key: Key, at now: Uptime) -> OverlayOutcome {
        if typing != nil { return type(key) }
        switch key.code {
        case .character("c") where key.control: return .closes
        case .escape where !query.isEmpty: search("")
        case .escape, .enter, .character("q"), .character("?"), .character("!"), .function(1): return .closes
        case .character("/"): typing = LineEditor(query)
        case .character("n"): step(by: 1)
        case .character("N"): step(by: -1)
        case .character("e"):
            guard let file else { break }
            return .does(.write(file, lines.map { $0.map(\.text).joined().trimmedAtEnd }), closes: false)
        case .down, .character("j"): scroll(by: 1)
        case .up, .character("k"): scroll(by: -1)
        case .pageDown, .character(" "), .character("d"): scroll(by: 10)
        case .pageUp, .character("u"): scroll(by: -10)
        case .home, .character("g"): top = 0
        case .end, .character("G"): scroll(by: lines.count)
        default: break
        }
        return .stays
    }

    mutating func paste(_ text: String) -> OverlayOutcome {
        typing?.insert(text)
        if let typing { search(typing.text) }
        return .stays
    }

    private mutating func type(_ key: Key) -> OverlayOutcome {
        switch key {
        case Key(.enter): typing = nil
        case Key(.escape), .control("c"):
            typing = nil
            search("")
        case Key(.down): step(by: 1)
        case Key(.up): step(by: -1)
        default:
            guard var editor = typing, editor.handle(key) else { break }
            typing = editor
            if editor.text != query { search(editor.text) }
        }
        return .stays
    }

    private mutating func search(_ text: String) {
        query = text
        let wanted = Array(text.lowercased())
        found = wanted.isEmpty ? [] : lines.indices.filter { !Self.places(of: wanted, in: lines[$0]).isEmpty }
        // The first match that is not above what is read just now.
        place = found.firstIndex { $0 >= top } ?? 0
        show()
    }

    private mutating func step(by steps: Int) {
        guard !found.isEmpty else { return }
        place = (place + steps + found.count) % found.count
        show()
    }

    /// Scrolls so that the match stands with a line above it.
    private mutating func show() {
        if found.indices.contains(place) { top = max(0, found[place] - 1) }
    }

    /// The characters of a line that are part of a match.
    private static func places(of wanted: [Character], in line: Line) -> Set<Int> {
        // By character, for some letters get longer in lower case.
        let text = line.map(\.text).joined().map { $0.lowercased() }
        let wanted = wanted.map(String.init)
        guard !wanted.isEmpty, text.count >= wanted.count else { return [] }
        var places: Set<Int> = []
        for start in 0...(text.count - wanted.count) where Array(text[start..<start + wanted.count]) == wanted {
            places.formUnion(start..<start + wanted.count)
        }
        return places
    }

    private mutating func scroll(by lines: Int) { top = max(0, min(self.lines.count - 1, top + lines)) }

    func render(into screen: Surface, context: PaneContext) -> Point? {
        let height = min(lines.count + 4, max(4, screen.height - 2))
        let box = DialogBox.open(on: screen, width: min(width, screen.width), height: height, title: title)
        let rows = max(0, box.height - 2)
        let start = max(0, min(top, lines.count - rows))
        let wanted = Array(query.lowercased())
        for (y, index) in (start..<min(lines.count, start + rows)).enumerated() {
            draw(
                lines[index], marked: Self.places(of: wanted, in: lines[index]), isHere: found.firstIndex(of: index) == place,
                on: box, y: y)
        }
        let cursor = drawFoot(start: start, rows: rows, on: box, context)
        return box.screenPoint(x: cursor?.x ?? 0, y: cursor?.y ?? 0)
    }

    private func draw(_ line: Line, marked: Set<Int>, isHere: Bool, on box: Surface, y: Int) {
        guard !marked.isEmpty else {
            box.runs(line.map { ($0.text, $0.style) }, x: 0, y: y)
            return
        }
        var (x, index) = (0, 0)
        for run in line {
            for character in run.text {
                let style = marked.contains(index) ? (isHere ? Style(.match, .reverse) : Style(.match)) : run.style
                x = box.text(String(character), x: x, y: y, style: style)
                index += 1
            }
        }
    }

    /// The last line: what is typed, or the keys; at its right where one is.
    private func drawFoot(start: Int, rows: Int, on box: Surface, _ context: PaneContext) -> Point? {
        let y = box.height - 1
        var right = lines.count > rows ? "\(start + 1)–\(min(lines.count, start + rows)) / \(lines.count)" : ""
        if !query.isEmpty {
            right = context(found.isEmpty ? KeysMessage.noMatch(query) : KeysMessage.matches(place + 1, of: found.count))
        }
        right = TextWidth.truncate(right, to: max(0, box.width - 12))
        let end = box.text(right, endingAt: box.width, y: y, style: Style(query.isEmpty || !found.isEmpty ? .muted : .inputBad))
        let left = box.sub(Rect(x: 0, y: 0, width: max(0, end - 2), height: box.height))
        if let typing {
            left.text("/", x: 0, y: y, style: Style(.dialogKey))
            return Point(x: typing.draw(on: left, x: 1, y: y, width: max(1, left.width - 1), style: Style(.input)), y: y)
        }
        var keys = [("Esc", context(DialogMessage.keyClose)), ("/", context(KeysMessage.keySearch))]
        if !found.isEmpty { keys.append(("n N", context(KeysMessage.keyNextMatch))) }
        if file != nil { keys.append(("e", context(KeysMessage.keyWrite))) }
        keys.append(("j k", context(DialogMessage.keyScroll)))
        DialogBox.keys(keys, on: left, y: y)
        return nil
    }
}

extension String {
    /// Without the blanks at its end.
    var trimmedAtEnd: String { String(reversed().drop { $0 == " " }.reversed()) }
}
