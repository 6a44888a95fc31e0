// A file of cards for the console: a short one is read whole before the screen opens, of a long one the first
// cards are shown while the rest is read.

import Glibc
import Localization
import SIMModel
import ViewModels

/// An open list of cards.
struct CardFile: Sendable {
    /// A file up to this size is read whole, and refused whole when a line of it is no card. Unit: bytes.
    static let wholeUpTo = 256 << 10
    /// The first piece fills the screen; the others are as large as they are quick to take in.
    private static let firstPiece = 16 << 10
    private static let piece = 256 << 10

    let name: String
    /// The cards that are known before the screen opens.
    private(set) var first: [CardNumber] = []
    /// nil: that was all.
    private(set) var rest: Rest?

    /// What is still to be read.
    struct Rest: Sendable {
        fileprivate let descriptor: Int32
        fileprivate var stream: CardListStream
        fileprivate var read: Int
        /// Bytes of the whole; nil when nobody knows.
        fileprivate let size: Int?

        /// About how many cards the whole has.
        func estimate(first: Int) -> Int? { size.map { $0 / max(1, read / max(1, first)) } }
    }

    /// What came of reading on.
    enum Step: Sendable {
        case cards([CardNumber], percent: Int?)
        case ended(ListTrouble?)
    }

    /// A list that is known whole.
    init(first: [CardNumber]) {
        name = ""
        self.first = first
    }

    /// `path` is a file, or `-` for standard input.
    init(_ path: String, text: CommandText) throws(CommandFailure) {
        let descriptor = path == "-" ? 0 : open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw CommandFailure(.usage, text.cannotRead(path, String(cString: strerror(errno)))) }
        var facts = stat()
        let isFile = fstat(descriptor, &facts) == 0 && facts.st_mode & S_IFMT == S_IFREG
        let size = isFile ? Int(facts.st_size) : nil
        guard path != "-", let size, size > Self.wholeUpTo else {
            if descriptor != 0 { close(descriptor) }
            name = path
            first = try CardInput(text: text).numbers([path == "-" ? "-" : "@" + path])
            return
        }
        name = path
        var stream = CardListStream()
        var read = 0
        while first.isEmpty, !stream.isBroken {
            guard let bytes = Self.read(descriptor, Self.firstPiece) else {
                throw CommandFailure(.usage, text.cannotRead(path, String(cString: strerror(errno))))
            }
            if bytes.isEmpty { break }
            guard CardFile.isText(bytes) else { throw CommandFailure(.usage, text.notUTF8(path)) }
            read += bytes.count
            first = stream.feed(bytes)
        }
        if !stream.problems.isEmpty { throw CommandFailure(.usage, text.cardProblems(stream.problems, origin: path)) }
        rest = Rest(descriptor: descriptor, stream: stream, read: read, size: size)
    }

    /// Reads on to the end, away from whoever listens.
    func readOn(_ text: CommandText) -> AsyncStream<Step> {
        let name = name
        guard let rest else { return AsyncStream { $0.finish() } }
        return AsyncStream { steps in
            let work = Task.detached {
                var rest = rest
                defer {
                    close(rest.descriptor)
                    steps.finish()
                }
                var failure: String?
                while !Task.isCancelled, !rest.stream.isBroken {
                    guard let bytes = Self.read(rest.descriptor, Self.piece) else {
                        failure = text.cannotRead(name, String(cString: strerror(errno)))
                        break
                    }
                    if bytes.isEmpty { break }
                    guard Self.isText(bytes) else {
                        failure = text.notUTF8(name)
                        break
                    }
                    rest.read += bytes.count
                    let percent = rest.size.map { min(99, rest.read * 100 / max(1, $0)) }
                    steps.yield(.cards(rest.stream.feed(bytes), percent: percent))
                }
                if failure == nil { steps.yield(.cards(rest.stream.finish(), percent: 100)) }
                let stream = rest.stream
                let isWhole = failure == nil && stream.problemCount == 0
                steps.yield(
                    .ended(
                        isWhole
                            ? nil
                            : ListTrouble(origin: name, problems: stream.problems, count: stream.problemCount, failure: failure)))
            }
            steps.onTermination = { _ in work.cancel() }
        }
    }

    /// nil when it cannot be read; empty at the end.
    private static func read(_ descriptor: Int32, _ count: Int) -> [UInt8]? {
        while true {
            var failed: Int32?
            let bytes = [UInt8](unsafeUninitializedCapacity: count) { buffer, filled in
                let got = Glibc.read(descriptor, buffer.baseAddress, count)
                if got < 0 { failed = errno }
                filled = max(0, got)
            }
            guard let failed else { return bytes }
            if failed != EINTR { return nil }
        }
    }

    /// UTF-8, but for a character that the piece cuts at either end.
    private static func isText(_ bytes: [UInt8]) -> Bool {
        if bytes.allSatisfy({ $0 < 0x80 }) { return true }
        let start = bytes.prefix(3).prefix { $0 & 0xC0 == 0x80 }.count
        var end = bytes.count
        while end > start, end > bytes.count - 4, bytes[end - 1] >= 0x80 { end -= 1 }
        return String(validating: bytes[start..<end], as: UTF8.self) != nil
    }
}
