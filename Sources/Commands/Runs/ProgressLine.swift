// How far bulk work is: on one line of standard error that is drawn over, or, where nothing is drawn over, a
// line now and then. Only on a terminal.

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
    private static let lineEvery = Duration.seconds(10)

    /// nil when standard error is no terminal.
    func start(_ id: String) -> Task<Void, Never>? {
        guard ProcessFacts.isTerminal(2) else { return nil }
        let start = time.uptime
        guard ProcessFacts.takesProgress else { return Task { await tellLines(id, since: start) } }
        return Task {
            while !Task.isCancelled {
                if let standing = try? await journal.run(id) { draw(standing.tally, since: start) }
                _ = try? await time.wait(until: time.uptime + Self.every)
            }
        }
    }

    private func tellLines(_ id: String, since start: Uptime) async {
        var told: RunTally?
        while (try? await time.wait(until: time.uptime + Self.lineEvery)) != nil {
            guard let tally = try? await journal.run(id)?.tally, tally != told else { continue }
            told = tally
            OutputStream.err.line(text.progress(tally, left: left(tally, since: start)))
        }
    }

    /// Ends the line, with the last counts on it.
    func finish(_ id: String, _ task: Task<Void, Never>?) async {
        guard let task else { return }
        task.cancel()
        await task.value
        guard ProcessFacts.takesProgress else {
            if let standing = try? await journal.run(id) { OutputStream.err.line(text.progress(standing.tally, left: nil)) }
            return
        }
        if let standing = try? await journal.run(id) { draw(standing.tally, since: nil) }
        OutputStream.err.write("\n")
    }

    private func draw(_ tally: RunTally, since start: Uptime?) {
        let share = share(of: tally)
        let bar = String(repeating: "#", count: share) + String(repeating: ".", count: Self.bar - share)
        OutputStream.err.write("\r[\(bar)] " + text.progress(tally, left: start.flatMap { left(tally, since: $0) }) + "\u{1B}[K")
    }

    private func ended(_ tally: RunTally) -> Int { tally[.confirmed] + tally.failed + tally[.cancelled] }

    /// Of the bar: half of the work is sending, half is proving.
    private func share(of tally: RunTally) -> Int {
        (tally.sent + tally[.cancelled] + ended(tally)) * Self.bar / (2 * max(1, tally.total))
    }

    private func left(_ tally: RunTally, since start: Uptime) -> Duration? {
        let (ended, total) = (ended(tally), max(1, tally.total))
        guard share(of: tally) > 0, ended < total else { return nil }
        let done = Double(tally.sent + ended) / Double(2 * total)
        return .milliseconds(Int64((time.uptime - start).asSeconds * 1000 * (1 - done) / done))
    }
}
