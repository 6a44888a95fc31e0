// The stored manual is what the program prints, and what the completion scripts offer in real shells.

import Glibc
import TestSupport
import Testing

@Suite struct ManualTests {
    static let pages = ["man1/simdeck.1", "man5/simdeck-config.5", "man7/simdeck-keys.7"]

    @Test(arguments: ["en", "zh"]) func theStoredPagesAreTheProgramsOwn(language: String) async throws {
        let folder = TemporaryDirectory()
        let stored = TestFile.projectRoot() + "/docs/man/"
        let environment = Program.environment(home: folder.path)
        let target = ProcessEnvironment.isRecording ? stored : folder.path
        let run = await Program.run(["generate", "man", target, "--lang", language], environment: environment)
        #expect(run.status == 0, "\(run.err)")
        for page in Self.pages where language == "en" || !page.contains("config") {
            let name = (language == "zh" ? "zh_CN/" : "") + page
            let made = try #require(TestFile.text(target + "/" + name))
            #expect(TestFile.text(stored + name) == made, "\(name) is stale: RECORD=1 make test, or make man")
        }
    }

    @Test func thePagesHaveTheirSectionsAndNoRawRequest() throws {
        let page = try #require(TestFile.text(TestFile.projectRoot() + "/docs/man/man1/simdeck.1"))
        for section in [
            "NAME", "SYNOPSIS", "DESCRIPTION", "COMMANDS", "OPTIONS", "EXIT STATUS", "ENVIRONMENT", "FILES", "EXAMPLES",
            "SEE ALSO",
        ] {
            #expect(page.contains("\n.SH \(section)\n"), "\(section)")
        }
        let known = [".TH", ".SH", ".SS", ".PP", ".TP", ".nf", ".fi", ".RS", ".RE", ".nh", ".ad", ".\\\""]
        for line in page.split(separator: "\n") where line.hasPrefix(".") {
            #expect(known.contains { line.hasPrefix($0) }, "\(line)")
        }
        // Commands of the project itself are not the reader's.
        let told = page.split(separator: "\n").filter { !$0.hasPrefix(".\\\"") }
        #expect(!told.contains { $0.contains("simdeck complete") || $0.contains("simdeck generate") })
    }
}

@Suite struct CompletionTests {
    /// A home with a profile whose state has tags.
    private func home() async -> (TemporaryDirectory, [String: String]) {
        let home = TemporaryDirectory()
        let config = home.write(
            "profiles:\n  prod:\n    base_url: https://agent.example.cn\n    app_id: A\n  trial:\n    base_url: http://127.0.0.1:9\n    app_id: B\n",
            to: "config.yaml")
        _ = home.write("14900000017\n", to: "acme.csv")
        let folder = Program.path.prefix { _ in true }.split(separator: "/").dropLast().joined(separator: "/")
        let environment = Program.environment(
            home: home.path, ["SIMDECK_CONFIG": config, "PATH": "/\(folder):/usr/local/bin:/usr/bin:/bin"])
        let secret = environment.merging(["SIMDECK_APP_SECRET": "tell-nobody", "SIMDECK_PROFILE": "prod"]) { $1 }
        _ = await Program.run(["fleet", "add", "14900000017"], environment: secret)
        _ = await Program.run(["fleet", "tag", "14900000017", "--add", "acme,night"], environment: secret)
        return (home, environment)
    }

    private func words(_ line: [String], _ environment: [String: String]) async -> [String] {
        let run = await Program.run(["complete", "line", "--"] + line, environment: environment)
        #expect(run.status == 0 && run.err.isEmpty && !run.out.contains("tell-nobody"))
        return run.out.split(separator: "\n").map { String($0.prefix { $0 != "\t" }) }
    }

    @Test func commandsProfilesEndpointsAndTagsAreOffered() async {
        let (home, environment) = await home()
        #expect(await words(["simdeck", "st"], environment) == ["status", "stop", ":files"])
        #expect(await words(["simdeck", "--profile", ""], environment) == ["prod", "trial"])
        #expect(await words(["simdeck", "stop", "--profile=t"], environment) == ["--profile=trial"])
        #expect(await words(["simdeck", "call", "accountA"], environment) == ["accountAsset"])
        #expect(await words(["simdeck", "call", "queryDeviceFlow", ""], environment).contains("deviceNo="))
        #expect(await words(["simdeck", "fleet", "tag", "1", "--profile", "prod", "--add", "x,a"], environment) == ["x,acme"])
        #expect(await words(["simdeck", "stop", "@a"], environment) == [":files"])
        #expect(await words(["simdeck", "stop", "--wa"], environment) == ["--wait"])
        #expect(await words(["simdeck", "ops", "show", ""], environment).isEmpty)
        _ = home
    }

