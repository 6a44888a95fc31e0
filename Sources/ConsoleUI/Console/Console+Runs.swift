// The menu of a run, and the questions that are ready only after the journal or the carrier was asked.

import CellGrid
import Localization
import SIMModel
import ViewModels

extension Console {
    func openRunMenu() {
        guard let menu = model.runMenu() else { return refuse(.run(.noRun)) }
        overlays.append(RunMenuBox(menu))
    }

    func act(_ action: RunAction, on menu: RunMenu) {
        let operation = menu.operation
        switch action {
        case .settle:
            model.run(action, of: operation.group, operation: operation.id)
            return
        case .nameRow:
            model.askForRows(operation.id)
            return tell(.run(.asking))
        case .neverArrived:
            display.discardPendingInput()
            overlays.append(NeverArrivedQuestion(operation, at: time.uptime))
            return
        case .goOn, .pause, .giveUp, .undo, .report: break
        }
        guard let standing = menu.standing else { return refuse(.run(.noRunAtHand)) }
        let id = standing.run.id
        switch action {
        case .report: model.report(of: id) { [weak self] rows in self?.write(rows, "simdeck-run-\(id)") }
        case .undo:
            model.run(action, of: id, operation: operation.id)
            tell(.run(.asking))
        case .pause:
            model.run(action, of: id, operation: operation.id)
            tell(.run(.pausing))
        case .giveUp:
            model.run(action, of: id, operation: operation.id)
            tell(.run(.gaveUp(standing.tally[.planned])))
        case .goOn: model.run(action, of: id, operation: operation.id)
        case .settle, .nameRow, .neverArrived: break
        }
    }

    /// Tells once what came of a person's word about a doubt.
    func reportDoubt() {
        guard let last = model.lastDoubt, last.number != screen.lastDoubt else { return }
        screen.lastDoubt = last.number
        switch last.outcome {
        case .settled(let record): tell(.run(.settled(record.id, record.state)))
        case .noSuchRow: refuse(.run(.noSuchRow))
        case .stillLookedFor(let id): refuse(.run(.mustWait(id)))
        case .failed(let error): screen.notice = Notice(text: error.sentence(screen.language).line, isRefusal: true)
        }
    }

    /// Opens a question that was prepared, unless the person does something else by now: then it is
    /// dropped, for a question must not come up under typing fingers.
    func openPreparedQuestion() {
        if let choice = model.preparedRows(), overlays.isEmpty, screen.focus == .operations {
            display.discardPendingInput()
            overlays.append(RowChooser(choice, at: time.uptime))
            return
        }
        guard let question = model.preparedQuestion(), overlays.isEmpty, screen.focus == .operations else { return }
        guard !question.cards.isEmpty else { return refuse(.run(.nothingToUndo)) }
        ask(question.kind, about: question, key: nil)
    }
}
