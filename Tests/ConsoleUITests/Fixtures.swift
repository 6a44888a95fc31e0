// View states made by hand, with everything that is hard to draw: wide characters, stale and missing
// values, doubt, errors, emptiness.

import ConsoleUI
import Localization
import SIMModel
import ViewModels

enum Fixture {
    /// 2026-11-24 14:03:22 in the platform's zone.
    static let now = CivilTime.parse(platform: "2026-11-24 14:03:22") ?? WallTime(seconds: 0)

    static func card(_ text: String) -> CardNumber { CardNumber(text) ?? CardNumber("1") ?? fallback }
    private static var fallback: CardNumber { preconditionFailure("a fixture's number is no card number") }

    static func ago(_ seconds: Int64, _ source: Source = .carrier) -> Provenance {
        Provenance(source: source, fetchedAt: now - .seconds(seconds))
    }

    static func gigabytes(_ value: Double) -> DataVolume { DataVolume(kilobytes: Int64(value * 1_048_576)) }

    static func operation(
        _ id: Int64, _ kind: OperationKind, _ number: String, _ state: OperationState, at seconds: Int64, took: Int64 = 0,
        why: String? = nil, reason: String? = nil, serial: String? = "20261124140110000000000000008841"
    ) -> OperationRecord {
        OperationRecord(
            id: OperationID(id), kind: kind, simNo: card(number), state: state, reason: reason, group: "g\(id / 10)",
            serialNumber: serial, operateID: state == .confirmed ? 900 + id : nil, failReason: why,
            traceID: "00112233445566778899aabbccddeeff", createdAt: now - .seconds(seconds),
            updatedAt: now - .seconds(seconds - took), sentAt: now - .seconds(seconds - 1))
    }

    static func badge(_ record: OperationRecord) -> OperationBadge {
        OperationBadge(
            id: record.id, kind: record.kind, state: record.state, createdAt: record.createdAt, updatedAt: record.updatedAt,
            failReason: record.failReason)
    }

    private static func row(
        _ number: String, _ status: Coded<SIMStatus>?, used: Double?, quota: Double?, ends: String?, age: Int64,
        source: Source = .carrier
    ) -> CardRow {
        var row = CardRow(simNo: card(number))
        row.status = status.map { Sourced($0, ago(age, source)) }
        row.used = used.map { Sourced(gigabytes($0), ago(age, source)) }
        row.quota = quota.map(gigabytes)
        row.endsAt = ends.flatMap { CivilTime.parse(platform: $0) }
        row.iccid = card("8986040100000000" + number.suffix(3))
        row.poolID = 3
        row.packageGroupID = 1
        row.gatewayID = 12
        row.online = Coded(.online)
        return row
    }

    /// One row of each kind an operator meets.
    static func rows() -> [CardRow] {
        var rows = [
            row("14900000017", Coded(.active), used: 12.41, quota: 30, ends: "2027-03-27", age: 8),
            row("14900000042", Coded(.stopped), used: 28.44, quota: 30, ends: "2027-03-27", age: 12),
            row("14900000107", Coded(.riskStop), used: 30.02, quota: 30, ends: "2026-11-27", age: 5400, source: .snapshot),
            row("14900000311", Coded(.stopped), used: 3.2, quota: 10, ends: "2026-12-02", age: 9),
            row("14900000388", Coded(.separated), used: 0, quota: 1, ends: nil, age: 3480, source: .snapshot),
            row("14900000391", Coded(.active), used: 93.1, quota: 100, ends: "2026-11-20", age: 2),
            row("14900000402", Coded(.awaitingActivation), used: nil, quota: 5, ends: nil, age: 60, source: .snapshot),
            row("14900000455", Coded(code: 77), used: 0.4, quota: nil, ends: "2027-01-01", age: 30, source: .degraded),
            row("14900000512", nil, used: nil, quota: nil, ends: nil, age: 0),
            row("14900000513", nil, used: nil, quota: nil, ends: nil, age: 0),
            row("14900000600", Coded(.active), used: 1536, quota: 2048, ends: "2028-01-31", age: 200),
        ]
        rows[0].rate = 4198.4
        rows[0].recentRates = [100, 900, 2000, 4100, 3000, 4198]
        rows[0].isWatched = true
        rows[1].operation = badge(operation(1182, .resume, "14900000042", .submitted, at: 40))
        rows[1].online = Coded(.offline)
        rows[2].isMarked = true
        rows[2].operation = badge(operation(1170, .stop, "14900000107", .unknown, at: 300, why: "no reply"))
        rows[3].isMarked = true
        rows[3].operation = badge(operation(1165, .stop, "14900000311", .confirmed, at: 500, took: 125))
        rows[4].operation = badge(operation(1160, .resume, "14900000388", .failed, at: 900, took: 60, why: "余额不足"))
        rows[5].rate = 380.5
        rows[5].recentRates = [380, 10, 0, 200]
        rows[8].isMissing = true
        rows[8].iccid = nil
        rows[9].isAsking = true
        rows[9].iccid = nil
        rows[9].online = nil
        rows[10].error = "运营商接口超时"
        return rows
    }

