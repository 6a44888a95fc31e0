// docs/configuration.md is printed from the table the reader checks by, so it cannot drift.

import TestSupport
import Testing

@testable import Settings

@Suite struct ReferenceTests {
    @Test func thePageListsEveryKeyAsTheReaderTakesIt() throws {
        let path = TestFile.projectRoot() + "/docs/configuration.md"
        let page = try #require(TestFile.text(path))
        let start = "RECORD=1 make test writes it anew -->\n"
        let end = "<!-- end -->"
        let head = try #require(page.split(separator: start, maxSplits: 1, omittingEmptySubsequences: false).first)
        let tail = try #require(page.split(separator: end, maxSplits: 1, omittingEmptySubsequences: false).last)
        let wanted = [String(head), start, Self.table, end, String(tail)].joined()
        if ProcessEnvironment.isRecording { TestFile.write(Array(wanted.utf8), to: path) }
        #expect(TestFile.text(path) == wanted, "RECORD=1 make test writes the table anew")
    }

    private static var table: String {
        var out = "| key | where | value | default | meaning |\n|---|---|---|---|---|\n"
        for key in SettingKey.all {
            let (name, place) =
                switch key.scope {
                case .file: (key.name, "top")
                case .anywhere: (key.name, "profile, or top for all")
                case .profile: (key.name, "profile")
                case .inside(let outer): ("\(outer).\(key.name)", "")
                }
            let meaning = key.meaning + (key.isReserved ? " *Not used yet: only its shape is checked.*" : "")
            out += "| `\(name)` | \(place) | \(key.expected.words) | \(key.fallback) | \(meaning) |\n"
        }
        return out
    }
}
