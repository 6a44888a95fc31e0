// What is taken away from the screen: the screen itself, the log, and what is on it as commands for a shell.

import CellGrid
import Localization
import SIMModel
import ViewModels

extension Console {
    /// Keys that work over whatever is open, because they are no letters: saving the screen, and showing the
    /// open question as a command. True when `key` was one.
    func takeOver(_ command: CommandName?, key: Key) -> Bool {
        guard case .function = key.code else { return false }
        switch command {
        case .saveScreen where !(overlays.last is ScreenMenu): openScreenMenu()
        case .showCommand where !(overlays.last is CommandBox): showCommand()
        default: return false
        }
        return true
    }

    func openScreenMenu() { overlays.append(ScreenMenu(screen.grid)) }

    func save(_ grid: Grid, as form: ScreenForm) {
        let status = model.status()
        let text =
            switch form {
            case .text: GridText.lines(grid).joined(separator: "\n") + "\n"
            case .colours: ScreenText.ansi(grid, looks: options.theme.looks)
            case .picture:
                ScreenPicture.svg(
                    grid, looks: options.theme.looks, on: options.theme.ground, title: "simdeck \(status.profile)")
            }
        write(text, "simdeck-screen", form.ending)
    }

    func write(_ lines: [String], _ subject: String) { write(lines.joined(separator: "\n") + "\n", subject, "txt") }

    private func write(_ text: String, _ subject: String, _ ending: String) {
        switch doors.export(fileName(subject, ending), text) {
        case .success(let path): tell(.keys(.wrote(path: path)))
        case .failure(let problem): refuse(.exportFailed(path: problem.path, reason: problem.reason))
        }
    }

    /// The time makes it new.
    func fileName(_ subject: String, _ ending: String) -> String {
        let now = CivilTime(time.wall)
        return "\(subject)-\(now.date)-\(now.clock.filter { $0 != ":" }).\(ending)"
    }

    // MARK: Commands

    func showCommand() {
        let source = commandSource()
        let status = model.status()
        let curl: String? =
            if case .api = source {
                model.apiCopy(asCurl: true)
            } else {
                source.call.flatMap { model.curl($0.endpoint, $0.values) }
            }
        overlays.append(CommandBox(source, profile: status.isDemo ? nil : status.profile, curl: curl))
    }

    func copyLine(_ line: String) {
        let answer: NoticeMessage =
            switch display.copy(line) {
            case .sentToTerminal: .keys(.copiedLine)
            case .tooLong(let limit): .copyTooLong(limit: limit)
            }
        answerInBox(answer)
    }

    /// One number a line, for `@FILE`.
    func writeCards(_ cards: [CardNumber]) {
        let text = cards.map { $0.description + "\n" }.joined()
        switch doors.export(fileName("simdeck-cards", "txt"), text) {
        case .success(let path):
            if var box = overlays.last as? CommandBox {
                box.wrote(path)
                overlays[overlays.count - 1] = box
            }
            answerInBox(.keys(.wrote(path: path)))
        case .failure(let problem): answerInBox(.exportFailed(path: problem.path, reason: problem.reason))
        }
    }

    private func answerInBox(_ answer: NoticeMessage) {
        guard var box = overlays.last as? CommandBox else { return tell(answer) }
        box.answer = answer
        overlays[overlays.count - 1] = box
    }

    /// What the top of the screen is about.
    private func commandSource() -> CommandSource {
        switch overlays.last {
        case let question as ConfirmDialog:
            let reason = question.reason.text.split(separator: " ").joined(separator: " ")
            return .question(question.question.kind, question.question.cards, reason: reason, canary: question.canary)
        case let menu as RunMenuBox: return .operation(menu.menu.operation, menu.menu.standing)
        case let menu as ActionsMenu: return .cards([menu.menu.card])
        case let why as WhyOverlay: return .cards([why.card])
        default: return paneSource()
        }
    }

    private func paneSource() -> CommandSource {
        switch screen.focus {
        case .cards:
            let state = cardsNow()
            // With a filter and no mark: all that pass it. The filter itself is known here only.
            if state.markedCount == 0, !state.filter.isEmpty, state.filterProblem == nil {
                return .cards(model.exportCards().dropFirst().compactMap { $0.first.flatMap { CardNumber($0) } })
            }
            return .cards(model.targets())
        case .flow:
            let state = model.flow(height: height(of: .flow))
            return .flow(state.cursor.map { state.rows[$0].simNo })
        case .assets: return .assets
        case .history: return .history(model.history(height: height(of: .history)).subject)
        case .operations:
            let state = model.operations(height: height(of: .operations))
            let record = state.cursor.map { state.rows[$0] }
            return .operation(record, record.flatMap { record in state.runs.first { $0.run.id == record.group } })
        case .devices: return .device(devicesNow().details?.number)
        case .shop:
            let state = model.shop(height: height(of: .shop))
            return .shop(state.part, state.card)
        case .api: return .api(model.apiCopy(asCurl: false))
        }
    }
}
