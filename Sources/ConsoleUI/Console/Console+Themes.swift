// Changing what everything looks like while the console runs: by the chooser, by the file's edit, by the ground
// of the terminal.

import CellGrid
import Localization
import SIMModel

extension Console {
    /// The theme's file was changed. A broken one leaves everything as it is and says where it is broken.
    public func themeEdited(_ result: Result<Theme, ThemeFailure>) {
        // Somebody who is looking at others gets back to the new one.
        if themeBefore != nil, case .success(let edited) = result {
            themeBefore = edited
            doors.themes.taken(edited)
            return
        }
        switch result {
        case .success(let edited):
            // An editor that saves twice is told of once.
            if edited != theme { say(.edited(edited.name)) } else if screen.notice?.isRefusal == true { screen.notice = nil }
            use(edited)
            doors.themes.taken(edited)
        case .failure(let failure): say(.broken(failure.words), isRefusal: true)
        }
        draw()
        onWakeChanged?()
    }

    /// The terminal told the colour behind its letters.
    func groundIs(_ ground: RGB) {
        guard options.followsGround, !isThemeChosen else { return }
        // Behind the chooser it decides what Esc gives back.
        let now = themeBefore ?? theme
        let wanted = ground.isLight ? "light" : "default"
        guard now.name != wanted, case .success(let theme) = doors.themes.load(wanted) else { return }
        if themeBefore != nil { themeBefore = theme } else { use(theme) }
        doors.themes.taken(theme)
    }

    func openThemes(_ typed: String = "") {
        themeBefore = theme
        let chooser = ThemeChooser(doors.themes.list(), current: theme.name, typed: typed, language: screen.language)
        overlays.append(chooser)
        if let name = chooser.name, name != theme.name { previewTheme(name) }
    }

    func previewTheme(_ name: String) {
        switch doors.themes.load(name) {
        case .success(let theme): use(theme)
        case .failure(let failure): say(.broken(failure.words), isRefusal: true)
        }
    }

    func keepTheme(_ name: String) {
        defer { themeBefore = nil }
        switch doors.themes.load(name) {
        case .success(let theme):
            isThemeChosen = true
            use(theme)
            doors.themes.taken(theme)
            say(.kept(name: name, file: doors.themes.configFile))
        case .failure(let failure):
            if let themeBefore { use(themeBefore) }
            say(.broken(failure.words), isRefusal: true)
        }
    }

    func restoreTheme() {
        if let themeBefore { use(themeBefore) }
        themeBefore = nil
    }

    private func use(_ theme: Theme) {
        self.theme = theme
        display.use(looks: theme.looks)
    }

    private func say(_ message: ThemeMessage, isRefusal: Bool = false) {
        screen.notice = Notice(text: message.text(screen.language), isRefusal: isRefusal)
    }
}
