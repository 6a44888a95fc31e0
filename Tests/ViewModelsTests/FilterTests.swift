import SIMModel
import Testing

@testable import ViewModels

@Suite @MainActor struct FilterTests {
    private let now = WallTime(seconds: 1_795_500_000)

    /// Row 0: active, on line, 90 % of 10 G, pool 3, ends in 3 days. Row 1: stopped, 1 G of 10 G, pool 4,
    /// ends in 60 days. Row 2: state 77, nothing else known. Row 3: missing. Row 4: risk stop, old snapshot.
    private func fleet() -> FleetTable {
        let store = FleetStore()
        store.add((0..<5).map { Rig.card($0 + 4820) })
        func record(_ row: Int, _ status: Int, _ edit: (inout CardRecord) -> Void = { _ in }) -> CardRecord {
            var record = CardRecord(simNo: Rig.card(row + 4820))
            record.status = Coded(code: status)
            edit(&record)
            return record
        }
        let carrier = Provenance(source: .carrier, fetchedAt: now)
        _ = store.merge([
            .record(
                record(0, 3) {
                    $0.iccid = CardNumber("89860401000000000421")
                    $0.imei = CardNumber("864635281109908")
                    $0.imsi = CardNumber("460001234567890")
                    $0.online = Coded(.online)
                    $0.used = DataVolume(kilobytes: 9 * 1_048_576)
                    $0.quota = DataVolume(kilobytes: 10 * 1_048_576)
                    $0.poolID = 3
                    $0.packageGroupID = 17
                    $0.gatewayID = 2
                    $0.endsAt = now + .hours(72)
                }, carrier),
            .record(
                record(1, 4) {
                    $0.online = Coded(.offline)
                    $0.used = DataVolume(kilobytes: 1_048_576)
                    $0.quota = DataVolume(kilobytes: 10 * 1_048_576)
                    $0.poolID = 4
                    $0.packageGroupID = 5
                    $0.endsAt = CivilTime.parse(platform: "2027-01-15 12:00:00")
                }, carrier),
            .record(record(2, 77), carrier),
            .missing(Rig.card(4823), at: now),
            .record(record(4, 7), Provenance(source: .snapshot, fetchedAt: now, asOf: now - .hours(3))),
        ])
        return store.table
    }

    private func rows(_ text: String, marked: RowSet = RowSet([1]), operations: [Int: OperationBadge] = [:]) throws
        -> [Int]
    {
        let context = FilterContext(now: now, marked: marked, watched: [4], operations: operations)
        let query = FleetQuery(
            condition: try FilterParser.parse(text), sort: SortOrder(.simNo), context: context, rates: [:])
        return query.run(over: fleet()).order.map { Int($0) }
    }

    @Test(arguments: [
        ("", [0, 1, 2, 3, 4]), ("   ", [0, 1, 2, 3, 4]), ("4821", [1]), ("0004820", [0]), ("89860401", [0]),
        ("8646 3528", [0]), ("8646 3529", []), ("\"8646 3528\"", [0]), ("46000123", [0]), ("17", [0]),
        ("4820|4822", [0, 2]),
        ("-4820", [1, 2, 3, 4]), ("status:stopped", [1]), ("status:停机", [1]), ("状态：已停机", [1]), ("status:4", [1]),
        ("status:active", [0]), ("status:正常", [0]), ("status:77", [2]), ("status:stopped|risk", [1, 4]),
        ("status:stopped|status:77", [1, 2]), ("status:\"risk stop\"", [4]), ("STATUS:Risk-Stop", [4]),
        ("status:?", [3]), ("stopped", [1]), ("停机", [1]), ("online:yes", [0]), ("online:no", [1]),
        ("-online:yes", [1, 2, 3, 4]), ("在线:是", [0]), ("flow>80%", [0]), ("flow<80%", [1]), ("flow>=90%", [0]),
        ("flow:90%", [0]), ("flow>1G", [0]), ("flow>=1G", [0, 1]), ("flow<=1024M", [1]), ("flow=1G", [1]),
        ("flow>８０％", [0]), ("flow>1048575k", [0, 1]), ("flow>1t", []), ("used>0", [0, 1]), ("flow:unknown", [2, 3, 4]),
        ("quota>5G", [0, 1]), ("ends<7d", [0]), ("ends>7d", [1]), ("ends<2w", [0]), ("ends<80h", [0]), ("ends:7d", [0]),
        ("ends:2027-01-15", [1]), ("ends<2027-01-15", [0]), ("ends<=2027-01-15", [0, 1]), ("ends>2027-01-15", []),
        ("到期<7天", [0]), ("pool:3", [0]), ("pool>3", [1]), ("池:4", [1]), ("package:5", [1]), ("gateway:2", [0]),
        ("carrier:2", [0]), ("iccid:0421", [0]), ("imei:864635", [0]), ("imsi:46000", [0]), ("sim:4822", [2]),
        ("marked:yes", [1]), ("marked:no", [0, 2, 3, 4]), ("watched:yes", [4]), ("missing:yes", [3]), ("缺失:是", [3]),
        ("stale:yes", [4]), ("status:stopped flow>80%", []), ("pool>=3 -status:stopped", [0]),
        ("op:none", [0, 1, 2, 3, 4]), ("ｓｔａｔｕｓ：ｓｔｏｐｐｅｄ", [1]), ("flow≥1G", [0, 1]), ("４８２１", [1]), ("flow:>1G", [0]),
        ("status:stopped or status:77", [1, 2]), ("stopped OR pool:3", [0, 1]), ("flow>1k and pool:3", [0]),
        ("flow>1k and not pool:3", [1]), ("not (pool:3 or pool:4)", [2, 3, 4]), ("-(pool:3 or pool:4)", [2, 3, 4]),
        // `or` binds weaker than standing side by side.
        ("pool:3 status:active or status:77", [0, 2]), ("pool:3 (status:active or status:77)", [0]),
        ("(pool:3) (status:active)", [0]), ("((pool:3))", [0]), ("not not pool:3", [0]), ("pool:3 and -online:no", [0]),
        ("流量>80% 且 到期<7天", [0]), ("流量>80%且到期<7天", [0]), ("状态:停机或状态:77", [1, 2]), ("非状态:停机", [0, 2, 3, 4]),
        ("非（池：3或池：4）", [2, 3, 4]), ("\"or\"", []), ("order", []), ("status:stopped|risk or 4820", [0, 1, 4]),
    ])
    func aFilterShowsExactly(_ text: String, _ expected: [Int]) throws {
        #expect(try rows(text) == expected, "\(text)")
    }

