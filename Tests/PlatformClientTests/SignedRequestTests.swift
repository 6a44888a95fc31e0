// The bytes that go out.

@testable import PlatformClient
import PlatformContract
import SIMModel
import Testing

@Suite struct SignedRequestTests {
    static let credentials = Credentials(
        appID: "qwe123", secret: "C55rqUa6AvKyuNMYYvoYCSR1BBfSPWK7")
    static let trace = "5831f960804c9217ec01e425b8cc76f5"

    static func request(
        _ endpoint: Endpoint, _ fields: [WireField], baseURL: String = "https://agent.example"
    ) -> WireRequest {
        SignedRequest.make(
            endpoint, fields, baseURL: baseURL, credentials: credentials, time: WallTime(seconds: 1_698_587_220),
            traceID: trace)
    }

    /// Headers and body are what independent_signature.py prints for the same values.
    @Test func aRequestIsByteForByteWhatAnIndependentProgramBuilds() {
        let request = Self.request(
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
    func theAddressMayEndInASlash(baseURL: String) {
        #expect(Self.request(Catalogue.accountAsset, [], baseURL: baseURL).url == "https://agent.example/openapi/iot/accountAsset")
    }

    @Test func aQueryParameterOfAPostTravelsInTheAddress() {
        let endpoint = Endpoint(
            "clear", title: "", titleZh: "", path: "/openapi/iot/clear",
            parameters: [Parameter("simNo", in: .query, example: "1")])
        let request = Self.request(endpoint, [WireField("simNo", "1 2")])
        #expect(request.url == "https://agent.example/openapi/iot/clear?simNo=1%202")
        #expect(request.body.isEmpty)
        let get = Endpoint("ip", title: "", titleZh: "", method: "GET", path: "/ip", parameters: [])
        let asked = Self.request(get, [WireField("ip", "::1")])
        #expect(asked.url == "https://agent.example/ip?ip=%3A%3A1")
        #expect(!asked.headers.contains { $0.name == "Content-Type" })
    }

    @Test func aRequestsDescriptionHoldsNoSignatureAndNoCards() {
        let text = "\(Self.request(Catalogue.batchShutdown, [WireField("simNos", "[\"19200000001\"]")]))"
        #expect(text == "POST https://agent.example/openapi/iot/batchShutdown (30 bytes)")
    }

    @Test func whatBreaksTheDescriptionIsNamed() {
        func fault(_ endpoint: Endpoint, _ fields: [WireField], _ cards: Int) -> String? {
            SignedRequest.fault(endpoint, fields, cards: cards == 0 ? [] : numbers(1...cards))
        }
        let list = WireField("simNos", "[]")
        #expect(fault(Catalogue.batchShutdown, [list], 100) == nil)
        #expect(fault(Catalogue.batchShutdown, [list], 101) == "simNos: 101 cards, 100 allowed")
        #expect(fault(Catalogue.batchShutdown, [list], 0) == "simNos: no card")
        #expect(fault(Catalogue.batchShutdown, [], 1) == "simNos: missing")
        for month in ["2024-11", "202413", "202400", "24", "20241a", "１９９９０１"] {
            #expect(fault(Catalogue.batchQuerySimMonthFlow, [list, WireField("month", month)], 1) == "month: not yyyyMM")
        }
        #expect(fault(Catalogue.batchQuerySimMonthFlow, [list, WireField("month", "202411")], 1) == nil)
        #expect(fault(Catalogue.querySimAction, [WireField("actionType", "x")], 0) == "actionType: not a whole number")
        #expect(fault(Catalogue.querySimAction, [], 0) == nil)
    }
}
