// The configuration file as it stands, before flags and environment are laid over it.

/// What one profile, or the top of the file for all of them, says. nil: nothing.
struct ProfileSettings {
    var baseURL: Placed<BaseURL>?
    var appID: String?
    var secret: SecretSource?
    var readOnly: Bool?
    var production: Bool?
    var fleet: Placed<String>?
    var language: String?
    var theme: Placed<String>?
    var colour: String?
    var caFile: Placed<String>?
    var proxy: String?
    var poll = PollConfig()
    var confirm = ConfirmConfig()
    var keys: [String: Placed<[String]>] = [:]
    var keyPreset: String?
    var columns: [String: [String]] = [:]
    var endpoints: [String: EndpointConfig] = [:]
    var endpointPlaces: [String: ConfigPlace] = [:]
    var listen = ListenConfig()
    var alerts = AlertConfig()
    var terminal = TerminalConfig()

    /// Takes from `defaults` what is not said here.
    mutating func inherit(_ defaults: ProfileSettings) {
        readOnly = readOnly ?? defaults.readOnly
        production = production ?? defaults.production
        fleet = fleet ?? defaults.fleet
        language = language ?? defaults.language
        theme = theme ?? defaults.theme
        caFile = caFile ?? defaults.caFile
        proxy = proxy ?? defaults.proxy
        poll.status = poll.status ?? defaults.poll.status
        poll.flow = poll.flow ?? defaults.poll.flow
        poll.snapshot = poll.snapshot ?? defaults.poll.snapshot
        poll.assets = poll.assets ?? defaults.poll.assets
        poll.history = poll.history ?? defaults.poll.history
        poll.callsPerMinute = poll.callsPerMinute ?? defaults.poll.callsPerMinute
        confirm.typeCountFrom = confirm.typeCountFrom ?? defaults.confirm.typeCountFrom
        confirm.typeProfileFrom = confirm.typeProfileFrom ?? defaults.confirm.typeProfileFrom
        confirm.requireReason = confirm.requireReason ?? defaults.confirm.requireReason
        confirm.maxCards = confirm.maxCards ?? defaults.confirm.maxCards
        confirm.unconfirmedAfter = confirm.unconfirmedAfter ?? defaults.confirm.unconfirmedAfter
        confirm.canary = confirm.canary ?? defaults.confirm.canary
        confirm.failureLimit = confirm.failureLimit ?? defaults.confirm.failureLimit
        confirm.unknownLimit = confirm.unknownLimit ?? defaults.confirm.unknownLimit
        confirm.maxPerHour = confirm.maxPerHour ?? defaults.confirm.maxPerHour
        confirm.quietHours = confirm.quietHours ?? defaults.confirm.quietHours
        keyPreset = keyPreset ?? defaults.keyPreset
        keys.merge(defaults.keys) { own, _ in own }
        columns.merge(defaults.columns) { own, _ in own }
        endpoints.merge(defaults.endpoints) { own, _ in own }
        endpointPlaces.merge(defaults.endpointPlaces) { own, _ in own }
        listen.host = listen.host ?? defaults.listen.host
        listen.port = listen.port ?? defaults.listen.port
        alerts.inherit(defaults.alerts)
        terminal.inherit(defaults.terminal)
    }
}

/// The whole file.
struct ConfigFile {
    struct Account {
        var name: String
        var place: ConfigPlace
        var settings: ProfileSettings
    }

    var defaultProfile: Placed<String>?
    var accounts: [Account] = []
    var defaults = ProfileSettings()
    /// As it stands, for who shows where a value came from.
    var root: ConfigSection?

