// The console: events → the top overlay or a command → an intent → one frame after the whole batch.

public import CellGrid
import Localization
public import SIMModel
import ViewModels

/// The console over a workspace and a display. Everything happens on the main actor, in the order of
/// the events; nothing here waits.
@MainActor public final class Console {
    let display: any Display
    let model: any ConsoleModel
    let time: any TimeSource
    let doors: ConsoleDoors
    let options: ConsoleOptions

    let contextKeys: KeyTexts
    /// What is drawn with now, and what the chooser of themes gives back.
    var theme: Theme
    var themeBefore: Theme?
    /// Somebody chose a theme: the terminal's ground decides no more.
    var isThemeChosen = false

    // What the person sees besides the facts.
    var screen: Screen
    var overlays: [any Overlay] = []
    private var frames: FrameScheduler
    /// nil: the line carries more than is ever sent.
    private var slowLine: SlowLine?
    /// The panes that the slow line has whole; nil: something lay over them.
    private var slowShown: Set<PaneID>?
    private var bytesSeen = 0
    private var title = ""
    private var isHandling = false
    private var hasQuit = false

    /// State of the frame round the panes.
    struct Screen {
        var language: Language
        var focus: PaneID
        var isZoomed = false
        var showsDetails = false
        /// The zoom was made by opening details and goes with them.
        var isZoomedForDetails = false
        var columnOffset = 0
        var notice: Notice?
        /// Newest first; at most ``recentLimit``.
        var recent: [CommandName] = []
        var shown: Set<PaneID> = []
        var layout = Layout(mode: .tooSmall, header: nil, tabs: nil, panes: [], footer: nil)
        var lastReport: SubmissionReport?
        /// The last protection or release that was told.
        var lastProtection = 0
        /// The last change of tags, notes or tabs that was told.
        var lastLabel = 0
        /// The last word about a doubt that was told.
        var lastDoubt = 0
        var lastPurchase: ShopReport?
        /// Rows each pane's list had at its last frame. View-models keep their window by it, so it is
        /// what they are asked with between frames, too.
        var heights: [PaneID: Int] = [:]
        /// The last frame, for saving it.
        var grid = Grid(columns: 0, rows: 0)
        /// The Cards pane as last asked for.
        var cards: CardsViewState?
        /// Where each pane's cursor stood when it last had the focus.
        var cursors: [PaneID: Point] = [:]
        /// What was copied by the key before this one.
        var copied: [String] = []

        static let recentLimit = 10
    }

    /// When ``nextWake`` may have changed outside of a call to the console.
    public var onWakeChanged: (@MainActor () -> Void)?

    /// - Parameter model: usually `WorkspaceModel` over a `Workspace`.
    public init(
        display: any Display, model: any ConsoleModel, options: ConsoleOptions, time: any TimeSource, doors: ConsoleDoors
    ) {
        self.display = display
        self.model = model
        self.options = options
        self.time = time
        self.doors = doors
        contextKeys = KeyTexts(options.keys)
        theme = options.theme
        frames = FrameScheduler(bitsPerSecond: options.lineSpeed)
        slowLine = options.lineSpeed.map { SlowLine(bytesPerSecond: $0 / 10) }
        screen = Screen(language: options.language, focus: options.firstPane)
    }

    /// When ``tick()`` is wanted; nil: nothing to do until an event or a change.
    public var nextWake: Uptime? { hasQuit ? nil : frames.nextWake }

    /// Takes the display and shows the first frame at once.
    public func start() {
        display.use(looks: theme.looks)
        doors.themes.taken(theme)
        model.changes.onMark = { [weak self] in self?.changed(isAnswer: $0) }
        model.setAlertListener { [weak self] in self?.announce($0) }
        model.start()
        if let greeting = options.greeting { tell(greeting) }
        draw()
        onWakeChanged?()
    }

    /// A whole batch of events; at most one frame after it.
    public func handle(_ events: [InputEvent]) {
        guard !hasQuit, !events.isEmpty else { return }
        isHandling = true
        for event in events where !hasQuit { take(event) }
        isHandling = false
        guard !hasQuit else { return }
        draw()
        onWakeChanged?()
    }

    /// The console's own timer fired; when it fired early, it is only armed again.
    public func tick() {
        guard !hasQuit else { return }
        if frames.isDue(at: time.uptime) { draw(isForFigures: !frames.isAnswer) }
        onWakeChanged?()
    }

    private func changed(isAnswer: Bool) {
        frames.dataChanged(isAnswer: isAnswer)
        if !isHandling { onWakeChanged?() }
    }

    /// Another account: this console is over when it can be opened.
    func openProfile(_ name: String) {
        if let reason = doors.openProfile(name) {
            screen.notice = Notice(
                text: ProfileMessage.cannotOpen(name: name, reason: reason).text(screen.language), isRefusal: true)
        } else {
            hasQuit = true
        }
    }

