// The lists of the Shop pane: numbers to pick, orders, a card's packages, purchases made from here.

import CellGrid
import Localization
import SIMModel
import ViewModels

enum ShopListsPart {
    private enum Column: Hashable { case a, b, c, d, e, f, g }

    private typealias Cell = (String, Style)

    /// A table with the cursor in it.
    private static func table(
        _ columns: [TableColumn<Column>], growth: [Table<Column>.Growth], count: Int, cursor: Int?, on room: Surface,
        _ context: PaneContext, cell: (Int, Column) -> Cell
    ) -> Point? {
        guard room.height >= 2 else { return nil }
        let table = Table<Column>(columns, start: 2, width: room.width - 1, growth: growth)
        table.drawHeads(on: room, y: 0) { _ in Style(.tableHead) }
        var point: Point?
        let window = ListRow.window(count: count, cursor: cursor, height: room.height - 1)
        for index in window {
            let y = 1 + index - window.lowerBound
            table.drawRow(on: room, y: y) { cell(index, $0) }
            if index == cursor { point = ListRow.cursor(on: room, y: y, context: context) }
        }
        return point
    }

    private static func below(_ surface: Surface, from y: Int, without foot: Int = 0) -> Surface {
        surface.sub(Rect(x: 0, y: y, width: surface.width, height: max(0, surface.height - y - foot)))
    }

    /// The line where something is typed; where the cursor stands.
    private static func typed(
        _ editor: LineEditor, after label: String, on surface: Surface
    ) -> Point {
        surface.fill(Rect(x: 0, y: 0, width: surface.width, height: 1), Style(.text))
        let x = surface.text(label, x: 1, y: 0, style: Style(.dialogKey))
        let column = editor.draw(on: surface, x: x, y: 0, width: max(1, surface.width - x - 1), style: Style(.input))
        return surface.screenPoint(x: column, y: 0)
    }

    // MARK: numbers

    static func numbers(_ state: ShopViewState, on surface: Surface, _ context: PaneContext) -> Point? {
        let asked = state.asked[.numbers] ?? ShopAsked()
        let words =
            state.digits.isEmpty
            ? context(ShopMessage.digitsHint(key: context.keys[.filter])) : context(ShopMessage.digits(state.digits))
        ShopPane.head(words, asked, isEmpty: state.numbers.isEmpty, now: state.now, on: surface, context)
        let typing = context.fieldEditor.map { typed($0, after: context(ShopMessage.digits("")), on: surface) }
        var y = 1
        var notes: [(String, Style)] = []
        if !state.wanted.isEmpty {
            let names = state.wanted.map { name in ShopField(rawValue: name).map { context($0) } ?? name }
            notes.append((context(ShopMessage.numbersWant(names.joined(separator: ", "))), Style(.muted)))
        }
        if let problem = state.offerProblem {
            notes.append(("✕ " + problem.sentence(context.language).line, Style(.operationFailed)))
        }
        for (text, style) in notes {
            for line in TextWidth.wrap(text, to: max(1, surface.width - 2)).prefix(3) {
                surface.text(line, x: 1, y: y, style: style)
                y += 1
            }
        }
        let room = below(surface, from: y)
        if state.numbers.isEmpty {
            ShopPane.empty(asked, .noNumbers, on: room, context)
            return typing
        }
        let point = table(
            [
                TableColumn(id: .a, head: context(ShopMessage.number), width: 13, priority: 0),
                TableColumn(id: .b, head: context(ShopMessage.kind), width: 9, priority: 1),
                TableColumn(id: .c, head: context(ShopMessage.price), width: 10, isRight: true, priority: 2),
            ], growth: [], count: state.numbers.count, cursor: state.cursor, on: room, context
        ) { index, column in
            let number = state.numbers[index]
            switch column {
            case .a: return (number.number, Style(.strong))
            case .b: return (context(number.isPretty ? ShopMessage.pretty : .offered), Style(number.isPretty ? .accent : .text))
            default: return (ShopPane.money(number.price), Style(number.price == nil ? .muted : .money))
            }
        }
        return typing ?? point
    }

    // MARK: orders

