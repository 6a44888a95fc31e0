// From the words typed so far to the words that may come next. Decides only; what exists (profiles, tags, …)
// it asks of `facts`.

import ArgumentParser

/// Completes one command line.
struct Completer {
    /// What there is of a source. Called only for what is asked for: some of it lies on the disk.
    var facts: (CompletionSource) -> [CompletionOffer]
    /// Names of an endpoint's parameters.
    var parameters: (String) -> [CompletionOffer]

    /// - Parameter words: the program's name first, the word under the cursor (perhaps empty) last.
    func answer(to words: [String]) -> CompletionAnswer {
        guard words.count > 1, let current = words.last else { return CompletionAnswer() }
        var place = Place(SimdeckCommand.self)
        var rest = words.dropFirst().dropLast()[...]
        // Down to the command that is meant; options on the way are looked at later.
        var kept: [String] = []
        while let word = rest.first {
            if GlobalOptions.names.contains(word) {
                kept += rest.prefix(2)
                rest = rest.dropFirst(2)
            } else if word.hasPrefix("-") {
                kept.append(word)
                rest = rest.dropFirst()
            } else if let below = place.below(word) {
                (place, kept) = (below, [])
                rest = rest.dropFirst()
            } else {
                break
            }
        }
        let given = kept + rest
        var answer = CompletionAnswer()
        let isFree = !given.contains { !$0.hasPrefix("-") } && !GlobalOptions.names.contains(given.last ?? "")
        if !current.hasPrefix("-"), isFree {
            answer.offers = place.commands.filter { $0.word.hasPrefix(current) }
        }
        // Where commands can stand and none was meant, the default one's arguments can, too.
        let leaf = place.withFallback
        guard let page = leaf.page else { return answer }
        let more = Self.argument(of: page, given: given, current: current)
        let own = complete(more, page: page, given: given, current: current)
        return CompletionAnswer(offers: answer.offers + own.offers, filesAfter: own.filesAfter)
    }

    /// What the cursor stands in.
    private enum Spot {
        case value(ArgumentFact, lead: String)
        case options
        case positional(ArgumentFact, first: String?)
        case nothing
    }

    private static func argument(of page: CommandPage, given: [String], current: String) -> Spot {
        var positionals: [String] = []
        var waiting: ArgumentFact?
        for word in given {
            if waiting != nil {
                waiting = nil
            } else if word.hasPrefix("-"), word != "-" {
                // `--wait` may stand alone: its value comes after `=`.
                waiting = word == "--wait" ? nil : page.options.first { $0.kind == .option && $0.names.contains(word) }
            } else {
                positionals.append(word)
            }
        }
        if let waiting { return .value(waiting, lead: "") }
        if current.hasPrefix("-"), current != "-" || page.positionals.isEmpty {
            guard let equals = current.firstIndex(of: "=") else { return .options }
            let name = String(current[..<equals])
            let option = page.options.first { $0.kind == .option && $0.names.contains(name) }
            return option.map { .value($0, lead: name + "=") } ?? .nothing
        }
        let all = page.positionals
        if positionals.count < all.count { return .positional(all[positionals.count], first: positionals.first) }
        guard let last = all.last, last.isRepeating else { return .nothing }
        return .positional(last, first: positionals.first)
    }

    private func complete(_ spot: Spot, page: CommandPage, given: [String], current: String) -> CompletionAnswer {
        switch spot {
        case .nothing: return CompletionAnswer()
        case .options:
            let free = page.options.filter { option in option.isRepeating || !option.names.contains(where: given.contains) }
            let offers = free.compactMap { option in
                option.names.last { $0.hasPrefix("--") }.map { CompletionOffer(word: $0, meaning: option.meaning) }
            }
            return CompletionAnswer(offers: offers.filter { $0.word.hasPrefix(current) })
        case .value(let option, let lead): return values(of: option, page: page, lead: lead, first: nil, current: current)
        case .positional(let argument, let first):
            return values(of: argument, page: page, lead: "", first: first, current: current)
        }
    }

    private func values(
        of argument: ArgumentFact, page: CommandPage, lead: String, first: String?, current: String
    ) -> CompletionAnswer {
        var answer = CompletionAnswer()
        var lead = lead
        if !argument.values.isEmpty {
            answer.offers = argument.values.map { CompletionOffer(word: $0) }
        } else {
            switch CompletionSource.of(argument, at: Array(page.path.dropFirst())) {
            case nil: break
            case .files: answer.filesAfter = lead
            case .cards:
                if current.hasPrefix("@") {
                    answer.filesAfter = "@"
                } else {
                    answer.offers = [.init(word: "@"), .init(word: "-")]
                }
            case .parameters: answer.offers = first.map(parameters) ?? []
            case .tags:
                // A list: what stands before the last comma stays.
                let typed = current.dropFirst(lead.count)
                if let comma = typed.lastIndex(of: ",") { lead += typed[...comma] }
                answer.offers = facts(.tags)
            case .some(let source): answer.offers = facts(source)
            }
        }
        answer.offers = answer.offers.map { CompletionOffer(word: lead + $0.word, meaning: $0.meaning) }
            .filter { $0.word.hasPrefix(current) }
        return answer
    }
}

/// A command in the tree of types: only the one that is meant is read, which is quick.
private struct Place {
    let type: any ParsableCommand.Type
    let path: [String]

    init(_ type: any ParsableCommand.Type, path: [String] = ["simdeck"]) {
        self.type = type
        self.path = path
    }

    private static func name(_ type: any ParsableCommand.Type) -> String { type.configuration.commandName ?? type._commandName }

    func below(_ word: String) -> Place? {
        for below in type.configuration.subcommands where Self.name(below) == word { return Place(below, path: path + [word]) }
        return nil
    }

    var commands: [CompletionOffer] {
        var offers: [CompletionOffer] = []
        for below in type.configuration.subcommands where below.configuration.shouldDisplay {
            offers.append(CompletionOffer(word: Self.name(below), meaning: below.configuration.abstract))
        }
        return offers
    }

    /// The command that runs when none below is named.
    var withFallback: Place {
        guard let below = type.configuration.defaultSubcommand else { return self }
        return Place(below, path: path + [Self.name(below)])
    }

    var page: CommandPage? { try? CommandPage(type, at: path) }
}
