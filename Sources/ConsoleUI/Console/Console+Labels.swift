// Tags, notes and saved filters: the prompts, and what is told of them.

import Localization
import SIMModel
import ViewModels

extension Console {
    func openLabel(_ subject: LabelPrompt.Subject) {
        let facts = model.labelFacts()
        if facts.hasNoStore { return refuse(.label(.noStore)) }
        switch subject {
        case .tags, .note: if facts.targets.isEmpty { return refuse(.noCard) }
        case .saveTab: if facts.filter.isEmpty { return refuse(.label(.noFilter)) }
        case .renameTab: if facts.activeTab == nil { return refuse(.label(.notATab)) }
        }
        overlays.append(LabelPrompt(subject, facts))
    }

    func deleteTab() {
        if model.labelFacts().activeTab == nil { return refuse(.label(.notATab)) }
        model.perform(.deleteTab)
    }

    func stepTab(by steps: Int) {
        if cardsNow().tabs.isEmpty { return refuse(.label(.noTabs)) }
        model.perform(.stepTab(steps))
    }

    /// Tells once what became of the last change.
    func reportLabel() {
        guard let last = model.lastLabel, last.number != screen.lastLabel else { return }
        screen.lastLabel = last.number
        switch last.outcome {
        case .tagged(let changed, let absent): tell(.label(.tagged(changed, absent: absent)))
        case .noted(let changed, let absent): tell(.label(.noted(changed, absent: absent)))
        case .tabSaved(let name): tell(.label(.tabSaved(name)))
        case .tabDeleted(let name): tell(.label(.tabDeleted(name)))
        case .failed(let trouble):
            screen.notice = Notice(text: JournalText.message(trouble).text(screen.language), isRefusal: true)
        }
    }
}
