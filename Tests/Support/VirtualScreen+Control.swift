// The control sequences (`Esc [ …`) that ncurses sends.

import CellGrid

extension VirtualScreen {
    mutating func control(_ bytes: [UInt8], _ final: UInt8) {
        let mark = bytes.first.flatMap { (0x3C...0x3F).contains($0) ? $0 : nil }
        let body = mark == nil ? bytes[...] : bytes.dropFirst()
        let isPlain = mark == nil && !body.contains { (0x20...0x2F).contains($0) }
        let text = String(decoding: body, as: UTF8.self)
        let numbers = text.split(separator: ";", omittingEmptySubsequences: false).map { Int($0) ?? 0 }
        func number(_ index: Int = 0) -> Int { max(1, index < numbers.count ? numbers[index] : 1) }

        if mark == 0x3F, final == 0x68 || final == 0x6C {
            for mode in numbers { setMode(mode, final == 0x68) }
            return
        }
        guard isPlain else {
            // Soft reset, cursor shapes and questions change nothing that is seen.
            if ![0x63, 0x70, 0x71, 0x6D, 0x75, 0x6E, 0x24].contains(final) { note([0x1B, 0x5B] + bytes + [final]) }
            return
        }
        switch final {
        case 0x40: shiftRight(number())
        case 0x41: move(x: cursor.x, y: cursor.y - number())
        case 0x42, 0x65: move(x: cursor.x, y: cursor.y + number())
        case 0x43, 0x61: move(x: cursor.x + number(), y: cursor.y)
        case 0x44: move(x: cursor.x - number(), y: cursor.y)
        case 0x45: move(x: 0, y: cursor.y + number())
        case 0x46: move(x: 0, y: cursor.y - number())
        case 0x47, 0x60: move(x: number() - 1, y: cursor.y)
        case 0x48, 0x66: move(x: number(1) - 1, y: number() - 1)
        case 0x49: move(x: (cursor.x / 8 + number()) * 8, y: cursor.y)
        case 0x5A: move(x: max(0, (cursor.x + 7) / 8 - number()) * 8, y: cursor.y)
        case 0x64: move(x: cursor.x, y: number() - 1)
        case 0x4A: eraseScreen(numbers.first ?? 0)
        case 0x4B:
            switch numbers.first ?? 0 {
            case 1: erase(row: cursor.y, 0..<cursor.x + 1)
            case 2: erase(row: cursor.y, 0..<columns)
            default: erase(row: cursor.y, cursor.x..<columns)
            }
        case 0x4C: if region.contains(cursor.y) { scroll(cursor.y..<region.upperBound, by: -number()) }
        case 0x4D: if region.contains(cursor.y) { scroll(cursor.y..<region.upperBound, by: number()) }
        case 0x50: shiftLeft(number())
        case 0x53: scroll(region, by: number())
        case 0x54: scroll(region, by: -number())
        case 0x58: erase(row: cursor.y, cursor.x..<cursor.x + number())
        case 0x62: for _ in 0..<min(number(), columns * rows) { print(lastPrinted) }
        case 0x68, 0x6C: if numbers.first == 4 { isInsert = final == 0x68 }
        case 0x6D: style(text)
        case 0x72:
            let (top, bottom) = (number() - 1, numbers.count > 1 && numbers[1] > 0 ? min(numbers[1], rows) : rows)
            if top < bottom { region = top..<bottom }
            move(x: 0, y: 0)
        case 0x73: saved = (cursor, pen)
        case 0x75: move(x: saved.cursor.x, y: saved.cursor.y)
        // Window operations (the title's stack), questions, tab stops.
        case 0x74, 0x63, 0x6E, 0x67: break
        default: note([0x1B, 0x5B] + bytes + [final])
        }
    }

    private mutating func eraseScreen(_ kind: Int) {
        switch kind {
        case 0:
            erase(row: cursor.y, cursor.x..<columns)
            for y in cursor.y + 1..<max(cursor.y + 1, rows) { erase(row: y, 0..<columns) }
        case 1:
            for y in 0..<cursor.y { erase(row: y, 0..<columns) }
            erase(row: cursor.y, 0..<cursor.x + 1)
        case 2: for y in 0..<rows { erase(row: y, 0..<columns) }
        default: break
        }
        wraps = false
    }

    private mutating func setMode(_ mode: Int, _ on: Bool) {
        if on { modes.insert(mode) } else { modes.remove(mode) }
        switch mode {
        case 25: isCursorVisible = on
        case 47, 1047, 1049: setAlternate(on)
        case 1, 4, 7, 12, 1000, 1002, 1003, 1004, 1006, 1034, 2004, 2026, 2031, 1048: break
        default: note(Array("\u{1B}[?\(mode)\(on ? "h" : "l")".utf8))
        }
    }

    private mutating func style(_ text: String) {
        var parts = text.split(separator: ";", omittingEmptySubsequences: false)[...]
        while let part = parts.popFirst() {
            let fields = part.split(separator: ":", omittingEmptySubsequences: false).map { Int($0) ?? 0 }
            let code = fields.first ?? 0
            switch code {
            case 0: pen = Pen()
            case 1: pen.bold = true
            case 2: pen.dim = true
            case 4: pen.underline = true
            case 7: pen.reverse = true
            case 22: (pen.bold, pen.dim) = (false, false)
            case 24: pen.underline = false
            case 27: pen.reverse = false
            case 3, 5, 8, 9, 10, 11, 12, 23, 25, 28, 29: break
            case 30...37: pen.foreground = .indexed(code - 30)
            case 40...47: pen.background = .indexed(code - 40)
            case 90...97: pen.foreground = .indexed(code - 82)
            case 100...107: pen.background = .indexed(code - 92)
            case 39: pen.foreground = .own
            case 49: pen.background = .own
            case 38, 48:
                guard let colour = colour(fields, &parts) else {
                    note(Array("\u{1B}[\(text)m".utf8))
                    return
                }
                if code == 38 { pen.foreground = colour } else { pen.background = colour }
            default: note(Array("\u{1B}[\(text)m".utf8))
            }
        }
    }

    /// `38;5;n`, `38;2;r;g;b`, `38:5:n`, `38:2::r:g:b`.
    private func colour(_ fields: [Int], _ rest: inout ArraySlice<Substring>) -> Colour? {
        if fields.count > 1 {
            if fields[1] == 5, fields.count == 3 { return .indexed(fields[2]) }
            let values = fields.suffix(3)
            return fields[1] == 2 && fields.count >= 5
                ? .rgb(values[values.startIndex], values[values.startIndex + 1], values[values.startIndex + 2]) : nil
        }
        func next() -> Int? { rest.popFirst().flatMap { Int($0) } }
        switch next() {
        case 5: return next().map { .indexed($0) }
        case 2:
            guard let red = next(), let green = next(), let blue = next() else { return nil }
            return .rgb(red, green, blue)
        default: return nil
        }
    }
}
