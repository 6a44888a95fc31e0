// A cell of a list that a spreadsheet opens and simdeck reads again: no digits lost, no formula run, and
// nothing changed on the way back (docs/fleet.md says why it looks as it does).

/// Writes and reads back single cells.
public enum FleetCell {
    /// A card's number: `="8986…"`, which a spreadsheet shows as the text it is. As plain digits it would
    /// become 8.99E+18, and the last digits would be gone once it is saved.
    public static func number(_ number: CardNumber) -> String { "=\"\(number)\"" }

    /// A text that a spreadsheet neither runs nor turns into a number or a day.
    public static func text(_ text: String) -> String {
        if looksLikeNumber(text) { return "=\"\(text)\"" }
        // What already has apostrophes before such a sign gets one more, so that taking one off gives it back.
        return isRisky(text.drop { $0 == "'" }) ? "'" + text : text
    }

    /// The least digits that a spreadsheet shows as 1.49E+12.
    private static let longNumber = 12

    /// A cell of any export for people: counts and amounts stay numbers, printed numbers keep their digits.
    static func sheet(_ cell: String) -> String {
        let isPrinted =
            cell.utf8.allSatisfy(CardListText.isDigit)
            && (cell.utf8.count >= longNumber || cell.utf8.count > 1 && cell.first == "0")
        if isPrinted { return "=\"\(cell)\"" }
        // An amount below zero is no formula.
        return Double(cell).map { $0.isFinite } ?? false ? cell : isRisky(cell.drop { $0 == "'" }) ? "'" + cell : cell
    }

    /// What ``text(_:)`` was given.
    public static func unguarded(_ cell: String) -> String {
        if cell.utf8.count >= 3, cell.hasPrefix("=\""), cell.hasSuffix("\"") {
            let inside = cell.dropFirst(2).dropLast()
            if !inside.contains("\"") { return String(inside) }
        }
        if cell.first == "'", isRisky(cell.drop { $0 == "'" }) { return String(cell.dropFirst()) }
        return cell
    }

    private static func isRisky(_ text: Substring) -> Bool {
        guard let first = text.unicodeScalars.first else { return false }
        // The full-width signs are formulas to some spreadsheets, too.
        return "=+-@\t\r\n＝＋－＠".unicodeScalars.contains(first)
    }

    private static func looksLikeNumber(_ text: String) -> Bool {
        guard let first = text.utf8.first, CardListText.isDigit(first) else { return false }
        return text.utf8.allSatisfy { CardListText.isDigit($0) || "./-:+eE%".utf8.contains($0) }
    }
}
