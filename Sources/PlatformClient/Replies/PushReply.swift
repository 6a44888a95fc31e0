// What a push says, read by the same readers as the replies that it copies.

import JSONText
public import PlatformContract
public import SIMModel

/// An order of the shop as the platform tells of it, without the person's data.
public struct OrderSighting: Hashable, Sendable {
    /// upstream: customNo; ours.
    public var customNo: String?
    /// upstream: keyNo; theirs.
    public var keyNo: String?
    /// upstream: status.
    public var status: Int?
    /// upstream: statusName, as it came.
    public var statusName: String?

    public init(customNo: String?, keyNo: String?, status: Int?, statusName: String?) {
        self.customNo = customNo
        self.keyNo = keyNo
        self.status = status
        self.statusName = statusName
    }
}

/// The facts of one push.
public struct PushReply: Hashable, Sendable {
    public var observations: [Observation] = []
    public var orders: [OrderSighting] = []
    /// What could not be read, each with its place and none of its content.
    public var problems: [String] = []

    /// Nothing.
    public init() {}

    /// Reads a push's body.
    /// - Parameter receivedAt: when it reached us, which may be long before it is read.
    public init(_ body: PushBody, receivedAt: WallTime) {
        do throws(BadReply) {
            let envelope = try Self.envelope(body.document)
            guard envelope.code == 0 else { throw BadReply("reply.code: \(envelope.code), expected 0") }
            switch body.kind {
            case .cards:
                let list = try CardItems.records(envelope, source: .pushed, receivedAt: receivedAt)
                observations = list.items.map { .record($0.item, $0.provenance) }
                problems = list.problems + list.broken
            case .orders: try readOrders(envelope)
            case .unknown: throw BadReply("data: neither cards nor orders")
            }
        } catch {
            problems.append(error.text)
        }
        problems = Array(problems.prefix(BatchReply<CardRecord>.problemLimit))
    }

    /// A push need not carry the reply's code; a bare list is its data.
    private static func envelope(_ document: JSONValue) throws(BadReply) -> Envelope {
        var members: [JSONMember]
        switch document {
        case .object(let all): members = all
        case let data: members = [JSONMember(key: "data", value: data)]
        }
        if document["code"] == nil { members.append(JSONMember(key: "code", value: .integer(0))) }
        return try Envelope(JSONValue.object(members).utf8)
    }

    private mutating func readOrders(_ envelope: Envelope) throws(BadReply) {
        let (elements, place) = try envelope.list()
        for (index, element) in elements.enumerated() {
            guard var reader = FieldReader(element, at: "\(place)[\(index)]") else {
                problems.append("\(place)[\(index)]: expected an object, found \(Tolerant.kind(of: element))")
                continue
            }
            let keyNo = reader.text("keyNo")
            let status = reader.integer("status")
            let statusName = reader.text("statusName")
            let customNo = reader.text("customNo")
            orders.append(OrderSighting(customNo: customNo, keyNo: keyNo, status: status, statusName: statusName))
            problems += reader.problems
        }
    }
}
