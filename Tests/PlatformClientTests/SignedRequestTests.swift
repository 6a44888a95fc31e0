// The bytes that go out.

import PlatformContract
import SIMModel
import Testing

@testable import PlatformClient

@Suite struct SignedRequestTests {
    static let credentials = Credentials(
        appID: "qwe123", secret: "C55rqUa6AvKyuNMYYvoYCSR1BBfSPWK7")
    static let trace = "5831f960804c9217ec01e425b8cc76f5"

    static func request(
        _ endpoint: Endpoint, _ fields: [WireField], baseURL: String = "https://agent.example"
    ) throws -> WireRequest {
        SignedRequest.make(
            endpoint, try CallForm.make(endpoint, fields).get(), baseURL: baseURL, credentials: credentials,
            time: WallTime(seconds: 1_698_587_220),
            traceID: trace)
    }

    /// Headers and body are what independent_signature.py prints for the same values.
    @Test func aRequestIsByteForByteWhatAnIndependentProgramBuilds() throws {
        let request = try Self.request(
            Catalogue.batchShutdown,
            [
                WireField("simNos", WireForm.list(["19200000001", "19200000002"])),
                WireField("remark", "night shift, 夜班 100%+~"),
            ])
        #expect(request.method == "POST")
        #expect(request.url == "https://agent.example/openapi/iot/batchShutdown")
        #expect(
            request.headers == [
                HeaderField("appID", "qwe123"), HeaderField("apiVersion", "2.0.0"),
                HeaderField("timestamp", "1698587220"), HeaderField("traceID", Self.trace),
                HeaderField("sign", "c07a95dbddc1aa915f323cee747aa576"),
                HeaderField("Content-Type", "application/x-www-form-urlencoded"),
                HeaderField("Accept", "application/json"),
            ])
        #expect(
            String(decoding: request.body, as: UTF8.self)
                == "simNos=%5B%2219200000001%22%2C%2219200000002%22%5D&remark=night%20shift%2C%20%E5%A4%9C%E7%8F%AD%20100%25%2B~"
        )
    }

    @Test(arguments: ["https://agent.example", "https://agent.example/", "https://agent.example//"])
    func theAddressMayEndInASlash(baseURL: String) throws {
        #expect(
            try Self.request(Catalogue.accountAsset, [], baseURL: baseURL).url == "https://agent.example/openapi/iot/accountAsset"
        )
    }

    @Test func eachParameterTravelsWhereItsEndpointWantsIt() throws {
        let clear = try Self.request(Catalogue.clearRealName, [WireField("simNo", "149 1")])
        #expect(clear.method == "POST")
        #expect(clear.url == "https://agent.example/openapi/iot/clearRealName?simNo=149%201")
        #expect(clear.body.isEmpty)
        let asked = try Self.request(Catalogue.ipLocation, [WireField("ip", "::1")])
        #expect(asked.method == "GET" && asked.body.isEmpty)
        #expect(asked.url == "https://agent.example/openapi/base/ipLocation?ip=%3A%3A1")
        #expect(!asked.headers.contains { $0.name == "Content-Type" })
        let tree = try Self.request(Catalogue.provinces, [WireField("provinceCode", "uniAreaAddSuffix")])
        #expect(tree.url == "https://agent.example/provinces/uniAreaAddSuffix.json")
    }

    @Test func aRequestsDescriptionHoldsNoSignatureAndNoCards() throws {
        let text = "\(try Self.request(Catalogue.batchShutdown, [WireField("simNos", "[\"19200000001\"]")]))"
        #expect(text == "POST https://agent.example/openapi/iot/batchShutdown (30 bytes)")
    }

    @Test func whatBreaksTheDescriptionIsNamedWithoutItsValue() {
        func words(_ endpoint: Endpoint, _ fields: [(String, String)]) -> String? {
            guard case .failure(let problems) = CallForm.make(endpoint, fields.map { WireField($0.0, $0.1) }) else { return nil }
            return problems.words
        }
        let list = ("simNos", #"["14900000001"]"#)
        let many = ("simNos", WireForm.list(numbers(1...101).map(\.description)))
        #expect(words(Catalogue.batchShutdown, [list]) == nil)
        #expect(words(Catalogue.batchShutdown, [many]) == "simNos: 101 given, 100 allowed")
        #expect(words(Catalogue.batchShutdown, [("simNos", "[]")]) == #"simNos: expected ["…"]"#)
        #expect(words(Catalogue.batchShutdown, []) == "simNos: missing")
        #expect(words(Catalogue.batchShutdown, [list, list]) == "simNos: given twice")
        #expect(words(Catalogue.batchShutdown, [list, ("remrak", "x")]) == "remrak: no such parameter, perhaps remark")
        for month in ["2024-11", "202413", "202400", "24", "20241a", "１９９９０１"] {
            #expect(words(Catalogue.batchQuerySimMonthFlow, [list, ("month", month)]) == "month: expected yyyyMM")
        }
        #expect(words(Catalogue.simPage, [("pageSize", "201")]) == "pageSize: at most 200")
        #expect(words(Catalogue.queryPackageFlow, []) == "exactly one of simNo, deviceNo")
        #expect(words(Catalogue.orderSearch, []) == "at least one of keyNos, customNos")
        #expect(
            words(Catalogue.simSmsQuery, [("simNo", "1"), ("fromDate", "2026-11-01")]) == "all or none of fromDate, toDate")
    }
}