    static func cards(
        rows: [CardRow] = Fixture.rows(), cursor: Int? = 1, filter: String = "", problem: FilterProblem? = nil,
        shown: Int? = nil, total: Int = 5000, details: CardDetails? = nil
    ) -> CardsViewState {
        var state = CardsViewState(
            rows: rows, firstIndex: 0, cursor: rows.isEmpty ? nil : cursor, shownCount: shown ?? rows.count,
            totalCount: total, markedCount: rows.filter(\.isMarked).count + (rows.isEmpty ? 0 : 1),
            hiddenMarkedCount: rows.isEmpty ? 0 : 1, filter: filter, filterProblem: problem, isFiltering: false,
            sort: SortOrder(.used, descending: true), isRangeMarking: false, details: details, now: now)
        if let row = state.cursor.map({ rows[$0] }) { state.diagnosis = Diagnosis(of: facts(row), now: now) }
        return state
    }

    static func details() -> CardDetails {
        var record = CardRecord(simNo: card("14900000042"))
        record.iccid = card("8986040100000000042A")
        record.imsi = card("460040000000042")
        record.imei = card("864635281109908")
        record.gatewayID = 12
        record.packageGroupID = 1
        record.poolID = 3
        record.status = Coded(.stopped)
        record.activation = Coded(.activated)
        record.realName = Coded(.verified)
        record.platformRealName = Coded(code: 9)
        record.network = Coded(.cut)
        record.online = Coded(.offline)
        record.cancellation = Coded(.notCancelled)
        record.polling = 1
        record.activatedAt = CivilTime.parse(platform: "2025-03-28 10:20:30")
        record.rechargeTimes = 12
        record.quota = gigabytes(30)
        record.used = gigabytes(28)
        record.endsAt = CivilTime.parse(platform: "2027-03-27")
        record.lastPolledAt = now - .seconds(1800)
        record.statusAt = now - .seconds(12)
        return CardDetails(
            simNo: record.simNo, record: Sourced(record, ago(1800, .snapshot)),
            flow: Sourced(gigabytes(28.44), ago(12)), rate: 41.5, isMissing: false, error: nil,
            operations: [
                operation(1182, .resume, "14900000042", .submitted, at: 40, reason: "客户已续费"),
                operation(1150, .stop, "14900000042", .confirmed, at: 86_500, took: 130),
                operation(1100, .resume, "14900000042", .failed, at: 200_000, took: 60, why: "余额不足"),
            ])
    }

    static func curve(_ count: Int, scale: Double, over: Duration = .minutes(10), meanOf: Duration? = nil) -> FlowCurve {
        var points: [Double?] = []
        for index in 0..<count {
            let noise = Double((index * 7919) % 17) / 17
            let slope = Double(index) / Double(count)
            points.append(index % 13 == 5 ? nil : scale * (1.2 + noise + slope))
        }
        return FlowCurve(points: points, span: over, samples: count, meanOf: meanOf)
    }

