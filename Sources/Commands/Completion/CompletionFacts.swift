// What exists on this machine, for completion. Quick, quiet, without the network, and never a secret: where
// the configuration is broken there is nothing to offer.

import Glibc
import Localization
import PlatformContract
import SandboxPlatform
import SIMModel
import Settings
import StateStore

/// Reads words to offer.
struct CompletionFacts {
    /// The most offered of what grows.
    static let most = 200

    var flags: FlagOverrides
    var environment: [String: String]
    var text: CommandText

    /// `words` are the command line so far: `--profile` and `--config` on it count.
    init(words: [String], environment: [String: String], text: CommandText) {
        func value(_ name: String) -> String? {
            for (index, word) in words.enumerated() {
                if word == name, index + 2 < words.count { return words[index + 1] }
                if word.hasPrefix(name + "=") { return String(word.dropFirst(name.count + 1)) }
            }
            return nil
        }
        flags = FlagOverrides(profile: value("--profile"), configPath: value("--config"))
        self.environment = environment
        self.text = text
    }

    func offers(_ source: CompletionSource) -> [CompletionOffer] {
        switch source {
        case .profiles: profiles.map { CompletionOffer(word: $0) }
        case .themes: themes.map { CompletionOffer(word: $0) }
        case .languages: Language.allCases.map { CompletionOffer(word: $0.rawValue, meaning: $0.ownName) }
        case .endpoints:
            Catalogue.all.filter { $0.kind == .call }.map { CompletionOffer(word: $0.id, meaning: title($0.title, $0.titleZh)) }
        case .codes: CodeTables.all.map { CompletionOffer(word: $0.id, meaning: title($0.title, $0.titleZh)) }
        case .faults: Fault.allCases.map { CompletionOffer(word: $0.rawValue + "=") }
        case .tags: state?.tags(limit: Self.most).map { CompletionOffer(word: $0) } ?? []
        case .operations:
            state?.operations(limit: Self.most).map { record in
                CompletionOffer(
                    word: "\(record.id)",
                    meaning: "\(text.action(record.kind)) \(record.simNo) \(text.operation(record.state))")
            } ?? []
        case .runs:
            state?.runs(limit: Self.most).map { run in
                CompletionOffer(word: run.id, meaning: "\(text.action(run.kind)) \(run.createdAt.platformText)")
            } ?? []
        case .reminders:
            state?.reminders().map { CompletionOffer(word: "r\($0.id)", meaning: text.reminderLine($0)) } ?? []
        case .parameters, .cards, .files: []
        }
    }

    func parameters(of endpoint: String) -> [CompletionOffer] {
        Catalogue.all.first { $0.id == endpoint }?.parameters.map {
            CompletionOffer(word: $0.name + "=", meaning: $0.isPersonal ? "" : $0.example)
        } ?? []
    }

    private func title(_ english: String, _ chinese: String) -> String { text.language == .zh ? chinese : english }

    private var files: LiveFileAccess { LiveFileAccess(environment: environment) }

    private var profiles: [String] {
        (try? Configuration.profileNames(flags: flags, environment: environment, files: files)) ?? []
    }

    /// The profile's state; no secret is read for it.
    private var state: StatePeek? {
        guard let profile = try? Configuration.load(flags: flags, environment: environment, files: files),
            let directory = StatePaths.stateDirectory(profile: profile.name, environment: environment)
        else { return nil }
        return StatePeek(directory: directory)
    }

    private var themes: [String] {
        var names: Set<String> = []
        for folder in ThemeLoader(text: text, environment: environment).folders {
            guard let handle = opendir(folder) else { continue }
            defer { closedir(handle) }
            while let entry = readdir(handle), names.count < Self.most {
                let name = withUnsafeBytes(of: &entry.pointee.d_name) { bytes in
                    String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
                }
                if name.hasSuffix(".yaml") { names.insert(String(name.dropLast(5))) }
            }
        }
        return names.sorted()
    }
}
