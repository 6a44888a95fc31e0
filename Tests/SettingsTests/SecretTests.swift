// The secret: where it comes from, what is refused, and that nothing shows it.

import Glibc
import Settings
import TestSupport
import Testing

@Suite struct SecretTests {
    static func profile(_ secret: SecretSource) -> Profile {
        Profile(name: "prod", baseURL: "https://a.example", appID: "1", secret: secret, isProduction: true)
    }

    static let place = ConfigPlace(file: "c.yaml", line: 3, column: 5)

    @Test func aSecretIsNeverInADescription() {
        let profile = Self.profile(.value(Secret("hunter2")))
        var dumped = ""
        dump(profile, to: &dumped)
        for text in [
            "\(profile)", String(reflecting: profile), dumped, "\(profile.secret)", String(reflecting: Secret("hunter2")),
        ] {
            #expect(!text.contains("hunter2"))
        }
        #expect("\(Secret("hunter2"))" == "secret")
        #expect(Secret("hunter2").reveal() == "hunter2")
    }

    @Test(arguments: [0o600, 0o400, 0o200, 0] as [UInt32]) func aFileOnlyItsOwnerCanReadIsTaken(mode: UInt32) throws {
        let files = MemoryFiles(["/s": "hunter2\r\nsecond line\n"], mode: mode)
        #expect(try Configuration.resolveSecret(Self.profile(.file("/s", place: Self.place)), files: files).reveal() == "hunter2")
    }

    @Test(arguments: [0o644, 0o640, 0o604, 0o660, 0o601, 0o700] as [UInt32]) func aFileOthersCanReadIsRefusedWithTheMend(
        mode: UInt32
    ) {
        let files = MemoryFiles(["/my secret": "hunter2"], mode: mode)
        do {
            _ = try Configuration.resolveSecret(Self.profile(.file("/my secret", place: Self.place)), files: files)
            Issue.record("taken with mode \(mode)")
        } catch {
            let octal = "0" + String(mode, radix: 8)
            #expect(error.items.map(\.reason) == [.loosePermissions(mode: octal, mend: "chmod 600 '/my secret'")])
            #expect(error.items.first?.place == Self.place)
            #expect(!error.description.contains("hunter2"))
        }
    }

    @Test func aFileOfSomebodyElseAndAnEmptyOneAreRefused() {
        var files = MemoryFiles(["/empty": "  \nx"])
        files.files["/foreign"] = FileContents(bytes: Array("x".utf8), mode: 0o600, isOurs: false)
        func reason(_ path: String) -> ConfigProblem.Reason? {
            do {
                _ = try Configuration.resolveSecret(Self.profile(.file(path, place: Self.place)), files: files)
                return nil
            } catch {
                return error.items.first?.reason
            }
        }
        #expect(reason("/foreign") == .foreignOwner)
        #expect(reason("/empty") == .emptySecret)
        #expect(reason("/none") == .fileMissing)
    }

    @Test func aProfileWithoutSecretSaysWhatToSet() {
        #expect(throws: ConfigProblems.self) { try Configuration.resolveSecret(Self.profile(.missing), files: MemoryFiles()) }
    }

    @Test func theFirstLineOfACommandIsTheSecret() throws {
        let live = LiveFileAccess(environment: ["PATH": "/usr/bin:/bin", "KEEP": "a b"])
        func secret(_ command: String) throws(ConfigProblems) -> String {
            try Configuration.resolveSecret(Self.profile(.command(command, place: Self.place)), files: live).reveal()
        }
        #expect(try secret(#"printf '%s\nsecond\n' "$KEEP""#) == "a b")
        #expect(try secret("echo one | tr a-z A-Z") == "ONE")
        #expect(
            throws: ConfigProblems([ConfigProblem(Self.place, key: "profiles.prod.app_secret_command", .commandFailed(status: 7))]
            )
        ) {
            try secret("echo hunter2; exit 7")
        }
        #expect(
            throws: ConfigProblems([
                ConfigProblem(Self.place, key: "profiles.prod.app_secret_command", .commandFailed(status: 137))
            ])
        ) {
            try secret("kill -9 $$")
        }
    }

    @Test func aCommandStartsWithoutBlockedSignals() throws {
        let live = LiveFileAccess(environment: ["PATH": "/usr/bin:/bin"])
        let status = String(decoding: try live.run("grep -E 'Sig(Blk|Ign)' /proc/self/status"), as: UTF8.self)
        let masks = status.split(whereSeparator: \.isWhitespace).compactMap { UInt64($0, radix: 16) }
        // Signals 32 and 33 are libc's own.
        #expect(masks.map { $0 & 0x7FFF_FFFF } == [0, 0])
    }

    @Test func theLiveFilesTellModeOwnerSizeAndAbsence() throws {
        let folder = TemporaryDirectory()
        let path = folder.write("hunter2\n", to: "secret", mode: 0o640)
        let live = LiveFileAccess(environment: [:])
        let contents = try live.read(path, limit: 100)
        #expect(contents.mode == 0o640)
        #expect(contents.isOurs)
        #expect(String(decoding: contents.bytes, as: UTF8.self) == "hunter2\n")
        #expect(throws: FileProblem.tooLarge(limit: 7)) { try live.read(path, limit: 7) }
        #expect(throws: FileProblem.missing) { try live.read(path + "x", limit: 7) }
        #expect(throws: FileProblem.unreadable("not a plain file")) { try live.read(folder.path, limit: 7) }
        #expect(live.exists(path))
        #expect(!live.exists(path + "x"))
    }
}
