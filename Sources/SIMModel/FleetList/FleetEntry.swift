// A card of the profile's list with what its people say of it: tags and a note. What may stand in them is
// settled here, so that a list, a command and the console mean the same.

/// One card of the list.
public struct FleetEntry: Hashable, Sendable {
    /// The number the list names it by; an ICCID when no other is known.
    public var simNo: CardNumber
    /// As the list gives it beside the simNo.
    public var iccid: CardNumber?
    /// Each once, by ``FleetTag/key(_:)``.
    public var tags: [String]
    /// nil: none.
    public var note: String?

    public init(simNo: CardNumber, iccid: CardNumber? = nil, tags: [String] = [], note: String? = nil) {
        self.simNo = simNo
        self.iccid = iccid
        self.tags = tags
        self.note = note
    }
}

/// What a tag may look like.
public enum FleetTag {
    /// Longest tag. Unit: characters.
    public static let longest = 40
    /// Most tags that one cell or one change may name.
    public static let most = 20
    static let separators: Set<Character> = [",", ";", "、", "，", "；", "|", "｜"]

    /// The tags of a cell: parted by `,;、，；|`, each once. Blanks around them and control characters go.
    public static func split(_ text: some StringProtocol) -> [String] {
        var seen: Set<String> = []
        return text.split { separators.contains($0) || $0.isNewline || $0 == "\t" }
            .map { FleetNote.clean($0) }
            .filter { !$0.isEmpty && seen.insert(key($0)).inserted }
    }

    /// What a tag is compared by: small letters, full-width characters as the plain ones.
    public static func key(_ tag: some StringProtocol) -> String {
        var out = String.UnicodeScalarView()
        for scalar in tag.unicodeScalars {
            switch scalar.value {
            case 0xFF01...0xFF5E: out.append(Unicode.Scalar(scalar.value - 0xFEE0) ?? scalar)
            case 0x3000: out.append(" ")
            default: out.append(scalar)
            }
        }
        return String(out).lowercased()
    }
}

/// What a note may look like.
public enum FleetNote {
    /// Longest note. Unit: characters.
    public static let longest = 500

    /// One line without control characters: they, and blanks in a row around them, become one blank.
    public static func clean(_ text: some StringProtocol) -> String {
        var out = String.UnicodeScalarView()
        var isBlank = false
        for scalar in text.unicodeScalars {
            let isControl =
                scalar.properties.generalCategory == .control || scalar.properties.generalCategory == .lineSeparator
                || scalar.properties.generalCategory == .paragraphSeparator || scalar == "\u{FEFF}"
            if isControl || scalar.properties.isWhitespace {
                isBlank = true
                continue
            }
            if isBlank, !out.isEmpty { out.append(" ") }
            isBlank = false
            out.append(scalar)
        }
        return String(out)
    }
}

/// A line of a list that was not taken.
public struct FleetRefusal: Hashable, Sendable {
    public enum Reason: String, Hashable, Sendable {
        /// Not digits and letters, too short or too long.
        case notANumber
        /// `8.986E+18`: a spreadsheet has thrown the last digits away.
        case spreadsheetExponent
        case unclosedQuote
        /// The header names no column of card numbers: nothing of the list can be taken.
        case noCardColumn
        /// Bytes that are no text in the list's encoding.
        case notText
        /// A tag longer than ``FleetTag/longest``, or more than ``FleetTag/most`` of them.
        case tags
        /// Longer than ``FleetNote/longest``.
        case note
    }
    /// Counted from 1.
    public var line: Int
    /// The cell, shortened.
    public var cell: String
    public var reason: Reason

    public init(line: Int, cell: String, reason: Reason) {
        self.line = line
        self.cell = cell
        self.reason = reason
    }
}
