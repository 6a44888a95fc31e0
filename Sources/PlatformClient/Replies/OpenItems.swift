// Replies whose fields nobody has seen: kept and shown whole, in the order they came.

public import JSONText
import PlatformContract
import SIMModel

/// One thing of a reply with all its fields. Its description masks what is personal.
public struct OpenItem: Sendable, Hashable, CustomStringConvertible, CustomReflectable {
    public var fields: [JSONMember]

    public init(fields: [JSONMember]) { self.fields = fields }

    /// An object's members; a list as `items`, any other value as `value`; nothing for null.
    public init(_ value: JSONValue?) {
        switch value {
        case nil, .null, .string(""): fields = []
        case .object(let members): fields = members
        case .array(let elements): fields = elements.isEmpty ? [] : [JSONMember(key: "items", value: .array(elements))]
        case .some(let scalar): fields = [JSONMember(key: "value", value: scalar)]
        }
    }

    /// A field as text; nil when it is absent, empty, or no single value.
    public func text(_ name: String) -> String? {
        guard let value = fields.last(where: { $0.key == name })?.value, let text = Tolerant.text(value) else { return nil }
        return text.isEmpty ? nil : text
    }

    public var description: String { PersonalFields.masked(.object(fields)).text }
    public var customMirror: Mirror { Mirror(self, children: ["fields": description]) }
}

/// The things of a reply, and the data they were found in.
public struct OpenItems: Sendable, Hashable, CustomStringConvertible, CustomReflectable {
    public var items: [OpenItem]
    /// upstream: data, whole.
    public var source: JSONValue

    /// Finds the list in `data`: itself, `items`, `list`, or the only list of objects; else `data` is one thing.
    public init(_ data: JSONValue?) {
        source = data ?? .null
        switch source {
        case .null, .string(""): items = []
        case .array(let elements): items = elements.map { OpenItem($0) }
        case .object(let members):
            if let elements = Self.elements(members) {
                items = elements.map { OpenItem($0) }
            } else {
                items = members.isEmpty ? [] : [OpenItem(fields: members)]
            }
        default: items = [OpenItem(source)]
        }
    }

    private static func elements(_ members: [JSONMember]) -> [JSONValue]? {
        for key in ["items", "list"] {
            guard let value = members.last(where: { $0.key == key })?.value else { continue }
            if case .array(let elements) = value { return elements }
            if let elements = Tolerant.elements(value) { return elements }
        }
        let lists = members.compactMap { member -> [JSONValue]? in
            guard case .array(let elements) = member.value, !elements.isEmpty else { return nil }
            return elements.allSatisfy { if case .object = $0 { true } else { false } } ? elements : nil
        }
        return lists.count == 1 ? lists[0] : nil
    }

    public var description: String { PersonalFields.masked(source).text }
    public var customMirror: Mirror { Mirror(self, children: ["source": description]) }
}

extension PlatformClient {
    /// What `read` makes of the answer.
    /// - Throws: `.badReply` with the place that could not be read.
    nonisolated func decoded<Value>(
        _ endpoint: Endpoint, _ values: KeyValuePairs<String, String?>, more: [WireField] = [],
        priority: CallPriority = .interactive, traceID: String? = nil,
        _ read: (Envelope) throws(BadReply) -> Value
    ) async throws(PlatformError) -> Value {
        let given = values.compactMap { pair in pair.value.map { WireField(pair.key, $0) } }
        let answer = try await ask(endpoint, given + more, priority: priority, traceID: traceID)
        do throws(BadReply) {
            return try read(answer.envelope)
        } catch {
            throw Self.unreadable(error.text, endpoint, answer)
        }
    }

    /// An action that answers nothing but the envelope.
    nonisolated func act(
        _ endpoint: Endpoint, _ values: KeyValuePairs<String, String?>, more: [WireField] = [], traceID: String?
    ) async throws(PlatformError) -> RawReply {
        let given = values.compactMap { pair in pair.value.map { WireField(pair.key, $0) } }
        return try await call(endpoint, given + more, traceID: traceID)
    }
}
