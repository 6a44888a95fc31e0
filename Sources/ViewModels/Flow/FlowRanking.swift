// Who stands in a list and in which order, worked out once for all readings of a second.

import SIMModel

/// A list of the Flow pane, whole.
struct FlowRanking {
    struct Entry: Hashable {
        var row: Int
        var fact: FlowFact?
        var evidence: FlowEvidence?
    }

    /// Most cards of the fleet that the month's list holds.
    static let monthLimit = 500

    var entries: [Entry] = []
    var judged = 0
    var tooFew = 0

    /// Forecasts are kept until the card's next five minutes: they are dear and change slowly.
    struct ForecastCache {
        struct Key: Hashable {
            var slot: Int64
            var used: Int64
            var quota: Int64
        }
        private(set) var known: [Int: (key: Key, verdict: FlowVerdict<RunsOut>)] = [:]

        mutating func verdict(_ row: Int, _ key: Key, _ make: () -> FlowVerdict<RunsOut>) -> FlowVerdict<RunsOut> {
            if let old = known[row], old.key.slot == key.slot, old.key.quota == key.quota { return old.verdict }
            // As many as there are tracks at most.
            if known.count >= FlowHistory.capacity { known = [:] }
            let verdict = make()
            known[row] = (key, verdict)
            return verdict
        }
    }

    init() {}

    @MainActor init(_ list: FlowList, store: FleetStore, now: WallTime, forecasts: inout ForecastCache) {
        let (flows, table) = (store.flows, store.table)
        switch list {
        case .now:
            let keyed = flows.tracks.keys.map { row in
                (row: row, rate: flows.rate(row, at: now) ?? -1, used: table.volume(\.used, row)?.kilobytes ?? -1)
            }
            entries = keyed.sorted { ($1.rate, $1.used, $0.row) < ($0.rate, $0.used, $1.row) }.map { Entry(row: $0.row) }
        case .today:
            let day = DayMark.day(now)
            let keyed = flows.days.filter { $0.value.day == day && $0.value.grown > 0 }
            entries = keyed.sorted { ($1.value.grown, $0.key) < ($0.value.grown, $1.key) }.map { Entry(row: $0.key) }
        case .month:
            entries = Self.biggest(Self.monthLimit, of: store.count) { table.volume(\.used, $0)?.kilobytes }.map {
                Entry(row: $0)
            }
        case .growing:
            judge(flows.rings.keys, order: { Self.factor($0) }) { row in
                Self.mapped(GrowthJudgement.judge(flows.rings[row]?.means ?? [], now: now), FlowFact.growing)
            }
        case .silent:
            let rows = flows.tracks.keys.filter { Self.mayFlow(table, $0) && flows.rate($0, at: now) != nil }
            judge(rows, order: { Self.stillness($0) }) { row in
                guard let track = flows.tracks[row] else { return nil }
                return Self.mapped(
                    SilenceJudgement.judge(
                        strides: track.strides, lastGrowth: track.lastGrowth, lastSeen: track.lastSeen,
                        stillSamples: track.stillSamples), FlowFact.silent)
            }
        case .bursts:
            judge(flows.tracks.keys, order: { Self.excess($0) }) { row in
                guard let track = flows.tracks[row], now - track.lastSeen <= FlowHistory.liveFor else { return nil }
                return Self.mapped(BurstJudgement.judge(track.points, rate: track.rate), FlowFact.burst)
            }
        case .runsOut:
            let month = QuotaForecast.month(of: now)
            judge(flows.tracks.keys, order: { -Self.moment($0) }) { row in
                guard let used = table.volume(\.used, row), let quota = table.quota(row), quota.kilobytes > 0 else { return nil }
                let key = ForecastCache.Key(
                    slot: now.seconds / FlowRing.step, used: used.kilobytes, quota: quota.kilobytes)
                let verdict = forecasts.verdict(row, key) {
                    let ends = table.time(.endsAt, row).flatMap { $0 > now ? $0 : nil }
                    return QuotaForecast.judge(
                        levels: flows.rings[row]?.levels ?? [], used: used, quota: quota, now: now,
                        periodStart: flows.tracks[row]?.periodStart ?? month.start, periodEnd: min(ends ?? month.end, month.end))
                }
                return Self.mapped(verdict, FlowFact.runsOut)
            }
        }
    }

    /// Judges each row; the facts stay, the largest by `order` first.
    private mutating func judge(
        _ rows: some Sequence<Int>, order: (FlowFact) -> Double, _ verdict: (Int) -> FlowVerdict<FlowFact>?
    ) {
        var found: [(entry: Entry, order: Double)] = []
        for row in rows {
            switch verdict(row) {
            case nil: continue
            case .tooFew: tooFew += 1
            case .no: break
            case .yes(let fact, let evidence): found.append((Entry(row: row, fact: fact, evidence: evidence), order(fact)))
            }
            judged += 1
        }
        entries = found.sorted { ($1.order, $0.entry.row) < ($0.order, $1.entry.row) }.map(\.entry)
    }

    private static func mapped<Fact>(_ verdict: FlowVerdict<Fact>, _ make: (Fact) -> FlowFact) -> FlowVerdict<FlowFact> {
        switch verdict {
        case .tooFew(let evidence): .tooFew(evidence)
        case .no(let evidence): .no(evidence)
        case .yes(let fact, let evidence): .yes(make(fact), evidence)
        }
    }

    /// A card that is known to be stopped or off line is silent for a reason.
    private static func mayFlow(_ table: FleetTable, _ row: Int) -> Bool {
        if let status = table.status(row)?.value, status.known != .active { return false }
        if let online = table.online(row), online.known == .offline { return false }
        return true
    }

    private static func factor(_ fact: FlowFact) -> Double { if case .growing(let growth) = fact { growth.factor } else { 0 } }
    private static func stillness(_ fact: FlowFact) -> Double {
        if case .silent(let silence) = fact { silence.stillFor.asSeconds / max(1, silence.usual.asSeconds) } else { 0 }
    }
    private static func excess(_ fact: FlowFact) -> Double {
        if case .burst(let burst) = fact { burst.rate / burst.threshold } else { 0 }
    }
    private static func moment(_ fact: FlowFact) -> Double {
        if case .runsOut(let out) = fact { Double(out.expected.milliseconds) } else { 0 }
    }

    /// The `limit` rows with the largest values, largest first: one pass, no sort of the whole fleet.
    static func biggest(_ limit: Int, of count: Int, _ value: (Int) -> Int64?) -> [Int] {
        var kept: [(value: Int64, row: Int)] = []
        var least = Int64.min
        for row in 0..<count {
            guard let value = value(row), value > 0, kept.count < limit || value > least else { continue }
            kept.append((value, row))
            if kept.count >= 2 * limit {
                kept.sort { ($1.value, $0.row) < ($0.value, $1.row) }
                kept.removeLast(kept.count - limit)
                least = kept.last?.value ?? least
            }
        }
        return kept.sorted { ($1.value, $0.row) < ($0.value, $1.row) }.prefix(limit).map(\.row)
    }
}
