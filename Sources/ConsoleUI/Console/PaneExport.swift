// What a pane shows as rows with a head, named as the API names its fields.

import SIMModel
import ViewModels

enum PaneExport {
    /// The most lines of a list that are written.
    private static let limit = 1_000_000

    @MainActor static func rows(_ pane: PaneID, of model: any ConsoleModel) -> [[String]] {
        switch pane {
        case .cards: model.exportCards()
        case .flow: flow(model.flow(height: limit))
        case .assets: assets(model.assets(height: limit))
        case .history: history(model.history(height: limit))
        case .operations: operations(model.operations(height: limit).rows)
        case .devices: DevicesExport.rows(model.devices(height: limit))
        case .shop: shop(model.shop(height: limit))
        case .api: api(model.api(height: limit))
        }
    }

    /// The reply's lines where the reply is shown, else the endpoints.
    static func api(_ state: APIViewState) -> [[String]] {
        if state.part == .reply {
            return [["depth", "name", "value"]] + state.reply.map { ["\($0.depth)", $0.key, $0.text] }
        }
        return [["id", "title", "titleZh", "kind", "effect", "evidence"]]
            + state.rows.map { row in
                [
                    row.id, row.title, row.titleZh, row.kind.rawValue, row.effect.rawValue,
                    row.isInferred ? "inferred" : "confirmed",
                ]
            }
    }

    /// The part that is shown; personal values as they are shown.
    static func shop(_ state: ShopViewState) -> [[String]] {
        func fetched(_ part: ShopPart) -> String { state.asked[part]?.fetchedAt?.iso8601 ?? "" }
        switch state.part {
        case .goods:
            return [["id", "name", "price", "operatorType", "selectNumber", "smsCode", "uploadPhoto", "monthFee", "fetchedAt"]]
                + state.goods.map { goods in
                    let codes = [goods.picking?.code, goods.smsCode?.code, goods.photos?.code].map { $0.map { "\($0)" } ?? "" }
                    return ["\(goods.id)", goods.name ?? "", goods.price?.text ?? "", goods.carrier.map { "\($0)" } ?? ""] + codes
                        + [goods.monthFee?.text ?? "", fetched(.goods)]
                }
        case .numbers:
            return [["number", "isPretty", "price", "fetchedAt"]]
                + state.numbers.map { [$0.number, "\($0.isPretty)", $0.price?.text ?? "", fetched(.numbers)] }
        case .order: return [["name", "value"]] + state.form.map { [$0.name, $0.value] }
        case .orders:
            return [
                [
                    "keyNo", "customNo", "goodsName", "status", "statusName", "createdAt", "expressName", "expressNo", "certName",
                    "certNo", "contactPhone", "address", "applyFailReason", "fetchedAt",
                ]
            ]
                + state.orders.map { order in
                    [
                        order.keyNo ?? "", order.customNo ?? "", order.goods ?? "", order.status.map { "\($0.code)" } ?? "",
                        order.statusName ?? "", order.createdAt?.iso8601 ?? "", order.express ?? "", order.expressNo ?? "",
                        order.name ?? "", order.identity ?? "", order.phone ?? "", order.address ?? "", order.failReason ?? "",
                        fetched(.orders),
                    ]
                }
        case .packages:
            return [["simNo", "packageId", "packageName", "price", "totalFlow", "days", "effectiveCycle", "fetchedAt"]]
                + state.packages.map { package in
                    [
                        state.card?.description ?? "", package.id ?? "", package.name ?? "", package.price?.text ?? "",
                        package.quota.map { "\($0.kilobytes)" } ?? "", package.days.map { "\($0)" } ?? "", package.cycle ?? "",
                        fetched(.packages),
                    ]
                }
        case .purchases:
            return [
                [
                    "id", "kind", "target", "item", "name", "price", "paid", "customNo", "state", "orderSn", "createdAt",
                    "updatedAt",
                ]
            ]
                + state.purchases.map { purchase in
                    [
                        "\(purchase.id)", purchase.kind.rawValue, purchase.target, purchase.item, purchase.name ?? "",
                        purchase.price?.text ?? "", purchase.paid?.text ?? "", purchase.customNo, purchase.state.rawValue,
                        purchase.orderSn ?? "", purchase.createdAt.iso8601, purchase.updatedAt.iso8601,
                    ]
                }
        }
    }

