// The first screen where nothing is set up: four keys, and nothing else to know.

public import CellGrid
public import Localization

/// What a person chose there.
public enum WelcomeChoice: Hashable, Sendable {
    case demo, setUp, leave
}

/// The first screen.
@MainActor public final class Welcome {
    private let display: any Display
    private let language: Language
    private let theme: Theme
    private let drawsASCII: Bool
    private let onChoice: @MainActor (WelcomeChoice) -> Void
    private var tellsAbout = false

    public init(
        display: any Display, language: Language, theme: Theme, drawsASCII: Bool,
        onChoice: @escaping @MainActor (WelcomeChoice) -> Void
    ) {
        self.display = display
        self.language = language
        self.theme = theme
        self.drawsASCII = drawsASCII
        self.onChoice = onChoice
    }

    public func start() {
        display.use(looks: theme.looks)
        display.setTitle("simdeck")
        draw()
    }

    public func handle(_ events: [InputEvent]) {
        for event in events {
            switch event {
            case .key(let key):
                if let choice = take(key) { return onChoice(choice) }
            case .hangUp: return onChoice(.leave)
            case .resized, .paste, .pasteCut, .focus, .background, .wheel, .click: break
            }
        }
        draw()
    }

    private func take(_ key: Key) -> WelcomeChoice? {
        if key == .control("c") { return .leave }
        if tellsAbout {
            tellsAbout = false
            return nil
        }
        switch key {
        case Key("d"): return .demo
        case Key("c"): return .setUp
        case Key("q"): return .leave
        case Key("?"): tellsAbout = true
        default: break
        }
        return nil
    }

    private func draw() {
        let canvas = Canvas(display.size)
        let cursor = Self.render(tellsAbout: tellsAbout, language, into: canvas.surface)
        display.present(drawsASCII ? AsciiForm.convert(canvas.grid) : canvas.grid, cursor: cursor)
    }

    /// Draws it over the whole surface; on a small one what does not fit is cut.
    static func render(tellsAbout: Bool, _ language: Language, into screen: Surface) -> Point? {
        func words(_ message: ProfileMessage) -> String { message.text(language) }
        screen.fill(.plain)
        let x = screen.width >= 60 ? 4 : 0
        screen.text("simdeck", x: x, y: screen.height >= 12 ? 2 : 0, style: Style(.accent, .bold))
        let top = screen.height >= 12 ? 4 : 1
        guard !tellsAbout else {
            var y = top
            for paragraph in words(.about).split(separator: "\n", omittingEmptySubsequences: false) {
                for line in TextWidth.wrap(String(paragraph), to: max(1, screen.width - x)) {
                    screen.text(line, x: x, y: y, style: .plain)
                    y += 1
                }
            }
            screen.text(words(.anyKey), x: x, y: y + 1, style: Style(.muted))
            return screen.screenPoint(x: x, y: min(y + 1, screen.height - 1))
        }
        screen.text(words(.noAccount), x: x, y: top, style: Style(.strong, .bold))
        let keys: [(String, ProfileMessage)] = [("d", .lookAround), ("c", .setUp), ("?", .whatIsIt), ("q", .leave)]
        for (index, (key, message)) in keys.enumerated() {
            let y = top + 1 + index + (screen.height >= 12 ? 1 : 0)
            screen.text(key, x: x + 2, y: y, style: Style(.dialogKey, .bold))
            screen.text(words(message), x: x + 6, y: y, style: .plain)
        }
        return screen.screenPoint(x: x + 2, y: min(top + 1 + (screen.height >= 12 ? 1 : 0), screen.height - 1))
    }
}
