// stop, resume: written down, sent once, and told truly.

import ArgumentParser
import Localization
import SIMModel

/// The flags of the two operations.
struct ChangeOptions: ParsableArguments {
    /// What `--wait` alone means: the platform's ten minutes and the carrier's own delay.
    static let usualWait = "15m"

    @OptionGroup var cards: CardArguments

    @Option(help: help("Why; kept in the journal and sent as the remark.", "原因；记入日志并作为备注提交。"))
    var reason: String?

    @Flag(name: .shortAndLong, help: help("Do not ask.", "不再询问。"))
    var yes = false

    @Option(
        help: help(
            "Of a protected card, with --yes: the last 4 digits of its number.", "受保护的号码，配合 --yes：号码末 4 位。"))
    var protected: String?

    @Flag(help: help("Say what would be done; change nothing.", "只说明将要做什么，不做任何改变。"))
    var dryRun = false

    @Option(help: help("Follow to the end: --wait or --wait=10m.", "跟踪到最终结果：--wait 或 --wait=10m。"))
    var wait: String?

    @Option(help: help("First so many; the rest once these are confirmed.", "先执行前 N 张，确认后再执行其余。"))
    var canary: Int?

    @Option(help: help("Pause when more than so many per cent fail (20).", "失败超过该百分比即暂停（默认 20）。"))
    var maxFailures: Int?

    @Option(help: help("Pause when more than so many cards are in doubt (0).", "存疑卡数超过该值即暂停（默认 0）。"))
    var maxUnknown: Int?

    @Flag(
        help: help(
            "Send although the state speaks against it, or an operation of the kind is unfinished.",
            "即使卡状态不符，或同类操作尚未结束，也发送。"))
    var force = false

    @OptionGroup var output: OutputOptions
    @OptionGroup var global: GlobalOptions

    var patience: Duration? { wait.flatMap(DurationText.parse) }

    mutating func validate() throws {
        if let wait, DurationText.parse(wait) == nil {
            throw ValidationError(
                Help.text("--wait takes a duration such as 90s, 10m or 1h, not '\(wait)'", "--wait 的格式如 90s、10m、1h，不能是 “\(wait)”")
            )
        }
        if let canary, canary < 1 { throw ValidationError(Help.text("--canary takes 1 or more", "--canary 至少为 1")) }
        if let maxFailures, !(0...100).contains(maxFailures) {
            throw ValidationError(Help.text("--max-failures takes 0 to 100", "--max-failures 取 0 到 100"))
        }
        if let maxUnknown, maxUnknown < 0 {
            throw ValidationError(Help.text("--max-unknown takes 0 or more", "--max-unknown 至少为 0"))
        }
    }
}

/// `simdeck stop`.
struct StopCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "stop", abstract: Help.text("Stop cards (cuts them off).", "停机（切断卡的网络）。"))

    @OptionGroup var options: ChangeOptions

    @Option(
        help: help(
            "Remind to resume them: Fri 09:00, 2h, or a date (UTC+8). Nothing is resumed by itself.",
            "到时提醒复机：周五 09:00、2h 或日期（UTC+8）。不会自动复机。"))
    var remindAt: String?

    func run() async throws { try await ChangeRun(kind: .stop, options: options, remindAt: remindAt).run() }
}

/// `simdeck resume`.
struct ResumeCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "resume", abstract: Help.text("Resume stopped cards.", "复机。"))

    @OptionGroup var options: ChangeOptions

    func run() async throws { try await ChangeRun(kind: .resume, options: options).run() }
}
