// A file that is there whole or not at all: written beside its place under another name, then moved there.

import Glibc
import Localization

/// Writes a file that only its owner may read.
struct WholeFile {
    let path: String
    private let draft: String
    private let descriptor: Int32
    private let text: CommandText

    init(_ path: String, text: CommandText) throws(CommandFailure) {
        self.path = path
        self.text = text
        // mkstemp puts characters of its own in the place of the six X, and makes the file with mode 0600.
        var name = Array((path + ".XXXXXX").utf8CString)
        descriptor = mkstemp(&name)
        draft = String(decoding: name.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
        guard descriptor >= 0 else { throw CommandFailure(.usage, text.cannotWrite(path, String(cString: strerror(errno)))) }
        _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC)
    }

    func write(_ content: String) throws(CommandFailure) {
        let failed = Self.write(content, to: descriptor)
        if failed != 0 { throw failure(failed) }
    }

    /// Writes all of a text; the number of the error, 0 for none.
    static func write(_ content: String, to descriptor: Int32) -> Int32 {
        var content = content
        return content.withUTF8 { bytes in
            var sent = 0
            while sent < bytes.count {
                let count = Glibc.write(descriptor, bytes.baseAddress?.advanced(by: sent), bytes.count - sent)
                if count >= 0 { sent += count } else if errno != EINTR { return errno }
            }
            return 0
        }
    }

    /// Puts it into its place.
    func keep() throws(CommandFailure) {
        guard fsync(descriptor) == 0 || errno == EINVAL else { throw failure(errno) }
        guard close(descriptor) == 0, rename(draft, path) == 0 else {
            let reason = errno
            unlink(draft)
            throw CommandFailure(.usage, text.cannotWrite(path, String(cString: strerror(reason))))
        }
    }

    /// Leaves what was at its place.
    func discard() {
        close(descriptor)
        unlink(draft)
    }

    private func failure(_ code: Int32) -> CommandFailure {
        CommandFailure(.usage, text.cannotWrite(path, String(cString: strerror(code))))
    }
}
