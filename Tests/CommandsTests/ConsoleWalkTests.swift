// Every call of the interface, sent by keys: the built console in a terminal, over a sandbox of another
// process. docs/walk.md says what is pressed; a call holds when the sandbox counted it and the console
// shows its code 0.

import Glibc
import JSONText
import Localization
import SIMModel
import TestSupport
import Testing

@Suite struct ConsoleWalkTests {
    @Test func everyCallIsSentByTheKeysOfThePage() async throws {
        let page = try WalkPage(try #require(TestFile.text(WalkPage.path)))
        let sandbox = try await SandboxProcess(["--speed", "600"])
        let rows = await sandbox.run("endpoints", "--json").out
        let outcome = await ChildProcess.onThread { Result { try Walk(page, sandbox, endpoints: rows).walk() } }
        _ = await sandbox.end()
        let walk = try outcome.get()
        #expect(walk.failure == nil, "\(walk.failure ?? "")")
        #expect(walk.missing.isEmpty, "not walked: \(walk.missing.joined(separator: " "))")
        #expect(walk.calls == 43)
    }

    @Test func aPageIsReadAsWritten() throws {
        let page = try WalkPage(
            """
            Not a table: | `x` |
            First: `Z` (a (b)
            Before each row: `8` `h`×4
            | endpoint | keys |
            | `one` | `Ctrl-U` "示例路 1 号" `j`×12 (a: b) |
            First: `1`
            | `two` | `x` |
            """)
        #expect(page.parts.map(\.first) == [[.press("Z", times: 1), .see("a (b")], [.press("1", times: 1)]])
        #expect(page.parts[0].before == [.press("8", times: 1), .press("h", times: 4)])
        #expect(page.parts[0].rows.map(\.endpoint) == ["one"])
        #expect(
            page.parts[0].rows[0].steps
                == [.press("Ctrl-U", times: 1), .type("示例路 1 号"), .press("j", times: 12), .see("a: b")])
        #expect(page.parts[1].rows.map(\.endpoint) == ["two"])
        for wrong in ["`x", "y", "`x`×", "(never"] {
            #expect(throws: WalkPage.Unreadable.self) { try WalkPage.steps(wrong[...]) }
        }
    }
}

/// One walk through the page.
private struct Walk {
    /// How it ended.
    struct Report: Sendable {
        var calls = 0
        var row = ""
        var failure: String?
        var missing: [String] = []
    }

    private let page: WalkPage
    private let port: UInt16
    private let endpoints: [JSONValue]
    private let terminal: PseudoTerminal
    /// What every question prints beside Esc.
    private let asks = "Esc " + DialogMessage.keyNothing.text(.en)

    init(_ page: WalkPage, _ sandbox: SandboxProcess, endpoints text: String) throws {
        guard case .array(let endpoints) = try JSONValue(parsing: text), let port = sandbox.url.split(separator: ":").last,
            let port = UInt16(port)
        else { throw WalkPage.Unreadable(description: "no endpoints, or no port in \(sandbox.url)") }
        (self.page, self.port, self.endpoints) = (page, port, endpoints)
        let unsure = endpoints.filter { $0["evidence"] == .string("inferred") }.compactMap { Self.id($0) }
        let configuration = sandbox.home.write(
            """
            profiles:
              walk:
                base_url: \(sandbox.url)
                app_id: demo
                endpoints:
            \(unsure.map { "      \($0): {confirmed: true}" }.joined(separator: "\n"))

            """, to: "walk.yaml")
        let cards = sandbox.home.write("14900000017\n14900000043\n14900000074\n14900000224\n", to: "cards.txt")
        let environment = Program.environment(
            home: sandbox.home.path,
            ["SIMDECK_CONFIG": configuration, "SIMDECK_APP_SECRET": "demo-secret", "SIMDECK_LANG": "en"])
        terminal = try PseudoTerminal(Program.path, [cards], environment: environment, columns: 160, rows: 48)
    }

    private static func id(_ row: JSONValue) -> String? {
        if case .string(let id)? = row["id"] { id } else { nil }
    }

    func walk() -> Report {
        var report = Report()
        var left = endpoints.filter { $0["kind"] == .string("call") }.compactMap { Self.id($0) }
        report.calls = left.count
        do {
            for part in page.parts {
                report.row = "what comes first"
                try part.first.forEach(play)
                for row in part.rows {
                    report.row = row.endpoint
                    try walk(row, after: part.before)
                    left.removeAll { $0 == row.endpoint }
                }
            }
        } catch {
            // Whatever stands open now would take the next row's keys.
            report.failure = "\(report.row): \(error)"
        }
        report.missing = left
        return report
    }

    private func walk(_ row: WalkPage.Row, after before: [WalkPage.Step]) throws {
        let earlier = try count(row.endpoint)
        try (before + row.steps).forEach(play)
        // A row that ends in a text of the screen has told by it that the platform took the call.
        let isTold = if case .see? = row.steps.last { true } else { false }
        if !isTold {
            let head = " \(row.endpoint)  "
            let screen = try terminal.wait(for: "reply of \(row.endpoint)") { screen in
                ["✓", "✕", "?"].contains { screen.contains(head + $0) }
            }
            guard screen.contains(head + "✓ 0 ") else {
                throw PseudoTerminalFailure(description: "not code 0; the screen is\n\(screen.text)")
            }
        }
        let now = try count(row.endpoint)
        guard now == earlier + 1 else {
            throw PseudoTerminalFailure(description: "the sandbox counts \(now) after \(earlier)")
        }
    }

    private func play(_ step: WalkPage.Step) throws {
        switch step {
        case .press("y", _):
            try terminal.wait(for: "a question") { $0.contains(asks) }
            try terminal.insist("y", for: "end of the question") { !$0.contains(asks) }
        case .press(let key, let times): for _ in 0..<times { try terminal.press(key) }
        case .type(let text):
            guard terminal.screen.contains(asks) else {
                terminal.send(text)
                // Digits that come in one read with the next field's are a paste: each is seen before the next goes.
                try terminal.wait(for: "\"\(text)\" typed") { $0.textBeforeCursor.hasSuffix(text.suffix(8)) }
                return
            }
            // A question drops what comes early, perhaps half of it: the line is emptied (Ctrl-U) each time.
            try terminal.insist("\u{15}" + text, for: "\"\(text)\" typed") { $0.textBeforeCursor.hasSuffix(text) }
        case .see(let text): try terminal.wait(forText: text, atMost: 40)
        }
    }

    /// Calls of an endpoint that the sandbox has seen.
    private func count(_ endpoint: String) throws -> Int64 {
        guard let calls = try JSONValue(parsing: SandboxQuestion.ask("/sandbox/counts", port: port))["calls"] else { return 0 }
        if case .integer(let count)? = calls[endpoint] { return count }
        return 0
    }
}
