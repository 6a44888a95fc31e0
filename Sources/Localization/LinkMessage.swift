// Words about a link that is shown as a QR code.

/// What is told beside the code.
public enum LinkMessage: Message, Hashable {
    case asked(ago: String)
    case expires(left: String)
    /// The reply does not say when.
    case expiryUnknown
    case expired
    /// Cells the code and its words need, and what the screen has.
    case tooSmall(columns: Int, rows: Int, hasColumns: Int, hasRows: Int)
    /// Unit: bytes.
    case tooLong(bytes: Int, limit: Int)
    case keyCopy
    case keyInvert
}
