// Every command that README and docs show is run, in the order of its page, against a sandbox; every piece of
// configuration is read. What a page calls `text` is output, and not run.

import Glibc
import JSONText
import TestSupport
import Testing

@testable import Commands

@Suite struct DocumentTests {
    static let pages: [String] = {
        let docs = (TestFile.names(in: TestFile.projectRoot() + "/docs") ?? []).filter { $0.hasSuffix(".md") }
        return ["README.md", "README.zh-CN.md"] + docs.sorted().map { "docs/" + $0 }
    }()

    @Test(arguments: pages) func whatThePageShowsWorks(_ page: String) async throws {
        let text = try #require(TestFile.text(TestFile.projectRoot() + "/" + page))
        let fences = DocumentFence.all(in: text)
        for fence in fences {
            #expect(["", "sh", "yaml", "text"].contains(fence.kind), "\(page):\(fence.line): a fence of kind \(fence.kind)")
        }
        guard fences.contains(where: { $0.kind != "text" }) else { return }
        let desk = try await DocumentDesk()
        for fence in fences {
            switch fence.kind {
            case "yaml": try await desk.check(fence, of: page)
            case "text": break
            default:
                for (line, command) in fence.commands { try await desk.run(command, at: "\(page):\(line)") }
            }
        }
        _ = await desk.sandbox.end()
    }
}

/// A fenced block of a page.
struct DocumentFence {
    var kind: String
    /// Of its first line of content.
    var line: Int
    var content: [String] = []

    static func all(in page: String) -> [DocumentFence] {
        var fences: [DocumentFence] = []
        var open: DocumentFence?
        for (index, line) in page.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
            let trimmed = line.drop { $0 == " " }
            if trimmed.hasPrefix("```") {
                if let fence = open { fences.append(fence) }
                open = open == nil ? DocumentFence(kind: String(trimmed.dropFirst(3)), line: index + 2) : nil
            } else {
                open?.content.append(String(line))
            }
        }
        return fences
    }

    /// Its lines without the words behind `  #`; one that ends in a backslash goes on in the next.
    var commands: [(line: Int, text: String)] {
        var (commands, begun): ([(line: Int, text: String)], String) = ([], "")
        for (index, text) in content.enumerated() {
            var command = text[...]
            if let comment = text.firstRange(of: "  #") ?? text.firstRange(of: " # ") { command = command[..<comment.lowerBound] }
            command = command.trimmed
            if command.hasSuffix("\\") {
                begun += command.dropLast()
            } else if !command.isEmpty, !command.hasPrefix("#") {
                commands.append((line + index, begun + command))
                begun = ""
            }
        }
        return commands
    }
}

extension Substring {
    fileprivate var trimmed: Substring {
        var text = self
        while text.first == " " { text.removeFirst() }
        while text.last == " " { text.removeLast() }
        return text
    }
}

/// The place where a page's commands are run: a home with the lists the pages speak of, and a sandbox.
struct DocumentDesk {
    let sandbox: SandboxProcess
    private var home: String { sandbox.home.path }
    private let environment: [String: String]

    /// Programs of others: how they behave is not ours to test.
    private static let foreign = [
        "apt", "apt-get", "dpkg", "systemctl", "scp", "ssh", "tar", "sha256sum", "man", "chmod", "sudo", "git", "install",
        "debootstrap", "export",
    ]

    /// Commands of which more than "done" and "some cards failed" is right here, and why.
    private static let endings: [(prefix: String, status: [Int32])] = [
        // The page's number is that of an operation in doubt; on this desk nothing is.
        ("simdeck ops settle 1182", [1, 2]),
        // The console opened before it may have used up the card's three questions of this minute.
        ("simdeck status", [0, 4]),
        // The page's run stands still; this one is through before the line is reached.
        ("simdeck ops pause", [0, 1, 2]), ("simdeck ops cancel", [0, 1, 2]), ("simdeck ops continue", [0, 1, 2]),
    ]

    /// What a person answers, by how the question ends.
    private let answers: [(question: String, answer: String)]

    init() async throws {
        sandbox = try await SandboxProcess(["--speed", "600", "--seed", "1"])
        let numbers = try await sandbox.numbers()
        let home = sandbox.home
        let lists = ["cards.csv", "reseller.csv", "late.csv", "late-payers.csv", "欠费.csv", "lifts.csv"]
        for (index, name) in lists.enumerated() {
            home.write((["simNo"] + numbers[index * 20..<index * 20 + 20]).joined(separator: "\n") + "\n", to: name)
        }
        home.write("demo-secret\n", to: "company-ca.pem")
        let tools = home.path + "/tools"
        mkdir(tools, 0o755)
        symlink(Program.path, tools + "/simdeck")
        // Programs of others that the pages call.
        home.write("#!/bin/sh\necho demo-secret\n", to: "tools/pass", mode: 0o755)
        home.write("#!/bin/sh\nexit 0\n", to: "tools/sz", mode: 0o755)
        var variables = sandbox.environment
        variables["PATH"] = tools + ":/usr/local/bin:/usr/bin:/bin"
        variables["SIMDECK_LANG"] = "en"
        environment = variables
        answers = [
            ("Address:", sandbox.url), ("appID:", "demo"), ("Profile name [local]:", ""), ("[1] >", "3"),
            ("Read-only? [y/N]", ""), ("Production? [y/N]", ""), ("[Y/n]", ""), ("[y/N]", "y"),
            // The prompt of the line mode: an account's name.
            (">", "quit"),
        ]
    }

