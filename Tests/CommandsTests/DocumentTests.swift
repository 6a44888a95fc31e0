// Every command that README and docs show is run, in the order of its page, against a sandbox; every piece of
// configuration is read. What a page calls `text` is output, and not run.

import Glibc
import TestSupport
import Testing

@testable import Commands

@Suite(.serialized) struct DocumentTests {
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

    /// Its lines without the words behind `  #`.
    var commands: [(line: Int, text: String)] {
        content.enumerated().compactMap { index, text in
            var command = text[...]
            if let comment = text.firstRange(of: "  #") { command = command[..<comment.lowerBound] }
            while command.first == " " { command.removeFirst() }
            while command.last == " " { command.removeLast() }
            return command.isEmpty || command.hasPrefix("#") ? nil : (line + index, String(command))
        }
    }
}

/// The place where a page's commands are run: a home with the lists the pages speak of, and a sandbox.
struct DocumentDesk {
    let sandbox: SandboxProcess
    private var home: String { sandbox.home.path }
    private let environment: [String: String]

    /// Programs of others: how they behave is not ours to test.
    private static let foreign = [
        "apt-get", "dpkg", "systemctl", "scp", "ssh", "tar", "sha256sum", "man", "chmod", "sudo", "git", "install", "debootstrap",
    ]

    /// Commands that must end otherwise than well where nothing is wrong: what they mend is not there.
    private static let endings: [(prefix: String, status: [Int32])] = [
        ("simdeck ops settle 1182", [0, 1, 2, 4])
    ]

    init() async throws {
        sandbox = try await SandboxProcess(["--speed", "600", "--seed", "1"])
        let numbers = try await sandbox.numbers()
        let list = "simNo\n" + numbers.prefix(20).joined(separator: "\n") + "\n"
        let home = sandbox.home
        for name in ["cards.csv", "reseller.csv"] { home.write(list, to: name) }
        home.write(numbers[30] + "\n" + numbers[31] + "\n", to: "lifts.csv")
        let tools = home.path + "/tools"
        mkdir(tools, 0o755)
        symlink(Program.path, tools + "/simdeck")
        var variables = sandbox.environment
        variables["PATH"] = tools + ":" + (variables["PATH"] ?? "")
        environment = variables
    }

    /// What a page writes for what only its reader knows.
    private func filled(_ command: String) async -> String {
        var command = command
        for (written, meant) in [
            ("https://agent.example.cn", sandbox.url), ("http://127.0.0.1:2000", sandbox.url), ("--port 2000", "--port 0"),
            ("--port 2900", "--port 0"),
        ] {
            command.replace(written, with: meant)
        }
        for (written, kind) in [("1182", "list"), ("RUN", "runs"), ("批次", "runs")] where command.contains(" \(written)") {
            command.replace(" \(written)", with: " " + (await newest(kind) ?? written))
        }
        return command
    }

    /// The number of the newest operation or run.
    private func newest(_ kind: String) async -> String? {
        let run = await sh("simdeck ops \(kind) --jsonl | jq -r .id | sort -n | tail -1")
        let number = run.out.filter(\.isNumber)
        return number.isEmpty ? nil : number
    }

    private func sh(_ command: String) async -> FinishedRun {
        await Program.run(["-c", "cd '\(home)' && \(command)"], environment: environment, executable: "/bin/sh")
    }

    func run(_ written: String, at place: String) async throws {
        let words = written.split(separator: " ").map(String.init).drop { $0.contains("=") && !$0.hasPrefix("-") }
        let program = words.first ?? ""
        let command = await filled(written)
        if program == "make" {
            let dry = await Program.run(
                ["-n", "-C", TestFile.projectRoot()] + words.dropFirst(), environment: environment, executable: "/usr/bin/make")
            #expect(dry.status == 0, "\(place): \(written): \(dry.err)")
        } else if Self.foreign.contains(program) || program == "export" {
            return
        } else if program != "simdeck" {
            Issue.record("\(place): neither simdeck's nor known: \(written)")
        } else if written.hasSuffix("&") || words.contains("listen") || words.contains("--watch") {
            let child = ChildProcess(
                ["-c", "cd '\(home)' && exec \(command.filter { $0 != "&" })"], environment: environment, executable: "/bin/sh")
            let first = await child.firstLine()
            child.send(2)
            let end = await child.finish()
            #expect(!first.isEmpty && [0, 130].contains(end.status), "\(place): \(written): \(end.status) \(end.err)")
        } else if isConsole(Array(words.dropFirst())) {
            try openAndLeave(command, at: place)
        } else {
            let end = await sh(command)
            let expected = Self.endings.first { written.hasPrefix($0.prefix) }?.status ?? [0, 1]
            #expect(expected.contains(end.status), "\(place): \(command): \(end.status) \(end.err)")
        }
    }

    private func isConsole(_ words: [String]) -> Bool {
        !words.contains("|") && !["--help", "--version", "-h"].contains(words.first)
            && !words.contains(where: CommandLineEntry.isCommand)
    }

    private func openAndLeave(_ command: String, at place: String) throws {
        let terminal = try PseudoTerminal("/bin/sh", ["-c", "cd '\(home)' && \(command)"], environment: environment)
        try terminal.wait(for: "the console at \(place)") { $0.text.contains("simdeck") && $0.text.contains("?") }
        terminal.send("q")
        #expect(try terminal.waitForExit() == 0, "\(place): \(command)")
    }

    /// A piece of configuration has no error of its own. Files it names need not be there.
    func check(_ fence: DocumentFence, of page: String) async throws {
        let file = home + "/page.yaml"
        TestFile.write(Array((fence.content.joined(separator: "\n") + "\n").utf8), to: file)
        let end = await sh("simdeck config check '\(file)' --shape")
        #expect(end.status == 0, "\(page):\(fence.line): \(end.out) \(end.err)")
    }
}
