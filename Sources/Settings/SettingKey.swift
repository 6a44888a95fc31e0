// Every key of the configuration file in one table. The reader takes its allowed names and shapes from
// here, the reference page is printed from here, so neither can drift.

/// One key of `config.yaml`.
public struct SettingKey: Hashable, Sendable {
    /// Where a key may stand.
    public enum Scope: Hashable, Sendable {
        /// At the top only.
        case file
        /// In a profile, and at the top as the default of every profile.
        case anywhere
        /// In a profile only.
        case profile
        /// Inside another key.
        case inside(String)
    }

    public var name: String
    public var scope: Scope
    public var expected: ConfigProblem.Expected
    /// What it is when nothing says; for the reference page.
    public var fallback: String
    /// What it does, in one sentence.
    public var meaning: String
    /// Its feature is not in this version: its shape is checked, nothing more.
    public var isReserved = false

    /// Names that stand for themselves below a key: any profile, command, pane or endpoint.
    public static let all: [SettingKey] = [
        SettingKey(
            "default_profile", .file, .text, "the only profile", "The profile used when neither flag nor environment names one."),
        SettingKey("profiles", .file, .mapping, "none", "The accounts, by name."),

        SettingKey("base_url", .profile, .httpAddress, "none", "The platform's address, without `/admin`."),
        SettingKey("app_id", .profile, .text, "none", "The account's appID."),
        SettingKey(
            "app_secret_file", .profile, .text, "none",
            "A file whose first line is the appSecret; refused unless its mode is 0600 or stricter."),
        SettingKey("app_secret_command", .profile, .text, "none", "A shell command whose first line of output is the appSecret."),

        SettingKey("read_only", .anywhere, .trueOrFalse, "false", "Refuses every operation that changes something."),
        SettingKey(
            "production", .anywhere, .trueOrFalse, "true unless the host is this machine",
            "Marks the account as the real one, in every header and question."),
        SettingKey(
            "color", .profile, .oneOf(colours), "by the profile's name",
            "The colour of the band with the profile's name, in which accounts are told apart."),
        SettingKey("fleet", .anywhere, .text, "the profile's stored list", "A file of card numbers."),
        SettingKey("language", .anywhere, .oneOf(languages), "by the locale", "The language of words."),
        SettingKey("theme", .anywhere, .text, "auto", "A theme's name or file; `auto`: light or dark by the terminal's ground."),
        SettingKey("ca_file", .anywhere, .text, "the system's", "A PEM file of certificate authorities to trust as well."),
        SettingKey("proxy", .anywhere, .proxyAddress, "HTTPS_PROXY", "The proxy's address, or `none`."),
        SettingKey("poll", .anywhere, .mapping, "", "How often what is shown is asked for."),
        SettingKey("confirm", .anywhere, .mapping, "", "How strong the question before a change is; only upward."),
        SettingKey("keys", .anywhere, .mapping, "", "Command → a key or a list of keys; an empty list unbinds."),
        SettingKey("columns", .anywhere, .mapping, "", "Pane → its columns, in order.", isReserved: true),
        SettingKey("endpoints", .anywhere, .mapping, "", "Endpoint → its path and whether you vouch for it."),
        SettingKey("alerts", .anywhere, .mapping, "", "What to be warned of, and how."),
        SettingKey("listen", .anywhere, .mapping, "", "Where the platform's pushes are received."),
        SettingKey("terminal", .anywhere, .mapping, "", "What the terminal can do and may be asked for."),

        SettingKey(
            "status", .inside("poll"), .duration(20...86_400), "30s",
            "Fresh state of the cards on the screen; the platform allows 3 a minute a card."),
        SettingKey("flow", .inside("poll"), .duration(2...86_400), "10s", "Flow of the cards on the screen."),
        SettingKey("snapshot", .inside("poll"), .duration(60...86_400), "60m", "Stored records of the whole fleet."),
        SettingKey("assets", .inside("poll"), .duration(10...86_400), "60s", "Balance and pools."),
        SettingKey("history", .inside("poll"), .duration(10...86_400), "30s", "The platform's log of operations."),
        SettingKey(
            "calls_per_minute", .inside("poll"), .wholeNumber(1...100_000), "240",
            "The most calls this profile makes in a minute."),

        SettingKey("type_count_from", .inside("confirm"), .wholeNumber(1...2), "2", "From how many cards on the count is typed."),
        SettingKey(
            "type_profile_from", .inside("confirm"), .wholeNumber(1...1_000_000), "never",
            "From how many cards on the profile's name is typed too."),
        SettingKey("require_reason", .inside("confirm"), .trueOrFalse, "false", "A reason must be given."),
        SettingKey("max_cards", .inside("confirm"), .wholeNumber(1...1_000_000), "no limit", "More cards at once are refused."),
        SettingKey(
            "unconfirmed_after", .inside("confirm"), .duration(60...86_400), "10m",
            "How long proof is waited for before an operation is called unconfirmed."),
        SettingKey(
            "canary", .inside("confirm"), .wholeNumber(0...1_000_000), "0, none",
            "So many cards go first; the rest once these are confirmed."),
        SettingKey(
            "failure_limit", .inside("confirm"), .wholeNumber(0...100), "20",
            "Per cent of what was sent that may fail or be refused before a run pauses."),
        SettingKey(
            "unknown_limit", .inside("confirm"), .wholeNumber(0...1_000_000), "0",
            "Cards of unknown outcome before a run pauses."),
        SettingKey(
            "max_per_hour", .inside("confirm"), .wholeNumber(1...1_000_000), "no limit", "More cards in an hour are refused."),
        SettingKey(
            "quiet_hours", .inside("confirm"), .hours, "none",
            "Hours in which nothing is changed, in the platform's zone (UTC+8)."),

        SettingKey("bell", .inside("alerts"), .trueOrFalse, "false", "The terminal's bell at a new alert."),
        SettingKey(
            "notify", .inside("alerts"), .oneOf(AlertConfig.notifications), "none",
            "The terminal's own notification, for terminals that know OSC 9 or OSC 777."),
        SettingKey(
            "command", .inside("alerts"), .list, "none",
            "A program and its arguments, run without a shell; `{name}`, `{count}`, `{severity}`, `{first}` are filled in."),
        SettingKey(
            "off", .inside("alerts"), .listOf(AlertConfig.builtIn), "none", "Alerts that need no rule and are not wanted."),
        SettingKey(
            "balance", .inside("alerts"), .wholeNumber(1...1_000_000_000), "by the forecast",
            "A balance of fewer yuan is low."),
        SettingKey(
            "balance_days", .inside("alerts"), .wholeNumber(1...365), "7",
            "Without `balance`: a balance that lasts fewer days at the present pace is low."),
        SettingKey("rules", .inside("alerts"), .mappings(AlertConfig.ruleLimit), "none", "Rules about cards."),
        SettingKey("name", .inside("alerts.rules"), .text, "must be given", "What the alert is called."),
        SettingKey("when", .inside("alerts.rules"), .text, "must be given", "The cards it is about, in the filter's language."),
        SettingKey("clear", .inside("alerts.rules"), .text, "`when` not holding", "When a card is out of it again."),
        SettingKey(
            "hold", .inside("alerts.rules"), .duration(0...86_400), "1m",
            "So long `when` must hold before the alert begins, and be gone before it ends."),
        SettingKey("severity", .inside("alerts.rules"), .oneOf(AlertConfig.severities), "warning", "How bad it is."),

        SettingKey("path", .inside("endpoints"), .text, "the inferred one", "The endpoint's path."),
        SettingKey("confirmed", .inside("endpoints"), .trueOrFalse, "false", "You vouch for the path."),

        SettingKey(
            "preset", .inside("keys"), .oneOf(keyPresets), "default", "A set of keys that lies under one's own (docs/keys.md)."),

        SettingKey("host", .inside("listen"), .text, "127.0.0.1", "The address to listen on."),
        SettingKey("port", .inside("listen"), .wholeNumber(1...65_535), "2900", "The port to listen on."),

        SettingKey(
            "ambiguous_width", .inside("terminal"), .wholeNumber(1...2), "1",
            "Cells the terminal gives to signs of ambiguous width (`●`, `─`, `×`); with 2 plain signs are drawn instead."),
        SettingKey(
            "mouse", .inside("terminal"), .oneOf(TerminalConfig.mice), "off",
            "`wheel` scrolls; `on` selects rows and panes as well. Text is then selected with Shift held."),
        SettingKey("title", .inside("terminal"), .trueOrFalse, "true", "The window's title names the profile."),
        SettingKey(
            "speed", .inside("terminal"), .wholeNumber(300...10_000_000), "unlimited",
            "The line's bits a second; figures that move by themselves are then sent only as it allows."),
    ]

    /// The colours that a profile's band can have.
    public static let colours = ["blue", "green", "yellow", "magenta", "cyan", "red"]
    /// The languages there are.
    public static let languages = ["zh", "en"]

    /// The sets of keys there are; their keys stand with the console's commands.
    public static let keyPresets = ["default", "vim-strict", "arrows-only"]

    private init(
        _ name: String, _ scope: Scope, _ expected: ConfigProblem.Expected, _ fallback: String, _ meaning: String,
        isReserved: Bool = false
    ) {
        self.name = name
        self.scope = scope
        self.expected = expected
        self.fallback = fallback
        self.meaning = meaning
        self.isReserved = isReserved
    }

    /// The keys allowed at the top of the file.
    static let atTop = all.filter { $0.scope == .file || $0.scope == .anywhere }
    /// The keys allowed in a profile.
    static let inProfile = all.filter { $0.scope == .profile || $0.scope == .anywhere }
    /// The keys allowed inside another.
    static func inside(_ name: String) -> [SettingKey] { all.filter { $0.scope == .inside(name) } }
}
