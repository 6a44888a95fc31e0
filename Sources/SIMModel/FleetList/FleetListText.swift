// The profile's list as a file that spreadsheets open rightly and simdeck reads again.

public enum FleetListText {
    public static let columns = ["simNo", "iccid", "tags", "note"]
    /// With the mark by which a spreadsheet knows UTF-8.
    public static let header = "\u{FEFF}" + columns.joined(separator: ",") + "\r\n"

    /// One card, with its line end.
    public static func line(_ entry: FleetEntry) -> String {
        let cells = [
            FleetCell.number(entry.simNo), entry.iccid.map(FleetCell.number) ?? "",
            FleetCell.text(entry.tags.joined(separator: ";")), FleetCell.text(entry.note ?? ""),
        ]
        return cells.map(CSVText.quoted).joined(separator: ",") + "\r\n"
    }
}