    static func chart(_ scope: FlowScope = .fleet) -> FlowChart {
        let since = CivilTime.parse(platform: "2026-11-24 09:14:05") ?? now
        switch scope {
        case .fleet:
            var chart = FlowChart(
                scope: .fleet, span: .tenMinutes, curve: curve(60, scale: 20_000), rate: 39_116, live: 12, of: 5000)
            chart.today = FlowToday(used: gigabytes(38.2), since: since)
            chart.month = gigabytes(1966)
            return chart
        case .card:
            var chart = FlowChart(
                scope: .card, span: .twoMinutes, curve: curve(24, scale: 40, over: .minutes(2)), rate: 41.5, live: 1, of: 1)
            chart.card = card("14900000042")
            chart.today = FlowToday(used: gigabytes(1.2), since: since)
            (chart.month, chart.quota) = (gigabytes(28.44), gigabytes(30))
            return chart
        case .pool:
            var chart = FlowChart(
                scope: .pool, span: .day, curve: curve(90, scale: 900, over: .hours(24), meanOf: .minutes(5)), rate: 1800,
                live: 8, of: 700)
            (chart.card, chart.pool) = (card("14900000042"), 1)
            chart.today = FlowToday(used: gigabytes(9.1), since: since)
            chart.money = FlowPoolMoney(
                name: "华东共享池", available: money("868.6") ?? Money(tenThousandths: 0),
                runsOut: RunsOut(
                    earliest: now + .hours(60), expected: now + .hours(69), latest: now + .hours(90), perDay: 3_000_000,
                    basis: .measured),
                evidence: FlowEvidence(samples: 31, over: .hours(2)))
            return chart
        case .marked: return FlowChart(scope: .marked, span: .hour, curve: .empty, rate: nil, live: 0, of: 0)
        }
    }

    static func flow(isEmpty: Bool = false, _ scope: FlowScope = .fleet, list: FlowList = .now) -> FlowViewState {
        var state = FlowViewState(
            chart: FlowChart(scope: scope, span: .tenMinutes), list: list, rows: [], firstIndex: 0, count: 0, judged: 0,
            tooFew: 0,
            cursor: nil, totalRate: nil, liveCards: 0, monthUsed: .zero, monthCards: 0, totalCards: 0, isPaused: false, now: now)
        if isEmpty { return state }
        func user(
            _ number: String, _ rate: Double?, _ used: Double?, _ quota: Double?, _ fact: FlowFact? = nil, watched: Bool = false
        ) -> FlowRow {
            FlowRow(
                simNo: card(number), rate: rate,
                today: rate.map { FlowToday(used: DataVolume(kilobytes: Int64($0 * 900)), since: now - .seconds(17_400)) },
                used: used.map { Sourced(gigabytes($0), ago(9)) }, quota: quota.map(gigabytes),
                recentRates: rate.map { [$0 / 3, $0 / 2, $0 / 5, $0, $0 * 0.8] } ?? [], isWatched: watched, fact: fact,
                evidence: rate.map { FlowEvidence(samples: Int($0) % 50 + 6, over: .seconds(Int64($0) % 3000 + 40)) })
        }
        state.chart = chart(scope)
        (state.totalRate, state.liveCards) = (39_116, 12)
        (state.monthUsed, state.monthCards, state.totalCards) = (gigabytes(1966), 4988, 5000)
        state.cursor = 1
        let hour = Duration.hours(1)
        switch list {
        case .now, .today, .month:
            state.rows = [
                user("14900000391", 4198, 93.1, 100), user("14900002210", 3788, 61, 100, watched: true),
                user("14900000017", 2048, 12.41, 30), user("14900000600", 512, 1843, 2048),
                user("14900000042", 41.5, nil, nil), user("14900000777", nil, 4.2, 5),
            ]
        case .growing:
            state.rows = [
                user("14900000391", 4198, 93.1, 100, .growing(FlowGrowth(lastHour: 4000, median: 12, factor: 333))),
                user("14900002210", 788, 61, 100, .growing(FlowGrowth(lastHour: 700, median: 350, factor: 2)), watched: true),
            ]
        case .silent:
            state.rows = [
                user("14900000017", 0, 12.41, 30, .silent(FlowSilence(stillFor: .seconds(760), usual: .seconds(20)))),
                user("14900002210", 0, 61, 100, .silent(FlowSilence(stillFor: .hours(3), usual: .seconds(65)))),
            ]
        case .bursts:
            state.rows = [
                user("14900000391", 4198, 93.1, 100, .burst(FlowBurst(rate: 4198, median: 90, threshold: 144))),
                user("14900000600", 512, 3, 2048, .burst(FlowBurst(rate: 512, median: 0, threshold: 64))),
            ]
        case .runsOut:
            func out(_ from: Int64, _ to: Int64?, _ basis: ForecastBasis = .measured) -> FlowFact {
                .runsOut(
                    RunsOut(
                        earliest: now + hour * Int(from), expected: now + hour * Int(from),
                        latest: to.map { now + hour * Int($0) },
                        perDay: 3_400_000, basis: basis))
            }
            state.rows = [
                user("14900000107", 40, 30.02, 30, out(0, 0)), user("14900000391", 4198, 93.1, 100, out(9, 13)),
                user("14900002210", 3788, 61, 100, out(60, 140)), user("14900000017", 2048, 12.41, 30, out(100, nil)),
                user("14900000600", 512, 1843, 2048, out(96, 130, .periodMean)),
            ]
        }
        (state.count, state.judged, state.tooFew) = (state.rows.count, 312, 40)
        return state
    }

