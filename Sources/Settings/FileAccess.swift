// What the settings need of the outside, so that tests can hand in their own.

/// A file's bytes with what decides whether they may be trusted, taken from the same open file.
public struct FileContents: Hashable, Sendable {
    public var bytes: [UInt8]
    /// Permission bits, as of `chmod`.
    public var mode: UInt32
    /// The file belongs to the user this program runs as, or to root.
    public var isOurs: Bool

    public init(bytes: [UInt8], mode: UInt32, isOurs: Bool) {
        self.bytes = bytes
        self.mode = mode
        self.isOurs = isOurs
    }
}

/// Why a file or command gave nothing.
public enum FileProblem: Error, Hashable, Sendable {
    case missing
    /// The system's words.
    case unreadable(String)
    case tooLarge(limit: Int)
    /// A command that ended with this status, or was ended by this signal as 128 + signal.
    case failed(status: Int32)
}

/// Files and commands.
public protocol FileAccess: Sendable {
    /// The whole file, or a problem when it is longer than `limit` bytes.
    func read(_ path: String, limit: Int) throws(FileProblem) -> FileContents
    func exists(_ path: String) -> Bool
    /// Runs `command` with `/bin/sh -c`, its standard input and error being ours, and gives what it wrote
    /// to its standard output (the first 64 KiB).
    func run(_ command: String) throws(FileProblem) -> [UInt8]
}
