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

    func act(_ action: RunAction, on standing: RunStanding, _ operation: OperationID) {
        switch action {
        case .report:
            let id = standing.run.id
            model.report(of: id) { [weak self] rows in self?.write(rows, "simdeck-run-\(id)") }
        case .undo:
            model.run(action, of: standing.run.id, operation: operation)
            tell(.run(.asking))
        case .pause:
            model.run(action, of: standing.run.id, operation: operation)
            tell(.run(.pausing))
        case .giveUp:
            model.run(action, of: standing.run.id, operation: operation)
            tell(.run(.gaveUp(standing.tally[.planned])))
        case .goOn, .settle: model.run(action, of: standing.run.id, operation: operation)
        }
    }

    /// Opens a question that was prepared, unless the person does something else by now: then it is
    /// dropped, for a question must not come up under typing fingers.
    func openPreparedQuestion() {
        guard let question = model.preparedQuestion(), overlays.isEmpty, screen.focus == .operations else { return }
        guard !question.cards.isEmpty else { return refuse(.run(.nothingToUndo)) }
        ask(question.kind, about: question, key: nil)
    }
}
