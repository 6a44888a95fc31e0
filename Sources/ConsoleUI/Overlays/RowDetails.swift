// Everything about one line of a list, uncut.

import CellGrid
import Localization
import SIMModel
import ViewModels

enum RowDetails {
    private typealias Field = (label: String, value: String)

    static func operation(_ record: OperationRecord, _ context: PaneContext) -> TextOverlay {
        overlay(
            "#\(record.id) · \(context(record.kind)) · \(record.simNo)",
            [
                (context(Label.simNumber), record.simNo.description),
                (context(Label.state), "\(Sign.of(record.state).mark) \(context(record.state))"),
                (context(Label.meaning), record.state.meaning(context.language)),
                (context(Label.failReason), context.why(record.failReason) ?? unknownText),
                (context(Label.reason), record.reason ?? unknownText),
                (context(Label.serial), record.serialNumber ?? unknownText),
                ("operateId", record.operateID.map { "\($0)" } ?? unknownText),
                (context(Label.trace), record.traceID ?? unknownText),
                (context(Label.group), record.group),
                (context(Label.created), Figures.moment(record.createdAt)),
                (context(Label.sent), Figures.moment(record.sentAt)),
                (context(Label.updated), Figures.moment(record.updatedAt)),
            ])
    }

    static func history(_ row: HistoryRow, _ context: PaneContext) -> TextOverlay {
        let entry = row.entry
        return overlay(
            "\(entry.actionText) · \(entry.simNo)",
            [
                (context(Label.simNumber), entry.simNo.description),
                (context(Label.action), "\(entry.actionText) (\(entry.actionType))"),
                (context(Label.result), "\(Sign.of(entry.status).mark) \(context(entry.status))"),
                (context(Label.failReason), entry.failReason ?? unknownText),
                (context(Label.serial), entry.serialNumber ?? unknownText),
                ("operateId", entry.operateID.map { "\($0)" } ?? unknownText),
                (context(Label.created), Figures.moment(entry.createdAt)),
                (context(Label.you), row.own.map { "#\($0.id) \(context($0.state))" } ?? unknownText),
                (context(Label.reason), row.own?.reason ?? unknownText),
            ])
    }

    static func pool(_ row: PoolRow, _ context: PaneContext) -> TextOverlay {
        let pool = row.pool
        func money(_ value: Money?) -> String { value.map { "¥" + $0.grouped } ?? unknownText }
        return overlay(
            "\(context(Label.pool)) \(pool.name ?? "\(pool.id)")",
            [
                ("id", "\(pool.id)"),
                (context(Label.code), pool.code ?? unknownText),
                (context(Label.available), money(pool.available)),
                (context(Label.balance), money(pool.balance)),
                (context(Label.deposit), money(pool.deposit)),
                (context(Label.frozen), money(pool.frozen)),
                (context(Label.spends), row.runway.map { "¥\($0.burnPerHour.text)/h" } ?? context(PaneMessage.tooFewSamples)),
                (context(Label.lasts), row.runway.map { Age.text($0.left) } ?? unknownText),
                (context(Label.cards), groupedCount(row.cards)),
                (context(Label.state), pool.status.map { "\($0)" } ?? unknownText),
                (context(Label.created), Figures.moment(pool.createdAt)),
                (context(Label.updated), Figures.moment(pool.updatedAt)),
            ])
    }

    static func order(_ order: ShopOrderRow, _ context: PaneContext) -> TextOverlay {
        overlay(
            "\(context(ShopMessage.order)) \(order.keyNo ?? order.customNo ?? unknownText)",
            [
                (context(ShopMessage.orderNumber), order.keyNo ?? unknownText),
                (context(ShopMessage.ownNumber), order.customNo ?? unknownText),
                (context(Label.state), "\(Sign.of(order: order.status).mark) \(ShopListsPart.status(order, context))"),
                (context(Label.failReason), order.failReason ?? unknownText),
                (context(ShopMessage.goods), order.goods ?? unknownText),
                (context(ShopMessage.number), order.number ?? unknownText),
                (context(ShopMessage.person), order.name ?? unknownText),
                (context(ShopMessage.identity), order.identity ?? unknownText),
                (context(ShopMessage.phone), order.phone ?? unknownText),
                (context(ShopMessage.address), order.address ?? unknownText),
                (context(ShopMessage.express), ShopListsPart.parcel(order)),
                (context(Label.created), Figures.moment(order.createdAt)),
                (context(Label.activatedAt), Figures.moment(order.activatedAt)),
                (context(ShopMessage.settling), ShopPane.words(order.settling, context)),
            ])
    }

    static func purchase(_ purchase: ShopPurchase, _ context: PaneContext) -> TextOverlay {
        func money(_ value: Money?) -> String { ShopPane.money(value) }
        return overlay(
            "#\(purchase.id) · \(context(purchase.kind == .package ? ShopMessage.isPackage : .isOrder))",
            [
                (context(Label.state), "\(Sign.of(purchase.state).mark) \(context(purchase.state.message))"),
                (context(Label.meaning), ShopListsPart.meaning(purchase, context)),
                (context(ShopMessage.name), "\(purchase.name ?? unknownText) (\(purchase.item))"),
                (context(ShopMessage.target), purchase.target),
                (context(ShopMessage.price), money(purchase.price)), (context(ShopMessage.paid), money(purchase.paid)),
                (context(ShopMessage.ownNumber), purchase.customNo),
                (context(ShopMessage.orderNumber), purchase.orderSn ?? unknownText),
                (context(Label.created), Figures.moment(purchase.createdAt)),
                (context(Label.updated), Figures.moment(purchase.updatedAt)),
            ])
    }

    private static func overlay(_ title: String, _ fields: [Field]) -> TextOverlay {
        let labels = fields.map { TextWidth.cells(of: $0.label) }.max() ?? 0
        let width = 76
        var lines: [TextOverlay.Line] = []
        for field in fields {
            for (index, piece) in TextWidth.wrap(field.value, to: width - 6 - labels).enumerated() {
                lines.append([
                    (TextWidth.fit(index == 0 ? field.label : "", labels + 2), Style(.muted)),
                    (piece, Style(field.value == unknownText ? .muted : .dialog)),
                ])
            }
        }
        return TextOverlay(title: title, lines: lines, width: width)
    }
}
