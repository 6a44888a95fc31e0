// The questions of `config init`, one at a time, on the terminal.

import CellGrid
import Localization
import SIMModel
import Settings
import TerminalIO

/// Asks until a profile is proved and written, or the person leaves.
@MainActor
final class SetupDialog {
    private let plan: SetupPlan
    private let text: CommandText
    private let prompt: LinePrompt
    private var answers: SetupAnswers

    init(_ plan: SetupPlan, _ prompt: LinePrompt, answers: SetupAnswers = SetupAnswers()) {
        self.plan = plan
        text = plan.text
        self.prompt = prompt
        self.answers = answers
    }

    /// The name of the new profile; nil when the person left.
    func run() async throws -> String? {
        say(text.setupHello)
        for field in SetupField.allCases { try await ask(field) }
        while true {
            let proof = try await prove()
            if let proof, proof.error == nil { break }
            switch try await again(proof) {
            case .write?: return try finish()
            case .leave?: return nil
            case nil: continue
            }
        }
        return try finish()
    }

    private enum Way { case write, leave }

    private func finish() throws -> String {
        try plan.write(answers)
        say(text.setupWritten(plan.path))
        say(text.setupNext(answers.name))
        return answers.name
    }

    private func prove() async throws -> SetupProof? {
        say(text.setupTrying(answers.address?.host ?? ""))
        do {
            // A command for the key may ask for a passphrase itself.
            let secret = try prompt.lent { try self.plan.secret(self.answers) }
            let call = Task { [plan, answers] in try await plan.prove(answers, secret) }
            prompt.onInterrupt = { call.cancel() }
            defer { prompt.onInterrupt = nil }
            let proof = try await call.value
            if prompt.isInterrupted { throw LinePrompt.End.interrupted }
            if let error = proof.error {
                say(text.setupWrong + text.problem(error))
            } else {
                say(text.setupProved(account: proof.account, milliseconds: proof.milliseconds, skew: proof.skew))
            }
            return proof
        } catch let failure as CommandFailure {
            say(text.setupWrong + failure.message)
            return nil
        }
    }

    /// Back to the field that is wrong.
    private func again(_ proof: SetupProof?) async throws -> Way? {
        say(text.setupAgain)
        let fields: [String: SetupField] = ["1": .address, "2": .appID, "3": .secret]
        let suspect = proof?.suspect ?? .secret
        let usual = fields.first { $0.value == suspect }?.key ?? "1"
        while true {
            switch try await prompt.line("[\(usual)] > ").lowercased().trimmingBlanks(or: usual) {
            case "t": return nil
            case "w": return .write
            case "q": return .leave
            case let key:
                guard let field = fields[key] else { continue }
                try await ask(field)
                return nil
            }
        }
    }

    private func ask(_ field: SetupField) async throws {
        say("")
        say("  \(text.setupWhy(field))")
        switch field {
        case .address: try await askAddress()
        case .appID:
            answers.appID = try await value(field, usual: answers.appID) { SetupPlan.isAppID($0) ? nil : self.text.setupBadAppID }
        case .name:
            let taken = plan.takenNames
            var usual = answers.name.isEmpty ? answers.address.map(SetupPlan.name) ?? "prod" : answers.name
            if taken.contains(usual) { usual += "-2" }
            answers.name = try await value(field, usual: taken.contains(usual) ? "" : usual) { name in
                if taken.contains(name) { return self.text.setupNameTaken(name) }
                return Configuration.isProfileName(name) ? nil : self.text.setupBadName
            }
        case .secret: try await askPlace()
        case .readOnly: answers.isReadOnly = try await yes(text.setupAsk(field), usual: answers.isReadOnly)
        case .production:
            answers.isProduction = try await yes(text.setupAsk(field), usual: !(answers.address?.isLoopback ?? false))
        }
    }

    private func askAddress() async throws {
        _ = try await value(.address, usual: answers.address?.text ?? "") { typed in
            switch SetupPlan.address(typed) {
            case .success(let address):
                self.answers.address = address
                return nil
            case .failure(.credentials): return self.text.setupNoPassword
            case .failure(.malformed): return self.text.setupBadAddress
            }
        }
        guard let address = answers.address else { return }
        say("  \(text.setupNormalised) \(address.text)")
        if address.scheme == "http", !address.isLoopback { say("  ! \(text.setupPlain(address.host))") }
    }

    private func askPlace() async throws {
        let file = "\(plan.folder)/\(answers.name).key"
        say(text.setupWhere)
        say("  " + [text.setupPlaceFile(file), text.setupPlaceCommand, text.setupPlaceEnvironment].joined(separator: "\n  "))
        while true {
            (answers.secret, answers.writesKey) = (nil, false)
            switch try await prompt.line("[1] > ").trimmingBlanks(or: "1") {
            case "1":
                answers.place = .file(file)
                if LiveFileAccess(environment: ProcessFacts.environment).exists(file) {
                    if try await yes(text.setupKeepKey(file), usual: true) { return }
                    say(text.setupKeyFileThere(file))
                    continue
                }
                return try await typeKey()
            case "2":
                answers.place = .command(
                    try await value(text.setupCommand, usual: "") { $0.isEmpty ? self.text.setupEmptyKey : nil })
                return
            case "3":
                answers.place = .environment
                guard let value = ProcessFacts.environment["SIMDECK_APP_SECRET"], !value.isEmpty else {
                    say("  \(text.setupNoKey)")
                    continue
                }
                return
            default: continue
            }
        }
    }

    private func typeKey() async throws {
        while true {
            let typed = try await prompt.line("\(text.setupAsk(.secret)): ", isHidden: true).trimmingBlanks(or: "")
            guard !typed.isEmpty else {
                say("  \(text.setupEmptyKey)")
                continue
            }
            (answers.secret, answers.writesKey) = (Secret(typed), true)
            return
        }
    }

    private func yes(_ question: String, usual: Bool) async throws -> Bool {
        while true {
            switch try await prompt.line("\(question)? [\(usual ? "Y/n" : "y/N")] ").lowercased().trimmingBlanks(
                or: usual ? "y" : "n")
            {
            case "y", "yes", "是": return true
            case "n", "no", "否": return false
            default: say("  \(text.setupYesNo)")
            }
        }
    }

    private func value(_ field: SetupField, usual: String, check: (String) -> String?) async throws -> String {
        try await value(text.setupAsk(field), usual: usual, check: check)
    }

    /// Asks until `check` has nothing to say.
    private func value(_ question: String, usual: String, check: (String) -> String?) async throws -> String {
        while true {
            let typed = try await prompt.line(usual.isEmpty ? "\(question): " : "\(question) [\(usual)]: ").trimmingBlanks(
                or: usual)
            guard let trouble = check(typed) else { return typed }
            say("  \(trouble)")
        }
    }

    /// Cut between words where the terminal ends; blanks at the start are kept for every piece.
    private func say(_ text: String) {
        let columns = TerminalProbe.size().map(\.columns) ?? 80
        for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
            let indent = String(line.prefix { $0 == " " })
            let pieces = TextWidth.wrap(String(line.dropFirst(indent.count)), to: max(20, columns - indent.count - 1))
            for piece in pieces.isEmpty ? [""] : pieces { prompt.write(indent + piece + "\n") }
        }
    }
}

extension String {
    /// Without blanks at both ends; `usual` when nothing is left.
    fileprivate func trimmingBlanks(or usual: String) -> String {
        var text = Substring(self)
        while let first = text.first, first.isWhitespace { text.removeFirst() }
        while let last = text.last, last.isWhitespace { text.removeLast() }
        return text.isEmpty ? usual : String(text)
    }
}
