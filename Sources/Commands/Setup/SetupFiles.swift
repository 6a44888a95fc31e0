// Writing a configuration so that at any moment either the old or the new file is there, whole.

import Glibc

/// Why a file could not be written.
struct SetupFileProblem: Error {
    var path: String
    /// The system's words.
    var reason: String
}

enum SetupFiles {
    /// Writes `text` beside `path` and puts it in its place in one step. Folders are made 0700; a new file gets
    /// 0600, one that is there keeps its mode. A link is followed, not replaced.
    static func replace(_ path: String, with text: String) throws(SetupFileProblem) {
        let real = realpath(path, nil).map { pointer in
            defer { free(pointer) }
            return String(cString: pointer)
        }
        let target = real ?? path
        try makeFolder(target)
        var facts = stat()
        let mode = stat(target, &facts) == 0 ? facts.st_mode & 0o777 : 0o600
        let temporary = "\(target).new-\(getpid())"
        try write(text, to: temporary, mode: mode)
        guard rename(temporary, target) == 0 else {
            let failure = problem(target)
            unlink(temporary)
            throw failure
        }
        syncFolder(of: target)
    }

    /// Writes a file that is not there yet, 0600 from its first byte on.
    static func create(_ path: String, with text: String) throws(SetupFileProblem) {
        try makeFolder(path)
        try write(text, to: path, mode: 0o600)
        syncFolder(of: path)
    }

    private static func write(_ text: String, to path: String, mode: mode_t) throws(SetupFileProblem) {
        let file = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
        guard file >= 0 else { throw problem(path) }
        var failure = WholeFile.write(text, to: file)
        if failure == 0, fchmod(file, mode) != 0 || fsync(file) != 0 { failure = errno }
        close(file)
        guard failure == 0 else {
            unlink(path)
            throw SetupFileProblem(path: path, reason: String(cString: strerror(failure)))
        }
    }

    private static func makeFolder(_ path: String) throws(SetupFileProblem) {
        guard let slash = path.lastIndex(of: "/"), slash != path.startIndex else { return }
        let folder = String(path[..<slash])
        if access(folder, F_OK) == 0 { return }
        try makeFolder(folder)
        guard mkdir(folder, 0o700) == 0 || errno == EEXIST else { throw problem(folder) }
        chmod(folder, 0o700)
    }

    private static func syncFolder(of path: String) {
        guard let slash = path.lastIndex(of: "/") else { return }
        let handle = open(slash == path.startIndex ? "/" : String(path[..<slash]), O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard handle >= 0 else { return }
        fsync(handle)
        close(handle)
    }

    private static func problem(_ path: String) -> SetupFileProblem {
        SetupFileProblem(path: path, reason: String(cString: strerror(errno)))
    }
}
