// One frame, painted from nothing: layout, view states, panes, overlays.

import CellGrid
import Localization
import SIMModel
import ViewModels

extension Console {
    /// What the panes are told.
    var context: PaneContext {
        var context = PaneContext(language: screen.language, keys: contextKeys)
        context.isPaused = model.isPaused
        context.drawsASCII = options.asciiLines
        context.now = time.wall
        context.profileColour = options.profileColour
        return context
    }

    /// Rows of a pane's list on the screen, or a screenful where it is not shown.
    func height(of pane: PaneID) -> Int { screen.heights[pane] ?? 20 }

    /// The Cards pane now.
    func cardsNow() -> CardsViewState {
        let state = model.cards(height: height(of: .cards), withDetails: false)
        screen.cards = state
        return state
    }

    /// The facts availability depends on.
    func situation() -> Situation {
        var situation = Situation(pane: screen.focus)
        let cards = cardsNow()
        let status = model.status()
        situation.isReadOnly = status.isReadOnly
        situation.hasJournal = status.journalTrouble == nil
        situation.hasTargets = cards.cursor != nil || cards.markedCount > 0
        situation.hasMarks = cards.markedCount > 0
        situation.hasTabs = !cards.tabs.isEmpty
        situation.hasLine =
            switch screen.focus {
            case .cards: cards.cursor != nil
            case .flow: model.flow(height: height(of: .flow)).cursor != nil
            case .assets: model.assets(height: height(of: .assets)).cursor != nil
            case .history: model.history(height: height(of: .history)).cursor != nil
            case .operations: model.operations(height: height(of: .operations)).cursor != nil
            case .devices: devicesNow().cursor != nil
            case .shop, .api: true
            }
        situation.hasLink = screen.focus == .api && apiNow().link != nil
        situation.canZoom =
            screen.isZoomed || Layout.arrange(display.size, focus: screen.focus, isZoomed: false).mode == .overview
        situation.hasSomethingOpen =
            screen.showsDetails || screen.isZoomed || cards.isRangeMarking || !cards.filter.isEmpty
            || (screen.focus == .api && apiNow().part != .list) || (screen.focus == .shop && shopIsOpen())
            || (screen.focus == .devices && devicesNow().part != .list)
        return situation
    }

    /// The whole screen.
    func compose(size: Size) -> (grid: Grid, cursor: Point?) {
        let canvas = Canvas(size)
        let whole = canvas.surface
        screen.layout = Layout.arrange(size, focus: screen.focus, isZoomed: screen.isZoomed)
        let shown = Set(screen.layout.panes.map(\.pane))
        if shown != screen.shown {
            screen.shown = shown
            model.show(shown)
        }
        let context = context
        guard screen.layout.mode != .tooSmall else {
            let words = context(StatusMessage.tooSmall(columns: size.columns, rows: size.rows))
            for (y, line) in TextWidth.wrap(words, to: max(1, size.columns)).enumerated() {
                whole.text(line, x: 0, y: y, style: Style(.headerWarning))
            }
            return (canvas.grid, nil)
        }
        report()
        let status = model.status()
        if let area = screen.layout.header {
            StatusLine.render(status, into: whole.sub(area), isPaused: model.isPaused, context: context)
        }
        if let area = screen.layout.tabs { TabBar.render(status, focus: screen.focus, into: whole.sub(area), context: context) }
        var paneContext = context
        if case .failing(let error, _) = status.connection { paneContext.offline = error }
        var cursor: Point?
        for slot in screen.layout.panes {
            let point = paint(slot, on: whole.sub(slot.area), paneContext)
            if slot.pane == screen.focus {
                cursor = point
                screen.cursors[slot.pane] = point
            }
        }
        if let area = screen.layout.footer {
            let situation = situation()
            FooterLine.render(
                screen.notice, situation: situation, isPaused: model.isPaused, marked: screen.cards?.markedCount ?? 0,
                into: whole.sub(area),
                context: context)
        } else if let notice = screen.notice {
            // Without a footer the answer to a key lies over the last line until the next key.
            let line = whole.sub(Rect(x: 0, y: size.rows - 1, width: size.columns, height: 1))
            line.fill(Style(.footer))
            line.text(notice.text, x: 0, y: 0, style: Style(notice.isRefusal ? .footerBad : .footerNotice))
        }
        for index in overlays.indices {
            if var why = overlays[index] as? WhyOverlay {
                why.update(model.why(why.card))
                overlays[index] = why
            } else if var frequency = overlays[index] as? FrequencyOverlay {
                frequency.update(model.frequency())
                overlays[index] = frequency
            } else if var alerts = overlays[index] as? AlertsOverlay {
                alerts.update(model.alerts())
                overlays[index] = alerts
            }
        }
        for overlay in overlays { cursor = overlay.render(into: whole, context: context) ?? cursor }
        return (canvas.grid, cursor)
    }

