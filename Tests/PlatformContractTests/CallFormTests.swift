// From what a person typed to a call, or to everything that is wrong with it.

import PlatformContract
import Testing

@Suite struct CallFormTests {
    static func problems(_ endpoint: Endpoint, _ fields: [(String, String)]) -> [CallForm.Problem] {
        switch CallForm.make(endpoint, fields.map { WireField($0.0, $0.1) }) {
        case .success: []
        case .failure(let problems): problems.items
        }
    }

    @Test func everyParameterGoesToItsPlaceInTheOrderOfThePage() throws {
        let bought = try CallForm.make(
            Catalogue.submitPackageOrder,
            [
                WireField("customNo", "abc12345"), WireField("simNo", "149"), WireField("remark", ""),
                WireField("effectType", "2"), WireField("packageId", "11"),
            ]
        ).get()
        #expect(bought.form.map(\.name) == ["simNo", "packageId", "effectType", "customNo"])
        #expect(bought.query.isEmpty)
        let link = try CallForm.make(Catalogue.officialAuthUrl, [WireField("simNo", "149")]).get()
        #expect(link.query == [WireField("simNo", "149")] && link.form.isEmpty)
        let tree = try CallForm.make(Catalogue.provinces, [WireField("provinceCode", "a-B_9")]).get()
        #expect(tree.path == "/provinces/a-B_9.json" && tree.query.isEmpty && tree.form.isEmpty)
    }

    @Test(arguments: ["../../admin", "a/b", "a?b", "a b", "a%2fb", "省", "{provinceCode}"])
    func aPartOfThePathStaysOnePart(value: String) {
        #expect(
            Self.problems(Catalogue.provinces, [("provinceCode", value)])
                == [CallForm.Problem("provinceCode", .badValue(value, expected: "letters and digits"))])
    }

    @Test func everythingThatIsWrongIsToldAtOnce() {
        let found = Self.problems(
            Catalogue.setSpeedLimit, [("simNO", "1"), ("speedCode", "3G"), ("releaseSpeedAt", "tomorrow")])
        #expect(
            found == [
                CallForm.Problem("simNO", .unknown(nearest: "simNo")), CallForm.Problem("simNo", .missing),
                CallForm.Problem("speedCode", .badValue("3G", expected: SpeedCode.all.joined(separator: ", "))),
                CallForm.Problem("releaseSpeedAt", .badValue("tomorrow", expected: "yyyy-MM-dd HH:mm:ss")),
            ])
    }

    @Test(arguments: [
        ("x", "integer"), ("1.5", "integer"), ("99999999999999999999", "integer"),
    ])
    func aNumberIsAWholeNumber(value: String, expected: String) {
        #expect(
            Self.problems(Catalogue.goodsDetails, [("id", value)]) == [
                CallForm.Problem("id", .badValue(value, expected: expected))
            ])
    }

    @Test(arguments: ["[]", "[1]", "149", #"["149""#, #"[""]"#, #"{"a":"b"}"#])
    func aListIsAnArrayOfTexts(value: String) {
        #expect(
            Self.problems(Catalogue.batchQuerySimInfo, [("simNos", value)])
                == [CallForm.Problem("simNos", .badValue(value, expected: #"["…"]"#))])
    }

    @Test func aListIsBoundByItsEndpoint() {
        let list = { (count: Int) in WireForm.list((1...count).map { "\($0)" }) }
        #expect(Self.problems(Catalogue.batchQuerySimInfo, [("simNos", list(100))]) == [])
        #expect(
            Self.problems(Catalogue.batchQuerySimInfo, [("simNos", list(101))])
                == [CallForm.Problem("simNos", .tooMany(101, limit: 100))])
        #expect(
            Self.problems(Catalogue.orderSearch, [("customNos", list(11))])
                == [CallForm.Problem("customNos", .tooMany(11, limit: 10))])
    }

    @Test(arguments: ["short01", "with-dash01", "with space", "编号编号编号", String(repeating: "a", count: 65)])
    func aNumberOfOursIsLettersAndDigits(value: String) {
        let rest = [("simNo", "149"), ("packageId", "11"), ("effectType", "1")]
        #expect(
            Self.problems(Catalogue.submitPackageOrder, rest + [("customNo", value)])
                == [CallForm.Problem("customNo", .badValue(value, expected: "8 to 64 letters and digits"))])
        #expect(Self.problems(Catalogue.submitPackageOrder, rest + [("customNo", String(repeating: "a", count: 64))]) == [])
    }

    @Test(arguments: [
        ("0", "20", "page"), ("-1", "20", "page"), ("1", "0", "pageSize"), ("1", "201", "pageSize"),
    ])
    func pagesAreCountedFromOneAndHoldTwoHundredAtMost(page: String, size: String, wrong: String) {
        let problem =
            size == "201"
            ? CallForm.Problem(wrong, .tooLarge(limit: 200))
            : CallForm.Problem(wrong, .badValue(wrong == "page" ? page : size, expected: "1 or more"))
        #expect(Self.problems(Catalogue.prettyNumberList, [("page", page), ("pageSize", size)]) == [problem])
        #expect(Self.problems(Catalogue.simPage, [("page", page), ("pageSize", size)]) == [problem])
        #expect(Self.problems(Catalogue.prettyNumberList, [("page", "1"), ("pageSize", "200")]) == [])
    }

    @Test func groupsOfParametersAreHeldTogether() {
        let one = CallForm.Problem("simNo", .choice(.exactlyOne, ["simNo", "deviceNo", "seriesId"]))
        #expect(Self.problems(Catalogue.queryOrderPackages, []) == [one])
        #expect(Self.problems(Catalogue.queryOrderPackages, [("simNo", "1"), ("seriesId", "2")]) == [one])
        #expect(Self.problems(Catalogue.queryOrderPackages, [("simNo", ""), ("seriesId", "2")]) == [])
        let some = CallForm.Problem("keyNos", .choice(.atLeastOne, ["keyNos", "customNos"]))
        #expect(Self.problems(Catalogue.orderSearch, []) == [some])
        #expect(Self.problems(Catalogue.orderSearch, [("customNos", #"["a"]"#), ("keyNos", #"["b"]"#)]) == [])
        let both = CallForm.Problem("fromDate", .choice(.together, ["fromDate", "toDate"]))
        #expect(Self.problems(Catalogue.simSmsQuery, [("simNo", "1"), ("toDate", "2026-11-24")]) == [both])
        #expect(Self.problems(Catalogue.simSmsQuery, [("simNo", "1")]) == [])
    }

    @Test func anAddressAndAMomentAreChecked() {
        let base = [("simNos", #"["1"]"#), ("updateStatus", "1")]
        #expect(Self.problems(Catalogue.batchSubscribe, base + [("subscribeUrl", "https://a.example/push")]) == [])
        #expect(Self.problems(Catalogue.batchSubscribe, base + [("subscribeUrl", "a.example")]).map(\.name) == ["subscribeUrl"])
        let limit = [("simNo", "1"), ("speedCode", "1Mbps")]
        #expect(Self.problems(Catalogue.setSpeedLimit, limit + [("releaseSpeedAt", "2030-01-01 00:00:00")]) == [])
        #expect(
            Self.problems(Catalogue.setSpeedLimit, limit + [("releaseSpeedAt", "2030-01-01")]).map(\.name) == ["releaseSpeedAt"])
        #expect(
            Self.problems(Catalogue.setSpeedLimit, limit + [("releaseSpeedAt", "2030-13-01 00:00:00")]).map(\.name) == [
                "releaseSpeedAt"
            ])
    }
}
