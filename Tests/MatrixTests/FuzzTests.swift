// Keys and bytes at random into the real program, over a sandbox that counts what reaches it. Whatever
// happens on the screen: nothing is stopped or resumed, nothing crashes, and the terminal is given back.

import Glibc
import JSONText
import TestSupport
import Testing

@Suite(.serialized) struct FuzzTests {
    /// More by `SIMDECK_FUZZ_KEYS` and `SIMDECK_FUZZ_BYTES`.
    private static let keys = EnvironmentOf.test("SIMDECK_FUZZ_KEYS").flatMap { Int($0) } ?? 10_000
    private static let bytes = EnvironmentOf.test("SIMDECK_FUZZ_BYTES").flatMap { Int($0) } ?? 1_000_000

    @Test func tenThousandKeysAtRandomChangeNothing() async throws {
        let bench = try await FuzzBench()
        let outcome = await ChildProcess.onThread { Result { try Self.pressKeys(bench) } }
        try outcome.get()
        try await bench.nothingWasChanged()
        print("fuzz: \(Self.keys) keys, no operation")
    }

    @Test func aMillionBytesAtRandomChangeNothing() async throws {
        let bench = try await FuzzBench()
        let outcome = await ChildProcess.onThread { Result { try Self.sendBytes(bench) } }
        try outcome.get()
        try await bench.nothingWasChanged()
        print("fuzz: \(Self.bytes) bytes, no operation")
    }

    private static func pressKeys(_ bench: FuzzBench) throws {
        let names =
            (0x21..<0x7F).map { String(Character(Unicode.Scalar(UInt8($0)))) }
            + ["Space", "Enter", "Esc", "Tab", "Shift-Tab", "Up", "Down", "Left", "Right", "Home", "End", "PgUp", "PgDn"]
            + ["Backspace", "Del", "F1", "F5", "Ctrl-D", "Ctrl-U", "Ctrl-L", "Ctrl-P", "Ctrl-C", "Ctrl-A", "Alt-x"]
            // What must never change anything comes often.
            + Array(repeating: "S", count: 8) + Array(repeating: "E", count: 8) + Array(repeating: "y", count: 8)
            + Array(repeating: "1", count: 6) + Array(repeating: "Esc", count: 10) + Array(repeating: "Enter", count: 6)
        let random = SeededRandom(20_261_124)
        let terminal = try bench.start()
        var pressed = 0
        while pressed < keys {
            let count = random.pick(1..<12)
            for _ in 0..<count { try terminal.press(names[random.pick(0..<names.count)]) }
            pressed += count
            // Now and then a question is there for long enough to be answered.
            try terminal.settle(quiet: random.pick(0..<100) == 0 ? 450 : 1, atMost: 600)
            if random.pick(0..<200) == 0 {
                let size = [(80, 24), (20, 6), (120, 30), (10, 3)][random.pick(0..<4)]
                terminal.resize(columns: size.0, rows: size.1)
            }
        }
        try bench.end(terminal)
    }

    private static func sendBytes(_ bench: FuzzBench) throws {
        let random = SeededRandom(7_777)
        var terminal = try bench.start()
        var (sent, left) = (0, 0)
        while sent < bytes {
            let count = min(bytes - sent, random.pick(1..<2000))
            // Once the program has left, Ctrl-Z and Ctrl-\ are the line's: it would stop while it ends.
            terminal.send(bytes: (0..<count).map { _ in UInt8(random.pick(0..<256)) }.filter { $0 != 0x1A && $0 != 0x1C })
            sent += count
            do {
                try terminal.settle(quiet: 1, atMost: 200)
            } catch {
                // Chance may leave it by the palette, in order; everything else is a crash.
                let status = try terminal.waitForExit()
                guard status == 0 || status == 128 + SIGINT, left < 20 else {
                    throw PseudoTerminalFailure(description: "ended with \(status) after \(sent) bytes: \(error)")
                }
                left += 1
                terminal = try bench.start()
            }
        }
        try bench.end(terminal)
    }
}

/// A sandbox, and a console over it whose questions no accident can answer.
final class FuzzBench: Sendable {
    private let home = TemporaryDirectory()
    private let sandbox: ChildProcess
    private let environment: [String: String]
    private let port: UInt16

    init() async throws {
        sandbox = ChildProcess(
            ["sandbox", "--port", "0", "--cards", "60", "--quiet"], environment: Program.environment(home: home.path))
        let url = await sandbox.firstLine().split(separator: " ").last.map(String.init) ?? ""
        port = try #require(UInt16(url.split(separator: ":").last ?? ""))
        // Leaving, suspending and writing files are for other tests.
        let configuration = home.write(
            """
            profiles:
              not-by-accident:
                base_url: \(url)
                app_id: demo
                confirm: {type_count_from: 1, type_profile_from: 1, require_reason: true}
                keys: {quit: [], leave: [], suspend: [], export: []}

            """, to: "fuzz.yaml")
        environment = Program.environment(
            home: home.path, ["SIMDECK_CONFIG": configuration, "SIMDECK_APP_SECRET": "demo-secret", "SIMDECK_LANG": "en"])
    }

    deinit { sandbox.send(SIGKILL) }

    func start() throws -> PseudoTerminal {
        let cards = home.write(
            (0..<20).map { "149000000\(10 + $0)" }.joined(separator: "\n") + "\n14900000017\n", to: "cards.txt")
        // In a folder of its own.
        let terminal = try PseudoTerminal(
            "/usr/bin/env", ["-C", home.path, Program.path, cards], environment: environment, columns: 80, rows: 24)
        try terminal.wait(forText: "14900000017", atMost: 60)
        return terminal
    }

    /// Still there; ends as it is told to, and gives the terminal back.
    func end(_ terminal: PseudoTerminal) throws {
        terminal.signal(SIGTERM)
        let status = try terminal.waitForExit(atMost: 60)
        let left = terminal.screen.modes.intersection([1000, 1004, 1006, 2004, 2026])
        guard status == 128 + SIGTERM, left.isEmpty, !terminal.screen.isAlternate, terminal.screen.isCursorVisible,
            terminal.screen.strange.isEmpty, terminal.lineFlags[3] & UInt32(ICANON | ECHO) == UInt32(ICANON | ECHO)
        else {
            throw PseudoTerminalFailure(
                description: "ended with \(status), modes \(left), \(terminal.screen.strange)\n\(terminal.screen.text)")
        }
    }

    struct SandboxMissing: Error {}

    private static let changes = [
        "batchShutdown", "batchRestore", "bindMachine", "setSpeedLimit", "removeSpeedLimit", "submitPackageOrder", "sendSms",
    ]

    /// The journal is empty, and the sandbox was asked for no change.
    func nothingWasChanged() async throws {
        let journal = await Program.run(["ops", "list", "--json"], environment: environment)
        #expect(journal.out.filter { !$0.isWhitespace } == "{\"operations\":[]}", "\(journal.out) \(journal.err)")
        let told = try JSONValue(parsing: SandboxQuestion.ask("/sandbox/counts", port: port))
        guard case .object(let calls)? = told["calls"] else { throw SandboxMissing() }
        #expect(!calls.isEmpty)
        for call in calls { #expect(!Self.changes.contains(call.key), "\(call)") }
    }
}
