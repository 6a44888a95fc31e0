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

/// A request's parameters, checked against its endpoint's description.
struct CheckedParameters {
    private(set) var texts: [String: String] = [:]
    private(set) var lists: [String: [String]] = [:]

    func text(_ name: String) -> String? { texts[name] }
    func list(_ name: String) -> [String] { lists[name] ?? [] }

    init(_ endpoint: Endpoint, _ request: SandboxRequest) throws(Refusal) {
        guard let form = WireForm.decode(String(decoding: request.body, as: UTF8.self)) else {
            throw .parameter("表单格式错误")
        }
        guard let query = WireForm.decode(request.query) else { throw .parameter("查询参数格式错误") }
        let path = (endpoint.pathArguments(in: request.path) ?? [:]).map { WireField($0.key, $0.value) }
        for parameter in endpoint.parameters {
            let fields =
                switch parameter.place {
                case .form: form
                case .query: query
                case .path: path
                }
            guard let text = fields.last(where: { $0.name == parameter.name })?.value, !text.isEmpty else {
                if parameter.required { throw .parameter("参数\(parameter.name)不能为空") }
                continue
            }
            try add(text, parameter)
        }
    }

    private mutating func add(_ text: String, _ parameter: Parameter) throws(Refusal) {
        switch parameter.shape {
        case .string: break
        case .integer:
            guard Int(text) != nil else { throw .parameter("参数\(parameter.name)必须是整数") }
        case .month:
            guard PlatformMonth.parse(text) != nil else { throw .parameter("参数\(parameter.name)格式应为yyyyMM") }
        case .time:
            guard CivilTime.parse(platform: text) != nil else {
                throw .parameter("参数\(parameter.name)格式应为yyyy-MM-dd HH:mm:ss")
            }
        case .url:
            guard text.hasPrefix("http://") || text.hasPrefix("https://") else {
                throw .parameter("参数\(parameter.name)必须是网址")
            }
        case .stringList: lists[parameter.name] = try Self.list(text, parameter)
        }
        texts[parameter.name] = text
    }

    private static func list(_ text: String, _ parameter: Parameter) throws(Refusal) -> [String] {
        guard let document = try? JSONValue(parsing: text), case .array(let elements) = document else {
            throw .parameter("参数\(parameter.name)必须是JSON字符串数组")
        }
        var items: [String] = []
        for element in elements {
            guard case .string(let item) = element else { throw .parameter("参数\(parameter.name)必须是JSON字符串数组") }
            items.append(item)
        }
        guard !items.isEmpty else { throw .parameter("参数\(parameter.name)不能为空") }
        if let limit = parameter.limit, items.count > limit {
            throw .parameter("参数\(parameter.name)最多\(limit)个,当前\(items.count)个")
        }
        return items
    }
}

/// Finding the endpoint and reading the headers.
enum RequestCheck {
    static func endpoint(_ request: SandboxRequest) throws(Refusal) -> Endpoint {
        let path = request.path
        if let endpoint = Catalogue.endpoint(method: request.method, path: path) { return endpoint }
        if Catalogue.all.contains(where: { $0.path == path }) {
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
