// What keys mean in the API pane, and the card's menu that leads there.

import CellGrid
import Localization
import SIMModel
import ViewModels

extension Console {
    func apiNow() -> APIViewState { model.api(height: height(of: .api)) }

    /// Enter in the API pane.
    func openInAPI() {
        switch apiNow().part {
        case .list, .request: model.apiGo(to: .form)
        case .form: editField()
        case .reply: model.apiToggleFold()
        case .calls: model.apiReopen()
        }
    }

    private func editField() {
        guard let field = model.apiField() else { return }
        overlays.append(FieldPrompt(name: field.name, text: field.text, values: field.values))
    }

    func sendCall(key: Key?) {
        switch model.apiSend() {
        case .sent: break
        case .asks(let question):
            let (profile, platform) = account()
            display.discardPendingInput()
            overlays.append(
                CallQuestion(
                    question, profile: profile, platform: platform, settings: options.confirm, openedBy: key, at: time.uptime))
        case .notCalled: refuse(.apiNotCalled)
        case .spends(let command): refuse(.apiSpends(command: command, shop: contextKeys[.goShop]))
        case .journalled: refuse(.apiJournalled(stop: contextKeys[.stop], resume: contextKeys[.resume]))
        case .incomplete(let count): refuse(.apiIncomplete(count))
        case .unconfirmed(let path): refuse(.apiUnconfirmed(path: path))
        case .readOnly: refuse(.readOnly)
        case .busy: refuse(.apiBusy)
        }
    }

    /// The profile, and the platform as a question tells it.
    func account() -> (profile: String, platform: String) {
        let status = model.status()
        let sign: StatusMessage? = status.isDemo ? .demo : status.isProduction ? .production : nil
        return (status.profile, [sign?.text(screen.language), status.platform].compactMap { $0 }.joined(separator: " · "))
    }

    func copyCall(asCurl: Bool) {
        guard let text = model.apiCopy(asCurl: asCurl) else { return refuse(.nothingToCopy) }
        switch display.copy(text) {
        case .sentToTerminal: tell(.copiedCall(hidesPersonal: model.apiHidesPersonal))
        case .tooLong(let limit): refuse(.copyTooLong(limit: limit))
        }
    }

    func openCode() {
        guard let link = apiNow().link else { return refuse(.noLink) }
        overlays.append(QROverlay(link))
    }

    /// A link that is over is not handed on.
    func copyLink(_ link: APILink) {
        let answer: NoticeMessage
        if let end = link.expiresAt, time.wall >= end {
            answer = .linkExpired
        } else {
            switch display.copy(link.text) {
            case .sentToTerminal: answer = .copiedLink
            case .tooLong(let limit): answer = .copyTooLong(limit: limit)
            }
        }
        // The box may cover the footer.
        guard var box = overlays.last as? QROverlay else { return }
        box.answer = answer
        overlays[overlays.count - 1] = box
    }

    func openMenu() {
        guard let menu = model.cardMenu() else { return refuse(.noCard) }
        overlays.append(ActionsMenu(menu))
    }
}
