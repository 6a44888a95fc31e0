// The API pane: any row of the interface under the cursor, its form, its request, its reply. Changes
// are sent after a question only; what spends money or must go through the journal is not sent here.

import JSONText
import Operations
import PlatformClient
import PlatformContract
public import SIMModel
import StateStore

/// Intents and view state of the API pane.
@MainActor public final class APIExplorerViewModel {
    /// Calls that are remembered.
    public static let remembered = 50

    struct Call {
        var endpoint: Endpoint
        var values: [WireField]
        var number: Int
        var at: WallTime
        var took: Duration?
        var outcome: APIOutcome
    }

    let client: PlatformClient
    let cards: CardsViewModel
    let ledger: WorkLedger
    let changes: ChangeSignal
    let time: any TimeSource
    /// Told when a call failed.
    var onProblem: (PlatformError) -> Void = { _ in }
    /// Told when a call has ended; nil instead of the reply: it failed.
    var onEnd: (Endpoint, [WireField], JSONValue?) -> Void = { _, _, _ in }

    // With the paths of the configuration.
    let endpoints: [Endpoint]
    let rows: [APIRow]
    var part = APIPart.list
    var cursors: [APIPart: ListCursor] = [:]
    var forms = APIForms()
    var showsPersonal = false
    /// Newest first.
    var calls: [Call] = []
    var callsMade = 0
    /// Whole documents of the calls, by number; only the newest few.
    var replies: [Int: JSONValue] = [:]
    var shown: (number: Int, tree: JSONTree, links: ReplyLinks)?
    var proposal: (id: Int, endpoint: Endpoint, values: [WireField])?
    var questions = 0
    var preview: (endpoint: String, values: [WireField], showsPersonal: Bool, lines: [String])?

    /// Replies that are kept for a look back.
    static let keptReplies = 5

    let recorder: ChangeRecorder
    /// The journal of changes could not be written.
    var onStoreProblem: @MainActor (StoreError) -> Void = { _ in }

    init(
        client: PlatformClient, recorder: ChangeRecorder, cards: CardsViewModel, ledger: WorkLedger,
        changes: ChangeSignal, time: any TimeSource
    ) {
        self.client = client
        self.recorder = recorder
        self.cards = cards
        self.ledger = ledger
        self.changes = changes
        self.time = time
        endpoints = Catalogue.all.map { client.configuration.effective($0) }
        rows = endpoints.map { endpoint in
            APIRow(
                id: endpoint.id, title: endpoint.title, titleZh: endpoint.titleZh,
                kind: APIKind(rawValue: endpoint.kind.rawValue) ?? .call,
                effect: APIEffect(rawValue: endpoint.effect.rawValue) ?? .reads, isInferred: endpoint.evidence == .inferred)
        }
    }

    func place(_ part: APIPart) -> Int { cursors[part]?.position(in: count(part)) ?? 0 }
    var endpoint: Endpoint { endpoints[place(.list)] }
    var row: APIRow { rows[place(.list)] }

    func count(_ part: APIPart) -> Int {
        switch part {
        case .list: rows.count
        case .form: endpoints[cursors[.list]?.position(in: rows.count) ?? 0].parameters.count
        case .request: 0
        case .reply: shown?.tree.rows.count ?? 0
        case .calls: calls.count
        }
    }

    // MARK: moving

    public func moveCursor(by steps: Int) { move { $0.move(by: steps, count: $1) } }
    public func moveToFirst() { move { $0.moveTo(0, count: $1) } }
    public func moveToLast() { move { $0.moveTo($1 - 1, count: $1) } }
    public func movePage(_ pages: Double) { move { $0.movePage(pages, count: $1) } }

    private func move(_ step: (inout ListCursor, Int) -> Void) {
        step(&cursors[part, default: ListCursor()], count(part))
        if part == .list { cursors[.form] = nil }
        changes.mark()
    }

    private func put(_ part: APIPart, at place: Int) { cursors[part, default: ListCursor()].moveTo(place, count: count(part)) }

    /// Goes to a part; entering the form fills in the card under the cursor or the marked ones.
    public func go(to next: APIPart) {
        if next == .form || next == .request, part == .list { enterForm() }
        part = next
        changes.mark()
    }

