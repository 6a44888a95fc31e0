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

    // What the person sees besides the facts.
    var screen: Screen
    var overlays: [any Overlay] = []
    private var frames = FrameScheduler()
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
        var lastPurchase: ShopReport?
        /// Rows each pane's list had at its last frame. View-models keep their window by it, so it is
        /// what they are asked with between frames, too.
        var heights: [PaneID: Int] = [:]
        /// The Cards pane as last asked for.
        var cards: CardsViewState?

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
        screen = Screen(language: options.language, focus: options.firstPane)
    }

    /// When ``tick()`` is wanted; nil: nothing to do until an event or a change.
    public var nextWake: Uptime? { hasQuit ? nil : frames.nextWake }

    /// Takes the display and shows the first frame at once.
    public func start() {
        display.use(looks: options.theme.looks)
        model.changes.onMark = { [weak self] in self?.changed(isAnswer: $0) }
        model.setAlertListener { [weak self] in self?.announce($0) }
        model.start()
        let status = model.status()
        display.setTitle("simdeck \(status.profile)")
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
        if frames.isDue(at: time.uptime) { draw() }
        onWakeChanged?()
    }

    private func changed(isAnswer: Bool) {
        frames.dataChanged(isAnswer: isAnswer)
        if !isHandling { onWakeChanged?() }
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
        case .wheel(let steps, let point): wheel(steps, at: point)
        case .hangUp: quit()
        }
    }

    private func press(_ key: Key) {
        screen.notice = nil
        if !overlays.isEmpty {
            // What leaves elsewhere takes a question or a field back, as everywhere in a shell.
            let key = options.keys.resolve(key, in: screen.focus) == .leave && key.control ? Key(.escape) : key
            let outcome = overlays[overlays.count - 1].handle(key, at: time.uptime)
            apply(outcome, key: key)
            return
        }
        guard screen.layout.mode != .tooSmall || key == Key("q") || key == .control("c") else { return }
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
        let outcome = overlays[overlays.count - 1].paste(text)
        apply(outcome, key: nil)
    }

    private func wheel(_ steps: Int, at point: Point) {
        if !overlays.isEmpty {
            let key = Key(steps < 0 ? .up : .down)
            // A wheel never answers a question: only boxes to read follow it.
            guard overlays.last is TextOverlay || overlays.last is Palette else { return }
            for _ in 0..<min(10, steps.magnitude) { _ = overlays[overlays.count - 1].handle(key, at: time.uptime) }
            return
        }
        if let pane = screen.layout.pane(at: point) { model.move(pane, .by(max(-100, min(100, steps)) * 3)) }
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
        case .actOnRun(let action, let standing, let operation): act(action, on: standing, operation)
        case .quit: quit()
        }
    }

    func tell(_ message: NoticeMessage) { screen.notice = Notice(text: message.text(screen.language), isRefusal: false) }
    func refuse(_ message: NoticeMessage) { screen.notice = Notice(text: message.text(screen.language), isRefusal: true) }

    private func draw() {
        frames.paused(model.isPaused && !overlays.contains(where: \.countsDown))
        frames.drew(at: time.uptime, wall: time.wall)
        openPreparedQuestion()
        let frame = compose(size: display.size)
        display.present(options.asciiLines ? AsciiForm.convert(frame.grid) : frame.grid, cursor: frame.cursor)
        for index in overlays.indices { overlays[index].presented(at: time.uptime) }
    }
}
