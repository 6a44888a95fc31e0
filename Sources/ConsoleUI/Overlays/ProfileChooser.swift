// Chooses the account to work on: each with its band, what it is, and what is unfinished there.

import CellGrid
import Localization
import SIMModel

struct ProfileChooser: Overlay {
    let profiles: [ProfileChoice]
    private var selected: Int

    init(_ profiles: [ProfileChoice]) {
        self.profiles = profiles
        selected = profiles.firstIndex { $0.isCurrent } ?? 0
    }

    mutating func handle(_ key: Key, at now: Uptime) -> OverlayOutcome {
        switch key {
        case Key(.escape), Key("q"), .control("c"): return .closes
        case Key(.down), Key("j"): selected = min(profiles.count - 1, selected + 1)
        case Key(.up), Key("k"): selected = max(0, selected - 1)
        case Key(.enter):
            guard profiles.indices.contains(selected), !profiles[selected].isCurrent else { return .closes }
            return .does(.openProfile(profiles[selected].name), closes: true)
        default: break
        }
        return .stays
    }

    func render(into screen: Surface, context: PaneContext) -> Point? {
        let width = min(76, screen.width)
        let note = TextWidth.wrap(context(ProfileMessage.followedWhileOpen), to: max(1, width - 4))
        let room = max(1, min(profiles.count, screen.height - note.count - 5))
        let box = DialogBox.open(
            on: screen, width: width, height: room + note.count + 5, title: context(ProfileMessage.chooserTitle),
            note: "\(selected + 1)/\(profiles.count)")
        let first = max(0, min(selected - room + 1, profiles.count - room))
        for (line, index) in (first..<min(profiles.count, first + room)).enumerated() {
            draw(profiles[index], isSelected: index == selected, on: box, y: line, context)
        }
        for (index, line) in note.enumerated() { box.text(line, x: 0, y: room + 1 + index, style: Style(.muted)) }
        DialogBox.keys(
            [("Enter", context(ProfileMessage.open)), ("Esc", context(DialogMessage.keyClose))], on: box, y: box.height - 1)
        return box.screenPoint(x: 0, y: selected - first)
    }

    private func draw(_ profile: ProfileChoice, isSelected: Bool, on box: Surface, y: Int, _ context: PaneContext) {
        if isSelected { box.text(">", x: 0, y: y, style: Style(.tableGutter)) }
        let end = box.text(" \(profile.name) ", x: 2, y: y, style: Style(profile.colour.role), limit: 22)
        // What is unfinished must not be what a narrow screen cuts off.
        var words: [String] = []
        if profile.unfinished != 0 { words.append(context(ProfileMessage.unfinished(profile.unfinished))) }
        if profile.isProduction { words.append(context(ProfileMessage.production)) }
        if profile.isReadOnly { words.append(context(ProfileMessage.readOnly)) }
        if profile.isCurrent { words.append(context(ProfileMessage.current)) }
        words.append(profile.platform)
        box.text(words.joined(separator: " · "), x: max(end, 24) + 1, y: y, style: Style(.dialog, isSelected ? .bold : []))
    }
}
