// The root of the command line, and the only place where the process ends.

import ArgumentParser
import Glibc
import Localization

/// `simdeck`.
struct SimdeckCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "simdeck",
        abstract: Help.text("A console for operators of IoT SIM cards.", "物联网卡运营人员的终端控制台。"),
        discussion: Help.text(
            "Without a command: the console. `simdeck --demo` needs no account. `simdeck --plain`: lines instead of a screen.",
            "不带子命令时打开控制台。`simdeck --demo` 无需账号即可试用。`simdeck --plain` 以逐行方式代替屏幕界面。"),
        version: "simdeck \(Version.current)",
        subcommands: [
            ConsoleCommand.self, SandboxCommand.self, LookupCommand.self, StatusCommand.self, FlowCommand.self,
            WhyCommand.self, StopCommand.self, ResumeCommand.self, OpsCommand.self, HistoryCommand.self, AssetsCommand.self,
            FleetCommand.self,
            BindCommand.self, LimitCommand.self, UnlimitCommand.self, PackageCommand.self, RealNameCommand.self,
            SubscribeCommand.self, UnsubscribeCommand.self, SMSCommand.self, DeviceCommand.self, TokenCommand.self,
            ShopCommand.self, EndpointsCommand.self, CodesCommand.self, CallCommand.self, ListenCommand.self,
            ThemeCommand.self, KeysCommand.self, ConfigCommand.self, DoctorCommand.self,
            ReportCommand.self, RemindCommand.self, SendCommand.self, GenerateCommand.self, CompleteCommand.self,
        ],
        defaultSubcommand: ConsoleCommand.self)
}

/// The program's version (`CHANGELOG.md`).
enum Version {
    static let current = "0.1.0"
    /// When it was last worked on: the manual's date.
    static let date = "2026-11-24"

    /// The compiler that made the program: the runtime does not tell.
    static let compiler: String = {
        #if swift(>=6.4)
            "6.4 or later"
        #elseif swift(>=6.3)
            "6.3"
        #else
            "6.2"
        #endif
    }()
}

/// Where the process starts and ends.
public enum CommandLineEntry {
    /// Runs the command line and ends the process with the contract's status.
    public static func main() async -> Never {
        // A closed pipe is an error of one write, not the end of a stop under way.
        signal(SIGPIPE, SIG_IGN)
        exit(await run(Array(CommandLine.arguments.dropFirst())))
    }

    static func run(_ arguments: [String]) async -> Int32 {
        do {
            if let line = PlainConsole(arguments, isCommand: isCommand) {
                try await ConsoleCommand(line).run()
                return ExitStatus.done.rawValue
            }
            var command = try SimdeckCommand.parseAsRoot(prepared(arguments))
            if var asynchronous = command as? any AsyncParsableCommand {
                try await asynchronous.run()
            } else {
                try command.run()
            }
            return ExitStatus.done.rawValue
        } catch let failure as CommandFailure {
            OutputStream.err.line("simdeck: \(failure.message)")
            return failure.status.rawValue
        } catch let status as ExitCode {
            return status.rawValue
        } catch is CancellationError {
            return ExitStatus.interrupted.rawValue
        } catch {
            let text = SimdeckCommand.fullMessage(for: error)
            if SimdeckCommand.exitCode(for: error).isSuccess {
                OutputStream.out.line(text)
                return ExitStatus.done.rawValue
            }
            OutputStream.err.line(text)
            return ExitStatus.usage.rawValue
        }
    }

    /// What people write and the parser does not know:
    /// - `--wait` alone means the usual patience;
    /// - `--lang`, `--profile`, `--config` may stand before the command, too.
    private static func isSpan(_ word: String) -> Bool {
        word.last.map { "smh".contains($0) } ?? false && DurationText.parse(word) != nil
    }

    static func prepared(_ arguments: [String]) -> [String] {
        // The words of a line that is being completed are not ours to understand.
        if arguments.first == CompleteCommand.configuration.commandName { return arguments }
        var words: [String] = []
        for (index, word) in arguments.enumerated() {
            // `--wait 10m` is meant as `--wait=10m`: no card number ends in a unit.
            if index > 0, arguments[index - 1] == "--wait", isSpan(word) { continue }
            let next = arguments.indices.contains(index + 1) ? arguments[index + 1] : ""
            words.append(word == "--wait" ? "--wait=\(isSpan(next) ? next : ChangeOptions.usualWait)" : word)
        }
        var leading: [String] = []
        while let word = words.first, let name = GlobalOptions.names.first(where: { word == $0 || word.hasPrefix($0 + "=") }) {
            let length = word == name ? min(2, words.count) : 1
            leading += words[..<length]
            words.removeFirst(length)
        }
        // Help about the whole program: its language was looked up before.
        if let help = words.first, ["--help", "-h"].contains(help), words.dropFirst().allSatisfy(leadsOn) { return [help] }
        guard let first = words.first, isCommand(first) else { return leading + words }
        return [words[0]] + leading + words.dropFirst()
    }

    static func isCommand(_ word: String) -> Bool {
        // A path, mostly: looking at every command costs the screen half a millisecond.
        if word.utf8.contains(UInt8(ascii: ".")) || word.utf8.contains(UInt8(ascii: "/")) { return false }
        return word == "help" || SimdeckCommand.configuration.subcommands.contains { $0.configuration.commandName == word }
    }

    /// A language named after `--help`.
    private static func leadsOn(_ word: String) -> Bool { word.hasPrefix("--lang") || Language(tag: word) != nil }
}

extension ExitStatus {
    /// Ends a command whose results are printed already.
    var code: ExitCode { ExitCode(rawValue) }
}