    /// Reads `bytes`; what is wrong goes into `problems`, the rest is read on.
    init(_ bytes: [UInt8], file: String, problems: ProblemList) {
        guard let root = YAMLFile.root(bytes, file: file, problems: problems)?.checked(SettingKey.atTop) else { return }
        self.root = root
        defaultProfile = root.text("default_profile")
        defaults = Self.settings(root)
        guard let profiles = root.section("profiles") else { return }
        for entry in profiles.entries {
            guard Configuration.isProfileName(entry.name) else {
                problems.items.append(
                    ConfigProblem(
                        entry.keyPlace, key: profiles.full(entry.name),
                        .badValue(found: "\"\(entry.name.prefix(70))\"", expected: .profileName)))
                continue
            }
            guard let section = profiles.section(entry.name)?.checked(SettingKey.inProfile) else { continue }
            var settings = Self.settings(section)
            Self.readIdentity(section, into: &settings)
            settings.inherit(defaults)
            accounts.append(Account(name: entry.name, place: entry.keyPlace, settings: settings))
        }
    }

    init() {}

    private static func readIdentity(_ section: ConfigSection, into settings: inout ProfileSettings) {
        if let text = section.text("base_url"), let entry = section.entry("base_url") {
            do {
                settings.baseURL = Placed(value: try BaseURL(text.value), place: text.place)
            } catch {
                switch error {
                case .malformed: section.bad(entry, .httpAddress)
                case .credentials:
                    section.problems.items.append(ConfigProblem(text.place, key: section.full("base_url"), .credentialsInAddress))
                }
            }
        }
        settings.appID = section.text("app_id")?.value
        let (file, command) = (section.text("app_secret_file"), section.text("app_secret_command"))
        if let file, let command {
            section.problems.items.append(
                ConfigProblem(command.place, key: section.full("app_secret_command"), .conflict(with: "app_secret_file")))
            settings.secret = .file(file.value, place: file.place)
        } else if let file {
            settings.secret = .file(file.value, place: file.place)
        } else if let command {
            settings.secret = .command(command.value, place: command.place)
        }
    }

    private static func settings(_ section: ConfigSection) -> ProfileSettings {
        var out = ProfileSettings()
        out.readOnly = section.flag("read_only")
        out.production = section.flag("production")
        out.fleet = section.text("fleet")
        out.language = section.choice("language")
        out.theme = section.text("theme")
        out.colour = section.choice("color")
        out.caFile = section.text("ca_file")
        if let proxy = section.text("proxy"), let entry = section.entry("proxy") {
            if isProxy(proxy.value) { out.proxy = proxy.value } else { section.bad(entry, .proxyAddress) }
        }
        if let poll = section.section("poll") { out.poll = PollConfig(poll) }
        if let confirm = section.section("confirm") { out.confirm = ConfirmConfig(confirm) }
        if let keys = section.section("keys") {
            let keys = keys.knowing(SettingKey.inside("keys"))
            out.keyPreset = keys.choice("preset")
            for entry in keys.entries where entry.name != "preset" {
                out.keys[entry.name] = keys.texts(entry.name, expected: .keys)
            }
        }
        if let columns = section.section("columns") {
            for entry in columns.entries { out.columns[entry.name] = columns.texts(entry.name, expected: .list)?.value }
        }
        if let endpoints = section.section("endpoints") {
            for entry in endpoints.entries {
                out.endpoints[entry.name] = endpoints.section(entry.name).map(EndpointConfig.init)
                out.endpointPlaces[entry.name] = entry.keyPlace
            }
        }
        if let listen = section.section("listen") { out.listen = ListenConfig(listen) }
        if let alerts = section.section("alerts") { out.alerts = AlertConfig(alerts) }
        if let terminal = section.section("terminal") { out.terminal = TerminalConfig(terminal) }
        return out
    }

    private static func isProxy(_ text: String) -> Bool {
        if text == "none" { return true }
        let schemes = ["http://", "https://", "socks5://", "socks5h://"]
        guard let scheme = schemes.first(where: text.lowercased().hasPrefix) else { return false }
        let rest = text.dropFirst(scheme.count)
        return !rest.isEmpty && !rest.contains { $0.isWhitespace }
    }
}
