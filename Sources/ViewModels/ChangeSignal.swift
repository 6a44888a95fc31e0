// How the console learns that something it may be showing has changed.

/// A bit that asks for a frame and a counter that lets tests say "nothing changed".
@MainActor public final class ChangeSignal {
    /// Marks since the start.
    public private(set) var count = 0
    /// Called at each mark; the console schedules a frame.
    public var onMark: (@MainActor (_ isAnswer: Bool) -> Void)?

    public init() {}

    /// - Parameter isAnswer: it is what a key of the operator's asked for.
    public func mark(isAnswer: Bool = false) {
        count += 1
        onMark?(isAnswer)
    }
}
