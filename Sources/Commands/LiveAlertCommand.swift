// Runs the program that the configuration names for new alerts: arguments as they are, no shell, no secret in
// its environment, nothing of the terminal, one at a time and no longer than ten seconds.

import Glibc
import SIMModel

/// The alert program's shell.
@MainActor final class LiveAlertCommand {
    static let timeLimit = Duration.seconds(10)
    /// Longest text put in place of one `{…}`. Unit: characters.
    nonisolated static let textLimit = 200
    private static let lookEvery = Duration.milliseconds(50)

    private let command: [String]
    private let environment: [String: String]
    private let time: any TimeSource
    private var running: Task<Void, Never>?

    /// nil: the configuration names none.
    init?(_ command: [String]?, environment: [String: String], time: any TimeSource) {
        guard let command, !command.isEmpty else { return nil }
        self.command = command
        self.environment = environment
        self.time = time
    }

    /// Starts it, unless the last one still runs: what it would have told stands in the console.
    func run(_ values: [String: String]) {
        guard running == nil, let pid = Self.spawn(Self.arguments(command, values), Self.cleaned(environment)) else { return }
        running = Task {
            await wait(for: pid)
            running = nil
        }
    }

    /// Returns when none runs.
    func finish() async { await running?.value }

    /// Ends one that still runs.
    func stop() { running?.cancel() }

    private func wait(for pid: pid_t) async {
        let deadline = time.uptime + Self.timeLimit
        var status: Int32 = 0
        while waitpid(pid, &status, WNOHANG) == 0 {
            let isOver = time.uptime >= deadline
            if !isOver, (try? await time.wait(until: time.uptime + Self.lookEvery)) != nil { continue }
            // The whole group: what it started ends with it.
            kill(-pid, SIGKILL)
            while waitpid(pid, &status, 0) < 0, errno == EINTR {}
            return
        }
    }

    /// `{name}` and its like inside single arguments. What is put in has no control characters; it is looked at
    /// once, so a name with `{count}` in it stays as it is.
    nonisolated static func arguments(_ command: [String], _ values: [String: String]) -> [String] {
        command.map { argument in
            var out = ""
            var rest = argument[...]
            while let open = rest.firstIndex(of: "{") {
                out += rest[..<open]
                rest = rest[open...]
                guard let close = rest.firstIndex(of: "}"), let value = values[String(rest[rest.index(after: open)..<close])]
                else {
                    out.append("{")
                    rest = rest.dropFirst()
                    continue
                }
                let isControl = { (scalar: Unicode.Scalar) in scalar.value < 0x20 || (0x7F...0x9F).contains(scalar.value) }
                out += String(value.filter { !$0.unicodeScalars.contains(where: isControl) }.prefix(textLimit))
                rest = rest[rest.index(after: close)...]
            }
            return out + rest
        }
    }

    /// Without the account's secret.
    nonisolated static func cleaned(_ environment: [String: String]) -> [String: String] {
        environment.filter { $0.key != "SIMDECK_APP_SECRET" }
    }

    /// nil: it cannot be started.
    private static func spawn(_ arguments: [String], _ environment: [String: String]) -> pid_t? {
        var actions = posix_spawn_file_actions_t()
        var attributes = posix_spawnattr_t()
        posix_spawn_file_actions_init(&actions)
        posix_spawnattr_init(&attributes)
        defer {
            posix_spawn_file_actions_destroy(&actions)
            posix_spawnattr_destroy(&attributes)
        }
        // All that this program opens itself closes on exec.
        posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
        posix_spawn_file_actions_addopen(&actions, 1, "/dev/null", O_WRONLY, 0)
        posix_spawn_file_actions_addopen(&actions, 2, "/dev/null", O_WRONLY, 0)
        // Default signals and an empty mask: a thread of a pool hands down neither.
        var signals = sigset_t()
        sigemptyset(&signals)
        posix_spawnattr_setsigmask(&attributes, &signals)
        sigfillset(&signals)
        posix_spawnattr_setsigdefault(&attributes, &signals)
        posix_spawnattr_setpgroup(&attributes, 0)
        posix_spawnattr_setflags(
            &attributes, Int16(POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETPGROUP))
        let argv: [UnsafeMutablePointer<CChar>?] = arguments.map { (text: String) in strdup(text) } + [nil]
        let envp: [UnsafeMutablePointer<CChar>?] =
            environment.sorted { $0.key < $1.key }.map { each in strdup("\(each.key)=\(each.value)") } + [nil]
        defer { for text in argv + envp { free(text) } }
        var pid: pid_t = 0
        return posix_spawnp(&pid, arguments[0], &actions, &attributes, argv, envp) == 0 ? pid : nil
    }
}
