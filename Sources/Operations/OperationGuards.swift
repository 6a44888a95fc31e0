// What a profile forbids whoever asks: so many cards an hour, certain hours of the day.

public import SIMModel

/// Rules below every question: no answer of a person passes them.
public struct OperationGuards: Sendable {
    /// At most so many cards are sent in any hour; nil: no such rule.
    public var cardsPerHour: Int?
    /// True in an hour in which nothing is changed.
    public var isQuiet: @Sendable (WallTime) -> Bool

    public init(cardsPerHour: Int? = nil, isQuiet: @escaping @Sendable (WallTime) -> Bool = { _ in false }) {
        self.cardsPerHour = cardsPerHour
        self.isQuiet = isQuiet
    }
}