    /// The part after or before; the ends are ends.
    public func step(by steps: Int) {
        let all = APIPart.allCases
        let index = (all.firstIndex(of: part) ?? 0) + steps
        go(to: all[max(0, min(all.count - 1, index))])
    }

    /// Back towards the list; false when the list is what is shown.
    @discardableResult
    public func back() -> Bool {
        guard part != .list else { return false }
        go(to: part == .form ? .list : .form)
        return true
    }

    private func enterForm() {
        forms.fill(focus: cards.focusedCard, targets: cards.targets().cards, of: endpoint)
        goToFirstToFill()
    }

    /// The first field that is not right, else the first.
    func goToFirstToFill() {
        let fields = forms.fields(of: endpoint, showsPersonal: true)
        put(.form, at: fields.firstIndex { $0.problem != nil } ?? 0)
    }

    /// Opens the form of an endpoint with exactly these values: what stood there was about something else.
    func open(_ id: String, values: [WireField]) {
        guard let index = endpoints.firstIndex(where: { $0.id == id }) else { return }
        put(.list, at: index)
        forms.replace(values, of: endpoint)
        goToFirstToFill()
        part = .form
        changes.mark()
    }

    /// Opens the form of an endpoint, with a card and more filled in.
    public func open(_ id: String, card: CardNumber?, targets: [CardNumber], presets: [(name: String, value: String)] = []) {
        guard let index = endpoints.firstIndex(where: { $0.id == id }) else { return }
        put(.list, at: index)
        forms.fill(focus: card, targets: targets, of: endpoint)
        for preset in presets { forms.fill(preset.name, preset.value, of: endpoint) }
        goToFirstToFill()
        part = .form
        changes.mark()
    }

    // MARK: the form

    /// What stands in the field under the cursor, unmasked, for the editor; nil when the form has none.
    public var editedField: (name: String, text: String, values: [String])? {
        let parameters = endpoint.parameters
        guard parameters.indices.contains(place(.form)) else { return nil }
        let parameter = parameters[place(.form)]
        return (parameter.name, forms.text(parameter.name, of: endpoint), parameter.values)
    }

    public func set(_ name: String, to text: String) {
        forms.set(name, text, of: endpoint)
        changes.mark()
    }

    public func togglePersonal() -> Bool {
        showsPersonal.toggle()
        if let number = shown?.number { show(number) }
        changes.mark()
        return showsPersonal
    }

    // MARK: the reply and the calls

    /// Folds or unfolds at the reply's cursor.
    public func toggleFold() {
        guard var current = shown else { return }
        let line = current.tree.toggle(at: place(.reply))
        shown = current
        put(.reply, at: line)
        changes.mark()
    }

    /// Takes the call under the cursor into the form, and shows its reply where it is still kept.
    public func reopenCall() {
        guard calls.indices.contains(place(.calls)) else { return }
        let call = calls[place(.calls)]
        guard let index = endpoints.firstIndex(where: { $0.id == call.endpoint.id }) else { return }
        put(.list, at: index)
        forms.replace(call.values, of: endpoint)
        cursors[.form] = nil
        if replies[call.number] != nil {
            shown = nil
            show(call.number)
        }
        part = .form
        changes.mark()
    }

    func show(_ number: Int) {
        guard let document = replies[number], let call = calls.first(where: { $0.number == number }) else {
            shown = nil
            return
        }
        let value = showsPersonal ? document : Self.masked(document, call.endpoint)
        if let current = shown, current.number == number {
            shown?.tree = current.tree.showing(value)
            shown?.links = ReplyLinks(seen: value, document: document)
        } else {
            shown = (number, JSONTree(value), ReplyLinks(seen: value, document: document))
            cursors[.reply] = nil
        }
    }

    /// A token may come as nothing but a string.
    private static func masked(_ document: JSONValue, _ endpoint: Endpoint) -> JSONValue {
        guard case .object(let members) = PersonalFields.masked(document), endpoint.repliesPersonal else {
            return PersonalFields.masked(document)
        }
        return .object(
            members.map { member in
                guard member.key == "data", case .string(let text) = member.value else { return member }
                return JSONMember(key: member.key, value: .string(Masking.secret.mask(text)))
            })
    }
}
