// call, endpoints, codes: the whole interface by its catalogue.

import ArgumentParser
import JSONText
import Localization
import PlatformContract
import SIMModel

/// `simdeck call`.
struct CallCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "call",
        abstract: Help.text("Call any endpoint by its id or path.", "按标识或路径调用任意接口。"))

    @Argument(help: help("The endpoint's id or path (simdeck endpoints lists them).", "接口标识或路径（见 simdeck endpoints）。"))
    var endpoint: String

    @Argument(help: help("Parameters as name=value; a list as JSON.", "参数，格式 名称=值；列表写成 JSON。"))
    var values: [String] = []

    @OptionGroup var options: CallOptions

    func run() async throws {
        let text = options.global.text
        guard
            let found = Catalogue.endpoint(id: endpoint)
                ?? Catalogue.all.first(where: { $0.path == endpoint && !endpoint.isEmpty })
        else {
            throw CommandFailure(.usage, text.noSuchEndpoint(endpoint))
        }
        // What the journal must know of goes its way and no other.
        if let verb = Self.journalled[found.id] { throw CommandFailure(.usage, text.useTheVerb(found.id, verb)) }
        try await CallRun(options: options).run(found, try Self.fields(values, text))
    }

    /// Endpoints that are written down before they are sent, and the verb that does so.
    static let journalled = [
        "batchShutdown": "simdeck stop", "batchRestore": "simdeck resume", "submitPackageOrder": "simdeck package buy",
        "orderApply": "simdeck shop order",
    ]

    static func fields(_ texts: [String], _ text: CommandText) throws(CommandFailure) -> [WireField] {
        var fields: [WireField] = []
        for word in texts {
            guard let equals = word.firstIndex(of: "="), equals != word.startIndex else {
                throw CommandFailure(.usage, text.notNameValue(word))
            }
            fields.append(WireField(String(word[..<equals]), String(word[word.index(after: equals)...])))
        }
        return fields
    }
}

/// `simdeck endpoints`.
struct EndpointsCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "endpoints", abstract: Help.text("Every row of the platform's interface.", "列出平台全部接口。"))

    @Flag(help: help("One JSON document.", "输出一个 JSON 文档。"))
    var json = false

    @OptionGroup var global: GlobalOptions

    func run() throws {
        guard !json else { return OutputStream.out.line(JSONValue.array(Catalogue.all.map(Self.value)).prettyText) }
        let text = global.text
        var table = TextTable([
            .init(title: "#", isNumber: true), .init(title: "ID"), .init(title: text.columnTitle),
            .init(title: text.columnEffect),
            .init(title: text.columnEvidence), .init(title: text.columnPath),
        ])
        for (index, endpoint) in Catalogue.all.enumerated() {
            table.add([
                "\(index + 1)", endpoint.id, global.text.language == .zh ? endpoint.titleZh : endpoint.title,
                endpoint.kind == .call ? endpoint.effect.rawValue : endpoint.kind.rawValue, endpoint.evidence.rawValue,
                "\(endpoint.method) \(endpoint.path)",
            ])
        }
        OutputStream.out.write(table.text)
    }

    static func value(_ endpoint: Endpoint) -> JSONValue {
        .fields(
            ("id", .string(endpoint.id)), ("kind", .string(endpoint.kind.rawValue)), ("title", .string(endpoint.title)),
            ("titleZh", .string(endpoint.titleZh)), ("method", .string(endpoint.method)), ("path", .string(endpoint.path)),
            ("parameters", .array(endpoint.parameters.map(value))), ("limits", .string(endpoint.limits.note)),
            ("effect", .string(endpoint.effect.rawValue)), ("evidence", .string(endpoint.evidence.rawValue)))
    }

    private static func value(_ parameter: Parameter) -> JSONValue {
        .fields(
            ("name", .string(parameter.name)), ("in", .string(parameter.place.rawValue)),
            ("type", .string(parameter.shape.rawValue)), ("required", .bool(parameter.required)),
            ("limit", .optional(parameter.limit)), ("example", .string(parameter.example)))
    }
}

/// `simdeck codes`.
struct CodesCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "codes", abstract: Help.text("The platform's code tables.", "平台状态码对照表。"))

    @Argument(help: help("One table by its field, e.g. simStatus.", "只看某个字段的表，如 simStatus。"))
    var table: String?

    @Flag(help: help("One JSON document.", "输出一个 JSON 文档。"))
    var json = false

    @OptionGroup var global: GlobalOptions

    func run() throws {
        let tables = try table.map { name in
            guard let found = CodeTables.table(name) else {
                throw CommandFailure(.usage, global.text.noSuchTable(name, CodeTables.all.map(\.id)))
            }
            return [found]
        }
        if json { return OutputStream.out.line(JSONValue.array((tables ?? CodeTables.all).map(Self.value)).prettyText) }
        for (index, codes) in (tables ?? CodeTables.all).enumerated() {
            if index > 0 { OutputStream.out.line("") }
            OutputStream.out.line("\(codes.id)  \(codes.title)  \(codes.titleZh)")
            var text = TextTable([.init(title: "CODE", isNumber: true), .init(title: "ENGLISH"), .init(title: "中文")])
            for meaning in codes.meanings { text.add(["\(meaning.code)", meaning.english, meaning.chinese]) }
            OutputStream.out.write(text.text)
        }
    }

    private static func value(_ table: CodeTable) -> JSONValue {
        .fields(
            ("field", .string(table.id)), ("title", .string(table.title)), ("titleZh", .string(table.titleZh)),
            (
                "codes",
                .array(
                    table.meanings.map {
                        .fields(
                            ("code", .integer(Int64($0.code))), ("english", .string($0.english)), ("chinese", .string($0.chinese))
                        )
                    })
            ))
    }
}