    @Test func aBrokenConfigurationOffersNothingAndSaysNothing() async {
        let (home, environment) = await home()
        _ = home.write("profiles: [", to: "config.yaml")
        #expect(await words(["simdeck", "--profile", ""], environment).isEmpty)
        #expect(await words(["simdeck", "fleet", "tag", "1", "--add", ""], environment).isEmpty)
        #expect(await words(["simdeck", "sto"], environment) == ["stop", ":files"])
    }

    private static func shell(_ name: String) -> String? {
        ["/bin/", "/usr/bin/", "/usr/local/bin/"].map { $0 + name }.first { access($0, X_OK) == 0 }
    }

    private func run(_ shell: String, _ script: String, _ environment: [String: String]) async -> [String] {
        let run = await Program.run(["-c", script], environment: environment, executable: shell)
        #expect(run.status == 0 && run.err.isEmpty, "\(run.err)")
        return run.out.split(separator: "\n").map(String.init)
    }

    private static let scripts = TestFile.projectRoot() + "/packaging/completions"

    @Test(.enabled(if: shell("bash") != nil)) func bashOffersTheWords() async throws {
        let (home, environment) = await home()
        let bash = try #require(Self.shell("bash"))
        // As readline calls it; a break character is a word of its own.
        func offered(_ line: String, _ words: [String]) async -> [String] {
            let quoted = words.map { "'\($0)'" }.joined(separator: " ")
            return await run(
                bash,
                """
                cd '\(home.path)'; . '\(Self.scripts)/bash/simdeck'; compopt() { :; }
                COMP_WORDS=(\(quoted)); COMP_CWORD=\(words.count - 1); COMP_LINE='\(line)'; COMP_POINT=${#COMP_LINE}
                _simdeck simdeck "${COMP_WORDS[COMP_CWORD]}" x; printf '%s\\n' "${COMPREPLY[@]}"
                """, environment)
        }
        #expect(await offered("simdeck sto", ["simdeck", "sto"]) == ["stop"])
        #expect(await offered("simdeck --profile ", ["simdeck", "--profile", ""]) == ["prod", "trial"])
        #expect(await offered("simdeck stop --profile=t", ["simdeck", "stop", "--profile", "=", "t"]) == ["trial"])
        #expect(await offered("simdeck call accountA", ["simdeck", "call", "accountA"]) == ["accountAsset"])
        #expect(await offered("simdeck stop @ac", ["simdeck", "stop", "@", "ac"]) == ["acme.csv"])
        let tag = ["simdeck", "fleet", "tag", "1", "--profile", "prod", "--add", "ni"]
        #expect(await offered(tag.joined(separator: " "), tag) == ["night"])
    }

    @Test(.enabled(if: shell("fish") != nil)) func fishOffersTheWords() async throws {
        let (home, environment) = await home()
        let fish = try #require(Self.shell("fish"))
        func offered(_ line: String) async -> [String] {
            await run(fish, "cd '\(home.path)'; source '\(Self.scripts)/fish/simdeck.fish'; complete -C '\(line)'", environment)
                .map { String($0.prefix { $0 != "\t" }) }
        }
        #expect(await offered("simdeck sto").first == "stop")
        #expect(await offered("simdeck --profile ") == ["prod", "trial"])
        #expect(await offered("simdeck call accountA") == ["accountAsset"])
        #expect(await offered("simdeck stop @ac") == ["@acme.csv"])
    }

    @Test(.enabled(if: shell("zsh") != nil)) func zshOffersTheWords() async throws {
        let (home, environment) = await home()
        let zsh = try #require(Self.shell("zsh"))
        // The completion system's own builtins need an editor; what reaches them is what is offered.
        func offered(_ words: [String]) async -> [String] {
            let quoted = words.map { "'\($0)'" }.joined(separator: " ")
            return await run(
                zsh,
                """
                cd '\(home.path)'; compdef() { : }
                _describe() { print -l -- ${(P)4:-${(P)3}} }
                _files() { print -l -- ${PREFIX}*(N) }
                . '\(Self.scripts)/zsh/_simdeck'
                words=(\(quoted)); CURRENT=$#words; PREFIX=${words[CURRENT]}; IPREFIX=
                _simdeck
                """, environment
            ).map { String($0.prefix { $0 != ":" }) }
        }
        #expect(await offered(["simdeck", "stat"]).first == "status")
        #expect(await offered(["simdeck", "--profile", ""]) == ["prod", "trial"])
        #expect(await offered(["simdeck", "call", "accountA"]) == ["accountAsset"])
        #expect(await offered(["simdeck", "stop", "@ac"]) == ["acme.csv"])
    }
}
