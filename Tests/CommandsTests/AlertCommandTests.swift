// The program run for new alerts: real children; and the conditions of a profile's rules.

import Glibc
import Localization
import SIMModel
import Settings
import Synchronization
import TestSupport
import Testing
import ViewModels

@testable import Commands

@Suite("The program for alerts") @MainActor struct AlertCommandTests {
    /// Writes its arguments and a part of its environment beside itself.
    private func script(_ folder: TemporaryDirectory, _ body: String) -> String {
        let path = folder.path + "/told"
        TestFile.write(Array(("#!/bin/sh\n" + body + "\n").utf8), to: path)
        chmod(path, 0o700)
        return path
    }

    @Test("Arguments come as they are, no shell looks at them, and the secret stays here")
    func arguments() async throws {
        let folder = TemporaryDirectory()
        let out = folder.path + "/out"
        let path = script(
            folder,
            #"for a in "$@"; do printf '[%s]\n' "$a"; done > \#(out); echo "secret=$SIMDECK_APP_SECRET home=$HOME" >> \#(out); cat >> \#(out); grep SigBlk /proc/self/status >> \#(out)"#
        )
        let command = try #require(
            LiveAlertCommand(
                [path, "{name}: {count} cards", "$HOME;`id`", "{unknown} {", "{severity}"],
                environment: ["HOME": "/h", "PATH": "/usr/bin:/bin", "SIMDECK_APP_SECRET": "hunter2"], time: LiveTime()))
        command.run(["name": "used $(id) {count}\u{1B}]0;x\u{7}\n", "count": "12", "severity": "warning"])
        await command.finish()
        let text = try #require(TestFile.text(out))
        #expect(
            text == """
                [used $(id) {count}]0;x: 12 cards]
                [$HOME;`id`]
                [{unknown} {]
                [warning]
                secret= home=/h
                SigBlk:\t0000000000000000

                """)
    }

    @Test("One at a time: a second is not started while the first runs, and is after it")
    func oneAtATime() async throws {
        let folder = TemporaryDirectory()
        let out = folder.path + "/out"
        let path = script(folder, #"echo run >> \#(out); while [ ! -e \#(folder.path)/go ]; do sleep 0.01; done"#)
        let command = try #require(LiveAlertCommand([path], environment: ["PATH": "/usr/bin:/bin"], time: LiveTime()))
        command.run([:])
        command.run([:])
        TestFile.write([], to: folder.path + "/go")
        await command.finish()
        #expect(TestFile.text(out) == "run\n")
        command.run([:])
        await command.finish()
        #expect(TestFile.text(out) == "run\nrun\n")
    }

    @Test("One that does not end is killed with all it started")
    func killed() async throws {
        let folder = TemporaryDirectory()
        let path = script(folder, "sleep 600 & echo $! > \(folder.path)/pid; wait")
        let command = try #require(
            LiveAlertCommand([path], environment: ["PATH": "/usr/bin:/bin"], time: RushingTime(until: folder.path + "/pid")))
        command.run([:])
        await command.finish()
        let pid = try #require(TestFile.text(folder.path + "/pid").flatMap { Int32($0.filter(\.isNumber)) })
        // Gone, or not yet collected by whoever adopts it.
        let state = TestFile.text("/proc/\(pid)/stat")?.split(separator: ")").last?.split(separator: " ").first
        #expect(state == nil || state == "Z" || state == "X")
    }

    @Test("What is not there is not run, and nothing is kept waiting")
    func missing() async throws {
        let command = try #require(LiveAlertCommand(["/nowhere/at/all"], environment: [:], time: LiveTime()))
        command.run([:])
        await command.finish()
        #expect(LiveAlertCommand([], environment: [:], time: LiveTime()) == nil)
        #expect(LiveAlertCommand(nil, environment: [:], time: LiveTime()) == nil)
    }
}

/// A profile's rules as they are when the console starts.
@Suite struct AlertRulesTests {
    private func profile(_ rule: String) throws -> Profile {
        let text = "profiles: {p: {base_url: 'http://127.0.0.1', app_id: x}}\nalerts:\n  rules:\n    - name: a\n      \(rule)\n"
        let folder = TemporaryDirectory()
        TestFile.write(Array(text.utf8), to: folder.path + "/c.yaml")
        return try Configuration.load(
            flags: FlagOverrides(configPath: folder.path + "/c.yaml"), environment: [:], files: LiveFileAccess(environment: [:]))
    }

    @Test(arguments: [
        ("when: flow>90% and fluw<3", "c.yaml:5:26: alerts.rules[1].when: no field “fluw”; did you mean flow?"),
        ("when: \"flow>90% and fluw<3\"", "c.yaml:5:27: alerts.rules[1].when: no field “fluw”; did you mean flow?"),
        ("when: flow>1G\n      clear: '(flow<1G'", "c.yaml:6:15: alerts.rules[1].clear: this parenthesis is never closed"),
    ])
    func aWrongConditionIsAnErrorOfTheConfigurationWithItsColumn(_ rule: String, _ expected: String) throws {
        let alerts = try profile(rule).alerts
        do {
            _ = try AlertSettings(checking: alerts, text: CommandText(language: .en))
            Issue.record("it was taken")
        } catch {
            #expect(error.status == .configuration)
            #expect(error.message.hasSuffix(expected), "\(error.message)")
        }
    }
}

/// Once a file is there, each look at the clock is a second later than the one before.
private final class RushingTime: TimeSource {
    private let path: String
    private let looks = Mutex<Int64>(0)
    init(until path: String) { self.path = path }
    var wall: WallTime { WallTime(seconds: 0) }
    var uptime: Uptime {
        let isThere = TestFile.text(path).map { $0.contains("\n") } ?? false
        return Uptime(
            milliseconds: looks.withLock { looks in
                if isThere { looks += 1000 }
                return looks
            })
    }
    func wait(until deadline: Uptime) async throws { await Task.yield() }
}
