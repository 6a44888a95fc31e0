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
        case .operations: operations(model.operations(height: limit))
        case .devices: DevicesExport.rows(model.devices(height: limit))
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
                [row.id, row.title, row.titleZh, row.kind.rawValue, row.effect.rawValue, row.isInferred ? "inferred" : "confirmed"]
            }
    }

    static func flow(_ state: FlowViewState) -> [[String]] {
        [["simNo", "ratePerSecond", "sinceStart", "useFlow", "totalFlow", "source", "fetchedAt"]]
            + state.biggest.map { row in
                [
                    row.simNo.description, row.rate.map { fixed($0, decimals: 2) } ?? "",
                    row.sinceStart.map { "\($0.kilobytes)" } ?? "", row.used.map { "\($0.value.kilobytes)" } ?? "",
                    row.quota.map { "\($0.kilobytes)" } ?? "", row.used?.provenance.source.name ?? "",
                    row.used?.provenance.fetchedAt.iso8601 ?? "",
                ]
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

    static func operations(_ state: OperationsViewState) -> [[String]] {
        [["id", "action", "simNo", "state", "serialNumber", "operateId", "reason", "failReason", "createdAt", "updatedAt"]]
            + state.rows.map { record in
                [
                    "\(record.id)", record.kind.rawValue, record.simNo.description, record.state.rawValue,
                    record.serialNumber ?? "", record.operateID.map { "\($0)" } ?? "", record.reason ?? "",
                    record.failReason ?? "", record.createdAt.iso8601, record.updatedAt.iso8601,
                ]
            }
    }
}
