// When to draw: at once after input, at most ten times a second for data, once a second for ages and the
// clock; while polling is paused only once more after the last data.

public import SIMModel

/// Decides when the next frame is due. Pure: time comes in with each event.
public struct FrameScheduler: Hashable, Sendable {
    /// The shortest time between two frames that only data asks for.
    public static let dataInterval: Duration = .milliseconds(100)

    /// What the line carries in a second; nil: more than is ever sent. Unit: bytes.
    private let bytesPerSecond: Int?
    /// When the line will have carried what was sent.
    private var lineFreeAt: Uptime?
    private var lastFrame: Uptime?
    private var isDirty = true
    /// What a key asked for has come: nobody waits for the pace of data.
    public var isAnswer: Bool { isAnswered }
    private var isAnswered = false
    private var isPaused = false
    /// When the next age or the clock turns; nil while paused and all is drawn.
    private var nextTurn: Uptime?

    /// - Parameter bitsPerSecond: the line's speed, ten bits a byte; nil for a fast one.
    public init(bitsPerSecond: Int? = nil) { bytesPerSecond = bitsPerSecond.map { max(1, $0 / 10) } }

    /// So many bytes went out. On a slow line data then waits until they have arrived; keys never do.
    public mutating func sent(bytes: Int, at now: Uptime) {
        guard let bytesPerSecond, bytes > 0 else { return }
        let from = lineFreeAt.map { max($0, now) } ?? now
        lineFreeAt = from + .milliseconds(bytes * 1000 / bytesPerSecond)
    }

    /// Something that may be on the screen has changed.
    ///
    /// - Parameter isAnswer: it is what a key of the operator's asked for.
    public mutating func dataChanged(isAnswer: Bool = false) {
        isDirty = true
        if isAnswer { isAnswered = true }
    }

    public mutating func paused(_ paused: Bool) {
        isPaused = paused
        if paused { nextTurn = nil }
    }

    /// A frame was presented. The next turn of ages and clock is the next whole second of the wall clock.
    public mutating func drew(at now: Uptime, wall: WallTime) {
        lastFrame = now
        // Some figures are worked out once a second: what came within that second is drawn at its end, paused or not.
        let hasLast = !isPaused || isDirty
        isDirty = false
        isAnswered = false
        let intoSecond = wall.milliseconds - wall.seconds * 1000
        nextTurn = hasLast ? now + .milliseconds(1000 - intoSecond) : nil
    }

    /// When a frame is due without input; nil: never, until something happens.
    public var nextWake: Uptime? {
        guard let due = nextDue, let lineFreeAt, !isAnswered else { return nextDue }
        return max(due, lineFreeAt)
    }

    private var nextDue: Uptime? {
        let paced = isAnswered ? nil : lastFrame
        let data = isDirty ? (paced.map { $0 + Self.dataInterval } ?? Uptime(milliseconds: .min)) : nil
        switch (data, nextTurn) {
        case (let data?, let turn?): return min(data, turn)
        case (let data?, nil): return data
        case (nil, let turn): return turn
        }
    }

    /// Whether a frame is due now.
    public func isDue(at now: Uptime) -> Bool { nextWake.map { $0 <= now } ?? false }
}
