// How far bulk work is, on one line of standard error that is drawn over; only on a terminal.

import Localization
import Operations
import SIMModel
import StateStore

/// Draws a run's counts until it is cancelled.
struct ProgressLine {
    var text: CommandText
    var journal: OperationJournal
    var time: any TimeSource
    private static let bar = 20
    private static let every = Duration.milliseconds(500)

    /// nil when standard error is no terminal.
    func start(_ id: String) -> Task<Void, Never>? {
        guard ProcessFacts.isTerminal(2) else { return nil }
        let start = time.uptime
        return Task {
            while !Task.isCancelled {
                if let standing = try? await journal.run(id) { draw(standing.tally, since: start) }
                _ = try? await time.wait(until: time.uptime + Self.every)
            }
        }
    }

    /// Ends the line, with the last counts on it.
    func finish(_ id: String, _ task: Task<Void, Never>?) async {
        guard let task else { return }
        task.cancel()
        await task.value
        if let standing = try? await journal.run(id) { draw(standing.tally, since: nil) }
        OutputStream.err.write("\n")
    }

    private func draw(_ tally: RunTally, since start: Uptime?) {
        let ended = tally[.confirmed] + tally.failed + tally[.cancelled]
        let total = max(1, tally.total)
        // Half of the work is sending, half is proving.
        let share = (tally.sent + tally[.cancelled] + ended) * Self.bar / (2 * total)
        var left: Duration?
        if let start, share > 0, ended < total {
            let done = Double(tally.sent + ended) / Double(2 * total)
            left = .milliseconds(Int64((time.uptime - start).asSeconds * 1000 * (1 - done) / done))
        }
        let bar = String(repeating: "#", count: share) + String(repeating: ".", count: Self.bar - share)
        OutputStream.err.write("\r[\(bar)] " + text.progress(tally, left: left) + "\u{1B}[K")
    }
}
