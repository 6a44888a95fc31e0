// simdeck sandbox: the platform's interface over made-up cards, for demos, training and tests.

import ArgumentParser
import JSONText
import Localization
import SIMModel
import SandboxPlatform

/// `simdeck sandbox`.
struct SandboxCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "sandbox",
        abstract: Help.text("Serve the platform's interface over made-up cards.", "以虚拟卡数据提供平台接口（沙箱）。"))

    @Option(help: help("Address to listen on.", "监听地址。"))
    var host = "127.0.0.1"

    @Option(help: help("Port; 0 takes a free one.", "端口；0 表示任选空闲端口。"))
    var port = 2000

    @OptionGroup var fleet: SandboxFleetOptions

    @Option(help: help("The application's id.", "应用 ID。"))
    var appId = "demo"

    @Option(help: help("The application's key.", "API 密钥。"))
    var appSecret = "demo-secret"

    @Option(
        name: .customLong("fault"),
        help: help("Misbehave: KIND=RATE with a rate of 0 to 1 or a percentage; may be repeated.", "注入故障：类型=概率（0 到 1 或百分比），可重复。"))
    var faults: [String] = []

    @Option(help: help("Certificate (PEM): serve https.", "证书（PEM），启用 https。"))
    var tlsCertificate: String?

    @Option(help: help("The certificate's key (PEM).", "证书私钥（PEM）。"))
    var tlsKey: String?

    @Flag(help: help("Print nothing but the first line.", "除首行外不输出。"))
    var quiet = false

    @Flag(help: help("Print the fleet's card numbers, one a line, and end.", "逐行输出虚拟卡号后退出。"))
    var printCards = false

    @OptionGroup var global: GlobalOptions

    mutating func validate() throws {
        guard (0...65_535).contains(port) else {
            throw ValidationError(Help.text("--port takes 0 to 65535", "--port 取 0 到 65535"))
        }
        guard (tlsCertificate == nil) == (tlsKey == nil) else {
            throw ValidationError(
                Help.text("--tls-certificate and --tls-key go together", "--tls-certificate 与 --tls-key 必须同时给出"))
        }
        _ = try Self.rates(faults)
    }

    func run() async throws {
        if printCards {
            let cards = SandboxServer.cardNumbers(seed: fleet.seed, count: fleet.cards)
            return OutputStream.out.write(cards.map { "\($0)\n" }.joined())
        }
        let signals = EndSignals()
        let server = try await SandboxLaunch.start(configuration(), text: global.text)
        OutputStream.out.line("listening on \(server.url)")
        if !quiet {
            let cards = server.cardNumbers()
            OutputStream.err.line(
                global.text.sandboxHint(url: server.url, appID: appId, cards: cards.count, first: cards.first?.description ?? ""))
        }
        await signals.wait()
        if !quiet { OutputStream.err.line(await server.counts().json.text) }
        await server.stop()
    }

    private func configuration() throws -> SandboxConfiguration {
        var configuration = SandboxConfiguration()
        configuration.host = host
        configuration.port = port
        configuration.cards = fleet.cards
        configuration.speed = fleet.speed ?? 1
        configuration.seed = fleet.seed
        configuration.appID = appId
        configuration.appSecret = appSecret
        configuration.faults = try Self.rates(faults)
        if let tlsCertificate, let tlsKey { configuration.tls = (certificate: tlsCertificate, key: tlsKey) }
        return configuration
    }

    /// `slow=0.2`, `slow=20%`.
    static func rates(_ texts: [String]) throws -> [Fault: Double] {
        var rates: [Fault: Double] = [:]
        for text in texts {
            let parts = text.split(separator: "=", maxSplits: 1)
            let names = Fault.allCases.map(\.rawValue).joined(separator: ", ")
            guard parts.count == 2, let fault = Fault(rawValue: String(parts[0])) else {
                throw ValidationError(
                    Help.text(
                        "--fault \(text): give KIND=RATE with KIND one of \(names)", "--fault \(text)：格式为 类型=概率，类型可为 \(names)"))
            }
            let number = parts[1].last == "%" ? Double(parts[1].dropLast()).map { $0 / 100 } : Double(parts[1])
            guard let rate = number, (0...1).contains(rate) else {
                throw ValidationError(
                    Help.text("--fault \(text): the rate is 0 to 1 or 0% to 100%", "--fault \(text)：概率应为 0 到 1 或 0% 到 100%"))
            }
            rates[fault] = rate
        }
        return rates
    }
}

/// `--cards`, `--speed`, `--seed`.
struct SandboxFleetOptions: ParsableArguments {
    static let usualCards = 500
    static let usualSeed: UInt64 = 1

    @Option(help: help("How many cards.", "卡数量。"))
    var cards = usualCards

    @Option(help: help("How much faster than life delays and usage run (sandbox: 1, demo: 60).", "时间加速倍数（沙箱默认 1，演示默认 60）。"))
    var speed: Double?

    @Option(help: help("The fleet's seed.", "虚拟卡种子。"))
    var seed = usualSeed

    mutating func validate() throws {
        guard (1...1_000_000).contains(cards) else {
            throw ValidationError(Help.text("--cards takes 1 to 1000000", "--cards 取 1 到 1000000"))
        }
        guard speed.map({ $0 > 0 && $0 <= 100_000 }) ?? true else {
            throw ValidationError(Help.text("--speed takes more than 0 up to 100000", "--speed 大于 0 且不超过 100000"))
        }
    }
}

/// Starting a sandbox with its errors in words.
enum SandboxLaunch {
    static func start(
        _ configuration: SandboxConfiguration, text: CommandText, time: any TimeSource = LiveTime(),
        random: any RandomSource = LiveRandom()
    ) async throws(CommandFailure) -> SandboxServer {
        do {
            return try await SandboxServer.start(configuration, time: time, random: random)
        } catch {
            throw CommandFailure(.unreachable, text.sandboxCannotStart("\(error)"))
        }
    }
}
