// Commands made into intents. Whether one may run is decided in Availability; what it does, here.

import CellGrid
import Localization
import SIMModel
import ViewModels

extension Console {
    /// Runs a command, or tells why it cannot run.
    func run(_ name: CommandName, key: Key?) {
        if let reason = Availability.reason(name, in: situation()) {
            if name != .back { refuse(reason) }
            return
        }
        if name != .palette, !isMotion(name) {
            screen.recent = Array(([name] + screen.recent.filter { $0 != name }).prefix(Screen.recentLimit))
        }
        switch name {
        case .goCards: go(to: .cards)
        case .goFlow: go(to: .flow)
        case .goAssets: go(to: .assets)
        case .goHistory: go(to: .history)
        case .goOperations: go(to: .operations)
        case .goDevices: go(to: .devices)
        case .goShop: go(to: .shop)
        case .goAPI: go(to: .api)
        case .nextPane: step(by: 1)
        case .previousPane: step(by: -1)
        case .zoom:
            screen.isZoomed.toggle()
            screen.isZoomedForDetails = false
        case .down: model.move(screen.focus, .by(1))
        case .up: model.move(screen.focus, .by(-1))
        case .first: model.move(screen.focus, .first)
        case .last: model.move(screen.focus, .last)
        case .halfDown: model.move(screen.focus, .pages(0.5))
        case .halfUp: model.move(screen.focus, .pages(-0.5))
        case .pageDown: model.move(screen.focus, .pages(1))
        case .pageUp: model.move(screen.focus, .pages(-1))
        case .left where screen.focus == .shop: model.shopStep(by: -1)
        case .right where screen.focus == .shop: model.shopStep(by: 1)
        case .left where screen.focus == .api: model.apiStep(by: -1)
        case .right where screen.focus == .api: model.apiStep(by: 1)
        case .left where screen.focus == .devices: model.devicesGo(to: .list)
        case .right where screen.focus == .devices: model.devicesGo(to: .details)
        case .left where screen.focus == .flow: model.flowStep(by: -1)
        case .right where screen.focus == .flow: model.flowStep(by: 1)
        case .flowScope: model.flowNextScope()
        case .flowCloser: model.flowZoom(closer: true)
        case .flowWider: model.flowZoom(closer: false)
        case .left: screen.columnOffset = max(0, screen.columnOffset - 1)
        case .right: screen.columnOffset = min(CardTable.scrollable, screen.columnOffset + 1)
        case .filter where screen.focus == .shop: searchShop()
        case .filter: overlays.append(FilterPrompt(cardsNow().filter))
        case .sort: overlays.append(SortChooser(current: cardsNow().sort))
        case .frequency:
            model.count(model.frequency().column)
            overlays.append(FrequencyOverlay(model.frequency()))
        case .mark: model.toggleMark()
        case .markRange: model.toggleRange()
        case .markAll: tell(.marked(model.markAllShown()))
        case .markInvert: model.invertMarks()
        case .markNone:
            model.unmarkAll()
            tell(.unmarked)
        case .stop: ask(.stop, about: model.question(for: .stop), key: key)
        case .resume: ask(.resume, about: model.question(for: .resume), key: key)
        case .why: openWhy()
        case .protect: toggleProtection()
        case .tag: openLabel(.tags)
        case .note: openLabel(.note)
        case .saveTab: openLabel(.saveTab)
        case .renameTab: openLabel(.renameTab)
        case .deleteTab: deleteTab()
        case .nextTab: stepTab(by: 1)
        case .previousTab: stepTab(by: -1)
        case .actions: openMenu()
        case .runActions: openRunMenu()
        case .deviceActions: openDeviceMenu()
        case .addDevices: overlays.append(AddDevicesPrompt())
        case .send: screen.focus == .shop ? buy(key: key) : sendCall(key: key)
        case .smsCode: askForCode(key: key)
        case .photos: givePhotos()
        case .personal:
            let isShown =
                switch screen.focus {
                case .devices: model.devicesTogglePersonal()
                case .shop: model.shopTogglePersonal()
                default: model.apiTogglePersonal()
                }
            tell(.personal(isShown: isShown))
        case .code: openCode()
        case .copyCurl: copyCall(asCurl: true)
        case .addCards: overlays.append(AddCardsPrompt())
        case .details: screen.focus == .shop ? openInShop(key: key) : openDetails()
        case .refresh:
            if screen.focus == .api {
                sendCall(key: key)
            } else if screen.focus == .cards {
                tellAsked(model.refreshTargets())
            } else {
                refreshAgain(screen.focus)
            }
        case .refreshShown:
            for pane in screen.layout.panes.map(\.pane) where pane != screen.focus { _ = model.refreshShown(pane) }
            if screen.focus == .api { sendCall(key: key) } else { refreshAgain(screen.focus) }
        case .watch: tell(.watching(model.toggleWatch()))
        case .copy: screen.focus == .api ? copyCall(asCurl: false) : copy()
        case .export: export()
        case .showCommand: showCommand()
        case .saveScreen: openScreenMenu()
        case .pause: model.togglePause()
        case .palette:
            overlays.append(Palette(situation: situation(), recent: screen.recent, language: screen.language))
        case .help:
            overlays.append(
                HelpText.overlay(situation: situation(), keys: options.keys, width: display.size.columns, context: context))
        case .errors: overlays.append(ErrorLog.overlay(model.status(), calls: model.calls(), context: context))
        case .alerts: openAlerts()
        case .handover: openHandover()
        case .language: screen.language = screen.language.next
        case .theme: openThemes()
        case .redraw: display.invalidate()
        case .suspend:
            display.suspend()
            display.invalidate()
        case .back: back()
        case .profiles: chooseProfile()
        case .quit: backOrQuit()
        case .leave: leave()
        }
    }

