// The key that signs every call. It is carried in a box that no print, dump or error can open.

/// A secret text. Only ``reveal()`` gives it out; every description of it is the word `secret`.
public struct Secret: Hashable, Sendable, CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    private let text: String

    public init(_ text: String) { self.text = text }

    /// The secret itself, for the signature and nothing else.
    public func reveal() -> String { text }

    public var description: String { "secret" }
    public var debugDescription: String { "secret" }
    public var customMirror: Mirror { Mirror(self, children: []) }
}

/// Where a profile's secret comes from; turned into one by ``Configuration/resolveSecret(_:files:)``.
public enum SecretSource: Hashable, Sendable {
    /// From the environment.
    case value(Secret)
    /// A file of its own, refused unless its mode is 0600 or stricter. Its first line is the secret.
    case file(String, place: ConfigPlace)
    /// A command for the shell; the first line of its standard output is the secret.
    case command(String, place: ConfigPlace)
    /// Nothing names one: a profile that can be looked at but not used.
    case missing
}