    static func orders(_ state: ShopViewState, on surface: Surface, _ context: PaneContext) -> Point? {
        let asked = state.asked[.orders] ?? ShopAsked()
        var words =
            state.query.isEmpty
            ? context(ShopMessage.queryHint(key: context.keys[.filter])) : context(ShopMessage.query(state.query))
        if !state.notFound.isEmpty { words += " · " + context(ShopMessage.notFound(state.notFound.joined(separator: " "))) }
        ShopPane.head(words, asked, isEmpty: state.orders.isEmpty, now: state.now, on: surface, context)
        let typing = context.fieldEditor.map { typed($0, after: context(ShopMessage.query("")), on: surface) }
        let room = below(surface, from: 1)
        if state.orders.isEmpty {
            if asked.problem == nil, !asked.isAsking {
                PaneFrame.message(context(ShopMessage.noOrders), on: room)
            } else {
                ShopPane.empty(asked, .noOrders, on: room, context)
            }
            return typing
        }
        let point = table(
            [
                TableColumn(id: .a, head: context(ShopMessage.orderNumber), width: 14, priority: 0),
                TableColumn(id: .b, head: context(Label.state), width: 14, priority: 1),
                TableColumn(id: .c, head: context(ShopMessage.goods), width: 10, priority: 4),
                TableColumn(id: .d, head: context(ShopMessage.person), width: 16, priority: 3),
                TableColumn(id: .e, head: context(ShopMessage.express), width: 16, priority: 2),
                TableColumn(id: .f, head: context(Label.created), width: 10, priority: 5),
                TableColumn(id: .g, head: context(ShopMessage.address), width: 8, priority: 6),
            ], growth: [.init(.a, upTo: 28), .init(.b, upTo: 20), .init(.e, upTo: 26), .init(.g, upTo: 40)],
            count: state.orders.count, cursor: state.cursor, on: room, context
        ) { index, column in
            let order = state.orders[index]
            switch column {
            case .a: return (order.keyNo ?? order.customNo ?? unknownText, Style(.strong))
            case .b:
                let sign = Sign.of(order: order.status)
                return ("\(sign.mark) \(status(order, context))", sign.style)
            case .c: return (order.goods ?? unknownText, Style(.text))
            case .d: return ([order.name, order.phone].compactMap { $0 }.joined(separator: " "), Style(.text))
            case .e: return (parcel(order), Style(order.expressNo == nil ? .muted : .text))
            case .f: return (order.createdAt.map { Figures.brief($0, now: state.now) } ?? unknownText, Style(.muted))
            case .g: return (order.address ?? unknownText, Style(.muted))
            }
        }
        return typing ?? point
    }

    /// The platform's own words, else those of its table.
    static func status(_ order: ShopOrderRow, _ context: PaneContext) -> String {
        if context.language == .zh, let name = order.statusName, !name.isEmpty { return name }
        guard let code = order.status else { return order.statusName ?? unknownText }
        return code.english == nil ? order.statusName ?? "\(code.code)" : ShopPane.words(code, context)
    }

    static func parcel(_ order: ShopOrderRow) -> String {
        let parts = [order.express, order.expressNo].compactMap { $0 }
        return parts.isEmpty ? unknownText : parts.joined(separator: " ")
    }

    // MARK: packages

    static func packages(_ state: ShopViewState, on surface: Surface, _ context: PaneContext) -> Point? {
        guard let card = state.card else {
            PaneFrame.message(context(ShopMessage.noCard(key: context.keys[.actions])), on: surface)
            return nil
        }
        let asked = state.asked[.packages] ?? ShopAsked()
        ShopPane.head(
            "\(context(ShopMessage.card)) \(card)", asked, isEmpty: state.packages.isEmpty, now: state.now, on: surface, context)
        let room = below(surface, from: 1)
        if state.packages.isEmpty {
            ShopPane.empty(asked, .noPackages, on: room, context)
            return nil
        }
        return table(
            [
                TableColumn(id: .a, head: "packageId", width: 10, priority: 2),
                TableColumn(id: .b, head: context(ShopMessage.name), width: 20, priority: 0),
                TableColumn(id: .c, head: context(ShopMessage.price), width: 10, isRight: true, priority: 1),
                TableColumn(id: .d, head: context(ShopMessage.quota), width: 8, isRight: true, priority: 3),
                TableColumn(id: .e, head: context(ShopMessage.days), width: 6, isRight: true, priority: 4),
                TableColumn(id: .f, head: context(ShopMessage.cycle), width: 10, isRight: true, priority: 5),
            ], growth: [.init(.b, upTo: 60)], count: state.packages.count, cursor: state.cursor, on: room, context
        ) { index, column in
            let package = state.packages[index]
            switch column {
            case .a: return (package.id ?? unknownText, Style(.muted))
            case .b: return (package.name ?? unknownText, Style(.strong))
            case .c: return (ShopPane.money(package.price), Style(package.price == nil ? .muted : .money))
            case .d: return (package.quota?.text ?? unknownText, Style(.text))
            case .e: return (package.days.map { "\($0)" } ?? unknownText, Style(.text))
            default: return (package.cycle ?? unknownText, Style(.muted))
            }
        }
    }

    // MARK: purchases