    private func paint(_ slot: Layout.Slot, on surface: Surface, _ shared: PaneContext) -> Point? {
        var context = shared
        context.isFramed = screen.layout.mode == .overview
        context.isFocused = slot.pane == screen.focus && !overlays.contains { !($0 is FilterPrompt || $0 is FieldPrompt) }
        let size = Size(columns: slot.area.width, rows: slot.area.height)
        func room(_ height: Int) -> Int {
            screen.heights[slot.pane] = height
            return height
        }
        switch slot.pane {
        case .cards:
            context.columnOffset = screen.columnOffset
            context.filterEditor = (overlays.last as? FilterPrompt)?.editor
            var state = model.cards(height: height(of: .cards), withDetails: screen.showsDetails)
            let rows = CardsPane.listHeight(
                size, hasFilter: context.filterEditor != nil || !state.filter.isEmpty || !state.tabs.isEmpty,
                hasProblem: state.filterProblem != nil,
                context: context)
            if rows != height(of: .cards) { state = model.cards(height: room(rows), withDetails: screen.showsDetails) }
            screen.cards = state
            return CardsPane.render(state, into: surface, context: context)
        case .flow:
            return FlowPane.render(
                model.flow(height: room(FlowPane.listHeight(size, context: context))), into: surface, context: context)
        case .assets:
            return AssetsPane.render(
                model.assets(height: room(AssetsPane.listHeight(size, context: context))), into: surface, context: context)
        case .history:
            return HistoryPane.render(
                model.history(height: room(HistoryPane.listHeight(size, context: context))), into: surface, context: context)
        case .operations:
            return OperationsPane.render(
                model.operations(height: room(OperationsPane.listHeight(size, context: context))), into: surface, context: context
            )
        case .devices:
            return DevicesPane.render(
                model.devices(height: room(DevicesPane.listHeight(size, context: context))), into: surface, context: context)
        case .shop:
            context.fieldEditor = (overlays.last as? FieldPrompt)?.editor
            let rows = room(ShopPane.listHeight(size, context: context))
            return ShopPane.render(model.shop(height: rows), into: surface, context: context)
        case .api:
            context.fieldEditor = (overlays.last as? FieldPrompt)?.editor
            return APIPane.render(
                model.api(height: room(APIPane.listHeight(size, context: context))), into: surface, context: context)
        }
    }

    /// Tells once what became of the last confirmed question.
    private func report() {
        if let last = model.lastProtection, last.number != screen.lastProtection {
            screen.lastProtection = last.number
            switch last.outcome {
            case .protected(let count): tell(.protected(count))
            case .released(let count): tell(.released(count))
            case .failed(let trouble):
                screen.notice = Notice(text: JournalText.message(trouble).text(screen.language), isRefusal: true)
            }
        }
        reportLabel()
        reportDoubt()
        reportPurchase()
        let report = model.lastSubmission
        guard report != screen.lastReport else { return }
        screen.lastReport = report
        switch report {
        case nil, .running: break
        case .done(let message): tell(message)
        case .trouble(let message): screen.notice = Notice(text: message.text(screen.language), isRefusal: true)
        }
    }
}
