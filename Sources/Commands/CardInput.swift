// CARDS: numbers, @FILE, or - for standard input. Anything that is no card number is an error that
// names its line; nothing is sent for a list that is not wholly understood.

import Glibc
import Localization
import SIMModel

/// Reads the cards a command was given.
struct CardInput {
    /// Largest list that is read. Unit: bytes (a million numbers are about 20 MB).
    static let limit = 256 << 20

    var text: CommandText

    /// The numbers, each once, in the order given; duplicates are told on standard error.
    func numbers(_ arguments: [String]) throws(CommandFailure) -> [CardNumber] {
        var numbers: [CardNumber] = []
        var seen: Set<CardNumber> = []
        var duplicates = 0
        for argument in arguments {
            let reading: CardListReading
            let origin: String?
            switch argument {
            case "-":
                origin = text.standardInput
                reading = try read(descriptor: 0, name: text.standardInput)
            case _ where argument.hasPrefix("@"):
                let path = String(argument.dropFirst())
                origin = path
                reading = try file(path)
            default:
                origin = nil
                reading = CardListText.read(argument)
            }
            if !reading.problems.isEmpty { throw CommandFailure(.usage, text.cardProblems(reading.problems, origin: origin)) }
            duplicates += reading.duplicates
            for number in reading.numbers {
                if seen.insert(number).inserted { numbers.append(number) } else { duplicates += 1 }
            }
        }
        guard !numbers.isEmpty else { throw CommandFailure(.usage, text.noCards) }
        if duplicates > 0 { OutputStream.err.line("simdeck: " + text.duplicatesLeftOut(duplicates)) }
        return numbers
    }

    /// The list in a file.
    func file(_ path: String) throws(CommandFailure) -> CardListReading {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw CommandFailure(.usage, text.cannotRead(path, String(cString: strerror(errno)))) }
        defer { close(descriptor) }
        return try read(descriptor: descriptor, name: path)
    }

    /// The list on a descriptor, read to its end.
    func read(descriptor: Int32, name: String) throws(CommandFailure) -> CardListReading {
        var bytes: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 1 << 16)
        while true {
            let count = Glibc.read(descriptor, &buffer, buffer.count)
            if count == 0 { break }
            if count < 0 {
                if errno == EINTR { continue }
                throw CommandFailure(.usage, text.cannotRead(name, String(cString: strerror(errno))))
            }
            bytes.append(contentsOf: buffer[..<count])
            if bytes.count > Self.limit { throw CommandFailure(.usage, text.listTooLarge(name, megabytes: Self.limit >> 20)) }
        }
        guard let content = String(validating: bytes, as: UTF8.self) else {
            throw CommandFailure(.usage, text.notUTF8(name))
        }
        return CardListText.read(content)
    }
}

/// A secret that must not stand on the command line.
enum SecretLine {
    /// The first line of a file, or of standard input for `-`.
    static func read(_ path: String, text: CommandText) throws(CommandFailure) -> String {
        let descriptor = path == "-" ? 0 : open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw CommandFailure(.usage, text.cannotRead(path, String(cString: strerror(errno)))) }
        defer { if descriptor != 0 { close(descriptor) } }
        var buffer = [UInt8](repeating: 0, count: 4096)
        let count = Glibc.read(descriptor, &buffer, buffer.count)
        let line = buffer[..<max(0, count)].prefix { $0 != 0x0A && $0 != 0x0D }
        guard !line.isEmpty else { throw CommandFailure(.usage, text.cannotRead(path, "empty")) }
        return String(decoding: line, as: UTF8.self)
    }
}
