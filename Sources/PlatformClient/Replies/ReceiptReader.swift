// The reply to a change. Its data was never seen whole: where the serial number stands, and whether
// single cards can be refused in it, is inferred. So nothing here fails: code 0 means taken.

import JSONText
import SIMModel

enum ReceiptReader {
    static func receipt(_ envelope: Envelope, cards: [CardNumber], receivedAt: WallTime) -> ChangeReceipt {
        ChangeReceipt(
            serialNumber: serialNumber(envelope.data), code: envelope.code, message: envelope.message,
            receivedAt: receivedAt, cardErrors: cardErrors(envelope, cards: cards))
    }

    /// `data.serialNumber`, else data itself when it is a text.
    private static func serialNumber(_ data: JSONValue?) -> String? {
        guard let data, let value = data["serialNumber"] ?? scalar(data), let text = Tolerant.text(value) else { return nil }
        return text.isEmpty ? nil : text
    }

    private static func scalar(_ data: JSONValue) -> JSONValue? {
        switch data {
        case .string, .integer, .decimal: data
        case .null, .bool, .array, .object: nil
        }
    }

    /// Words about single cards: `error` of the envelope (bindMachine's list of texts), and the lists
    /// in which the batch queries report theirs.
    private static func cardErrors(_ envelope: Envelope, cards: [CardNumber]) -> [CardNumber: String] {
        var out: [CardNumber: String] = [:]
        let asked = Set(cards)
        for list in [envelope.error, envelope.data?["error"], envelope.data?["errors"], envelope.data?["items"]] {
            guard case .array(let elements)? = list else { continue }
            for element in elements {
                if case .string(let words) = element {
                    for card in cards where words.contains(card.description) { out[card] = words }
                } else if let (card, words) = named(element), asked.contains(card) {
                    out[card] = words
                }
            }
        }
        return out
    }

    private static func named(_ element: JSONValue) -> (CardNumber, String)? {
        guard var reader = FieldReader(element, at: "item"), let card = reader.cardNumber("simNo"),
            reader.flag("isError") ?? true,
            let words = reader.text("error") ?? reader.text("failReason") ?? reader.text("message")
        else { return nil }
        return (card, words)
    }
}