    @Test func operationsAreFilteredByWhatTheRowsTell() throws {
        func badge(_ kind: OperationKind, _ state: OperationState) -> OperationBadge {
            OperationBadge(
                id: OperationID(1), kind: kind, state: state, createdAt: now, updatedAt: now, failReason: nil)
        }
        let operations = [0: badge(.stop, .submitted), 1: badge(.resume, .failed), 2: badge(.resume, .unknown)]
        for (text, expected) in [
            ("op:open", [0, 2]), ("op:failed", [1]), ("op:stop", [0]), ("op:resume", [1, 2]), ("op:doubt", [2]),
            ("op:none", [3, 4]), ("操作:失败", [1]), ("-op:any", [3, 4]),
        ] {
            #expect(try rows(text, operations: operations) == expected, "\(text)")
        }
    }

    @Test(arguments: [
        ("flow>80", 0, "none"), ("stats:3", 0, "unknown stats status"), ("pool:3 stats:3", 7, "unknown stats status"),
        ("zzzzzz:3", 0, "unknown zzzzzz -"), ("status:nonsense", 7, "bad status nonsense"),
        ("flow>many", 5, "bad flow many"),
        ("ends<soon", 5, "bad ends soon"), ("pool:x", 5, "bad pool x"), ("flow>", 0, "missing flow"),
        ("a status:", 2, "missing status"), ("\"open", 0, "quote"), ("sim:\"x", 4, "quote"),
        ("status>3", 0, "order status"),
        ("iccid<5", 0, "order iccid"), ("marked:maybe", 7, "bad marked maybe"), ("op:perhaps", 3, "bad op perhaps"),
        ("在线：是 flow>８０x", 10, "bad flow 80x"), ("pol:3", 0, "unknown pol pool"), ("flow>1.2.3G", 5, "bad flow 1.2.3G"),
        ("ends<99999999999999d", 5, "bad ends 99999999999999d"), ("pool:3 or", 9, "term"), ("or pool:3", 0, "term"),
        ("pool:3 and and pool:4", 11, "term"), ("not", 3, "term"), ("()", 1, "term"), ("pool:3 (", 8, "term"),
        ("(pool:3", 0, "parenthesis"), ("pool:3)", 6, "unexpected )"), ("(pool:3)|4", 8, "unexpected |"),
        ("4820|(4821)", 5, "unexpected ("), ("pool:(3|4)", 5, "unexpected ("), ("pool:3 or pol:4", 10, "unknown pol pool"),
        (String(repeating: "(", count: 40) + "1", 32, "deep 32"), ("池：3 或", 5, "term"),
    ])
    func aWrongFilterSaysWhatAndWhere(_ text: String, _ offset: Int, _ expected: String) {
        var found = "none"
        do throws(FilterProblem) {
            _ = try FilterParser.parse(text)
        } catch {
            #expect(error.offset == offset, "\(text)")
            found =
                switch error.reason {
                case .unknownField(let name, let nearest): "unknown \(name) \(nearest ?? "-")"
                case .badValue(let field, let value, _): "bad \(field) \(value)"
                case .missingValue(let field): "missing \(field)"
                case .unclosedQuote: "quote"
                case .notComparable(let field): "order \(field)"
                case .missingTerm: "term"
                case .unclosedParenthesis: "parenthesis"
                case .unexpected(let sign): "unexpected \(sign)"
                case .tooDeep(let limit): "deep \(limit)"
                }
        }
        #expect(found == expected, "\(text)")
    }

    @Test func noTextWhateverMakesTheFilterFallOver() {
        let pieces = [
            "status", ":", ">", "<=", "-", "|", "\"", " ", "4", "80%", "停机", "：", "flow", "\u{3000}", "é", "(", ")", "7d",
            "=", "or", "not", "且",
        ]
        var seed: UInt64 = 1
        for _ in 0..<3_000 {
            var text = ""
            for _ in 0..<8 {
                seed = seed &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
                text += pieces[Int(seed >> 33) % pieces.count]
            }
            do throws(FilterProblem) { _ = try FilterParser.parse(text) } catch {
                #expect((0...text.count).contains(error.offset), "\(text)")
            }
        }
    }
}
