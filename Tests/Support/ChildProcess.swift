// Runs the built program as a script would: arguments, environment, standard input; output and status back.

import CLibc
import Glibc
import Synchronization

/// A finished run.
public struct FinishedRun: Sendable {
    public var status: Int32
    public var out: String
    public var err: String
}

/// The program under test.
public enum Program {
    /// The `simdeck` built beside the tests.
    public static var path: String {
        let runner = CommandLine.arguments[0]
        let folder = runner.lastIndex(of: "/").map { String(runner[..<$0]) } ?? "."
        return folder + "/simdeck"
    }

    /// An environment that knows nothing of the machine it runs on, plus `extra`.
    public static func environment(home: String, _ extra: [String: String] = [:]) -> [String: String] {
        var variables = [
            "PATH": "/usr/local/bin:/usr/bin:/bin", "HOME": home, "LANG": "C.UTF-8", "USER": "tester",
            "SIMDECK_STATE_DIR": home + "/state", "XDG_CONFIG_HOME": home + "/config",
        ]
        // Where the toolchain's own libraries lie, for a build that links them dynamically.
        if let libraries = getenv("LD_LIBRARY_PATH") { variables["LD_LIBRARY_PATH"] = String(cString: libraries) }
        return variables.merging(extra) { $1 }
    }

    /// Runs it to its end. `input` is given on standard input.
    public static func run(
        _ arguments: [String], environment: [String: String], input: String = "", executable: String = Program.path
    ) async -> FinishedRun {
        let child = ChildProcess(arguments, environment: environment, input: input, executable: executable)
        return await child.finish()
    }
}

/// A running program with its outputs gathered.
public final class ChildProcess: Sendable {
    public let pid: Int32
    private let out: Int32
    private let err: Int32
    private let isReaped = Mutex(false)

    public init(
        _ arguments: [String], environment: [String: String], input: String = "", executable: String = Program.path
    ) {
        let (stdin, stdout, stderr) = (Self.pipe(), Self.pipe(), Self.pipe())
        var argv: [UnsafeMutablePointer<CChar>?] = ([executable] + arguments).map { strdup($0) } + [nil]
        var envp: [UnsafeMutablePointer<CChar>?] = environment.map { strdup("\($0.key)=\($0.value)") } + [nil]
        pid = simdeck_spawn(executable, &argv, &envp, stdin.read, stdout.write, stderr.write)
        for text in argv + envp { free(text) }
        close(stdin.read)
        close(stdout.write)
        close(stderr.write)
        (out, err) = (stdout.read, stderr.read)
        signal(SIGPIPE, SIG_IGN)
        var text = input
        text.withUTF8 { bytes in
            var sent = 0
            while sent < bytes.count {
                let count = write(stdin.write, bytes.baseAddress?.advanced(by: sent), bytes.count - sent)
                if count <= 0 { break }
                sent += count
            }
        }
        close(stdin.write)
    }

    deinit {
        // A dead child that nobody asked after would be found again and again by whoever waits for any child, as the
        // testing library does for its exit tests.
        if !isReaped.withLock({ $0 }) {
            kill(pid, SIGKILL)
            waitpid(pid, nil, 0)
        }
        close(out)
        close(err)
    }

    /// Waits for the first line on standard output.
    public func firstLine() async -> String {
        await Self.onThread { [self] in
            var bytes: [UInt8] = []
            var byte: UInt8 = 0
            while read(out, &byte, 1) == 1, byte != 0x0A { bytes.append(byte) }
            return String(decoding: bytes, as: UTF8.self)
        }
    }

    public func send(_ signal: Int32) { kill(pid, signal) }

    /// Waits for the end and gives everything that was printed since.
    public func finish() async -> FinishedRun {
        await Self.onThread { [self] in
            var streams: [(descriptor: Int32, bytes: [UInt8])] = [(out, []), (err, [])]
            var open = 2
            var buffer = [UInt8](repeating: 0, count: 65_536)
            while open > 0 {
                var polls = streams.map { pollfd(fd: $0.descriptor, events: Int16(POLLIN), revents: 0) }
                poll(&polls, 2, -1)
                for index in 0..<2 where polls[index].revents != 0 {
                    let count = read(streams[index].descriptor, &buffer, buffer.count)
                    if count > 0 {
                        streams[index].bytes.append(contentsOf: buffer[..<count])
                    } else {
                        // poll leaves negative descriptors alone.
                        streams[index].descriptor = -1
                        open -= 1
                    }
                }
            }
            var status: Int32 = 0
            waitpid(pid, &status, 0)
            isReaped.withLock { $0 = true }
            let code = status & 0x7F == 0 ? (status >> 8) & 0xFF : 128 + (status & 0x7F)
            return FinishedRun(
                status: code, out: String(decoding: streams[0].bytes, as: UTF8.self),
                err: String(decoding: streams[1].bytes, as: UTF8.self))
        }
    }

    private static func pipe() -> (read: Int32, write: Int32) {
        var ends: [Int32] = [-1, -1]
        Glibc.pipe(&ends)
        // The child keeps only what is dup'ed to 0, 1 and 2.
        for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
        return (ends[0], ends[1])
    }

    /// Blocking reads stay off the cooperative pool, which a test machine has two threads of.
    public static func onThread<Result: Sendable>(_ body: @escaping @Sendable () -> Result) async -> Result {
        await withCheckedContinuation { continuation in
            let work = Work { continuation.resume(returning: body()) }
            var thread = pthread_t()
            let pointer = Unmanaged.passRetained(work).toOpaque()
            pthread_create(
                &thread, nil,
                { pointer in
                    if let pointer { Unmanaged<Work>.fromOpaque(pointer).takeRetainedValue().body() }
                    return nil
                }, pointer)
            pthread_detach(thread)
        }
    }

    private final class Work: Sendable {
        let body: @Sendable () -> Void
        init(_ body: @escaping @Sendable () -> Void) { self.body = body }
    }
}