    static func flow(_ state: FlowViewState) -> [[String]] {
        [
            [
                "simNo", "ratePerSecond", "usedToday", "usedTodaySince", "useFlow", "totalFlow", "source", "fetchedAt", "samples",
                "over", "judgement", "value", "usual", "earliest", "latest",
            ]
        ]
            + state.rows.map { row in
                [
                    row.simNo.description, row.rate.map { fixed($0, decimals: 2) } ?? "",
                    row.today.map { "\($0.used.kilobytes)" } ?? "", row.today?.since.iso8601 ?? "",
                    row.used.map { "\($0.value.kilobytes)" } ?? "", row.quota.map { "\($0.kilobytes)" } ?? "",
                    row.used?.provenance.source.name ?? "", row.used?.provenance.fetchedAt.iso8601 ?? "",
                    row.evidence.map { "\($0.samples)" } ?? "", row.evidence.map { "\($0.over.inSeconds)" } ?? "",
                ] + judgement(row.fact)
            }
    }

    /// Rates in KB a second, times in seconds, amounts in KB a day.
    private static func judgement(_ fact: FlowFact?) -> [String] {
        switch fact {
        case nil: ["", "", "", "", ""]
        case .growing(let growth): ["growing", fixed(growth.lastHour, decimals: 2), fixed(growth.median, decimals: 2), "", ""]
        case .silent(let silence): ["silent", "\(silence.stillFor.inSeconds)", "\(silence.usual.inSeconds)", "", ""]
        case .burst(let burst): ["burst", fixed(burst.rate, decimals: 2), fixed(burst.median, decimals: 2), "", ""]
        case .runsOut(let out): ["runsOut", "\(out.perDay)", "", out.earliest.iso8601, out.latest?.iso8601 ?? ""]
        }
    }

    static func assets(_ state: AssetsViewState) -> [[String]] {
        let fetched = state.fetchedAt?.iso8601 ?? ""
        return [["id", "name", "code", "deposit", "balance", "frozenBalance", "availableBalance", "status", "fetchedAt"]]
            + state.pools.map(\.pool).map { pool in
                [
                    "\(pool.id)", pool.name ?? "", pool.code ?? "", pool.deposit?.text ?? "", pool.balance?.text ?? "",
                    pool.frozen?.text ?? "", pool.available?.text ?? "", pool.status.map { "\($0)" } ?? "", fetched,
                ]
            }
    }

    static func history(_ state: HistoryViewState) -> [[String]] {
        [["actionType", "actionTypeText", "operateId", "simNo", "status", "failReason", "serialNumber", "createdAt", "id"]]
            + state.rows.map { row in
                let entry = row.entry
                return [
                    "\(entry.actionType)", entry.actionText, entry.operateID.map { "\($0)" } ?? "", entry.simNo.description,
                    "\(entry.status.code)", entry.failReason ?? "", entry.serialNumber ?? "", entry.createdAt?.iso8601 ?? "",
                    row.own.map { "\($0.id)" } ?? "",
                ]
            }
    }

    static func operations(_ records: [OperationRecord]) -> [[String]] {
        [["id", "action", "simNo", "state", "serialNumber", "operateId", "reason", "failReason", "createdAt", "updatedAt"]]
            + records.map { record in
                [
                    "\(record.id)", record.kind.rawValue, record.simNo.description, record.state.rawValue,
                    record.serialNumber ?? "", record.operateID.map { "\($0)" } ?? "", record.reason ?? "",
                    record.failReason ?? "", record.createdAt.iso8601, record.updatedAt.iso8601,
                ]
            }
    }
}
