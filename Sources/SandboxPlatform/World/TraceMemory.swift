// Which traces were used lately. Bounded in time and in number, by two generations.

import SIMModel

/// Remembers a trace for at least twenty minutes: longer than a signed timestamp is accepted.
struct TraceMemory {
    static let span: Duration = .minutes(20)
    /// Most traces of a generation: a flood shortens the memory instead of filling the machine.
    static let most = 500_000

    private var current: Set<String> = []
    private var previous: Set<String> = []
    private var turnedAt: WallTime

    init(startedAt: WallTime) { turnedAt = startedAt }

    /// False when `trace` was used before.
    mutating func isNew(_ trace: String, at now: WallTime) -> Bool {
        if now - turnedAt >= Self.span || current.count >= Self.most {
            previous = now - turnedAt >= Self.span + Self.span ? [] : current
            current = []
            turnedAt = now
        }
        guard !previous.contains(trace) else { return false }
        return current.insert(trace).inserted
    }
}