    /// What a page writes for what only its reader knows.
    private func filled(_ command: String) async -> String {
        var command = command
        for (written, meant) in [
            ("https://agent.example.cn", sandbox.url), ("agent.example.cn/admin", sandbox.url + "/admin"),
            ("http://127.0.0.1:2000", sandbox.url), ("--port 2000", "--port 0"), ("--port 2900", "--port 0"),
            ("remind done r7", "remind done r1"), ("--app-id A1234", "--app-id demo"),
        ] {
            command.replace(written, with: meant)
        }
        for (written, kind) in [("1182", "list"), ("RUN", "runs"), ("批次", "runs")] where command.contains(" \(written)") {
            command.replace(" \(written)", with: " " + (await newest(kind) ?? written))
        }
        return command
    }

    /// The newest operation or run.
    private func newest(_ kind: String) async -> String? {
        let list = await Program.run(["ops", kind, "--json"], environment: environment)
        guard let newest = try? JSONValue(parsing: list.out)["items"]?[0] else { return nil }
        if case .string(let run)? = newest["run"] { return run }
        if case .integer(let id)? = newest["id"] { return "\(id)" }
        return nil
    }

    private var inHome: String { "cd '\(home)' && " }

    func run(_ written: String, at place: String) async throws {
        let words = written.split(separator: " ").map(String.init).drop { $0.contains("=") && !$0.hasPrefix("-") }
        let program = words.first ?? ""
        let command = await filled(written)
        let isOurs = words.contains("simdeck")
        if program == "make" {
            let dry = await Program.run(
                ["-n", "-C", TestFile.projectRoot()] + words.dropFirst().prefix { $0 != "&&" }, environment: environment,
                executable: "/usr/bin/make")
            #expect(dry.status == 0, "\(place): \(written): \(dry.err)")
        } else if Self.foreign.contains(program), !isOurs || program == "man" || program == "sudo" {
            return
        } else if !isOurs {
            Issue.record("\(place): neither simdeck's nor known: \(written)")
        } else if written.hasSuffix("&") || words.contains("listen") || words.contains("--watch") {
            let child = ChildProcess(
                ["-c", inHome + "exec \(command.filter { $0 != "&" })"], environment: environment, executable: "/bin/sh")
            let first = await child.firstLine()
            child.send(2)
            let end = await child.finish()
            #expect(!first.isEmpty && [0, 130].contains(end.status), "\(place): \(written): \(end.status) \(end.err)")
        } else {
            let expected = Self.endings.first { written.hasPrefix($0.prefix) }?.status ?? [0, 1]
            let (status, screen) = try await typed(command, isConsole: isConsole(Array(words.dropFirst())))
            #expect(expected.contains(status), "\(place): \(command): \(status)\n\(screen)")
        }
    }

    private func isConsole(_ words: [String]) -> Bool {
        !words.contains("|") && !words.contains("--plain") && !["--help", "--version", "-h"].contains(words.first)
            && !words.contains(where: CommandLineEntry.isCommand)
    }

    /// Types a command into a terminal as a person does, answers what it asks, and gives its status and last screen.
    private func typed(_ command: String, isConsole: Bool) async throws -> (Int32, String) {
        let (shell, environment, answers) = (inHome + command, environment, answers)
        let outcome = await ChildProcess.onThread {
            Result { () throws -> (Int32, String) in
                let terminal = try PseudoTerminal("/bin/sh", ["-c", shell], environment: environment, columns: 160, rows: 60)
                if isConsole {
                    try terminal.wait(for: "the console") { $0.contains(" quit") }
                    try terminal.insist("q", for: "the end") { !$0.contains(" quit") }
                } else {
                    while !terminal.isEnded {
                        try? terminal.settle(quiet: 100, atMost: 60_000)
                        let question = terminal.screen.textBeforeCursor[...].trimmed
                        if let answer = answers.first(where: { question.hasSuffix($0.question) })?.answer {
                            terminal.send(answer + "\r")
                        } else if let typed = question.firstRange(of: "Type "), question.hasSuffix("leave it:") {
                            terminal.send(question[typed.upperBound...].prefix { $0 != " " } + "\r")
                        }
                    }
                }
                return (try terminal.waitForExit(atMost: 60), terminal.screen.text)
            }
        }
        return try outcome.get()
    }

    /// A piece of configuration, or a theme, has no error of its own.
    func check(_ fence: DocumentFence, of page: String) async throws {
        let file = home + "/page.yaml"
        TestFile.write(Array((fence.content.joined(separator: "\n") + "\n").utf8), to: file)
        let isTheme = fence.content.contains { $0.hasPrefix("inherits:") }
        let arguments = isTheme ? ["theme", "check", file] : ["config", "check", file]
        let end = await Program.run(arguments, environment: environment)
        #expect(end.status == 0, "\(page):\(fence.line): \(end.out) \(end.err)")
    }
}
