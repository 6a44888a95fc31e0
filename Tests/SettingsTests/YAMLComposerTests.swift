// Texts to trees: what stands where, and what is no YAML.

import Testing

@testable import Settings

@Suite struct YAMLComposerTests {
    private func root(_ text: String) throws -> YAMLNode? { try YAMLComposer.document(Array(text.utf8)).root }

    private func problem(_ text: String) -> YAMLProblem? {
        do throws(YAMLProblem) {
            _ = try YAMLComposer.document(Array(text.utf8))
            return nil
        } catch {
            return error
        }
    }

    @Test func everyNodeHasItsPlaceAndScalarsStayTexts() throws {
        let root = try #require(try root("a: no\n号码:\n  - 1\n  - '二'\n  - {b: \"x\\ty\"}\n"))
        let pairs = try #require(root.mapping)
        #expect(pairs.map(\.key.scalar?.string) == ["a", "号码"])
        #expect(pairs[0].value == YAMLNode(content: .scalar(.init(string: "no", style: .plain)), mark: .init(line: 1, column: 4)))
        let items = try #require(pairs[1].value.sequence)
        #expect(items.map(\.mark) == [.init(line: 3, column: 5), .init(line: 4, column: 5), .init(line: 5, column: 5)])
        #expect(items[1].scalar == .init(string: "二", style: .singleQuoted))
        #expect(items[2].mapping?.first?.value.scalar == .init(string: "x\ty", style: .doubleQuoted))
        #expect(items[2].sequence == nil && items[2].scalar == nil && root.sequence == nil)
        // Columns count scalars, not bytes.
        let later = try #require(try self.root("号码: 一"))
        #expect(later.mapping?.first?.value.mark == .init(line: 1, column: 5))
    }

    @Test func blocksOfTextKeepTheirLinesAndTheirStyle() throws {
        let pairs = try #require(try root("a: |\n  one\n  two\nb: >\n  one\n  two\n")?.mapping)
        #expect(
            pairs.map(\.value.scalar) == [
                .init(string: "one\ntwo\n", style: .literal), .init(string: "one two\n", style: .folded),
            ])
    }

    @Test func anAliasIsWhatItNames() throws {
        let pairs = try #require(try root("a: &x [1, 2]\nb: *x\nc: &x 3\nd: *x\n")?.mapping)
        #expect(pairs[1].value == pairs[0].value && pairs[1].value.sequence?.count == 2)
        #expect(pairs[3].value.scalar?.string == "3")
        #expect(problem("a: *x\n") == YAMLProblem(words: "found undefined alias", line: 1, column: 4))
        // A list cannot hold itself.
        #expect(problem("a: &x [*x]\n")?.words == "found undefined alias")
    }

    @Test func ofANameThatStandsTwiceTheFirstHoldsAndAllAreTold() throws {
        let document = try YAMLComposer.document(Array("a: 1\nb: {c: 1, c: 2}\n\"a\": 3\na: 4\n".utf8))
        #expect(document.root?.mapping?.map(\.key.scalar?.string) == ["a", "b"])
        #expect(document.root?.mapping?.first?.value.scalar?.string == "1")
        #expect(
            document.duplicates == [
                .init(name: "c", mark: .init(line: 2, column: 11), firstLine: 2),
                .init(name: "a", mark: .init(line: 3, column: 1), firstLine: 1),
                .init(name: "a", mark: .init(line: 4, column: 1), firstLine: 1),
            ])
    }

    @Test(arguments: ["", "\n", "# only a comment\n"])
    func nothingIsNoDocument(text: String) throws {
        #expect(try root(text) == nil)
    }

    @Test func anEmptyDocumentIsAnEmptyText() throws {
        #expect(try root("---\n")?.scalar?.string == "")
    }

    @Test func whatIsNoYAMLIsToldWithItsPlace() {
        #expect(problem("a: 'x\n")?.line == 2)
        #expect(problem("a: [1, 2\nb: 3\n")?.line == 2)
        #expect(problem("a: 1\n b: 2\n")?.words.contains("mapping values are not allowed") == true)
        #expect(
            problem("a: 1\n---\nb: 2\n")
                == YAMLProblem(
                    words: "expected a single document in the stream: but found another document", line: 2, column: 1))
        // A control character stops the reader before there is any mark.
        #expect(problem("a: 1\nb: \u{1}\n") == YAMLProblem(words: "control characters are not allowed", line: 2))
    }

    @Test func depthIsBounded() {
        let limit = YAMLComposer.depthLimit
        func nested(_ levels: Int) -> String {
            String(repeating: "[", count: levels) + String(repeating: "]", count: levels)
        }
        #expect(problem(nested(limit - 1)) == nil)
        #expect(problem(nested(limit + 1))?.words == "more than \(limit) levels of lists and mappings")
        // Far beyond it libyaml itself or the limit ends it; the stack does not.
        #expect(problem(String(repeating: "[", count: 100_000)) != nil)
    }

    @Test func everyKindOfBytesEndsInATreeOrAProblem() {
        // Every prefix and every text with one byte changed of a file that has everything.
        let text = Array("a: &x [1, 'b', \"\\u4e00\"]\nc: {d: *x, ? e : !!str f}\ng: |\n  h\ni: >-\n  j\n".utf8)
        var problems = 0
        for length in text.indices {
            if problem(String(decoding: text[..<length], as: UTF8.self)) != nil { problems += 1 }
            for byte in Array("\0\t\n :-[]{}&*!|>'\"%@`#,?\\".utf8) {
                var changed = text
                changed[length] = byte
                if problem(String(decoding: changed, as: UTF8.self)) != nil { problems += 1 }
            }
        }
        #expect(problems > 100)
    }
}
