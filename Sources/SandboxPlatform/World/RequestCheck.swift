// What the platform refuses, in a fixed order: endpoint, method, headers, trace, parameters.
// The codes are AssumedCode's, the sentences are invented; see docs/sandbox.md.

import JSONText
import PlatformContract
import SIMModel

/// A refusal, as it goes out and as it is counted.
struct Refusal: Error, Hashable {
    /// HTTP status. The platform answers business refusals with 200.
    var status = 200
    var code: Int
    /// The name in the counts.
    var reason: String
    var message: String

    static func parameter(_ message: String) -> Refusal {
        Refusal(code: AssumedCode.badParameter, reason: "parameter", message: message)
    }
}

extension Refusal {
    /// The platform will not do it, though the call is well made. The code is the parameters'.
    static func business(_ message: String) -> Refusal {
        Refusal(code: AssumedCode.badParameter, reason: "business", message: message)
    }
}

/// A request's parameters, checked against its endpoint's description.
struct CheckedParameters {
    private var texts: [String: String] = [:]
    private var lists: [String: [String]] = [:]

    /// nil when it was not given, or empty.
    func text(_ name: String) -> String? { texts[name] }
    func list(_ name: String) -> [String] { lists[name] ?? [] }
    func number(_ name: String) -> Int? { texts[name].flatMap { Int($0) } }
    /// A parameter the endpoint requires, so it is here.
    func required(_ name: String) -> String { texts[name] ?? "" }

    /// What travels in another place than the page says is not seen, nor is what no page knows.
    init(_ endpoint: Endpoint, _ request: SandboxRequest) throws(Refusal) {
        guard let form = WireForm.decode(request.body.isEmpty ? "" : String(decoding: request.body, as: UTF8.self)),
            let query = WireForm.decode(request.query)
        else { throw .parameter("表单或查询参数格式错误") }
        let path = (endpoint.pathArguments(in: request.path) ?? [:]).map { WireField($0.key, $0.value) }
        var values: [WireField] = []
        for parameter in endpoint.parameters {
            let fields =
                switch parameter.place {
                case .form: form
                case .query: query
                case .path: path
                }
            values += fields.filter { $0.name == parameter.name }
        }
        if case .failure(let problems) = CallForm.make(endpoint, values), let first = problems.items.first {
            throw .parameter(Self.words(first))
        }
        for field in values where !field.value.isEmpty {
            texts[field.name] = field.value
            guard endpoint.parameter(field.name)?.shape == .stringList,
                case .array(let items)? = try? JSONValue(parsing: field.value)
            else { continue }
            lists[field.name] = items.compactMap { if case .string(let item) = $0 { item } else { nil } }
        }
    }

    private static func words(_ problem: CallForm.Problem) -> String {
        let name = "参数\(problem.name)"
        return switch problem.reason {
        case .unknown: "\(name)不存在"
        case .missing: "\(name)不能为空"
        case .badValue(_, let expected): "\(name)格式错误,应为\(expected)"
        case .tooMany(let count, let limit): "\(name)最多\(limit)个,当前\(count)个"
        case .tooLarge(let limit): "\(name)不能大于\(limit)"
        case .repeated: "\(name)重复"
        case .choice(.exactlyOne, let names): "\(names.joined(separator: "、"))必须且只能传一个"
        case .choice(.atLeastOne, let names): "\(names.joined(separator: "、"))至少传一个"
        // upstream: the sentence of simSmsQuery's page.
        case .choice(.together, let names): "请同时传入开始和结束时间(\(names.joined(separator: "、")))"
        }
    }
}

/// Finding the endpoint and reading the headers.
enum RequestCheck {
    static func endpoint(_ request: SandboxRequest) throws(Refusal) -> Endpoint {
        let path = request.path
        if let endpoint = Catalogue.endpoint(method: request.method, path: path) { return endpoint }
        if Catalogue.calls.contains(where: { $0.path == path || $0.pathArguments(in: path) != nil }) {
            throw Refusal(status: 405, code: 405, reason: "method", message: "请求方式不支持")
        }
        throw Refusal(status: 404, code: 404, reason: "path", message: "接口不存在")
    }

    static func refusal(for fault: Signature.Fault) -> Refusal {
        switch fault {
        case .signature: Refusal(code: AssumedCode.signature, reason: "signature", message: "签名错误")
        case .application: Refusal(code: AssumedCode.signature, reason: "application", message: "应用不存在")
        case .clock: Refusal(code: AssumedCode.clock, reason: "clock", message: "时间戳与服务器时间相差超过10分钟")
        case .missing(let name): header("缺少请求头\(name)")
        case .version: header("请求头apiVersion不支持")
        case .trace: header("请求头traceID必须是32位小写十六进制")
        case .timestamp: header("请求头timestamp必须是10位时间戳")
        }
    }

    private static func header(_ message: String) -> Refusal {
        Refusal(code: AssumedCode.badParameter, reason: "header", message: message)
    }
}
