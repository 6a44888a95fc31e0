// config init: from nothing to an account that is proved to work. Asked on a terminal, or all in flags.

import ArgumentParser
import Localization
import SIMModel
import Settings
import TerminalIO

extension ConfigCommand {
    /// `simdeck config init`.
    struct Init: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: Help.text("Set up an account, prove it by one reading call, and write it.", "设置账号，经一次只读调用验证后写入。"))

        @Option(help: help("The platform's address.", "平台地址。")) var baseUrl: String?
        @Option(help: help("The account's appID.", "账号的 appID。")) var appId: String?
        @Option(help: help("A file with the key (mode 0600).", "密钥文件（权限 0600）。")) var secretFile: String?
        @Option(help: help("A command that prints the key.", "输出密钥的命令。")) var secretCommand: String?
        @Flag(help: help("The key comes from SIMDECK_APP_SECRET.", "密钥取自 SIMDECK_APP_SECRET。")) var secretEnv = false
        @Flag(
            help: help(
                "Read the key from standard input and write it to --secret-file.", "从标准输入读取密钥，写入 --secret-file。"))
        var secretStdin = false
        @Flag(help: help("Refuse every change.", "只读。")) var readOnly = false
        @Flag(inversion: .prefixedNo, help: help("Real cards are at stake.", "正式账号。")) var production: Bool?
        @Flag(help: help("Write without the proving call.", "不做验证调用直接写入。")) var offline = false
        @Flag(name: .shortAndLong, help: help("Do not ask.", "不再询问。")) var yes = false
        @OptionGroup var global: GlobalOptions

        mutating func validate() throws {
            if [secretFile != nil, secretCommand != nil, secretEnv].filter({ $0 }).count > 1 {
                throw ValidationError(
                    Help.text(
                        "choose one of --secret-file, --secret-command, --secret-env",
                        "--secret-file、--secret-command、--secret-env 只能选一个"))
            }
            if secretStdin, secretFile == nil {
                throw ValidationError(Help.text("--secret-stdin needs --secret-file", "--secret-stdin 须与 --secret-file 同用"))
            }
        }

        func run() async throws {
            if yes { return try await runWithFlags() }
            guard ProcessFacts.isTerminal(0), ProcessFacts.isTerminal(1) else {
                throw CommandFailure(.usage, global.text.setupNeedsTerminal)
            }
            _ = try await Self.dialogue(global, answers: try given())
        }

        /// The dialogue; the new profile's name, or nil when the person left.
        @MainActor static func dialogue(_ options: GlobalOptions, answers: SetupAnswers = SetupAnswers()) async throws -> String?
        {
            let plan = try SetupPlan(options)
            let prompt: LinePrompt
            do throws(TerminalError) {
                prompt = try LinePrompt()
            } catch {
                throw CommandFailure(.usage, options.text.terminal(error))
            }
            defer { prompt.close() }
            do {
                let name = try await SetupDialog(plan, prompt, answers: answers).run()
                if name == nil { OutputStream.err.line("simdeck: " + options.text.setupNothing) }
                return name
            } catch let end as LinePrompt.End {
                OutputStream.err.line("simdeck: " + options.text.setupNothing)
                switch end {
                case .interrupted: throw ExitStatus.interrupted.code
                case .signal(let number): throw ExitCodeForSignal.code(number)
                }
            }
        }

        /// What the flags say already.
        private func given() throws(CommandFailure) -> SetupAnswers {
            var answers = SetupAnswers()
            if let baseUrl {
                switch SetupPlan.address(baseUrl) {
                case .success(let address): answers.address = address
                case .failure(.credentials): throw CommandFailure(.usage, global.text.setupNoPassword)
                case .failure(.malformed): throw CommandFailure(.usage, global.text.setupBadAddress)
                }
            }
            answers.appID = appId ?? ""
            answers.name = global.profile ?? ""
            answers.isReadOnly = readOnly
            answers.isProduction = production ?? !(answers.address?.isLoopback ?? false)
            if let secretFile { answers.place = .file(secretFile) }
            if let secretCommand { answers.place = .command(secretCommand) }
            return answers
        }

        private func runWithFlags() async throws {
            let text = global.text
            let plan = try SetupPlan(global)
            var answers = try given()
            guard let address = answers.address, appId != nil, secretFile != nil || secretCommand != nil || secretEnv else {
                throw CommandFailure(.usage, text.setupNeedsTerminal)
            }
            guard SetupPlan.isAppID(answers.appID) else { throw CommandFailure(.usage, text.setupBadAppID) }
            if answers.name.isEmpty { answers.name = SetupPlan.name(for: address) }
            guard Configuration.isProfileName(answers.name) else { throw CommandFailure(.usage, text.setupBadName) }
            if plan.takenNames.contains(answers.name) {
                throw CommandFailure(.configuration, text.setupNameTaken(answers.name))
            }
            if secretStdin, let secretFile {
                guard let line = TypedAnswer.line(), case let key = line.filter({ !$0.isWhitespace }), !key.isEmpty else {
                    throw CommandFailure(.usage, text.setupEmptyKey)
                }
                let full = StatePaths.expand(secretFile, from: plan.folder, environment: ProcessFacts.environment)
                if LiveFileAccess(environment: ProcessFacts.environment).exists(full) {
                    throw CommandFailure(.configuration, text.setupKeyFileThere(full))
                }
                (answers.secret, answers.writesKey) = (Secret(key), true)
            }
            if !offline {
                let proof = try await plan.prove(answers, try plan.secret(answers))
                if let error = proof.error {
                    throw CommandFailure(ExitStatus.of(error), "\(text.problem(error)) (\(text.setupNothing))")
                }
                OutputStream.err.line(
                    text.setupProved(account: proof.account, milliseconds: proof.milliseconds, skew: proof.skew))
            }
            try plan.write(answers)
            OutputStream.err.line(text.setupWritten(plan.path))
        }
    }
}
