// "Why is it down?": the findings with sign, word, source and age, what is not known, and at the foot
// the verbs that help. The frame gives it the state of now; its keys act on this one card alone,
// whatever is marked.

import CellGrid
import Localization
import SIMModel
import ViewModels

struct WhyOverlay: Overlay {
    private(set) var state: WhyViewState
    private(set) var top = 0
    /// The key that resumes in the Cards pane.
    private let resumeKey: Key

    init(_ state: WhyViewState, resumeKey: Key?) {
        self.state = state
        self.resumeKey = resumeKey ?? Key("E")
    }

    var card: CardNumber { state.diagnosis.card }

    /// What came since the last frame.
    mutating func update(_ state: WhyViewState) { self.state = state }

    private func key(_ verb: WhyVerb) -> Key {
        switch verb {
        case .resume: resumeKey
        case .action(let action): Key(ActionsMenu.letter(action))
        case .showAssets: Key("3")
        }
    }

    mutating func handle(_ key: Key, at now: Uptime) -> OverlayOutcome {
        // What cannot be done stays on the screen with its reason.
        if let offer = state.offers.first(where: { self.key($0.verb) == key }) {
            return offer.obstacle == nil ? .does(deed(offer.verb), closes: true) : .stays
        }
        switch key {
        case Key(.escape), Key(.enter), Key("q"), Key("W"), .control("c"): return .closes
        case Key("r"): return .does(.askWhyAgain(card), closes: false)
        case Key(.down), Key("j"): top += 1
        case Key(.up), Key("k"): top = max(0, top - 1)
        case Key(.pageDown), Key(" "): top += 10
        case Key(.pageUp): top = max(0, top - 10)
        case Key(.home), Key("g"): top = 0
        default: break
        }
        return .stays
    }

    private func deed(_ verb: WhyVerb) -> OverlayDeed {
        switch verb {
        case .resume: .ask(.resume, card)
        case .action(let action): .act(action, card)
        case .showAssets: .run(.goAssets)
        }
    }

    // MARK: drawing

    func render(into screen: Surface, context: PaneContext) -> Point? {
        let width = min(78, screen.width)
        let lines = lines(context, width: max(10, width - 4))
        let foot = state.offers.count + 1
        let height = min(lines.count + foot + 3, max(4, screen.height - 2))
        let note = state.isAsking ? context(PaneMessage.asking) : ""
        let box = DialogBox.open(
            on: screen, width: width, height: height, title: context(WhyMessage.title(card.description)), note: note)
        // The verbs stay; what is read scrolls.
        let rows = max(0, box.height - foot - 1)
        let start = max(0, min(top, lines.count - rows))
        for (y, line) in lines.dropFirst(start).prefix(rows).enumerated() {
            box.runs(line.map { ($0.text, $0.style) }, x: 0, y: y)
        }
        for (index, offer) in state.offers.enumerated() { draw(offer, on: box, y: box.height - foot + index, context) }
        var keys = [("Esc", context(DialogMessage.keyClose)), ("r", context(WhyMessage.askAgain))]
        if lines.count > rows { keys.append(("j k", context(DialogMessage.keyScroll))) }
        DialogBox.keys(keys, on: box, y: box.height - 1)
        if lines.count > rows {
            let place = "\(start + 1)–\(min(lines.count, start + rows)) / \(lines.count)"
            box.text(place, endingAt: box.width, y: box.height - 1, style: Style(.muted))
        }
        return box.screenPoint(x: 0, y: 0)
    }

    private func draw(_ offer: WhyViewState.Offer, on box: Surface, y: Int, _ context: PaneContext) {
        let isOpen = offer.obstacle == nil
        let key = KeyNotation.text(key(offer.verb))
        var x = box.text(key, x: 0, y: y, style: Style(isOpen ? .dialogKey : .muted))
        x = box.text(words(offer.verb, context), x: max(3, x + 1), y: y, style: Style(isOpen ? .dialog : .muted))
        if let obstacle = offer.obstacle {
            box.text("– " + words(obstacle, context), x: x + 2, y: y, style: Style(.muted))
        }
    }

    private func words(_ verb: WhyVerb, _ context: PaneContext) -> String {
        switch verb {
        case .resume: CommandName.resume.words(context.language).short
        case .action(let action): context(ActionsMenu.words(action, targets: 1))
        case .showAssets: context(WhyMessage.showAssets)
        }
    }

    private func words(_ obstacle: WhyObstacle, _ context: PaneContext) -> String {
        switch obstacle {
        case .readOnly: context(CardActionMessage.readOnly)
        case .noJournal: context(StatusMessage.noJournal)
        case .notInFleet: context(WhyMessage.notInFleet)
        case .leftOut(let reason): context(WorkspaceModel.message(reason, .resume))
        case .action(let obstacle): context(ActionsMenu.words(obstacle))
        }
    }

    private func lines(_ context: PaneContext, width: Int) -> [TextOverlay.Line] {
        let diagnosis = state.diagnosis
        var out: [TextOverlay.Line] = []
        if let status = diagnosis.status {
            let sign = Sign.of(status.value)
            let age = Figures.age(status.provenance, now: state.now, context)
            out.append([
                ("\(sign.mark) \(context(status.value))", sign.style),
                (" · \(context(status.provenance.source)) ", Style(.muted)),
                (age.text, age.style),
            ])
            out.append([])
        }
        for finding in diagnosis.findings { out += lines(finding, context, width: width) }
        out.append([])
        if diagnosis.gaps.isEmpty {
            out.append([(context(WhyMessage.nothingMissing), Style(.muted))])
        } else {
            out.append([(context(WhyMessage.notKnown), Style(.dialogTitle))])
            for gap in diagnosis.gaps {
                let text = context(WhyText.gap(gap, now: state.now, context.language))
                for (index, piece) in TextWidth.wrap(text, to: width - 2).enumerated() {
                    out.append([(index == 0 ? "? " : "  ", Style(.stateUnknown)), (piece, Style(.dialog))])
                }
            }
        }
        if state.offers.isEmpty, diagnosis.isDown != false {
            out.append([])
            out.append([(context(WhyMessage.noVerb), Style(.muted))])
        }
        return out
    }

    private func lines(_ finding: Diagnosis.Finding, _ context: PaneContext, width: Int) -> [TextOverlay.Line] {
        let sign = WhyLine.sign(finding, state.diagnosis)
        let head = "\(sign.mark) \(context(WhyText.certainty(finding.certainty)))  "
        let indent = TextWidth.cells(of: head)
        let blank = String(repeating: " ", count: indent)
        let cause = context(WhyText.cause(finding.cause, now: state.now, context.language))
        var out: [TextOverlay.Line] = []
        for (index, piece) in TextWidth.wrap(cause, to: width - indent).enumerated() {
            out.append([(index == 0 ? head : blank, sign.style), (piece, Style(.strong, .bold))])
        }
        var more: [String] = []
        if let evidence = finding.evidence {
            let age = context.isPaused ? Age.clock(evidence.at, now: state.now) : Age.text(max(.zero, state.now - evidence.at))
            let stale = evidence.isStale ? "?" : ""
            more.append("\(WhyText.origin(evidence.origin, context.language)) \(age)\(stale)")
        }
        let remedies = finding.remedies.filter { $0 != .nothing }
        if !remedies.isEmpty {
            more.append("→ " + remedies.map { context(WhyText.remedy($0)) }.joined(separator: " / "))
        }
        for piece in TextWidth.wrap(more.joined(separator: " "), to: width - indent) {
            out.append([(blank, .plain), (piece, Style(.muted))])
        }
        return out
    }
}
