// Where files are (the XDG rules), and the live access to them.

import Glibc

/// Places of the configuration and the state.
public enum StatePaths {
    /// `$SIMDECK_CONFIG`, else `$XDG_CONFIG_HOME/simdeck/config.yaml`, else under `~/.config`.
    /// nil when not even a home is known.
    public static func configFile(environment: [String: String]) -> String? {
        if let path = environment["SIMDECK_CONFIG"], !path.isEmpty { return expand(path, environment: environment) }
        return base("XDG_CONFIG_HOME", fallback: ".config", environment).map { "\($0)/simdeck/config.yaml" }
    }

    /// `$SIMDECK_STATE_DIR/<profile>`, else `$XDG_STATE_HOME/simdeck/<profile>`, else under `~/.local/state`.
    public static func stateDirectory(profile: String, environment: [String: String]) -> String? {
        if let path = environment["SIMDECK_STATE_DIR"], !path.isEmpty {
            return expand(path, environment: environment) + "/" + profile
        }
        return base("XDG_STATE_HOME", fallback: ".local/state", environment).map { "\($0)/simdeck/\(profile)" }
    }

    /// `~/x` → the home's `x`; a relative path is taken from `folder` where one is given. No slash is
    /// left at the end.
    public static func expand(_ path: String, from folder: String? = nil, environment: [String: String]) -> String {
        var out = path
        if let home = environment["HOME"], !home.isEmpty, path == "~" || path.hasPrefix("~/") {
            out = home + path.dropFirst()
        } else if let folder, !path.hasPrefix("/") {
            out = folder + "/" + path
        }
        while out.count > 1, out.hasSuffix("/") { out.removeLast() }
        return out
    }

    /// XDG: a base directory that is not absolute is to be ignored.
    private static func base(_ variable: String, fallback: String, _ environment: [String: String]) -> String? {
        if let path = environment[variable], path.hasPrefix("/") { return expand(path, environment: environment) }
        guard let home = environment["HOME"], home.hasPrefix("/") else { return nil }
        return (home == "/" ? "" : expand(home, environment: environment)) + "/" + fallback
    }
}

/// The real files and the real shell.
public struct LiveFileAccess: FileAccess {
    private let environment: [String: String]

    /// `environment` is what commands get.
    public init(environment: [String: String]) { self.environment = environment }

    public func exists(_ path: String) -> Bool { access(path, F_OK) == 0 }

    public func read(_ path: String, limit: Int) throws(FileProblem) -> FileContents {
        let file = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
        guard file >= 0 else { throw errno == ENOENT || errno == ENOTDIR ? .missing : .unreadable(Self.reason(errno)) }
        defer { close(file) }
        var facts = stat()
        guard fstat(file, &facts) == 0 else { throw .unreadable(Self.reason(errno)) }
        guard facts.st_mode & S_IFMT == S_IFREG else { throw .unreadable("not a plain file") }
        let bytes = try Self.drain(file, limit: limit)
        guard bytes.count <= limit else { throw .tooLarge(limit: limit) }
        return FileContents(
            bytes: bytes, mode: facts.st_mode & 0o7777, isOurs: facts.st_uid == geteuid() || facts.st_uid == 0)
    }

    public func run(_ command: String) throws(FileProblem) -> [UInt8] {
        var pipes: [Int32] = [0, 0]
        guard pipe(&pipes) == 0 else { throw .unreadable(Self.reason(errno)) }
        for end in pipes { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
        let pid: pid_t
        do {
            defer { close(pipes[1]) }
            pid = try spawn(command, output: pipes[1])
        } catch {
            close(pipes[0])
            throw error
        }
        let output = Result { () throws(FileProblem) in try Self.drain(pipes[0], limit: 65_536) }
        close(pipes[0])
        var status: Int32 = 0
        while waitpid(pid, &status, 0) < 0 && errno == EINTR {}
        let code = status & 0x7F == 0 ? (status >> 8) & 0xFF : 128 + (status & 0x7F)
        guard code == 0 else { throw .failed(status: code) }
        return try output.get()
    }

    /// Starts the shell with default signals and an empty mask: a thread of a pool hands down neither.
    private func spawn(_ command: String, output: Int32) throws(FileProblem) -> pid_t {
        var actions = posix_spawn_file_actions_t()
        var attributes = posix_spawnattr_t()
        posix_spawn_file_actions_init(&actions)
        posix_spawnattr_init(&attributes)
        defer {
            posix_spawn_file_actions_destroy(&actions)
            posix_spawnattr_destroy(&attributes)
        }
        posix_spawn_file_actions_adddup2(&actions, output, 1)
        var signals = sigset_t()
        sigemptyset(&signals)
        posix_spawnattr_setsigmask(&attributes, &signals)
        sigfillset(&signals)
        posix_spawnattr_setsigdefault(&attributes, &signals)
        posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF))
        let arguments: [UnsafeMutablePointer<CChar>?] = ["sh", "-c", command].map { (text: String) in strdup(text) } + [nil]
        let variables: [UnsafeMutablePointer<CChar>?] =
            environment.sorted { $0.key < $1.key }.map { each in strdup("\(each.key)=\(each.value)") } + [nil]
        defer { for text in arguments + variables { free(text) } }
        var pid: pid_t = 0
        let failure = posix_spawn(&pid, "/bin/sh", &actions, &attributes, arguments, variables)
        guard failure == 0 else { throw .unreadable(Self.reason(failure)) }
        return pid
    }

    /// Reads to the end, but keeps no more than one byte past `limit`.
    private static func drain(_ file: Int32, limit: Int) throws(FileProblem) -> [UInt8] {
        var bytes: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 16_384)
        while true {
            let count = Glibc.read(file, &buffer, buffer.count)
            if count < 0 {
                if errno == EINTR { continue }
                throw .unreadable(reason(errno))
            }
            if count == 0 { return bytes }
            bytes.append(contentsOf: buffer[..<min(count, limit + 1 - bytes.count)])
        }
    }

    private static func reason(_ code: Int32) -> String { String(cString: strerror(code)) }
}
