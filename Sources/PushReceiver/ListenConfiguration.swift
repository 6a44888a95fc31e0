// Where the receiver listens, and its bounds.

public import PlatformContract

/// How to listen for pushes.
public struct ListenConfiguration: Sendable {
    public var host: String
    /// 0: any free one.
    public var port: Int
    /// The platform signs its pushes with the application's own key.
    public var credentials: Credentials
    /// Of one push. Unit: bytes.
    public var bodyLimit: Int
    /// Most pushes that are read or wait to be written down at once; more are answered 503.
    public var queueLimit: Int
    /// Most bytes that these hold together.
    public var queueBytes: Int
    /// Within which a push must have arrived whole.
    public var bodyTimeout: Duration
    /// Most open connections; more wait in the system's queue.
    public var connectionLimit: Int

    public init(
        host: String = "127.0.0.1", port: Int = 2900, credentials: Credentials, bodyLimit: Int = 1 << 20,
        queueLimit: Int = 256, queueBytes: Int = 16 << 20, bodyTimeout: Duration = .seconds(30),
        connectionLimit: Int = 512
    ) {
        self.host = host
        self.port = port
        self.credentials = credentials
        self.bodyLimit = bodyLimit
        self.queueLimit = queueLimit
        self.queueBytes = queueBytes
        self.bodyTimeout = bodyTimeout
        self.connectionLimit = connectionLimit
    }
}

/// Why no server stands.
public enum PushServerError: Error, Hashable, Sendable {
    case portTaken(host: String, port: Int)
    case cannotListen(host: String, port: Int, reason: String)
}
