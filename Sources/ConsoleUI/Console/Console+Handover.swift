// The handover sheet in the console: read from the journal, shown, copied, written to a file.

import CellGrid
import Localization
import SIMModel
import ViewModels

extension Console {
    /// Opens it when it has been read, unless the person does something else by now.
    func openHandover() {
        model.handover { [weak self] sheet in
            guard let self, overlays.isEmpty, screen.focus == .operations else { return }
            let markdown = HandoverText(language: screen.language).markdown(sheet)
            overlays.append(HandoverOverlay(markdown: markdown, columns: display.size.columns))
            model.changes.mark(isAnswer: true)
        }
    }

    func copySheet(_ markdown: String) {
        switch display.copy(markdown) {
        case .sentToTerminal: answerSheet(HandoverMessage.copied.text(screen.language))
        case .tooLong(let limit): answerSheet(NoticeMessage.copyTooLong(limit: limit).text(screen.language))
        }
    }

    func exportSheet(_ markdown: String) {
        let now = CivilTime(time.wall)
        let name = "simdeck-handover-\(now.date)-\(now.clock.filter { $0 != ":" }).md"
        switch doors.export(name, markdown) {
        case .success(let path): answerSheet(HandoverMessage.written(path: path).text(screen.language))
        case .failure(let problem):
            answerSheet(NoticeMessage.exportFailed(path: problem.path, reason: problem.reason).text(screen.language))
        }
    }

    /// The box covers the footer.
    private func answerSheet(_ words: String) {
        guard var box = overlays.last as? HandoverOverlay else { return }
        box.answer = words
        overlays[overlays.count - 1] = box
    }
}