    static func money(_ text: String) -> Money? { Money(decimal: text) }

    static let calls: [CallLine] = [
        CallLine(at: now - .seconds(2), endpoint: "batchQuerySimFlow", cards: 10, milliseconds: 123, error: nil, attempt: 1),
        CallLine(at: now - .seconds(5), endpoint: "accountAsset", cards: 0, milliseconds: 3, error: unreachable, attempt: 2),
        CallLine(at: now - .seconds(9), endpoint: "batchQuerySimInfo", cards: 100, milliseconds: 1204, error: nil, attempt: 1),
    ]
    static let unreachable = PlatformError(
        .unreachable("connection refused"), sent: .notSent, endpoint: "accountAsset", traceID: "00112233445566778899aabbccddeeff")

    static func assets(isEmpty: Bool = false, problem: PlatformError? = nil) -> AssetsViewState {
        if isEmpty {
            return AssetsViewState(
                main: nil, mainRunway: nil, pools: [], cursor: nil, firstIndex: 0, poolCount: 0, fetchedAt: nil,
                problem: problem, isAsking: problem == nil, now: now)
        }
        func pool(_ id: Int64, _ name: String, _ available: String?, _ alarm: PoolAlarm, hours: Int64?) -> PoolRow {
            var pool = AccountAssets.Pool(id: id)
            pool.name = name
            pool.code = "P\(id)"
            pool.deposit = money("500")
            pool.balance = money("2990.3")
            pool.frozen = money("2121.7")
            pool.available = available.flatMap { money($0) }
            return PoolRow(
                pool: pool,
                runway: hours.flatMap { hours in
                    money("12.5").map { Runway(burnPerHour: $0, left: .hours(hours), samples: 5, over: .hours(2)) }
                }, alarm: alarm, cards: Int(id) * 700)
        }
        return AssetsViewState(
            main: AccountAssets.Main(id: 1, username: "agent-east", balance: money("10000.5"), createdAt: nil),
            mainRunway: money("12.5").map { Runway(burnPerHour: $0, left: .hours(800), samples: 5, over: .hours(2)) },
            pools: [
                pool(1, "华东共享池", "868.6", .low, hours: 69), pool(3, "Pool A", "12121.7", .none, hours: 2000),
                pool(4, "备用池", "0", .empty, hours: 0), pool(9, "Pool with a long name indeed", nil, .none, hours: nil),
            ], cursor: 0, firstIndex: 0, poolCount: 4, fetchedAt: now - .seconds(31), problem: problem, isAsking: false,
            now: now)
    }

    static func history(isEmpty: Bool = false, problem: PlatformError? = nil) -> HistoryViewState {
        let subject = card("14900000042")
        if isEmpty {
            return HistoryViewState(
                subject: subject, rows: [], firstIndex: 0, cursor: nil, count: 0, awaited: [],
                fetchedAt: problem == nil ? now - .seconds(5) : nil, problem: problem, isAsking: false, now: now)
        }
        func entry(_ type: Int, _ text: String, _ status: Int, _ seconds: Int64, _ serial: String?, why: String? = nil)
            -> ActionLogEntry
        {
            ActionLogEntry(
                actionType: type, actionText: text, operateID: 8841, simNo: subject, status: Coded(code: status),
                failReason: why, serialNumber: serial, createdAt: now - .seconds(seconds))
        }
        return HistoryViewState(
            subject: subject,
            rows: [
                HistoryRow(
                    entry: entry(3, "复机", 1, 130, "20261124140110000000000000008841"),
                    own: operation(1182, .resume, "14900000042", .accepted, at: 140)),
                HistoryRow(
                    entry: entry(2, "停机", 1, 320, "20261124135802000000000000008812"),
                    own: operation(1150, .stop, "14900000042", .confirmed, at: 330)),
                HistoryRow(entry: entry(3, "复机", 2, 90_000, "20261123000000000000000000000001", why: "余额不足，请充值后重试"), own: nil),
                HistoryRow(entry: entry(11, "", 5, 900_000, nil), own: nil),
            ], firstIndex: 0, cursor: 1, count: 4, awaited: [operation(1190, .resume, "14900000042", .submitted, at: 20)],
            fetchedAt: now - .seconds(12), problem: problem, isAsking: false, now: now)
    }

