// A run's menu: a letter each; what cannot be done says why.

import CellGrid
import Localization
import SIMModel
import ViewModels

struct RunMenuBox: Overlay {
    let menu: RunMenu
    private var keys: LetterMenu
    var selected: Int { keys.selected }

    init(_ menu: RunMenu) {
        self.menu = menu
        // Not at the first that can be chosen: some of them are done at once, and Enter alone must do nothing.
        keys = LetterMenu()
    }

    static func letter(_ action: RunAction) -> Character {
        switch action {
        case .settle: "s"
        case .nameRow: "r"
        case .neverArrived: "n"
        case .goOn: "c"
        case .pause: "p"
        case .giveUp: "x"
        case .undo: "u"
        case .report: "e"
        }
    }

    mutating func handle(_ key: Key, at now: Uptime) -> OverlayOutcome {
        switch keys.handle(key, letters: menu.entries.map { Self.letter($0.action) }) {
        case .stays: .stays
        case .closes: .closes
        case .chosen: choose()
        }
    }

    /// What is forbidden stays on the screen with its reason.
    private func choose() -> OverlayOutcome {
        let entry = menu.entries[selected]
        guard entry.obstacle == nil else { return .stays }
        return .does(.actOnRun(entry.action, menu), closes: true)
    }

    func render(into screen: Surface, context: PaneContext) -> Point? {
        let operation = menu.operation
        let title = menu.standing.map { RunMessage.menu($0.run.id, $0.run.kind) } ?? .operationMenu(operation.id, operation.kind)
        let box = DialogBox.open(
            on: screen, width: 78, height: menu.entries.count + 6, title: context(title),
            note: menu.standing.map { context($0.run.state) } ?? context(operation.state))
        let counts = menu.standing.map { RunLine.counts($0, context) } ?? []
        let head = (counts + ["#\(operation.id) " + context(operation.state)]).joined(separator: " · ")
        box.text(TextWidth.truncate(head, to: box.width), x: 0, y: 0, style: Style(.strong, .bold))
        for (index, entry) in menu.entries.enumerated() {
            let y = index + 2
            keys.draw(
                index, letter: Self.letter(entry.action), words: context(words(entry.action)),
                obstacle: entry.obstacle.map { context(Self.words($0)) }, on: box, y: y)
        }
        DialogBox.keys(
            [("Enter", context(DialogMessage.keyChoose)), ("Esc", context(DialogMessage.keyClose))], on: box, y: box.height - 1)
        return box.screenPoint(x: 0, y: selected + 2)
    }

    private func words(_ action: RunAction) -> RunMessage {
        let tally = menu.standing?.tally ?? RunTally([:])
        return switch action {
        case .settle: .settle
        case .nameRow: .nameRow
        case .neverArrived: .neverArrived
        case .goOn: .goOn(tally[.planned])
        case .pause: .pause
        case .giveUp: .giveUp(tally[.planned])
        case .undo: .undo(tally[.confirmed])
        case .report: .report
        }
    }

    private static func words(_ obstacle: RunObstacle) -> RunMessage {
        switch obstacle {
        case .readOnly: .readOnly
        case .notPaused: .notPaused
        case .notRunning: .notRunning
        case .nothingLeft: .nothingLeft
        case .nothingConfirmed: .nothingConfirmed
        case .atItsEnd: .atItsEnd
        case .notAmbiguous: .notAmbiguous
        case .notInDoubt: .notInDoubt
        case .stillLookedFor: .stillLookedFor
        case .noRun: .noRunAtHand
        }
    }
}

/// A run in one line.
enum RunLine {
    /// `312 of 5,000 sent`, `300 confirmed`, …; what is zero is left out.
    static func counts(_ standing: RunStanding, _ context: PaneContext) -> [String] {
        let tally = standing.tally
        var parts = [context(RunMessage.sent(tally.sent, of: tally.total)), context(RunMessage.confirmed(tally[.confirmed]))]
        if tally.failed > 0 { parts.append(context(RunMessage.failed(tally.failed))) }
        if tally.doubtful > 0 { parts.append(context(RunMessage.doubtful(tally.doubtful))) }
        return parts
    }

    /// The share that is done, sending and proving being half of it each.
    static func share(_ tally: RunTally) -> Double {
        let ended = tally[.confirmed] + tally.failed + tally[.cancelled]
        return Double(tally.sent + tally[.cancelled] + ended) / Double(max(1, 2 * tally.total))
    }

    static func draw(_ standing: RunStanding, now: WallTime, on surface: Surface, y: Int, _ context: PaneContext) {
        let (run, tally) = (standing.run, standing.tally)
        let isHeld = run.state == .paused
        let sign = isHeld ? "▲" : run.state == .sent ? "●" : "▶"
        // Why it stands still comes first: what is cut off at the right edge must not be that.
        let why = run.hold.map { ": " + context($0) } ?? ""
        var parts = ["\(sign) \(context(run.kind)) \(context(run.state))\(why)"] + counts(standing, context)
        let share = share(tally)
        if run.state == .running, share > 0.02, tally.sent < tally.total {
            let spent = (now - run.createdAt).asSeconds
            parts.append(context(RunMessage.left(Age.exact(.seconds(Int64(spent * (1 - share) / share))))))
        }
        let meter = 10
        Chart.meter(share, x: 1, y: y, width: meter, on: surface)
        let style = Style(isHeld || tally.doubtful > 0 ? .headerWarning : .text)
        surface.text(
            TextWidth.truncate(parts.joined(separator: " · "), to: max(0, surface.width - meter - 3)), x: meter + 2, y: y,
            style: style)
    }
}
