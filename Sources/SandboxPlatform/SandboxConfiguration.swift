// What a sandbox is made from, and what can keep it from starting.

/// The settings of a sandbox platform.
public struct SandboxConfiguration: Sendable {
    /// Most cards a sandbox can hold.
    public static let mostCards = 1_000_000

    public var host: String
    /// 0 takes any free port.
    public var port: Int
    public var cards: Int
    /// Divides the delays of operations and multiplies the growth of usage; wall times stay real.
    public var speed: Double
    /// The same seed gives the same fleet, and the same operations the same ends.
    public var seed: UInt64
    public var appID: String
    public var appSecret: String
    /// How often a call meets each fault. Unit: share of calls, 0…1.
    public var faults: [Fault: Double]
    /// Paths of PEM files; nil serves plain HTTP.
    public var tls: (certificate: String, key: String)?

    public init(
        host: String = "127.0.0.1", port: Int = 2000, cards: Int = 500, speed: Double = 1, seed: UInt64 = 1,
        appID: String = "demo", appSecret: String = "demo-secret", faults: [Fault: Double] = [:],
        tls: (certificate: String, key: String)? = nil
    ) {
        self.host = host
        self.port = port
        self.cards = cards
        self.speed = speed
        self.seed = seed
        self.appID = appID
        self.appSecret = appSecret
        self.faults = faults
        self.tls = tls
    }

    /// The first setting no sandbox can be made from; nil when all are good.
    var problem: SandboxError? {
        guard (1...Self.mostCards).contains(cards) else { return .badSetting("cards", "1…\(Self.mostCards)") }
        guard speed.isFinite, speed > 0 else { return .badSetting("speed", "> 0") }
        guard (0...65_535).contains(port) else { return .badSetting("port", "0…65535") }
        for (fault, rate) in faults where !(0...1).contains(rate) {
            return .badSetting("fault \(fault.rawValue)", "0…1")
        }
        return nil
    }
}

/// What can go wrong on the way to an answer, on request.
public enum Fault: String, CaseIterable, Sendable {
    /// The answer comes 2–8 s late.
    case slow
    /// A proxy's HTML page with status 502, before anything is done.
    case http502 = "http-502"
    /// The line is cut before anything is done.
    case reset
    /// Everything is done; then the line is cut instead of an answer.
    case dropReply = "drop-reply"
    /// A third of the cards are left out of the answer.
    case missingItems = "missing-items"
    /// The sloppy types of a loosely typed server: `"3"` for 3, null for "" and "" for null, [] for {}.
    case stringNumbers = "string-numbers"
    /// The carrier does not answer: old values, `isDemote` true.
    case degraded
    /// The carrier fails the operation of a card.
    case carrierFail = "carrier-fail"
    /// The platform's clock is 20 minutes ahead.
    case clockSkew = "clock-skew"
    /// Refused for too many calls.
    case rateLimit = "rate-limit"
}

/// Why a sandbox did not start.
public enum SandboxError: Error, Hashable, Sendable, CustomStringConvertible {
    case portTaken(host: String, port: Int)
    case cannotListen(host: String, port: Int, reason: String)
    /// A certificate or key that cannot be used.
    case badCertificate(path: String, reason: String)
    /// A setting and what it may be.
    case badSetting(String, String)

    public var description: String {
        switch self {
        case .portTaken(let host, let port): "port \(port) of \(host) is taken by another program"
        case .cannotListen(let host, let port, let reason): "cannot listen on \(host):\(port): \(reason)"
        case .badCertificate(let path, let reason): "cannot use \(path): \(reason)"
        case .badSetting(let name, let range): "\(name) must be \(range)"
        }
    }
}
