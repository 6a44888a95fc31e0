// The Debian package from the program under test: what is in it, and that it stands on its own feet.

import Glibc
import JSONText
import TestSupport
import Testing

@Suite struct PackagingTests {
    private static let root = TestFile.projectRoot()

    private static var canPack: Bool {
        ["dpkg-deb", "dpkg-shlibdeps", "gzip", "git", "sha256sum"].allSatisfy { access("/usr/bin/\($0)", X_OK) == 0 }
    }

    @Test func everyLibraryThatMayBeLinkedInHasItsLicenceNamed() throws {
        let copyright = try #require(TestFile.text(Self.root + "/packaging/copyright"))
        let resolved = try JSONValue(parsing: try #require(TestFile.text(Self.root + "/Package.resolved")))
        guard case .array(let pins)? = resolved["pins"] else {
            Issue.record("Package.resolved has no pins")
            return
        }
        #expect(pins.count > 10)
        for pin in pins {
            guard case .string(let name)? = pin["identity"] else { continue }
            #expect(copyright.contains("vendor/\(name)"), "\(name) is not in packaging/copyright")
        }
        for stanza in copyright.split(separator: "\n\n") where stanza.hasPrefix("Files:") {
            #expect(stanza.contains("\nCopyright:") && stanza.contains("\nLicense:"), "\(stanza.prefix(60))")
        }
    }

    @Test(arguments: ["user", "system"]) func theUnitsCallWhatThereIs(kind: String) async throws {
        let unit = try #require(TestFile.text(Self.root + "/packaging/systemd/\(kind)/simdeck-listen@.service"))
        let line = try #require(unit.split(separator: "\n").first { $0.hasPrefix("ExecStart=/usr/bin/simdeck ") })
        let words = line.dropFirst("ExecStart=/usr/bin/simdeck ".count).split(separator: " ").map(String.init)
        #expect(words.first == "listen" && words.contains("%i"))
        // A profile that is not there: the words were understood, the configuration is what is wrong.
        let home = TemporaryDirectory()
        let run = await Program.run(words, environment: Program.environment(home: home.path))
        #expect(run.status == 3, "\(run.err)")
    }

    @Test(.enabled(if: canPack)) func thePackageHasEverythingAndItsProgramRuns() async throws {
        let folder = TemporaryDirectory()
        var environment = Program.environment(home: folder.path, ["SIMDECK_TRIAL": "1", "SOURCE_DATE_EPOCH": "1795500000"])
        func run(_ program: String, _ arguments: String...) async -> FinishedRun {
            await Program.run(arguments, environment: environment, executable: program)
        }
        let made = await run(Self.root + "/Scripts/build-deb", Program.path, folder.path)
        try #require(made.status == 0, "\(made.err)")
        let deb = made.out.split(separator: "\n").last.map(String.init) ?? ""
        let contents = await run("/usr/bin/dpkg-deb", "--contents", deb)
        for path in [
            "/usr/bin/simdeck", "/usr/share/man/man1/simdeck.1.gz", "/usr/share/man/zh_CN/man7/simdeck-keys.7.gz",
            "/usr/share/bash-completion/completions/simdeck", "/usr/share/zsh/vendor-completions/_simdeck",
            "/usr/share/fish/vendor_completions.d/simdeck.fish", "/usr/share/simdeck/themes/default.yaml",
            "/usr/share/doc/simdeck/copyright", "/usr/share/doc/simdeck/changelog.Debian.gz",
            "/usr/lib/systemd/user/simdeck-listen@.service", "/lib/systemd/system/simdeck-listen@.service",
        ] {
            #expect(contents.out.contains(" .\(path)\n"), "\(path)")
        }
        for line in contents.out.split(separator: "\n") {
            #expect(line.contains(" root/root ") && !line.contains(" 1970-"), "\(line)")
        }
        let depends = await run("/usr/bin/dpkg-deb", "--field", deb, "Depends")
        #expect(depends.out.contains("libc6 (>= ") && depends.out.contains("libncursesw6"))
        #expect(await run("/usr/bin/dpkg-deb", "--extract", deb, folder.path + "/unpacked").status == 0)
        environment["SIMDECK_TRIAL"] = nil
        let version = await run(folder.path + "/unpacked/usr/bin/simdeck", "--version")
        #expect(version.status == 0 && version.out.hasPrefix("simdeck "))
        // From outside of a trial a program that needs the toolchain's libraries is refused.
        if await run("/usr/bin/ldd", Program.path).out.contains("libswiftCore") {
            let refused = await run(Self.root + "/Scripts/build-deb", Program.path, folder.path + "/other")
            #expect(refused.status == 1 && refused.err.contains("self-contained"))
        }
    }
}
