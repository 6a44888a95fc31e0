// The verbs about one card: each is one endpoint of the catalogue under the word an operator thinks of.

import ArgumentParser
import Localization
import PlatformContract
import SIMModel

/// A card given on the command line.
struct OneCard: ParsableArguments {
    @Argument(help: help("A card number (simNo).", "卡号（simNo）。"))
    var card: String

    func field(_ text: CommandText) throws(CommandFailure) -> WireField {
        let numbers = try CardInput(text: text).numbers([card])
        guard numbers.count == 1 else { throw CommandFailure(.usage, text.oneCardOnly) }
        return WireField("simNo", numbers[0].description)
    }
}

/// `simdeck bind`.
struct BindCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "bind", abstract: Help.text("Rebind a card separated from its device.", "机卡重绑（卡机分离）。"))
    @OptionGroup var card: OneCard
    @OptionGroup var options: CallOptions

    func run() async throws {
        try await CallRun(options: options).run(Catalogue.bindMachine, [try card.field(options.global.text)])
    }
}

/// `simdeck limit`.
struct LimitCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "limit", abstract: Help.text("Limit a card's speed.", "单卡限速。"))
    @OptionGroup var card: OneCard
    @Argument(help: help("The speed, e.g. 1Mbps; what a card can take depends on its network.", "速率，如 1Mbps；可选值取决于卡所属网络。"))
    var speed: String
    @Option(help: help("Lift it by itself at 'yyyy-MM-dd HH:mm:ss' (UTC+8).", "到时自动解除，'yyyy-MM-dd HH:mm:ss'（UTC+8）。"))
    var until: String?
    @OptionGroup var options: CallOptions

    func run() async throws {
        var fields = [try card.field(options.global.text), WireField("speedCode", speed)]
        if let until { fields.append(WireField("releaseSpeedAt", until)) }
        try await CallRun(options: options).run(Catalogue.setSpeedLimit, fields)
    }
}

/// `simdeck unlimit`.
struct UnlimitCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "unlimit", abstract: Help.text("Lift a card's speed limit.", "解除单卡限速。"))
    @OptionGroup var card: OneCard
    @OptionGroup var options: CallOptions

    func run() async throws {
        try await CallRun(options: options).run(Catalogue.removeSpeedLimit, [try card.field(options.global.text)])
    }
}

/// `simdeck realname`.
struct RealNameCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "realname", abstract: Help.text("Real-name registration.", "实名认证。"), subcommands: [Link.self, Clear.self])

    struct Link: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: Help.text("The official link; it expires.", "获取官方实名链接（会过期）。"))
        @OptionGroup var card: OneCard
        @Flag(help: help("Print it as a QR code as well, below the link.", "在链接下方同时输出二维码。")) var qr = false
        @OptionGroup var options: CallOptions

        func run() async throws {
            let (text, code) = (options.global.text, LinkCode(text: options.global.text))
            if qr, options.raw || options.output.format != .table { throw CommandFailure(.usage, text.qrNeedsTable) }
            try await CallRun(options: options).run(Catalogue.officialAuthUrl, [try card.field(text)]) { reply in
                if qr { try code.print(reply) }
            }
        }
    }

    struct Clear: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: Help.text("Clear it (China Mobile and China Telecom only).", "清除官方实名（仅移动、电信）。"))
        @OptionGroup var card: OneCard
        @OptionGroup var options: CallOptions

        func run() async throws {
            try await CallRun(options: options).run(Catalogue.clearRealName, [try card.field(options.global.text)])
        }
    }
}

/// `simdeck sms`.
struct SMSCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "sms", abstract: Help.text("Messages of a card.", "卡板短信。"), subcommands: [List.self, Send.self])

    struct List: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: Help.text("What was sent and received.", "查询短信记录。"))
        @OptionGroup var card: OneCard
        @Option(help: help("First day, with --to.", "开始日期，与 --to 同时使用。")) var from: String?
        @Option(help: help("Last day, at most 31 days later.", "结束日期，跨度不超过 31 天。")) var to: String?
        @OptionGroup var options: CallOptions

        func run() async throws {
            var fields = [try card.field(options.global.text)]
            if let from { fields.append(WireField("fromDate", from)) }
            if let to { fields.append(WireField("toDate", to)) }
            try await CallRun(options: options).run(Catalogue.simSmsQuery, fields)
        }
    }

    struct Send: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: Help.text("Send one.", "发送短信。"))
        @OptionGroup var card: OneCard
        @Argument(help: help("The text.", "短信内容。")) var content: String
        @OptionGroup var options: CallOptions

        func run() async throws {
            try await CallRun(options: options).run(
                Catalogue.simSmsSend, [try card.field(options.global.text), WireField("content", content)])
        }
    }
}

/// `simdeck token`.
struct TokenCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "token",
        abstract: Help.text("Tokens of a pool; masked unless --show-personal.", "流量池 Token（默认隐藏，--show-personal 显示）。"),
        subcommands: [Pool.self, Terminal.self])

    struct Pool: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: Help.text("The OneLink pool token.", "获取移动流量池 Token。"))
        @Argument(help: help("The pool's code.", "池编码。")) var pool: String?
        @OptionGroup var options: CallOptions

        func run() async throws {
            try await CallRun(options: options).run(Catalogue.oneLinkToken, pool.map { [WireField("poolCode", $0)] } ?? [])
        }
    }

    struct Terminal: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: Help.text("The terminal-authentication token.", "获取移动终端认证 Token。"))
        @Argument(help: help("The pool's code.", "池编码。")) var pool: String?
        @OptionGroup var options: CallOptions

        func run() async throws {
            try await CallRun(options: options).run(
                Catalogue.oneLinkWirelessToken, pool.map { [WireField("poolCode", $0)] } ?? [])
        }
    }
}
