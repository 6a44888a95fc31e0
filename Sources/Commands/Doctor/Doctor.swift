// Everything that has to be right before simdeck works, looked at piece by piece. Each check stands for itself:
// what cannot be tried because something before it failed says so.

import Localization
import PlatformClient
import SIMModel
import Settings
import WireTransport

/// One finding.
struct DoctorLine {
    var check: DoctorCheck
    var state: DoctorState
    var detail: String
    /// What to do, a line each.
    var mends: [String] = []
    /// What the contract's exit status is when it is wrong.
    var status: ExitStatus = .partial
}

/// Gathers the findings.
struct Doctor {
    let options: GlobalOptions
    let isOffline: Bool
    let environment: [String: String]
    private(set) var lines: [DoctorLine] = []
    /// Clocks that differ by less are well. Unit: seconds.
    static let skewWarning: Int64 = 60

    var text: CommandText { options.text }

    init(_ options: GlobalOptions, isOffline: Bool, environment: [String: String] = ProcessFacts.environment) {
        self.options = options
        self.isOffline = isOffline
        self.environment = environment
    }

    func words(_ english: String, _ chinese: String) -> String {
        switch text.language {
        case .en: english
        case .zh: chinese
        }
    }

    mutating func add(
        _ check: DoctorCheck, _ state: DoctorState, _ detail: String, mend: [String] = [], status: ExitStatus = .partial
    ) {
        lines.append(DoctorLine(check: check, state: state, detail: detail, mends: mend, status: status))
    }

    mutating func skip(_ checks: [DoctorCheck], because why: String) {
        for check in checks { add(check, .notTried, why) }
    }

    /// `~` for the home.
    func short(_ path: String) -> String {
        guard let home = environment["HOME"], home.count > 1, path.hasPrefix(home + "/") else { return path }
        return "~" + path.dropFirst(home.count)
    }

    /// The contract's status for all of it.
    var status: ExitStatus {
        let wrong = lines.filter { $0.state == .wrong }.map(\.status)
        return [.configuration, .refused, .unreachable, .partial].first { wrong.contains($0) } ?? .done
    }

    mutating func run() async {
        let profile = lookAtConfiguration()
        let secret = lookAtSecret(profile)
        await lookAtNetwork(profile, secret)
        lookAtState(profile)
        lookAtListening(profile)
        lookAtTerminal()
        lookAtVersions()
    }

    private mutating func lookAtConfiguration() -> Profile? {
        let check = ConfigCheck(options, environment: environment)
        let profile = check.survey.profiles.first { $0.name == check.survey.chosen }
        // The secret has its own line.
        let problems = check.problems.filter { !Self.isAboutSecret($0) }
        let place = check.survey.hasFile ? short(check.survey.path ?? "") : words("the environment", "环境变量")
        guard problems.isEmpty else {
            let setUp = words("simdeck config init sets up an account", "用 simdeck config init 设置账号")
            let isUnset = problems.contains { if case .nothingConfigured = $0.reason { true } else { false } }
            add(
                .configuration, .wrong, words("\(place): \(problems.count) to mend", "\(place)：\(problems.count) 个问题"),
                mend: problems.map { text.configuration($0) } + (isUnset ? [setUp] : []), status: .configuration)
            return profile
        }
        guard let profile else {
            let names = check.survey.names.joined(separator: ", ")
            add(
                .configuration, .wrong, words("several profiles, none chosen: \(names)", "有多个账号配置但未选择：\(names)"),
                mend: [words("give --profile NAME, or set default_profile", "加 --profile 名称，或设置 default_profile")],
                status: .configuration)
            return nil
        }
        let summary = "\(profile.name) · \(profile.baseURL)"
        let notes = check.survey.warnings.filter { if case .noProfileChosen = $0.reason { false } else { true } }
        // Where the file is, `config path` tells: all of this is to stand on one screen.
        add(.configuration, notes.isEmpty ? .ok : .warning, summary, mend: notes.map { text.configuration($0) })
        return profile
    }

    private static func isAboutSecret(_ problem: ConfigProblem) -> Bool {
        switch problem.reason {
        case .unknownKey, .badValue, .conflict, .duplicateKey: false
        default: problem.key.hasSuffix("app_secret_file") || problem.key.hasSuffix("app_secret_command")
        }
    }

    private mutating func lookAtSecret(_ profile: Profile?) -> Secret? {
        guard let profile else {
            skip([.secret], because: words("no profile", "没有账号配置"))
            return nil
        }
        let files = LiveFileAccess(environment: environment)
        let secret: Secret
        do {
            secret = try Configuration.resolveSecret(profile, files: files)
        } catch {
            add(
                .secret, .wrong, words("cannot be used", "无法使用"), mend: error.items.map { text.configuration($0) },
                status: .configuration)
            return nil
        }
        var notes: [String] = []
        var place = words("from the environment", "来自环境变量")
        switch profile.secret {
        case .file(let path, _):
            place = short(path)
            if let bytes = try? files.read(path, limit: 65_536).bytes, bytes.contains(0x0D) {
                notes.append(words("the file has CR at the ends of lines; passed over", "文件行尾有 CR，已忽略"))
            }
        case .command: place = words("from its command", "来自命令")
        case .value, .missing: break
        }
        let key = secret.reveal()
        if key.contains(where: \.isWhitespace) { notes.append(words("there is a blank inside it", "密钥中间有空格")) }
        if !key.utf8.allSatisfy({ (0x21...0x7E).contains($0) }) {
            notes.append(words("it holds more than plain letters, digits and signs", "密钥含有非半角字符"))
        }
        if key.utf8.count < 8 { notes.append(words("it is very short: is it whole?", "密钥很短：是否完整？")) }
        add(.secret, notes.isEmpty ? .ok : .warning, place, mend: notes)
        return secret
    }
}
