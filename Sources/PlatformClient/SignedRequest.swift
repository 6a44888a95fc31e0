// From an endpoint and its values to the bytes of a signed request. Pure: time and trace come in.

import PlatformContract
import SIMModel

enum SignedRequest {
    /// The request as it goes out. Fields that are no parameter of the endpoint travel in the form.
    static func make(
        _ endpoint: Endpoint, _ fields: [WireField], baseURL: String, credentials: Credentials,
        time: WallTime, traceID: String
    ) -> WireRequest {
        let isInQuery = { (field: WireField) in
            endpoint.method == "GET" || endpoint.parameter(field.name)?.place == .query
        }
        let query = WireForm.encode(fields.filter(isInQuery))
        let form = WireForm.encode(fields.filter { !isInQuery($0) })
        var base = baseURL[...]
        while base.hasSuffix("/") { base.removeLast() }
        var headers = Signature.headers(credentials: credentials, time: time, traceID: traceID).map {
            HeaderField($0.name, $0.value)
        }
        if endpoint.method != "GET" { headers.append(HeaderField("Content-Type", WireForm.contentType)) }
        headers.append(HeaderField("Accept", "application/json"))
        return WireRequest(
            method: endpoint.method, url: base + endpoint.path + (query.isEmpty ? "" : "?" + query),
            headers: headers, body: Array(form.utf8))
    }

    /// What breaks the endpoint's description, in words; nil when all is well.
    static func fault(_ endpoint: Endpoint, _ fields: [WireField], cards: [CardNumber]) -> String? {
        if let limit = endpoint.limits.cards {
            if cards.isEmpty { return "simNos: no card" }
            if cards.count > limit { return "simNos: \(cards.count) cards, \(limit) allowed" }
        }
        for parameter in endpoint.parameters {
            guard let value = fields.last(where: { $0.name == parameter.name })?.value, !value.isEmpty else {
                if parameter.required { return "\(parameter.name): missing" }
                continue
            }
            switch parameter.shape {
            case .month where !isMonth(value): return "\(parameter.name): not yyyyMM"
            case .integer where Int64(value) == nil: return "\(parameter.name): not a whole number"
            case .month, .integer, .string, .stringList: break
            }
        }
        return nil
    }

    private static func isMonth(_ text: String) -> Bool {
        guard text.utf8.count == 6, text.utf8.allSatisfy({ (0x30...0x39).contains($0) }), let value = Int(text) else {
            return false
        }
        return (1...12).contains(value % 100) && value >= 197_001
    }
}
