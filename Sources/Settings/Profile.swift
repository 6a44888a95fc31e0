// One account with everything that was decided about it: flags, environment and file laid over each other.

/// How often what is shown is asked for. nil: the program's own default.
public struct PollConfig: Hashable, Sendable {
    /// The fresh state of the cards on the screen.
    public var status: Duration?
    /// The flow of the cards on the screen.
    public var flow: Duration?
    /// The platform's stored records of the whole fleet.
    public var snapshot: Duration?
    public var assets: Duration?
    public var history: Duration?
    /// The most calls a minute this profile may make, all together.
    public var callsPerMinute: Int?

    public init() {}
}

/// How strong a question must be before something changes. nil: the program's own default. A profile
/// can ask for more than the default, never for less.
public struct ConfirmConfig: Hashable, Sendable {
    /// From this many cards on, the count is typed in full. 1 or 2.
    public var typeCountFrom: Int?
    /// From this many cards on, the profile's name is typed as well.
    public var typeProfileFrom: Int?
    /// A reason must be given.
    public var requireReason: Bool?
    /// More cards than this are refused.
    public var maxCards: Int?
    /// How long to wait for proof before an operation is called unconfirmed.
    public var unconfirmedAfter: Duration?
    /// So many cards go first; the rest once these are confirmed. 0: none.
    public var canary: Int?
    /// A run pauses when more of what was sent failed or was refused. Unit: per cent.
    public var failureLimit: Int?
    /// A run pauses when nobody knows of more cards whether they were done. Unit: cards.
    public var unknownLimit: Int?
    /// More cards in an hour are refused.
    public var maxPerHour: Int?
    /// Nothing is changed in these hours.
    public var quietHours: QuietHours?

    public init() {}
}

/// What the configuration says of one endpoint whose path the platform's pages do not confirm.
public struct EndpointConfig: Hashable, Sendable {
    /// Used instead of the inferred path.
    public var path: String?
    /// The person vouches for the path.
    public var isConfirmed: Bool?

    public init() {}
}

/// Where pushes are received.
public struct ListenConfig: Hashable, Sendable {
    public var host: String?
    public var port: Int?

    public init() {}
}

/// What the terminal can do and may be asked for. nil: the program's own default.
public struct TerminalConfig: Hashable, Sendable {
    /// The values of `mouse`.
    public static let mice = ["off", "wheel", "on"]

    /// 1 or 2. Unit: cells of a sign of ambiguous width.
    public var ambiguousWidth: Int?
    /// One of ``mice``.
    public var mouse: String?
    public var title: Bool?
    /// Unit: bits a second.
    public var speed: Int?

    public init() {}

    /// Takes from `defaults` what is not said here.
    mutating func inherit(_ defaults: TerminalConfig) {
        ambiguousWidth = ambiguousWidth ?? defaults.ambiguousWidth
        mouse = mouse ?? defaults.mouse
        title = title ?? defaults.title
        speed = speed ?? defaults.speed
    }
}

/// One account.
public struct Profile: Sendable {
    public var name: String
    /// Checked and without slash or `/admin` at its end; see ``BaseURL``.
    public var baseURL: String
    public var appID: String
    public var secret: SecretSource
    public var readOnly = false
    /// The profile's own colour, one of ``SettingKey/colours``; nil: by its name.
    public var colour: String?
    /// A file of card numbers: the profile's fleet.
    public var fleet: String?
    /// Where ``fleet`` stands.
    public var fleetPlace: ConfigPlace?
    /// Where ``theme`` stands; nil when the file does not say.
    public var themePlace: ConfigPlace?
    /// Where each entry of ``endpoints`` stands.
    public var endpointPlaces: [String: ConfigPlace] = [:]
    /// `zh` or `en`; nil when nothing says.
    public var language: String?
    /// A theme's name; nil when nothing says.
    public var theme: String?
    /// A PEM file of certificate authorities to trust besides the system's.
    public var caFile: String?
    /// A proxy's address, or `none`.
    public var proxy: String?
    /// Real cards are at stake. Where the file does not say: true, unless the host is this machine.
    public var isProduction: Bool
    public var poll = PollConfig()
    public var confirm = ConfirmConfig()
    /// Command's id → keys in key notation; empty list: unbound.
    public var keys: [String: [String]] = [:]
    /// The set of keys laid under them, one of ``SettingKey/keyPresets``; nil when nothing says.
    public var keyPreset: String?
    /// Where each entry of ``keys`` stands, for problems found when the commands are known.
    public var keyPlaces: [String: ConfigPlace] = [:]
    /// Pane → its columns, in order.
    public var columns: [String: [String]] = [:]
    /// Endpoint's id → what the person decided about it.
    public var endpoints: [String: EndpointConfig] = [:]
    public var listen = ListenConfig()
    public var alerts = AlertConfig()
    public var terminal = TerminalConfig()
    /// Not wrong, but worth saying.
    public var warnings: [ConfigProblem] = []

    public init(name: String, baseURL: String, appID: String, secret: SecretSource, isProduction: Bool) {
        self.name = name
        self.baseURL = baseURL
        self.appID = appID
        self.secret = secret
        self.isProduction = isProduction
    }
}
