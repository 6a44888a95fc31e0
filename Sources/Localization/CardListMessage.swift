// Why a line of a list of cards names none.

public import SIMModel

extension CardListReading.Problem.Reason: Message {
    public var english: String {
        switch self {
        case .notANumber: "not a card number"
        case .spreadsheetExponent: "a spreadsheet has cut its last digits; format the column as text"
        case .unclosedQuote: "a quote that is never closed"
        case .noCardColumn: "the header names no column of card numbers"
        }
    }

    public var chinese: String {
        switch self {
        case .notANumber: "不是卡号"
        case .spreadsheetExponent: "被电子表格截断了末位；请将该列设为文本"
        case .unclosedQuote: "引号没有闭合"
        case .noCardColumn: "表头中没有卡号列"
        }
    }
}
