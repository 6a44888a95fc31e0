// The question before a change. Its default answer is No: nothing but the typed answer confirms, and
// keys typed ahead or held when it opened are thrown away.

import CellGrid
import Localization
import SIMModel

struct ConfirmDialog: Overlay {
    enum Field: Hashable { case number, digits, count, profile, reason }

    let question: OperationQuestion
    let profile: String
    let platform: String
    let settings: ConfirmSettings
    private var keyGuard: QuestionGuard

    private(set) var number = LineEditor()
    private(set) var digits = LineEditor()
    private(set) var count = LineEditor()
    private(set) var profileName = LineEditor()
    private(set) var reason = LineEditor()
    /// nil: a single key answers.
    private(set) var focus: Field?
    private(set) var problem: DialogMessage?
    /// So many cards go first; 0: no canary.
    private(set) var canary = 0
    /// The first line shown of the list of cards, while it is looked at.
    private(set) var listTop: Int?

    init(
        _ question: OperationQuestion, profile: String, platform: String, settings: ConfirmSettings, openedBy key: Key?,
        at now: Uptime
    ) {
        self.question = question
        self.profile = profile
        self.platform = platform
        self.settings = settings
        keyGuard = QuestionGuard(openedBy: key, at: now)
        focus = firstField
        canary = canaries.first ?? 0
    }

    /// The sizes that `c` goes through, the one to begin with first. A profile's own canary can be made
    /// larger, never smaller.
    private var canaries: [Int] {
        let count = question.cards.count
        guard count > 1, !question.isContinuation else { return [] }
        let least = settings.canary ?? 0
        let first = settings.canary ?? (count > ConfirmSettings.callLimit ? ConfirmSettings.usualCanary : 0)
        let sizes = [first] + [0, 1, 5, 20, 100].filter { $0 >= least && $0 != first }
        return sizes.filter { $0 < count }
    }

    private mutating func nextCanary() {
        let sizes = canaries.sorted()
        guard let index = sizes.firstIndex(of: canary) else { return }
        canary = sizes[(index + 1) % sizes.count]
    }

    var offersCanary: Bool { canaries.count > 1 }

    /// A protected card takes no single key: to copy the end of its number one must look at it.
    var asksDigits: Bool { question.protection != nil }
    /// A second operation beside one that is not over takes the number of that one: to copy it one must see it.
    var asksNumber: Bool { question.repeats != nil }
    var asksCount: Bool { question.cards.count >= settings.typeCountFrom }
    var asksProfile: Bool { settings.typeProfileFrom.map { question.cards.count >= $0 } ?? false }

    private var firstField: Field? {
        asksNumber ? .number : asksDigits ? .digits : asksCount ? .count : asksProfile ? .profile : nil
    }

    /// The stops of Tab, the single-key answer (nil) included.
    private var stops: [Field?] {
        var stops: [Field?] = []
        if asksNumber { stops.append(.number) }
        if asksDigits { stops.append(.digits) }
        if asksCount { stops.append(.count) }
        if asksProfile { stops.append(.profile) }
        if stops.isEmpty { stops.append(nil) }
        return stops + [.reason]
    }

    mutating func presented(at now: Uptime) { keyGuard.presented(at: now) }

    // A paste answers nothing.
    mutating func paste(_ text: String) -> OverlayOutcome { .stays }

    mutating func handle(_ key: Key, at now: Uptime) -> OverlayOutcome {
        guard keyGuard.admits(key, at: now) else { return .stays }
        if key == .control("c") { return .closes }
        if listTop != nil { return handleList(key) }
        problem = nil
        switch key.code {
        case .escape: return .closes
        case .tab, .backTab:
            let stops = stops
            let index = stops.firstIndex(of: focus) ?? 0
            focus = stops[(index + (key.code == .tab ? 1 : stops.count - 1)) % stops.count]
            return .stays
        case .enter:
            switch focus {
            case nil: return .stays
            case .reason:
                focus = firstField
                return .stays
            case .number, .digits, .count, .profile: return answer()
            }
        default: return handleField(key)
        }
    }

    private mutating func handleField(_ key: Key) -> OverlayOutcome {
        switch focus {
        case nil:
            switch key {
            case Key("y"): return answer()
            case Key("n"), Key("q"): return .closes
            case Key("l"): listTop = 0
            case Key("c"): nextCanary()
            case Key("r"): focus = .reason
            default: break
            }
        case .number, .digits, .count:
            if case .character(let character) = key.code, !key.control, !key.alt, !("0"..."9").contains(character) {
                if character == "l" { listTop = 0 }
                if character == "c" { nextCanary() }
                if character == "n" || character == "q" { return .closes }
            } else {
                switch focus {
                case .number: _ = number.handle(key)
                case .digits: _ = digits.handle(key)
                default: _ = count.handle(key)
                }
            }
        case .profile: _ = profileName.handle(key)
        case .reason: _ = reason.handle(key)
        }
        return .stays
    }

    private mutating func handleList(_ key: Key) -> OverlayOutcome {
        let top = listTop ?? 0
        let last = max(0, question.cards.count + question.leftOut.count - 1)
        switch key.code {
        case .escape, .enter, .character("l"), .character("q"): listTop = nil
        case .down, .character("j"): listTop = min(last, top + 1)
        case .up, .character("k"): listTop = max(0, top - 1)
        case .pageDown, .character(" "): listTop = min(last, top + 10)
        case .pageUp: listTop = max(0, top - 10)
        case .home, .character("g"): listTop = 0
        case .end, .character("G"): listTop = last
        default: break
        }
        return .stays
    }

    private mutating func answer() -> OverlayOutcome {
        if let repeats = question.repeats, number.text != "\(repeats.id)" {
            problem = .wrongNumber(repeats.id)
            focus = .number
            return .stays
        }
        if asksDigits, digits.text.isEmpty || digits.text != question.cards.first.map({ String($0.description.suffix(4)) }) {
            problem = .wrongDigits
            focus = .digits
            return .stays
        }
        if asksCount, count.text != "\(question.cards.count)" {
            problem = .wrongCount(question.cards.count)
            focus = .count
            return .stays
        }
        if asksProfile, profileName.text != profile {
            problem = .wrongProfile(profile)
            focus = .profile
            return .stays
        }
        let words = reason.text.split(separator: " ").joined(separator: " ")
        if settings.requireReason, words.isEmpty {
            problem = .reasonWanted
            focus = .reason
            return .stays
        }
        return .does(.confirm(question, reason: words.isEmpty ? nil : words, canary: canary), closes: true)
    }
}
