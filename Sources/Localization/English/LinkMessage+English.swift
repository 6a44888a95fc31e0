// English words about a link that is shown as a QR code.

import SIMModel

extension LinkMessage {
    public var english: String {
        switch self {
        case .asked(let ago): "Asked for \(ago) ago."
        case .expires(let left): "Expires in \(left)."
        case .expiryUnknown: "When it expires is not known: the reply does not say."
        case .expired: "This link has expired. Ask for a new one."
        case .tooSmall(let columns, let rows, let hasColumns, let hasRows):
            "The code needs \(rows) rows and \(columns) columns; the screen has \(hasRows) and \(hasColumns)."
        case .tooLong(let bytes, let limit): "Too long for a code: \(groupedCount(bytes)) bytes, at most \(limit)."
        case .keyCopy: "copy the link"
        case .keyInvert: "invert"
        }
    }
}
