// One record of a list of cards after the other: which columns hold numbers, tags and notes, and which
// records are refused and why.

/// Reads records into cards.
struct FleetListReader: Sendable {
    static let iccidHeaders: Set<String> = ["iccid", "iccid号", "iccid卡号"]
    static let tagHeaders: Set<String> = ["tag", "tags", "label", "labels", "group", "标签", "标签组", "分组"]
    static let noteHeaders: Set<String> = ["note", "notes", "remark", "remarks", "memo", "comment", "备注", "备注信息", "说明"]
    /// Most of a refused cell that is shown. Unit: characters.
    static let shownCell = 60

    private struct Columns: Sendable {
        var number: Int?
        var iccid: Int?
        var tags: Int?
        var note: Int?
    }

    private var isFirst = true
    /// nil: no header; every cell is a number.
    private var columns: Columns?
    private(set) var ignoredColumns: [String] = []
    /// The header names no column of numbers.
    private(set) var isBroken = false

    mutating func take(
        _ fields: [ArraySlice<UInt8>], line: Int, into entries: inout [FleetEntry], _ refusals: inout [FleetRefusal]
    ) {
        if fields.first?.first == 0x23 || fields.allSatisfy({ $0.allSatisfy { $0 == 0x20 || $0 == 0x09 } }) { return }
        if isFirst {
            isFirst = false
            let names = fields.map { String(decoding: $0, as: UTF8.self) }
            if Self.isHeader(names) {
                readHeader(names, line, &refusals)
                return
            }
        }
        do throws(Refused) {
            guard let columns else {
                for field in fields { try takeCells(field, into: &entries) }
                return
            }
            entries.append(try entry(fields, columns))
        } catch {
            refusals.append(FleetRefusal(line: line, cell: String(error.cell.prefix(Self.shownCell)), reason: error.reason))
        }
    }

    static func isHeader(_ names: [String]) -> Bool {
        let known = iccidHeaders.union(tagHeaders).union(noteHeaders)
        return CardListText.looksLikeHeader(names) || names.contains { known.contains(CardListText.headerKey($0)) }
    }

    private mutating func readHeader(_ names: [String], _ line: Int, _ refusals: inout [FleetRefusal]) {
        var found = Columns()
        for (index, name) in names.enumerated() {
            let key = CardListText.headerKey(FleetCell.unguarded(name))
            if Self.iccidHeaders.contains(key), found.iccid == nil {
                found.iccid = index
            } else if CardListText.headers.contains(key), !Self.iccidHeaders.contains(key), found.number == nil {
                found.number = index
            } else if Self.tagHeaders.contains(key), found.tags == nil {
                found.tags = index
            } else if Self.noteHeaders.contains(key), found.note == nil {
                found.note = index
            } else if !FleetNote.clean(name).isEmpty {
                ignoredColumns.append(FleetNote.clean(name))
            }
        }
        columns = found
        guard found.number == nil, found.iccid == nil else { return }
        isBroken = true
        refusals.append(
            FleetRefusal(line: line, cell: String(names.joined(separator: ",").prefix(Self.shownCell)), reason: .noCardColumn))
    }

    private struct Refused: Error {
        var cell: String
        var reason: FleetRefusal.Reason
    }

    private func entry(_ fields: [ArraySlice<UInt8>], _ columns: Columns) throws(Refused) -> FleetEntry {
        func cell(_ column: Int?) -> ArraySlice<UInt8> { column.flatMap { $0 < fields.count ? fields[$0] : nil } ?? [] }
        let iccid = try Self.number(cell(columns.iccid))
        guard let simNo = try Self.number(cell(columns.number)) ?? iccid else {
            throw Refused(cell: fields.map { String(decoding: $0, as: UTF8.self) }.joined(separator: ","), reason: .notANumber)
        }
        var entry = FleetEntry(simNo: simNo, iccid: iccid == simNo ? nil : iccid)
        let tags = cell(columns.tags)
        if !tags.isEmpty {
            let text = try Self.text(tags)
            entry.tags = FleetTag.split(text)
            if entry.tags.count > FleetTag.most || entry.tags.contains(where: { $0.count > FleetTag.longest }) {
                throw Refused(cell: text, reason: .tags)
            }
        }
        let note = cell(columns.note)
        if !note.isEmpty {
            let text = FleetNote.clean(try Self.text(note))
            if text.count > FleetNote.longest { throw Refused(cell: text, reason: .note) }
            entry.note = text.isEmpty ? nil : text
        }
        return entry
    }

    private static func text(_ bytes: ArraySlice<UInt8>) throws(Refused) -> String {
        guard let text = String(validating: bytes, as: UTF8.self), !text.unicodeScalars.contains("\u{FFFD}") else {
            throw Refused(cell: String(decoding: bytes, as: UTF8.self), reason: .notText)
        }
        return FleetCell.unguarded(text)
    }

    /// One field of a text without header: one number, or several parted by blanks and the like.
    private func takeCells(_ field: ArraySlice<UInt8>, into entries: inout [FleetEntry]) throws(Refused) {
        if let number = Self.plain(field) {
            entries.append(FleetEntry(simNo: number))
            return
        }
        for cell in String(decoding: field, as: UTF8.self).split(whereSeparator: { $0.isWhitespace || ";，；、".contains($0) }) {
            if let number = try Self.number(Array(cell.utf8)[...]) { entries.append(FleetEntry(simNo: number)) }
        }
    }

    /// nil for an empty cell.
    private static func number(_ bytes: ArraySlice<UInt8>) throws(Refused) -> CardNumber? {
        if let number = plain(bytes) { return number }
        if bytes.isEmpty { return nil }
        let text = String(decoding: bytes, as: UTF8.self)
        let digits = CardListText.plainDigits(text)
        if digits.isEmpty { return nil }
        if let number = plain(Array(digits.utf8)[...]) { return number }
        let isText = !text.unicodeScalars.contains("\u{FFFD}")
        throw Refused(
            cell: text, reason: CardListText.isExponent(digits) ? .spreadsheetExponent : isText ? .notANumber : .notText)
    }

    private static func plain(_ bytes: ArraySlice<UInt8>) -> CardNumber? {
        guard bytes.count >= CardListText.shortest, bytes.contains(where: CardListText.isDigit) else { return nil }
        return CardNumber(ascii: bytes)
    }
}