    func chooseProfile() {
        let profiles = doors.profiles()
        if profiles.isEmpty {
            screen.notice = Notice(text: ProfileMessage.onlyDemo.text(screen.language), isRefusal: true)
        } else {
            overlays.append(ProfileChooser(profiles))
        }
    }

    func quit() {
        hasQuit = true
        doors.onQuit()
    }

    private func take(_ event: InputEvent) {
        switch event {
        case .key(let key): press(key)
        case .paste(let text): paste(text)
        case .resized: break
        case .focus(let focused): model.hasFocus(focused)
        case .background(let ground): groundIs(ground)
        case .wheel(let steps, let point): wheel(steps, at: point)
        case .click(let point): click(at: point)
        case .pasteCut(let limit): refuse(.pasteCut(limit: limit))
        case .hangUp: quit()
        }
    }

    private func press(_ key: Key) {
        screen.notice = nil
        let copied = screen.copied
        defer { if screen.copied == copied { screen.copied = [] } }
        if !overlays.isEmpty {
            // What leaves elsewhere takes a question or a field back, as everywhere in a shell.
            let command = options.keys.resolve(key, in: screen.focus)
            let key = command == .leave && key.control ? Key(.escape) : key
            if takeOver(command, key: key) { return }
            let outcome = overlays[overlays.count - 1].handle(key, at: time.uptime)
            apply(outcome, key: key)
            return
        }
        guard screen.layout.mode != .tooSmall || key == Key("q") || key == .control("c") else { return }
        let next = options.keys.next(after: key, in: screen.focus)
        if !next.isEmpty {
            let situation = situation()
            let entries = next.map {
                NextKeysBox.Entry(key: $0.key, name: $0.name, reason: Availability.reason($0.name, in: situation))
            }
            overlays.append(NextKeysBox(first: key, entries: entries))
            return
        }
        guard let name = options.keys.resolve(key, in: screen.focus) else {
            refuse(.keyUnknown(KeyNotation.text(key), help: contextKeys[.help]))
            return
        }
        run(name, key: key)
    }

    private func paste(_ text: String) {
        screen.notice = nil
        if overlays.isEmpty {
            guard screen.layout.mode != .tooSmall else { return }
            overlays.append(screen.focus == .devices ? AddDevicesPrompt() : AddCardsPrompt())
        }
        guard overlays[overlays.count - 1].takesPaste else { return refuse(.pasteDropped) }
        let outcome = overlays[overlays.count - 1].paste(text)
        apply(outcome, key: nil)
    }

    private func wheel(_ steps: Int, at point: Point) {
        if !overlays.isEmpty {
            let key = Key(steps < 0 ? .up : .down)
            // A wheel never answers a question: only boxes to read follow it.
            guard
                overlays.last is TextOverlay || overlays.last is Palette || overlays.last is ThemeChooser
                    || overlays.last is HandoverOverlay
            else { return }
            for _ in 0..<min(10, steps.magnitude) where !overlays.isEmpty {
                apply(overlays[overlays.count - 1].handle(key, at: time.uptime), key: nil)
            }
            return
        }
        if let pane = screen.layout.pane(at: point) { model.move(pane, .by(max(-100, min(100, steps)) * 3)) }
    }

    /// On a tab: goes there. In a pane: takes the focus, and the line under the pointer.
    private func click(at point: Point) {
        guard overlays.isEmpty, screen.layout.mode != .tooSmall else { return }
        if let tabs = screen.layout.tabs, point.y == tabs.y {
            if let pane = TabBar.pane(at: point.x, model.status(), width: tabs.width, context: context) { go(to: pane) }
            return
        }
        guard let slot = screen.layout.panes.first(where: { $0.pane == screen.layout.pane(at: point) }) else { return }
        if slot.pane != screen.focus {
            // Its cursor is known when it has been drawn with the focus: the next click selects.
            go(to: slot.pane)
        } else if let cursor = screen.cursors[slot.pane], point.y > slot.area.y, cursor.y != point.y {
            model.move(slot.pane, .by(point.y - cursor.y))
        }
    }

    private func apply(_ outcome: OverlayOutcome, key: Key?) {
        switch outcome {
        case .stays: break
        case .closes: overlays.removeLast()
        case .does(let deed, let closes):
            if closes { overlays.removeLast() }
            perform(deed, key: key)
        }
    }

