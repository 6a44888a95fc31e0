// The question before money is spent: what, for whom, the price, the account's money now and afterwards.
// Only the typed price (or where none was told the thing's number) and Enter buys; keys typed ahead or
// held when it opened are thrown away, and a paste answers nothing.

import CellGrid
import Localization
import SIMModel
import ViewModels

struct PurchaseQuestion: Overlay {
    let question: ShopQuestion
    let profile: String
    let platform: String
    private var keyGuard: QuestionGuard

    private(set) var answer = LineEditor()
    private(set) var start = ShopStart.now
    private(set) var isWrong = false

    init(_ question: ShopQuestion, profile: String, platform: String, openedBy key: Key?, at now: Uptime) {
        self.question = question
        self.profile = profile
        self.platform = platform
        keyGuard = QuestionGuard(openedBy: key, at: now)
    }

    mutating func presented(at now: Uptime) { keyGuard.presented(at: now) }

    mutating func handle(_ key: Key, at now: Uptime) -> OverlayOutcome {
        guard keyGuard.admits(key, at: now) else { return .stays }
        switch key {
        case Key(.escape), .control("c"): return .closes
        case Key(.tab), Key(.backTab):
            if question.kind == .package { start = start == .now ? .nextMonth : .now }
            return .stays
        case Key(.enter):
            guard question.accepts(answer.text) else {
                isWrong = !answer.text.isEmpty
                return .stays
            }
            return .does(.buy(question, start), closes: true)
        default:
            isWrong = false
            _ = answer.handle(key)
            return .stays
        }
    }

    func render(into screen: Surface, context: PaneContext) -> Point? {
        let width = min(74, screen.width)
        let lines = lines(context, width: max(1, width - 4))
        let isPackage = question.kind == .package
        let box = DialogBox.open(
            on: screen, width: width, height: lines.count + 6,
            title: context(ShopMessage.askTitle(isPackage: isPackage, profile: profile)), note: platform, isDanger: true)
        // On a screen too low for all of it, the facts give way, never the answer.
        for (y, line) in lines.prefix(max(0, box.height - 3)).enumerated() { box.text(line.text, x: 0, y: y, style: line.style) }
        let y = box.height - 3
        let words = question.price == nil ? ShopMessage.typeItem(question.answer) : .typePrice(question.answer)
        let x = box.text(context(words), x: 0, y: y, style: Style(.strong, .bold), limit: box.width - 12) + 1
        let column = answer.draw(
            on: box, x: x, y: y, width: max(1, min(16, box.width - x)), style: Style(isWrong ? .inputBad : .input))
        if isWrong { box.text(context(ShopMessage.wrongAnswer(question.answer)), x: 0, y: y + 1, style: Style(.inputBad)) }
        var keys = [("Esc", context(DialogMessage.keyNothing))]
        if isPackage { keys.append(("Tab", context(ShopMessage.keyStart))) }
        DialogBox.keys(keys, on: box, y: box.height - 1)
        return box.screenPoint(x: column, y: y)
    }

    private func lines(_ context: PaneContext, width: Int) -> [(text: String, style: Style)] {
        var lines: [(String, Style)] = []
        func add(_ text: String, _ style: Style) {
            for piece in TextWidth.wrap(text, to: width) { lines.append((piece, style)) }
        }
        add("\(question.name ?? unknownText) (\(question.item))", Style(.strong, .bold))
        add(context(ShopMessage.askFor(question.target)), Style(.dialog))
        if let number = question.number { add("\(context(ShopMessage.number)) \(number)", Style(.dialog)) }
        if question.kind == .package {
            add(context(start == .now ? ShopMessage.startsNow : .startsNextMonth), Style(.dialog))
        }
        if let price = question.price {
            add(context(ShopMessage.askPrice(price.grouped)), Style(.money, .bold))
        } else {
            add("! " + context(ShopMessage.askPriceUnknown), Style(.headerWarning))
        }
        if let balance = question.balance {
            let after = question.after.map { "¥" + $0.grouped } ?? unknownText
            let age = Figures.ago(balance.fetchedAt, now: question.now, context)
            add(context(ShopMessage.askBalance(balance.money.grouped, age: age, after: after)), Style(.dialog))
        } else {
            add(context(ShopMessage.askBalanceUnknown), Style(.muted))
        }
        add(context(ShopMessage.askOnce), Style(.dialogDanger))
        return lines
    }
}
