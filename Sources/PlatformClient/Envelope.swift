// What every reply is wrapped in: code, message, data, timestamp, traceID, and in bindMachine `error`.

import JSONText
import SIMModel

/// An opened reply.
struct Envelope: Sendable {
    /// upstream: code; 0 is success.
    var code: Int
    var message: String
    /// nil when absent.
    var data: JSONValue?
    /// upstream: error, of bindMachine.
    var error: JSONValue?
    /// upstream: timestamp, the platform's clock.
    var timestamp: WallTime?
    /// The reply as it came.
    var document: JSONValue

    /// Opens a reply.
    /// - Throws: `.badReply` with the place: a byte for what is no JSON, a field for what is no envelope.
    /// - Parameter isBare: the endpoint serves a file; its whole document is the data.
    init(_ body: [UInt8], isBare: Bool = false) throws(BadReply) {
        do throws(JSONSyntaxError) {
            document = try JSONValue(parsing: body)
        } catch {
            throw BadReply("not JSON, \(error.description)")
        }
        if isBare, document["code"] == nil {
            (code, message, data) = (0, "", document)
            return
        }
        guard case .object = document, var reader = FieldReader(document, at: "reply") else {
            throw BadReply("reply: expected an object, found \(Tolerant.kind(of: document))")
        }
        guard let code = reader.value("code") else { throw BadReply("reply.code: missing") }
        guard let number = Tolerant.integer(code) else {
            throw BadReply("reply.code: expected a whole number, found \(Tolerant.kind(of: code))")
        }
        self.code = Int(number)
        message = reader.text("message") ?? ""
        data = document["data"]
        error = reader.value("error")
        timestamp = reader.integer64("timestamp").flatMap { (1...99_999_999_999).contains($0) ? WallTime(seconds: $0) : nil }
    }

    /// The elements of the reply's list, and where each stands: `data.items`, `data.list`, or `data` itself.
    func list() throws(BadReply) -> (elements: [JSONValue], place: String) {
        switch data {
        case nil, .null, .string(""): return ([], "data")
        case .array(let elements): return (elements, "data")
        case .object:
            for key in ["items", "list"] {
                guard let value = data?[key] else { continue }
                guard let elements = Tolerant.elements(value) else {
                    throw BadReply("data.\(key): expected a list, found \(Tolerant.kind(of: value))")
                }
                return (elements, "data.\(key)")
            }
            return ([], "data.items")
        case .some(let value): throw BadReply("data: expected an object, found \(Tolerant.kind(of: value))")
        }
    }
}

/// A reply that is not the platform's format; the text says where.
struct BadReply: Error, Hashable {
    var text: String
    init(_ text: String) { self.text = text }
}