    static func operations(isEmpty: Bool = false) -> OperationsViewState {
        let rows: [OperationRecord] =
            isEmpty
            ? []
            : [
                operation(1192, .stop, "14900000700", .planned, at: 5, reason: "夜间停机"),
                operation(1191, .stop, "14900000701", .sending, at: 6),
                operation(1190, .resume, "14900000042", .submitted, at: 20, reason: "renewed"),
                operation(1182, .resume, "14900000043", .accepted, at: 140),
                operation(
                    1170, .stop, "14900000107", .unknown, at: 300, why: OperationNote(.lost, "no answer within 30 s").text,
                    serial: nil),
                operation(1165, .stop, "14900000311", .confirmed, at: 500, took: 125),
                operation(1160, .resume, "14900000388", .failed, at: 900, took: 60, why: "余额不足"),
                operation(1159, .resume, "14900000389", .refused, at: 901, took: 1, why: "signature", serial: nil),
                operation(1158, .stop, "14900000390", .cancelled, at: 4000, took: 20, serial: nil),
                operation(1100, .stop, "14900000391", .unconfirmed, at: 90_000, took: 600),
            ]
        return OperationsViewState(
            rows: rows, firstIndex: 0, cursor: isEmpty ? nil : 4, count: rows.count, openCount: isEmpty ? 0 : 5,
            doubtfulCount: isEmpty ? 0 : 2, now: now)
    }

    static func run(_ state: RunState, _ counts: [OperationState: Int], hold: RunHold? = nil) -> RunStanding {
        RunStanding(
            run: BulkRun(
                id: "r4821aa01bc2", kind: .stop, reason: "夜间停机", state: state, policy: RunPolicy(canary: 5), hold: hold,
                note: hold == nil ? nil : "21 of 100", actor: "li@jump1", createdAt: now - .seconds(90), updatedAt: now),
            tally: RunTally(counts))
    }

    static func status(
        connection: Connection = .online, isReadOnly: Bool = false, isDemo: Bool = false, isProduction: Bool = true
    ) -> StatusViewState {
        StatusViewState(
            profile: "east", isProduction: isProduction, isReadOnly: isReadOnly, isDemo: isDemo,
            platform: "agent.example.cn", connection: connection, clockSkew: .milliseconds(400),
            calls: CallBudget(used: 41, allowed: 60, configured: 60),
            sweep: SweepStanding(answered: 3150, total: 5000, end: .after(.seconds(100))), sweptCards: 3150, totalCards: 5000,
            openOperations: 2, doubtfulOperations: 0,
            problems: [ProblemEntry(at: now - .seconds(75), error: unreachable, count: 3)], now: now)
    }

    static func question(cards count: Int = 312, leftOut: Bool = true) -> OperationQuestion {
        let numbers = (0..<count).map { card("149000\(10_000 + $0)") }
        var states: [OperationQuestion.StateCount] = [.init(status: Coded(.active), count: count)]
        if count > 14 {
            states = [.init(status: Coded(.active), count: count - 14), .init(status: nil, count: 14)]
        }
        var left: [OperationQuestion.LeftOut] = []
        if leftOut {
            for index in 0..<5 { left.append(.init(card: card("14900020\(100 + index)"), why: .alreadyInState(.stop))) }
            left.append(.init(card: card("14900020900"), why: .cancelled))
            left.append(.init(card: card("14900020901"), why: .unfinished(operation: "1182")))
        }
        var question = OperationQuestion(
            id: 7, kind: .stop, cards: numbers, states: states, online: min(count, 212), leftOut: left)
        question.used = gigabytes(38.2)
        question.pools = count == 1 ? [3] : [1, 3]
        question.packages = count == 1 ? 1 : 4
        question.calls = (count + 99) / 100
        question.hidden = count == 1 ? 0 : 3
        return question
    }
}
