// The Shop pane: goods, numbers, the order's form, orders, a card's packages, purchases. One part at a
// time; where there is room, what is under the cursor stands in full beside goods and form.

public import CellGrid
import Localization
import SIMModel
public import ViewModels

public enum ShopPane {
    /// From this width on the goods stand in full beside the list.
    static let wideFrom = 100

    public static func listHeight(_ size: Size, context: PaneContext) -> Int {
        max(1, size.rows - PaneFrame.headRows(context) - 5)
    }

    @discardableResult
    public static func render(_ state: ShopViewState, into surface: Surface, context: PaneContext) -> Point? {
        let isPersonal = state.part == .order || state.part == .orders
        let note = isPersonal && !state.showsPersonal ? context(APIMessage.masked(key: context.keys[.personal])) : ""
        let title = "7 " + context(Label.shop) + " · " + context(state.part.message)
        let body = PaneFrame.open(surface, title: title, note: note, context: context)
        parts(state.part, on: body, context)
        var top = 1
        if let first = state.doubtful.first {
            let words = context(
                ShopMessage.doubtBanner(state.doubtful.count, customNo: first.customNo, key: context.keys[.refresh]))
            for line in TextWidth.wrap(words, to: max(1, body.width - 2)).prefix(2) {
                body.fill(Rect(x: 0, y: top, width: body.width, height: 1), Style(.banner))
                body.text(line, x: 1, y: top, style: Style(.banner))
                top += 1
            }
        }
        let hasFoot = state.part == .order || state.part == .packages
        let room = body.sub(Rect(x: 0, y: top, width: body.width, height: body.height - top - (hasFoot ? 1 : 0)))
        guard room.height >= 1 else { return nil }
        if hasFoot { foot(state, on: body, context) }
        switch state.part {
        case .goods: return beside(state, on: room, context) { ShopGoodsPart.list(state, on: $0, context) }
        case .order: return beside(state, on: room, context) { ShopOrderPart.render(state, on: $0, context) }
        case .numbers: return ShopListsPart.numbers(state, on: room, context)
        case .orders: return ShopListsPart.orders(state, on: room, context)
        case .packages: return ShopListsPart.packages(state, on: room, context)
        case .purchases: return ShopListsPart.purchases(state, on: room, context)
        }
    }

    /// Which parts there are, and which one the keys go to.
    private static func parts(_ part: ShopPart, on surface: Surface, _ context: PaneContext) {
        var x = 0
        for each in ShopPart.allCases {
            let word = context(each.message)
            x =
                each == part
                ? surface.text("[\(word)]", x: x, y: 0, style: Style(.tabActive))
                : surface.text(" \(word) ", x: x, y: 0, style: Style(.tab))
        }
        let keys = "\(context.keys[.left]) \(context.keys[.right])"
        surface.text(keys, endingAt: surface.width - 1, y: 0, style: Style(.muted))
    }

    /// The part alone, or with the goods in full on its right.
    private static func beside(
        _ state: ShopViewState, on surface: Surface, _ context: PaneContext, _ left: (Surface) -> Point?
    ) -> Point? {
        guard surface.width >= wideFrom else {
            return state.part == .goods && state.showsDetails ? ShopGoodsPart.details(state, on: surface, context) : left(surface)
        }
        let width = surface.width * 11 / 20
        let cursor = left(surface.sub(Rect(x: 0, y: 0, width: width, height: surface.height)))
        for y in 0..<surface.height { surface.text("│", x: width, y: y, style: Style(.frame)) }
        _ = ShopGoodsPart.details(
            state, on: surface.sub(Rect(x: width + 2, y: 0, width: surface.width - width - 2, height: surface.height)), context)
        return cursor
    }

    /// The account's money, and the key that buys.
    private static func foot(_ state: ShopViewState, on surface: Surface, _ context: PaneContext) {
        let y = surface.height - 1
        let money =
            state.balance.map {
                ShopMessage.balance("¥" + $0.money.grouped, age: Figures.ago($0.fetchedAt, now: state.now, context))
            } ?? .balanceUnknown
        let start = surface.text(
            context(money), endingAt: surface.width - 1, y: y, style: Style(state.balance == nil ? .muted : .money))
        if state.isReadOnly {
            surface.text(context(ShopMessage.readOnly), x: 1, y: y, style: Style(.headerWarning), limit: start - 2)
        } else if state.part == .packages, !state.packages.isEmpty {
            surface.text(
                context(ShopMessage.buyHint(key: context.keys[.details])), x: 1, y: y, style: Style(.muted), limit: start - 2)
        } else if state.part == .order {
            let (text, style) = ShopOrderPart.verdict(state, context)
            surface.text(text, x: 1, y: y, style: style, limit: start - 2)
        }
    }

    /// The line over a list: what is looked for, and how old the answer is. A failed try stands beside
    /// what is still shown.
    static func head(
        _ words: String, _ asked: ShopAsked, isEmpty: Bool, now: WallTime, on surface: Surface, _ context: PaneContext
    ) {
        let age = PaneNote.age(asked.fetchedAt, problem: asked.problem, isAsking: asked.isAsking, now: now, context)
        let text = asked.isAsking && asked.fetchedAt != nil ? context(PaneMessage.asking) : age
        let start = surface.text(text, endingAt: surface.width - 1, y: 0, style: Style(.muted))
        if let problem = asked.problem, !isEmpty {
            let sentence = problem.sentence(context.language)
            // Where not all of it fits, what to do matters more than the particulars.
            let fits = TextWidth.cells(of: sentence.line) + 2 <= start - 2
            let words = fits ? sentence.line : [sentence.what, sentence.remedy].filter { !$0.isEmpty }.joined(separator: " ")
            surface.text("✕ " + words, x: 1, y: 0, style: Style(.operationFailed), limit: start - 2)
        } else {
            surface.text(words, x: 1, y: 0, style: Style(.muted), limit: start - 2)
        }
    }

    /// Nothing to list: the problem, that it is asked, or that there is none.
    static func empty(_ asked: ShopAsked, _ none: ShopMessage, on surface: Surface, _ context: PaneContext) {
        if asked.problem != nil || asked.isAsking || asked.fetchedAt == nil {
            PaneNote.missing(asked.isAsking ? nil : asked.problem, isAsking: asked.isAsking, on: surface, context)
        } else {
            PaneFrame.message(context(none), on: surface)
        }
    }

    /// The platform's words for a code; a code outside its table as it came.
    static func words(_ code: ShopCode?, _ context: PaneContext) -> String {
        guard let code else { return unknownText }
        return (context.language == .zh ? code.chinese : code.english) ?? "\(code.code)"
    }

    static func money(_ money: Money?) -> String { money.map { "¥" + $0.grouped } ?? unknownText }
}

extension ShopPart {
    var message: ShopMessage {
        switch self {
        case .goods: .goods
        case .numbers: .numbers
        case .order: .order
        case .orders: .orders
        case .packages: .packages
        case .purchases: .purchases
        }
    }
}