    private func refreshAgain(_ pane: PaneID) {
        let report = model.refreshShown(pane)
        if pane == .cards { tellAsked(report) } else { tell(.askedAgain(pane: pane.label)) }
    }

    private func tellAsked(_ report: RefreshReport) {
        tell(.asked(report.asked, tooSoon: report.tooSoon, beyondLimit: report.beyondLimit))
    }

    private func isMotion(_ name: CommandName) -> Bool {
        switch name {
        case .down, .up, .first, .last, .halfDown, .halfUp, .pageDown, .pageUp, .left, .right, .back: true
        default: false
        }
    }

    func go(to pane: PaneID) {
        if pane != screen.focus { closeDetails() }
        screen.focus = pane
    }

    /// The next pane on the screen; where there is only one, the next of all.
    private func step(by step: Int) {
        let panes = screen.layout.panes.count > 1 ? screen.layout.panes.map(\.pane) : PaneID.allCases
        let index = panes.firstIndex(of: screen.focus) ?? 0
        go(to: panes[(index + step + panes.count) % panes.count])
    }

    /// Opens the question. Nothing is changed before its answer.
    func ask(_ kind: OperationKind, about question: OperationQuestion, key: Key?) {
        if question.cards.isEmpty {
            let why =
                question.leftOut.isEmpty
                ? "" : " " + DialogMessage.leftOut(question.leftOutSummary(screen.language)).text(screen.language)
            screen.notice = Notice(text: NoticeMessage.nothingCanBe(kind).text(screen.language) + why, isRefusal: true)
            return
        }
        if let limit = options.confirm.maxCards, question.cards.count > limit {
            refuse(.tooMany(question.cards.count, limit: limit))
            return
        }
        let (profile, platform) = account()
        display.discardPendingInput()
        overlays.append(
            ConfirmDialog(
                question, profile: profile, platform: platform, settings: options.confirm, openedBy: key,
                at: time.uptime))
    }

    /// Protects at once; a release asks first. What became of it is told when it stands on the disk.
    private func toggleProtection() {
        switch model.protectionIntent() {
        case .protect(let cards): model.protect(cards)
        case .unknownSimNo: refuse(.unknownSimNo)
        case .release(let cards):
            display.discardPendingInput()
            overlays.append(ReleaseQuestion(cards, at: time.uptime))
        }
    }

    private func openWhy() {
        guard let card = cardUnderCursor() else { return refuse(.noCard) }
        model.openWhy(card)
        overlays.append(WhyOverlay(model.why(card), resumeKey: options.keys.keys(for: .resume).lazy.compactMap(\.single).first))
    }

    /// The card the line under the cursor is about.
    private func cardUnderCursor() -> CardNumber? {
        switch screen.focus {
        case .cards:
            let state = cardsNow()
            return state.cursor.map { state.rows[$0].simNo }
        case .flow:
            let state = model.flow(height: height(of: .flow))
            return state.cursor.map { state.rows[$0].simNo }
        case .history: return model.history(height: height(of: .history)).subject
        case .operations:
            let state = model.operations(height: height(of: .operations))
            return state.cursor.map { state.rows[$0].simNo }
        case .assets, .devices, .shop, .api: return nil
        }
    }

