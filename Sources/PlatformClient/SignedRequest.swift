// From an endpoint's checked values to the bytes of a signed request. Pure: time and trace come in.

import PlatformContract
import SIMModel

enum SignedRequest {
    /// The request as it goes out.
    static func make(
        _ endpoint: Endpoint, _ form: CallForm, baseURL: String, credentials: Credentials, time: WallTime,
        traceID: String
    ) -> WireRequest {
        let query = WireForm.encode(form.query)
        var base = baseURL[...]
        while base.hasSuffix("/") { base.removeLast() }
        var headers = Signature.headers(credentials: credentials, time: time, traceID: traceID).map {
            HeaderField($0.name, $0.value)
        }
        if endpoint.method != "GET" { headers.append(HeaderField("Content-Type", WireForm.contentType)) }
        headers.append(HeaderField("Accept", "application/json"))
        return WireRequest(
            method: endpoint.method, url: base + form.path + (query.isEmpty ? "" : "?" + query),
            headers: headers, body: Array(WireForm.encode(form.form).utf8))
    }
}

extension CallForm.Problems {
    /// Every parameter that is wrong, in words. Never its value: that may be personal.
    var words: String { items.map(\.words).joined(separator: "; ") }
}

extension CallForm.Problem {
    fileprivate var words: String {
        switch reason {
        case .unknown(let nearest): "\(name): no such parameter" + (nearest.map { ", perhaps \($0)" } ?? "")
        case .missing: "\(name): missing"
        case .badValue(_, let expected): "\(name): expected \(expected)"
        case .tooMany(let count, let limit): "\(name): \(count) given, \(limit) allowed"
        case .tooLarge(let limit): "\(name): at most \(limit)"
        case .repeated: "\(name): given twice"
        case .choice(.exactlyOne, let names): "exactly one of \(names.joined(separator: ", "))"
        case .choice(.atLeastOne, let names): "at least one of \(names.joined(separator: ", "))"
        case .choice(.together, let names): "all or none of \(names.joined(separator: ", "))"
        }
    }
}
