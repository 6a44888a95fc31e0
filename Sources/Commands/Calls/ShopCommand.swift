// shop: phone-number cards. Personal data is masked in what is shown, and an order is journalled before
// it is sent.

import ArgumentParser
import JSONText
import Localization
import Operations
import PlatformContract
import SIMModel
import StateStore

/// `simdeck shop`.
struct ShopCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "shop", abstract: Help.text("The shop for phone-number cards.", "号卡商城。"),
        subcommands: [
            Goods.self, Details.self, Config.self, Numbers.self, Pick.self, Code.self, Order.self, Orders.self, Photos.self,
            Areas.self, Place.self,
        ])

    /// An endpoint with parameters given as name=value.
    struct Values: ParsableArguments {
        @Argument(help: help("Parameters as name=value (simdeck endpoints --json).", "参数，格式 名称=值（见 simdeck endpoints --json）。"))
        var values: [String] = []
        @OptionGroup var options: CallOptions

        func run(_ endpoint: Endpoint, _ fixed: [WireField] = []) async throws {
            try await CallRun(options: options).run(endpoint, fixed + (try CallCommand.fields(values, options.global.text)))
        }
    }

    struct Goods: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: Help.text("What is on sale.", "在售商品。"))
        @OptionGroup var values: Values
        func run() async throws { try await values.run(Catalogue.goodsList) }
    }

    struct Details: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: Help.text("One of the goods.", "商品详情。"))
        @Argument(help: help("Its number.", "商品编号。")) var id: String
        @OptionGroup var options: CallOptions
        func run() async throws { try await CallRun(options: options).run(Catalogue.goodsDetails, [WireField("id", id)]) }
    }

    struct Config: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: Help.text("The shop's configuration.", "店铺配置。"))
        @Argument(help: help("The shop's promotion code.", "推广码。")) var promoCode: String
        @OptionGroup var options: CallOptions
        func run() async throws {
            try await CallRun(options: options).run(Catalogue.baseConfig, [WireField("promoCode", promoCode)])
        }
    }

    struct Numbers: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "pretty", abstract: Help.text("Pretty numbers, a page at a time.", "分页获取靓号。"))
        @Option(help: help("The page.", "页码。")) var page = 1
        @Option(help: help("At most 200 a page.", "每页数量，最多 200。")) var size = 20
        @Option(help: help("Digits it contains.", "包含的数字。")) var number: String?
        @OptionGroup var options: CallOptions

        func run() async throws {
            var fields = [WireField("page", "\(page)"), WireField("pageSize", "\(size)")]
            if let number { fields.append(WireField("number", number)) }
            try await CallRun(options: options).run(Catalogue.prettyNumberList, fields)
        }
    }

    struct Pick: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: Help.text("Numbers to choose from for an order.", "预选号码。"))
        @OptionGroup var values: Values
        func run() async throws { try await values.run(Catalogue.selectNumber) }
    }

    struct Code: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: Help.text("Send an SMS code to the buyer.", "发送短信验证码。"))
        @OptionGroup var values: Values
        func run() async throws { try await values.run(Catalogue.sendCode) }
    }

    struct Order: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: Help.text("Order one: written down, sent once.", "提交订单：先记录，只提交一次。"),
            discussion: Help.text("customNo is made by simdeck and never used twice.", "customNo 由 simdeck 生成，绝不重复使用。"))
        @OptionGroup var values: Values
        @Flag(help: help("Order although the same is in doubt or was just ordered.", "同一订单存疑或刚提交时仍然下单。")) var again = false

        func run() async throws {
            let text = values.options.global.text
            let fields = try CallCommand.fields(values.values, text)
            guard !fields.contains(where: { $0.name == "customNo" }) else { throw CommandFailure(.usage, text.customNoIsMade) }
            let call = CallRun(options: values.options)
            try call.check(Catalogue.orderApply, fields)
            let session = try LiveSession.open(values.options.global)
            try call.confirm(Catalogue.orderApply, fields, session)
            let order = CardOrder(
                goodsID: fields.first { $0.name == "goodsId" }?.value ?? "", goodsName: nil, price: nil, fields: fields)
            try await PurchaseRun(options: values.options, session: session).buy { runner throws(PurchaseError) in
                try await runner.apply(order, allowsRepeat: again)
            }
        }
    }

    struct Orders: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: Help.text("Orders by their numbers, at most 10.", "按订单号查询，最多 10 个。"))
        @Option(name: .customLong("key-no"), help: help("The platform's number; may be repeated.", "平台订单号，可重复。")) var keyNos:
            [String] = []
        @Option(name: .customLong("custom-no"), help: help("Your own number; may be repeated.", "自有订单号，可重复。")) var customNos:
            [String] = []
        @OptionGroup var options: CallOptions

        func run() async throws {
            var fields: [WireField] = []
            if !keyNos.isEmpty { fields.append(WireField("keyNos", WireForm.list(keyNos))) }
            if !customNos.isEmpty { fields.append(WireField("customNos", WireForm.list(customNos))) }
            try await CallRun(options: options).run(Catalogue.orderSearch, fields)
        }
    }

    struct Photos: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: Help.text("Give the addresses of the ID photos.", "上传证件照（图片地址）。"))
        @OptionGroup var values: Values
        func run() async throws { try await values.run(Catalogue.uploadCert) }
    }

    struct Areas: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: Help.text("Province, city and district codes of a set.", "省市区编码。"))
        @Argument(help: help("The set (goods' provinceCode).", "编码集（商品的 provinceCode）。")) var set: String
        @OptionGroup var options: CallOptions
        func run() async throws { try await CallRun(options: options).run(Catalogue.provinces, [WireField("provinceCode", set)]) }
    }

    struct Place: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: Help.text("Where an IP address is.", "IP 定位。"))
        @Argument(help: help("The address; yours without.", "IP 地址；不填为本机。")) var ip: String?
        @OptionGroup var options: CallOptions
        func run() async throws {
            try await CallRun(options: options).run(Catalogue.ipLocation, ip.map { [WireField("ip", $0)] } ?? [])
        }
    }
}
