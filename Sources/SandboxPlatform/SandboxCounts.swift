// What the sandbox saw, so that a test can ask the platform's side of a promise ("sent once",
// "never more than three a minute").

public import JSONText

/// Counts since the start.
public struct SandboxCounts: Hashable, Sendable {
    /// Operations of one kind, as the platform took them.
    public struct Received: Hashable, Sendable {
        /// Cards in all accepted calls together.
        public var total = 0
        /// Different cards.
        public var cards = 0
        /// Most times one card was named.
        public var maxPerCard = 0

        public init(total: Int = 0, cards: Int = 0, maxPerCard: Int = 0) {
            self.total = total
            self.cards = cards
            self.maxPerCard = maxPerCard
        }
    }

    /// Calls that arrived, by the endpoint's id; those that met a fault or were refused included.
    public var calls: [String: Int] = [:]
    public var stops = Received()
    public var resumes = Received()
    /// Packages that were paid for.
    public var packages = Received()
    /// Orders of the shop that were taken.
    public var orders = 0
    /// Times a push was sent, and pushes that were accepted, given up after their retries, or dropped
    /// because too many waited.
    public var pushAttempts = 0
    public var pushesDelivered = 0
    public var pushesGivenUp = 0
    public var pushesDropped = 0
    /// Money spent on packages and orders. Unit: fen.
    public var spentFen: Int64 = 0
    /// Purchases and orders refused because their customNo was used before.
    public var customNosRepeated = 0
    /// Most status calls that named one card within any 60 seconds, refused ones included.
    public var mostStatusCallsPerMinute = 0
    /// Calls whose trace had been used before.
    public var tracesRepeated = 0
    /// Calls refused, by reason.
    public var refused: [String: Int] = [:]
    /// Calls that met a fault, by its name; cards for `carrier-fail`.
    public var faults: [String: Int] = [:]

    public init() {}

    /// All calls that arrived.
    public var totalCalls: Int { calls.values.reduce(0, +) }

    /// As `GET /sandbox/counts` sends it.
    public var json: JSONValue {
        func table(_ counts: [String: Int]) -> JSONValue {
            .object(counts.sorted { $0.key < $1.key }.map { JSONMember(key: $0.key, value: .integer(Int64($0.value))) })
        }
        func received(_ value: Received) -> JSONValue {
            .fields(
                ("total", .integer(Int64(value.total))), ("cards", .integer(Int64(value.cards))),
                ("maxPerCard", .integer(Int64(value.maxPerCard))))
        }
        return .fields(
            ("calls", table(calls)), ("stops", received(stops)), ("resumes", received(resumes)),
            ("packages", received(packages)), ("spentFen", .integer(spentFen)),
            ("orders", .integer(Int64(orders))),
            (
                "pushes",
                .fields(
                    ("attempts", .integer(Int64(pushAttempts))), ("delivered", .integer(Int64(pushesDelivered))),
                    ("givenUp", .integer(Int64(pushesGivenUp))), ("dropped", .integer(Int64(pushesDropped))))
            ),
            ("customNosRepeated", .integer(Int64(customNosRepeated))),
            ("mostStatusCallsPerMinute", .integer(Int64(mostStatusCallsPerMinute))),
            ("tracesRepeated", .integer(Int64(tracesRepeated))), ("refused", table(refused)),
            ("faults", table(faults)))
    }
}
