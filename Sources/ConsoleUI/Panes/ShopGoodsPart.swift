// Goods on sale as a list, and the one under the cursor in full.

import CellGrid
import Localization
import SIMModel
import ViewModels

enum ShopGoodsPart {
    private enum Column: Hashable { case id, name, price, carrier, picking, code, photos }

    static func list(_ state: ShopViewState, on surface: Surface, _ context: PaneContext) -> Point? {
        let asked = state.asked[.goods] ?? ShopAsked()
        ShopPane.head(
            groupedCount(state.goods.count), asked, isEmpty: state.goods.isEmpty, now: state.now, on: surface, context)
        let room = surface.sub(Rect(x: 0, y: 1, width: surface.width, height: surface.height - 1))
        if state.goods.isEmpty {
            ShopPane.empty(asked, .noGoods, on: room, context)
            return nil
        }
        guard room.height >= 2 else { return nil }
        let table = Table<Column>(
            [
                TableColumn(id: .id, head: "id", width: 5, isRight: true, priority: 2),
                TableColumn(id: .name, head: context(ShopMessage.name), width: 14, priority: 0),
                TableColumn(id: .price, head: context(ShopMessage.price), width: 9, isRight: true, priority: 1),
                TableColumn(id: .carrier, head: context(ShopMessage.carrier), width: 7, priority: 6),
                TableColumn(id: .picking, head: context(ShopMessage.picking), width: 15, priority: 3),
                TableColumn(id: .code, head: context(ShopMessage.smsCode), width: 10, priority: 4),
                TableColumn(id: .photos, head: context(ShopMessage.photos), width: 10, priority: 5),
            ], start: 2, width: room.width - 1, growth: [.init(.name, upTo: 26), .init(.picking, upTo: 28)])
        table.drawHeads(on: room, y: 0) { _ in Style(.tableHead) }
        var cursor: Point?
        let window = ListRow.window(count: state.goods.count, cursor: state.goodsCursor, height: room.height - 1)
        for index in window {
            let (goods, y) = (state.goods[index], 1 + index - window.lowerBound)
            table.drawRow(on: room, y: y) { column in
                switch column {
                case .id: ("\(goods.id)", Style(.muted))
                case .name: (goods.name ?? unknownText, Style(.strong))
                case .price: (ShopPane.money(goods.price), Style(goods.price == nil ? .muted : .money))
                case .carrier: (goods.carrier.map { "\($0)" } ?? unknownText, Style(.muted))
                case .picking: (ShopPane.words(goods.picking, context), Style(.text))
                case .code: (ShopPane.words(goods.smsCode, context), Style(.muted))
                case .photos: (ShopPane.words(goods.photos, context), Style(.muted))
                }
            }
            if index == state.goodsCursor { cursor = ListRow.cursor(on: room, y: y, context: context) }
        }
        return cursor
    }

    /// Everything about the goods under the cursor; what the list told until the details come.
    static func details(_ state: ShopViewState, on surface: Surface, _ context: PaneContext) -> Point? {
        guard let goods = state.chosen else { return nil }
        let asked = state.detailsAsked
        let note = PaneNote.age(asked.fetchedAt, problem: asked.problem, isAsking: asked.isAsking, now: state.now, context)
        let start = surface.text(note, endingAt: surface.width - 1, y: 0, style: Style(.muted))
        surface.text(goods.name ?? "\(goods.id)", x: 1, y: 0, style: Style(.title), limit: start - 2)
        var y = 1
        func draw(_ label: String, _ value: String, _ width: Int) {
            for (index, piece) in TextWidth.wrap(value, to: max(1, surface.width - width - 3)).enumerated()
            where y < surface.height {
                if index == 0 { surface.text(TextWidth.truncate(label, to: width), x: 1, y: y, style: Style(.muted)) }
                surface.text(piece, x: width + 2, y: y, style: Style(value == unknownText ? .muted : .text))
                y += 1
            }
        }
        if let problem = asked.problem {
            for line in TextWidth.wrap("✕ " + problem.sentence(context.language).line, to: max(1, surface.width - 2)).prefix(2) {
                surface.text(line, x: 1, y: y, style: Style(.operationFailed))
                y += 1
            }
        }
        let facts: [(ShopMessage, String)] = [
            (.price, ShopPane.money(goods.price)), (.monthFee, ShopPane.money(goods.monthFee)),
            (.carrier, goods.carrier.map { "\($0)" } ?? unknownText), (.picking, ShopPane.words(goods.picking, context)),
            (.smsCode, ShopPane.words(goods.smsCode, context)), (.photos, ShopPane.words(goods.photos, context)),
            (.settling, ShopPane.words(goods.settling, context)),
        ]
        for (label, value) in facts { draw(context(label), value, 14) }
        guard !goods.fields.isEmpty else { return nil }
        surface.text(context(ShopMessage.allFields), x: 1, y: y, style: Style(.title))
        y += 1
        for field in goods.fields where field.count == 2 { draw(field[0], field[1].isEmpty ? unknownText : field[1], 16) }
        return nil
    }
}
