// The chart's curve and figures for each scope, from the readings in memory. A set's curve is the sum of
// its cards' own; the fleet has its own ring, so that a forgotten card stays in its past.

import SIMModel

@MainActor struct FlowChartMaker {
    let store: FleetStore
    let now: WallTime
    let span: FlowSpan
    let steps: Int

    private var flows: FlowHistory { store.flows }
    private var step: Duration { .milliseconds(span.duration.inMilliseconds / Int64(steps)) }

    func fleet(_ total: (rate: Double, cards: Int)) -> FlowChart {
        var chart = FlowChart(
            scope: .fleet, span: span, rate: total.cards > 0 ? total.rate : nil, live: total.cards, of: store.count)
        let start = now - span.duration
        if span.isFine {
            chart.curve = FlowCurve(
                points: flows.totalCurve(steps: steps, step: step, end: now), span: span.duration,
                samples: flows.totals.reduce(0) { $0 + ($1.at > start ? 1 : 0) })
        } else {
            var sum = CurveSum(steps: steps, step: step, end: now)
            flows.fleet.paint(&sum)
            chart.curve = FlowCurve(
                points: sum.means, span: span.duration,
                samples: flows.fleet.buckets.reduce(0) { $0 + (($1.minute + 1) * FleetRing.step > start.seconds ? 1 : 0) },
                meanOf: .seconds(FleetRing.step))
        }
        chart.today = today(flows.days.values)
        chart.month = store.monthCards > 0 ? store.monthUsed : nil
        return chart
    }

    func card(_ row: Int?) -> FlowChart {
        var chart = set(row.map { [$0] } ?? [], of: row == nil ? 0 : 1, scope: .card)
        guard let row else { return chart }
        chart.card = store.table.simNo(row)
        chart.month = store.table.volume(\.used, row)
        chart.quota = store.table.quota(row)
        return chart
    }

    func pool(of row: Int?) -> FlowChart {
        guard let row, let pool = store.table.number(.pool, row) else {
            var chart = FlowChart(scope: .pool, span: span)
            chart.card = row.map { store.table.simNo($0) }
            return chart
        }
        let members = flows.tracks.keys.filter { store.table.number(.pool, $0) == pool }
        var chart = set(members, of: store.cards(inPool: pool), scope: .pool)
        chart.card = store.table.simNo(row)
        chart.pool = pool
        return chart
    }

    func marked(_ marks: RowSet) -> FlowChart {
        set(flows.tracks.keys.filter { marks.contains($0) }, of: marks.count, scope: .marked)
    }

    private func set(_ rows: [Int], of count: Int, scope: FlowScope) -> FlowChart {
        var chart = FlowChart(scope: scope, span: span, of: count)
        var points: [Double?] = Array(repeating: nil, count: steps)
        let start = now - span.duration
        var samples = 0
        var rate = 0.0
        for row in rows {
            var curve = CurveSum(steps: steps, step: step, end: now)
            if span.isFine {
                guard let track = flows.tracks[row] else { continue }
                // What the points do not reach back to was measured all the same.
                if let first = track.points.first, first.at > start { flows.rings[row]?.paint(&curve, until: first.at) }
                track.paint(&curve)
                samples += track.samples(since: start)
            } else if let ring = flows.rings[row] {
                ring.paint(&curve)
                samples += ring.measured(since: start)
            }
            for (index, value) in curve.means.enumerated() {
                if let value { points[index] = (points[index] ?? 0) + value }
            }
            if let now = flows.rate(row, at: now) {
                rate += now
                chart.live += 1
            }
        }
        chart.rate = chart.live > 0 ? rate : nil
        chart.curve = FlowCurve(
            points: points, span: span.duration, samples: samples, meanOf: span.isFine ? nil : .seconds(FlowRing.step))
        chart.today = today(rows.lazy.compactMap { flows.days[$0] })
        return chart
    }

    private func today(_ marks: some Sequence<DayMark>) -> FlowToday? {
        let day = DayMark.day(now)
        var sum: Int64 = 0
        var since: UInt32?
        for mark in marks where mark.day == day {
            sum += mark.grown
            since = min(since ?? mark.since, mark.since)
        }
        return since.map { FlowToday(used: DataVolume(kilobytes: sum), since: WallTime(seconds: Int64($0))) }
    }
}
