// simdeck complete: what the completion scripts of the shells ask at every Tab.

import ArgumentParser
import Localization

/// `simdeck complete KIND [PREFIX]`, and `simdeck complete line -- WORDS…` for the scripts.
struct CompleteCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "complete",
        abstract: Help.text("Words that may stand next on a command line.", "命令行中可补全的词。"),
        shouldDisplay: false)

    @Argument(help: help("line, or a kind of word.", "line，或词的种类。"))
    var kind: String

    @Argument(parsing: .captureForPassthrough, help: help("The words so far.", "已输入的词。"))
    var words: [String] = []

    func run() {
        let words = words.first == "--" ? Array(words.dropFirst()) : words
        let facts = CompletionFacts(
            words: words, environment: ProcessFacts.environment, text: CommandText(language: Help.language))
        if kind == "line" {
            let answer = Completer(facts: facts.offers, parameters: facts.parameters).answer(to: words)
            for line in answer.lines { OutputStream.out.line(line) }
        } else if let source = CompletionSource(rawValue: kind), CompletionSource.alone.contains(source) {
            let prefix = words.last ?? ""
            let answer = CompletionAnswer(offers: facts.offers(source).filter { $0.word.hasPrefix(prefix) })
            for line in answer.lines { OutputStream.out.line(line) }
        }
        // A word it does not know gives nothing: a shell has no place for an error at a Tab.
    }
}