    private func perform(_ deed: OverlayDeed, key: Key?) {
        switch deed {
        case .run(let name): run(name, key: key)
        case .filter(let text): model.setFilter(text)
        case .sort(let column): model.sort(by: column)
        case .count(let column): model.count(column)
        case .add(let numbers):
            let added = model.addCards(numbers)
            added > 0 ? tell(.added(added)) : tell(.addedNothing)
            screen.focus = .cards
        case .load(let path):
            guard var prompt = overlays.last as? AddCardsPrompt else { return }
            prompt.loaded(path, doors.loadCards(path))
            overlays[overlays.count - 1] = prompt
        case .confirm(let question, let reason, let canary):
            model.confirm(question, reason: reason, canary: canary)
            tell(.confirmed(question.kind, question.cards.count))
        case .field(let name, let text) where screen.focus == .shop: model.shopSet(name, to: text)
        case .field(let name, let text): model.apiSet(name, to: text)
        case .call(let question) where screen.focus == .shop: model.shopConfirmCode(question)
        case .call(let question): model.apiConfirm(question)
        case .copyLink(let link): copyLink(link)
        case .copySheet(let markdown): copySheet(markdown)
        case .exportSheet(let markdown): exportSheet(markdown)
        case .buy(let question, let start): model.shopConfirm(question, start: start)
        case .place(let field, let places): model.shopChoose(field, places)
        case .act(.packages, let card):
            model.shopOpenPackages(of: card)
            go(to: .shop)
        case .act(let action, let card):
            model.open(action, card: card)
            go(to: action == .device ? .devices : .api)
        case .addDevices(let numbers):
            let added = model.addDevices(numbers)
            tell(.device(added > 0 ? .added(added) : .addedNothing))
            go(to: .devices)
        case .actOnDevice(let action, let menu):
            model.open(action, of: menu)
            go(to: .api)
        case .ask(let kind, let card): ask(kind, about: model.question(for: kind, card: card), key: key)
        case .askWhyAgain(let card): model.askWhyAgain(card)
        case .showCards(let filter):
            model.setFilter(filter)
            go(to: .cards)
        case .acknowledge(let id): acknowledge(id)
        case .release(let cards): model.release(cards)
        case .label(let deed): model.perform(deed)
        case .actOnRun(let action, let menu): act(action, on: menu)
        case .nameRow(let id, let row): model.settle(id, byRow: row)
        case .neverArrived(let id, let why): model.settle(id, neverArrived: why)
        case .write(let name, let lines): write(lines, name)
        case .saveScreen(let form, let grid): save(grid, as: form)
        case .copyLine(let line): copyLine(line)
        case .writeCards(let cards): writeCards(cards)
        case .unknownKeys(let sequence): refuse(.keyUnknown(sequence.text, help: contextKeys[.help]))
        case .chooseTheme(let typed): openThemes(typed)
        case .previewTheme(let name): previewTheme(name)
        case .keepTheme(let name): keepTheme(name)
        case .restoreTheme: restoreTheme()
        case .openProfile(let name): openProfile(name)
        case .quit: quit()
        }
    }

    func tell(_ message: NoticeMessage) { screen.notice = Notice(text: message.text(screen.language), isRefusal: false) }
    func refuse(_ message: NoticeMessage) { screen.notice = Notice(text: message.text(screen.language), isRefusal: true) }

    /// - Parameter isForFigures: nobody pressed anything; on a slow line the frame may come in parts.
    func draw(isForFigures: Bool = false) {
        frames.paused(model.isPaused && !overlays.contains(where: \.countsDown))
        frames.drew(at: time.uptime, wall: time.wall)
        openPreparedQuestion()
        let frame = compose(size: display.size)
        retitle()
        screen.grid = frame.grid
        present(options.asciiLines ? AsciiForm.convert(frame.grid) : frame.grid, frame.cursor, isForFigures)
        frames.sent(bytes: display.bytesSent - bytesSeen, at: time.uptime)
        bytesSeen = display.bytesSent
        for index in overlays.indices { overlays[index].presented(at: time.uptime) }
    }

    private func present(_ grid: Grid, _ cursor: Point?, _ isForFigures: Bool) {
        let stands = overlays.isEmpty && screen.shown == slowShown
        slowShown = overlays.isEmpty ? screen.shown : nil
        guard slowLine != nil, stands else {
            slowLine?.whole(grid, cursor: cursor?.y)
            return display.present(grid, cursor: cursor)
        }
        if !isForFigures, let first = slowLine?.cursorRows(of: grid, cursor: cursor?.y) {
            display.present(first, cursor: cursor)
        }
        guard let part = slowLine?.part(of: grid, cursor: cursor?.y) else { return }
        display.present(part.grid, cursor: cursor)
        if !part.isWhole { frames.dataChanged() }
    }

    /// The window's title names the profile and what is still being followed.
    private func retitle() {
        let status = model.status()
        let open = status.openOperations
        let text = "simdeck \(status.profile)" + (open > 0 ? " · " + StatusMessage.operations(open).text(screen.language) : "")
        guard text != title else { return }
        title = text
        display.setTitle(text)
    }
}
