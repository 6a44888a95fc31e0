// docs/api.md is printed from the catalogue and the code tables; here it is held to them.

import PlatformContract
import TestSupport
import Testing

@Suite struct APIPageTests {
    @Test func thePageIsWhatTheCatalogueSays() {
        let path = TestFile.projectRoot() + "/docs/api.md"
        if ProcessEnvironment.isRecording { TestFile.write(Array(Self.page.utf8), to: path) }
        #expect(TestFile.text(path) == Self.page, "RECORD=1 make test writes the page anew")
    }

    static var page: String {
        var out = """
            # The platform's interface

            Printed from the catalogue (`Sources/PlatformContract/Catalogue`); `RECORD=1 make test` prints it anew.
            `simdeck endpoints --json` gives the same to programs, `simdeck call ID name=value …` calls any of them.
            An *inferred* path is refused until `endpoints: ID: {confirmed: true}` in the configuration vouches for it.

            | # | id | title | method and path | effect | limits | evidence |
            |---|---|---|---|---|---|---|

            """
        for (index, row) in Catalogue.all.enumerated() {
            let effect = row.kind == .call ? row.effect.rawValue : row.kind.rawValue
            let address = row.path.isEmpty ? "–" : "`\(row.method) \(row.path)`"
            out +=
                "| \(index + 1) | `\(row.id)` | \(row.title) \(row.titleZh) | \(address) | \(effect) | \(row.limits.note) | \(row.evidence.rawValue) |\n"
        }
        out += "\n## Parameters\n\n| endpoint | name | in | type | required | rule |\n|---|---|---|---|---|---|\n"
        for row in Catalogue.all {
            for parameter in row.parameters {
                var rules: [String] = []
                if let limit = parameter.limit { rules.append("at most \(limit)") }
                if !parameter.values.isEmpty { rules.append(parameter.values.joined(separator: ", ")) }
                switch parameter.choice {
                case .exactlyOne: rules.append("exactly one of its group")
                case .atLeastOne: rules.append("at least one of its group")
                case .together: rules.append("all of its group or none")
                case nil: break
                }
                if parameter.isPersonal { rules.append("personal") }
                if let trap = parameter.trap { rules.append(trap) }
                out +=
                    "| `\(row.id)` | `\(parameter.name)` | \(parameter.place.rawValue) | \(parameter.shape.rawValue) | \(parameter.required ? "yes" : "no") | \(rules.joined(separator: "; ")) |\n"
            }
        }
        out += "\n## Codes\n"
        for table in CodeTables.all {
            out += "\n### `\(table.id)` \(table.title) \(table.titleZh)\n\n| code | English | 中文 |\n|---|---|---|\n"
            for meaning in table.meanings { out += "| \(meaning.code) | \(meaning.english) | \(meaning.chinese) |\n" }
        }
        return out
    }
}