    static func purchases(_ state: ShopViewState, on surface: Surface, _ context: PaneContext) -> Point? {
        if state.journalTrouble != nil {
            PaneFrame.message(context(ShopMessage.noJournal), on: surface, style: Style(.operationFailed))
            return nil
        }
        if state.purchases.isEmpty {
            PaneFrame.message(context(ShopMessage.noPurchases), on: surface)
            return nil
        }
        let foot = surface.height >= 9 ? 3 : 0
        if foot > 0, let index = state.cursor {
            let text = meaning(state.purchases[index], context)
            for (line, piece) in TextWidth.wrap(text, to: max(1, surface.width - 2)).prefix(foot).enumerated() {
                surface.text(piece, x: 1, y: surface.height - foot + line, style: Sign.of(state.purchases[index].state).style)
            }
        }
        return table(
            [
                TableColumn(id: .a, head: context(Label.time), width: 10, priority: 3),
                TableColumn(id: .b, head: context(Label.state), width: 14, priority: 0),
                TableColumn(id: .c, head: context(ShopMessage.name), width: 14, priority: 1),
                TableColumn(id: .d, head: context(ShopMessage.target), width: 13, priority: 2),
                TableColumn(id: .e, head: context(ShopMessage.price), width: 9, isRight: true, priority: 4),
                TableColumn(id: .f, head: context(ShopMessage.orderNumber), width: 12, priority: 5),
                TableColumn(id: .g, head: context(ShopMessage.ownNumber), width: 26, priority: 6),
            ], growth: [.init(.c, upTo: 24), .init(.f, upTo: 28)], count: state.purchases.count, cursor: state.cursor,
            on: below(surface, from: 0, without: foot), context
        ) { index, column in
            let purchase = state.purchases[index]
            switch column {
            case .a: return (Figures.brief(purchase.createdAt, now: state.now), Style(.muted))
            case .b:
                let sign = Sign.of(purchase.state)
                return ("\(sign.mark) \(context(purchase.state.message))", sign.style)
            case .c: return (purchase.name ?? purchase.item, Style(.text))
            case .d: return (purchase.target, Style(.text))
            case .e: return (ShopPane.money(purchase.paid ?? purchase.price), Style(.muted))
            case .f: return (purchase.orderSn ?? unknownText, Style(.muted))
            case .g: return (purchase.customNo, Style(.muted))
            }
        }
    }

    /// What its state means, and for one in doubt how to find out.
    static func meaning(_ purchase: ShopPurchase, _ context: PaneContext) -> String {
        let why = purchase.reason.map { reason($0, context) }
        let place: ShopMessage =
            purchase.kind == .package ? .wherePackage(customNo: purchase.customNo) : .whereOrder(customNo: purchase.customNo)
        let parts = [why, purchase.state == .unknown ? context(place) : nil].compactMap { $0 }
        return parts.isEmpty ? "#\(purchase.id) \(purchase.customNo)" : parts.joined(separator: " ")
    }

    static func reason(_ reason: ShopPurchaseReason, _ context: PaneContext) -> String {
        switch reason {
        case .platform(let words): words
        case .lost(let why): context(ShopMessage.reasonLost(why))
        case .notSent(let why): context(ShopMessage.reasonNotSent(why))
        case .interrupted: context(ShopMessage.reasonInterrupted)
        case .notListed: context(ShopMessage.reasonNotListed)
        case .cannotTell: context(ShopMessage.reasonCannotTell)
        }
    }
}

extension ShopPurchaseState {
    var message: ShopMessage {
        switch self {
        case .planned: .planned
        case .sending: .sending
        case .bought: .bought
        case .refused: .refused
        case .unknown: .inDoubt
        case .cancelled: .cancelled
        }
    }
}

extension Sign {
    static func of(_ state: ShopPurchaseState) -> Sign {
        switch state {
        case .planned: Sign(mark: "○", role: .stateIdle)
        case .sending: Sign(mark: "→", role: .operationOpen)
        case .bought: Sign(mark: "✓", role: .operationDone)
        case .refused: Sign(mark: "✕", role: .operationFailed)
        case .unknown: Sign(mark: "?", role: .operationDoubt)
        case .cancelled: Sign(mark: "–", role: .stateIdle)
        }
    }

    /// upstream: order status.
    static func of(order status: ShopCode?) -> Sign {
        switch status?.code {
        case 4, 5, 6, 18: Sign(mark: "✓", role: .operationDone)
        case 3, 15, 16, 17, 9998: Sign(mark: "✕", role: .operationFailed)
        case 7: Sign(mark: "▲", role: .stateRisk)
        case 1, 2, 8, 10, 11, 13, 999: Sign(mark: "◌", role: .operationOpen)
        default: Sign(mark: "?", role: .stateUnknown)
        }
    }
}