    private func openDetails() {
        let context = context
        switch screen.focus {
        case .cards:
            screen.showsDetails = true
            if screen.layout.mode == .overview {
                screen.isZoomed = true
                screen.isZoomedForDetails = true
            }
        case .flow:
            let state = model.flow(height: height(of: .flow))
            if let row = state.cursor.map({ state.rows[$0] }) {
                // Another card would be under the keys that stop and resume.
                guard model.moveCards(to: row.simNo) else {
                    return refuse(.device(.filteredOut(row.simNo, key: contextKeys[.filter])))
                }
                go(to: .cards)
            }
        case .assets:
            let state = model.assets(height: height(of: .assets))
            if let row = state.cursor.map({ state.pools[$0] }) { overlays.append(RowDetails.pool(row, context)) }
        case .history:
            let state = model.history(height: height(of: .history))
            if let row = state.cursor.map({ state.rows[$0] }) { overlays.append(RowDetails.history(row, context)) }
        case .operations:
            let state = model.operations(height: height(of: .operations))
            if let row = state.cursor.map({ state.rows[$0] }) { overlays.append(RowDetails.operation(row, context)) }
        case .devices: openInDevices()
        case .shop: break
        case .api: openInAPI()
        }
    }

    private func closeDetails() {
        screen.showsDetails = false
        if screen.isZoomedForDetails {
            screen.isZoomed = false
            screen.isZoomedForDetails = false
        }
    }

    private func back() {
        if screen.focus == .devices, model.devicesBack() { return }
        if screen.focus == .shop, model.shopBack() { return }
        if screen.focus == .api, model.apiBack() { return }
        let cards = cardsNow()
        if screen.showsDetails {
            closeDetails()
        } else if cards.isRangeMarking {
            model.toggleRange()
        } else if screen.isZoomed {
            screen.isZoomed = false
        } else if !cards.filter.isEmpty {
            model.setFilter("")
        }
    }

    private func backOrQuit() {
        if screen.focus == .devices, model.devicesBack() { return }
        if screen.focus == .shop, model.shopBack() { return }
        if screen.focus == .api, model.apiBack() { return }
        if screen.showsDetails {
            closeDetails()
        } else if screen.isZoomed {
            screen.isZoomed = false
        } else {
            leave()
        }
    }

    private func leave() {
        let sending = model.sendingCount
        if sending == 0 { quit() } else { overlays.append(QuitQuestion(sending: sending)) }
    }

    private func copy() {
        let numbers = copied()
        guard !numbers.isEmpty else { return refuse(.nothingToCopy) }
        if numbers == screen.copied {
            // Once more: to be selected by hand, where the terminal forbids the other way.
            overlays.append(
                TextOverlay(
                    title: Label.copied.text(screen.language),
                    lines: numbers.prefix(Self.shownCopies).map { [(text: $0, style: Style(.dialog))] }))
            return
        }
        switch display.copy(numbers.joined(separator: "\n")) {
        case .sentToTerminal(let bytes, let way):
            way == .directly
                ? tell(.copied(numbers.count)) : tell(.copiedThrough(numbers.count, program: "\(way)", bytes: bytes))
            screen.copied = numbers
        case .tooLong(let limit): refuse(.copyTooLong(limit: limit))
        }
    }

    /// Copied numbers that are shown to be selected by hand.
    private static let shownCopies = 1000

    private func copied() -> [String] {
        switch screen.focus {
        case .cards: return model.targets().map(\.description)
        case .flow:
            let state = model.flow(height: height(of: .flow))
            return state.cursor.map { [state.rows[$0].simNo.description] } ?? []
        case .assets:
            let state = model.assets(height: height(of: .assets))
            return state.cursor.map { [state.pools[$0].pool.code ?? "\(state.pools[$0].pool.id)"] } ?? []
        case .history:
            let state = model.history(height: height(of: .history))
            return state.cursor.flatMap { state.rows[$0].entry.serialNumber }.map { [$0] } ?? []
        case .operations:
            let state = model.operations(height: height(of: .operations))
            return state.cursor.map { [state.rows[$0].simNo.description] } ?? []
        case .devices: return devicesNow().details.map { [$0.number] } ?? []
        case .shop: return model.shopCopy().map { [$0] } ?? []
        case .api: return model.apiCopy(asCurl: false).map { [$0] } ?? []
        }
    }

    private func export() {
        let rows = PaneExport.rows(screen.focus, of: model)
        guard rows.count > 1 else { return refuse(.nothingToExport) }
        write(rows, "simdeck-\(screen.focus.rawValue)")
    }

    /// Writes rows with a head as a CSV file; the time makes its name new.
    func write(_ rows: [[String]], _ subject: String) {
        switch doors.export(fileName(subject, "csv"), CSVText.sheet(rows)) {
        case .success(let path): tell(.exported(rows: rows.count - 1, path: path))
        case .failure(let problem): refuse(.exportFailed(path: problem.path, reason: problem.reason))
        }
    }
}
