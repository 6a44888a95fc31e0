// What the card table shows: a screenful, worked out from the cache at frame time.

import SIMModel

extension CardsViewModel {
    /// The rows for `height` lines. Tells the poller which cards are on the screen.
    public func viewState(height: Int, withDetails: Bool) -> CardsViewState {
        settleQuery()
        protection.lookAgain()
        let now = time.wall
        let count = state.order.count
        let window = cursor.window(height: height, count: count)
        let visible = state.order[window].map { Int($0) }
        if !visible.isEmpty || count == 0 { poller.want { $0.cardRows = visible } }
        let range = state.anchor == nil ? [] : Set(rangeRows)
        let watched = Set(state.watched)
        var details: CardDetails?
        if withDetails, let row = focusedRow { details = self.details(row, now) }
        var out = CardsViewState(
            rows: visible.map { row in
                var out = self.row(row, now)
                out.isMarked = state.marks.contains(row) || range.contains(row)
                out.isWatched = watched.contains(row)
                return out
            },
            firstIndex: window.lowerBound,
            cursor: cursor.position(in: count).flatMap { window.contains($0) ? $0 - window.lowerBound : nil },
            shownCount: count, totalCount: store.count, markedCount: state.marks.count,
            hiddenMarkedCount: state.hiddenMarks, filter: state.filter, filterProblem: state.filterProblem,
            isFiltering: query.isRunning, sort: state.sort, isRangeMarking: state.anchor != nil, details: details,
            now: now)
        out.loading = state.loading
        out.tabs = tabLabels()
        out.hasTags = !store.table.tags.hasNoTags
        out.diagnosis = focusedRow.map { Diagnosis(of: facts(of: store.table.simNo($0)), now: now) }
        return out
    }

    private func row(_ row: Int, _ now: WallTime) -> CardRow {
        let table = store.table
        var out = CardRow(simNo: table.simNo(row))
        out.iccid = table.iccid(row)
        out.status = table.status(row)
        out.online = table.online(row)
        out.used = table.used(row)
        out.quota = table.quota(row)
        out.endsAt = table.time(.endsAt, row)
        out.poolID = table.number(.pool, row)
        out.packageGroupID = table.number(.package, row)
        out.gatewayID = table.number(.gateway, row)
        out.rate = store.flows.rate(row, at: now)
        out.recentRates = store.flows.tracks[row]?.recentRates ?? []
        out.operation = board.badge(of: out.simNo, at: now)
        out.tags = table.tags.tags(row)
        out.isProtected = protection.protection(of: out.simNo) != nil
        out.isMissing = table.missingAt(row) != nil
        out.isAsking = poller.scheduler.isOut(row)
        out.error = table.errors[row]
        return out
    }

    private func details(_ row: Int, _ now: WallTime) -> CardDetails {
        let table = store.table
        let card = table.simNo(row)
        board.look(up: card)
        let record = table.record(row)
        let used = table.used(row)
        let isNewer = used.map {
            $0.provenance.effective > record?.provenance.effective ?? WallTime(milliseconds: .min)
        }
        var out = CardDetails(
            simNo: card, record: record, flow: isNewer ?? false ? used : nil, rate: store.flows.rate(row, at: now),
            isMissing: table.missingAt(row) != nil, error: table.errors[row],
            operations: Array(board.operations(of: card).prefix(5)))
        out.protection = protection.protection(of: card)
        out.tags = table.tags.tags(row)
        out.note = table.tags.note(row)
        return out
    }

    /// The platform's names of the exported columns.
    private static let exportKeys = [
        "simNo", "iccid", "imsi", "imei", "simStatus", "onlineStatus", "useFlow", "totalFlow", "endAt", "poolId",
        "packageGroupId", "gatewayId", "source", "fetchedAt", "tags", "note",
    ]

    /// A header and one row for every card that passes the filter, in order. Unknown values are empty.
    public func exportRows() -> [[String]] {
        settleQuery()
        let table = store.table
        var rows = [Self.exportKeys]
        rows.reserveCapacity(state.order.count + 1)
        for row in state.order.lazy.map({ Int($0) }) {
            let origin = table.oldestOrigin(row)
            let cells: [String?] = [
                table.simNo(row).description, table.iccid(row)?.description, table.imsi(row)?.description,
                table.imei(row)?.description, table.code(.status, row)?.description,
                table.code(.online, row)?.description, table.volume(\.used, row)?.kilobytes.description,
                table.quota(row)?.kilobytes.description, table.time(.endsAt, row)?.platformText,
                table.number(.pool, row)?.description, table.number(.package, row)?.description,
                table.number(.gateway, row)?.description, origin?.source.name, origin?.fetchedAt.iso8601,
                table.tags.tags(row).joined(separator: ";"), table.tags.note(row),
            ]
            rows.append(cells.map { $0 ?? "" })
        }
        return rows
    }
}
