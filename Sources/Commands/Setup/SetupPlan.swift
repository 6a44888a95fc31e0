// What `config init` has gathered, checked piece by piece, proved by one reading call and written.

import Glibc
import Localization
import PlatformClient
import SIMModel
import Settings

/// The answers so far.
struct SetupAnswers {
    enum Place {
        /// `secret` nil: the file is there and is used as it is.
        case file(String)
        case command(String)
        case environment
    }

    var address: BaseURL?
    var appID = ""
    var name = ""
    var place = Place.environment
    /// The key itself, where it was typed or read.
    var secret: Secret?
    /// The key is to be written to the file of ``place``.
    var writesKey = false
    var isReadOnly = false
    var isProduction = true
}

/// What the proving call said.
struct SetupProof {
    var error: PlatformError?
    var account: String?
    var milliseconds: Int64 = 0
    /// Ours minus the platform's. Unit: seconds.
    var skew: Int64?

    /// The answer that is most likely wrong.
    var suspect: SetupField {
        switch error?.kind {
        case .signature: .secret
        case .refused: .appID
        default: .address
        }
    }
}

/// Checking, proving and writing; asks nothing.
struct SetupPlan {
    let text: CommandText
    /// The file that is made or added to.
    let path: String
    private let environment = ProcessFacts.environment

    private var files: LiveFileAccess { LiveFileAccess(environment: environment) }

    init(_ options: GlobalOptions) throws(CommandFailure) {
        text = options.text
        let named = options.config.map { StatePaths.expand($0, environment: ProcessFacts.environment) }
        guard let path = named ?? StatePaths.configFile(environment: ProcessFacts.environment) else {
            throw CommandFailure(.configuration, options.text.noHome)
        }
        // A relative name is meant from here, and folders are made on the way.
        self.path = path.contains("/") ? path : "./" + path
    }

    var folder: String { String(path[..<(path.lastIndex(of: "/") ?? path.startIndex)]) }

    /// The names in the file; empty without one.
    var takenNames: [String] {
        (try? Configuration.profileNames(flags: FlagOverrides(configPath: path), environment: environment, files: files)) ?? []
    }

    /// With or without scheme and `/admin`.
    static func address(_ typed: String) -> Result<BaseURL, BaseURL.Problem> {
        let blank = typed.split(whereSeparator: \.isWhitespace).joined()
        let host = blank.prefix { $0 != ":" && $0 != "/" }.lowercased()
        let isHere = host == "localhost" || host.hasPrefix("127.")
        let whole = blank.contains("://") ? blank : (isHere ? "http://" : "https://") + blank
        do {
            return .success(try BaseURL(whole))
        } catch {
            return .failure(error)
        }
    }

    static func isAppID(_ text: String) -> Bool {
        !text.isEmpty && text.utf8.count <= 128 && text.utf8.allSatisfy { (0x21...0x7E).contains($0) }
    }

    /// The first part of a host that is no number: `agent.example.cn` → `agent`.
    static func name(for address: BaseURL) -> String {
        if address.isLoopback { return "local" }
        let first = address.host.split(separator: ".").first.map(String.init) ?? ""
        let isName = Configuration.isProfileName(first) && first.contains { $0.isLetter }
        return isName && first != "www" ? first : "prod"
    }

    /// The key, from where the answers say that it is.
    func secret(_ answers: SetupAnswers) throws(CommandFailure) -> Secret {
        if let secret = answers.secret { return secret }
        var profile = Profile(name: answers.name, baseURL: "", appID: "", secret: .missing, isProduction: true)
        switch answers.place {
        case .file(let path):
            let full = StatePaths.expand(path, from: folder, environment: environment)
            profile.secret = .file(full, place: ConfigPlace(file: path))
        case .command(let command): profile.secret = .command(command, place: ConfigPlace(file: "--secret-command"))
        case .environment:
            guard let value = environment["SIMDECK_APP_SECRET"], !value.isEmpty else {
                throw CommandFailure(.configuration, text.setupNoKey)
            }
            profile.secret = .value(Secret(value))
        }
        do {
            return try Configuration.resolveSecret(profile, files: files)
        } catch {
            throw CommandFailure(.configuration, text.configuration(error))
        }
    }

    /// One reading call that needs no card: the account's balance.
    func prove(_ answers: SetupAnswers, _ secret: Secret) async throws(CommandFailure) -> SetupProof {
        let profile = Profile(
            name: answers.name, baseURL: answers.address?.text ?? "", appID: answers.appID, secret: .value(secret),
            isProduction: answers.isProduction)
        let session = try LiveSession(profile: profile, secret: secret, text: text, attempts: 1)
        var proof = SetupProof()
        let start = session.time.uptime
        do {
            proof.account = try await session.client.accountAssets().assets.main.username
        } catch {
            proof.error = error
        }
        proof.milliseconds = (session.time.uptime - start).inMilliseconds
        proof.skew = session.client.health(at: session.time.uptime).clockSkew?.inSeconds
        await session.client.shutdown()
        return proof
    }

    /// Writes the key, then the configuration: a profile never names a key that is not there.
    func write(_ answers: SetupAnswers) throws(CommandFailure) {
        guard let address = answers.address else { throw CommandFailure(.usage, text.setupBadAddress) }
        let place: NewProfile.SecretPlace =
            switch answers.place {
            case .file(let path): .file(path)
            case .command(let command): .command(command)
            case .environment: .environment
            }
        let profile = NewProfile(
            name: answers.name, baseURL: address, appID: answers.appID, secret: place, isReadOnly: answers.isReadOnly,
            isProduction: answers.isProduction)
        let content = try self.content(with: profile)
        do throws(SetupFileProblem) {
            if case .file(let path) = answers.place, answers.writesKey, let secret = answers.secret {
                try SetupFiles.create(
                    StatePaths.expand(path, from: folder, environment: environment), with: secret.reveal() + "\n")
            }
            try SetupFiles.replace(path, with: content)
        } catch {
            throw CommandFailure(.configuration, text.setupCannotWrite(error.path, error.reason))
        }
    }

    /// The file as it will be.
    func content(with profile: NewProfile) throws(CommandFailure) -> String {
        let words = text.setupComments
        let comments = ConfigComments(
            head: words.head, baseURL: words.baseURL, secret: words.secret, readOnly: words.readOnly,
            production: words.production)
        let old: FileContents
        do {
            old = try files.read(path, limit: Configuration.fileLimit)
        } catch .missing {
            return ConfigEdit.newFile(profile, comments: comments)
        } catch {
            let problem = ConfigProblem(ConfigPlace(file: path), key: path, ConfigProblem.Reason(error))
            throw CommandFailure(.configuration, text.configuration(problem))
        }
        do {
            return try ConfigEdit.adding(
                profile, to: String(decoding: old.bytes, as: UTF8.self), file: path, comments: comments)
        } catch {
            switch error {
            case .mistakes(let problems):
                throw CommandFailure(.configuration, text.setupMend + "\n  " + text.configuration(problems))
            case .nameTaken(let name): throw CommandFailure(.configuration, text.setupNameTaken(name))
            case .byHand(let lines): throw CommandFailure(.configuration, text.setupByHand(path) + "\n" + lines)
            }
        }
    }
}
