// What is on the screen as lines of simdeck's own command line: the same thing from a shell. Pure; a test
// gives every line to the program's own parser.

import Localization
import SIMModel
import ViewModels

/// What a command is wanted for.
enum CommandSource: Hashable {
    /// The marked cards, else the one under the cursor, else those that pass the filter.
    case cards([CardNumber])
    case flow(CardNumber?)
    case assets
    case history(CardNumber?)
    case operation(OperationRecord?, RunStanding?)
    case device(String?)
    case shop(ShopPart, CardNumber?)
    /// The API pane's call as a command already.
    case api(String?)
    /// The open question before a stop or resume.
    case question(OperationKind, [CardNumber], reason: String, canary: Int)

    /// More cards are named by a file.
    static let inline = 20

    /// One line and what it does.
    struct Line: Hashable {
        var does: ShownLine
        var text: String
    }

    /// The cards that lines are about, for a file.
    var cards: [CardNumber] {
        switch self {
        case .cards(let cards), .question(_, let cards, _, _): cards
        default: []
        }
    }

    /// Too many cards for a line.
    var wantsFile: Bool { cards.count > Self.inline }

    /// `profile`: nil over the demo, which no other process can reach. `list`: the file with the cards.
    func lines(profile: String?, list: String) -> [Line] {
        words(list).map { does, words in
            Line(does: does, text: ShellText.line(["simdeck"] + words + (profile.map { ["--profile", $0] } ?? [])))
        } + ready
    }

    /// Lines that come with their quoting.
    private var ready: [Line] {
        if case .api(let line?) = self { return [Line(does: .call, text: line)] }
        return []
    }

    private func named(_ cards: [CardNumber], _ list: String) -> [String] {
        cards.count > Self.inline ? ["@" + list] : cards.map(\.description)
    }

    private func words(_ list: String) -> [(ShownLine, [String])] {
        switch self {
        case .cards(let cards):
            guard !cards.isEmpty else { return [] }
            let names = named(cards, list)
            var lines: [(ShownLine, [String])] = [
                (.records, ["lookup"] + names), (.fresh, ["status"] + names), (.flow, ["flow"] + names), (.why, ["why"] + names),
            ]
            for (does, verb) in [(ShownLine.stop, "stop"), (.resume, "resume")] {
                lines.append((does, [verb] + names + ["--reason", "…"]))
            }
            return lines + [(.protect, ["fleet", "protect"] + names + ["--reason", "…"])]
        case .flow(let card):
            guard let card else { return [] }
            return [(.flow, ["flow", card.description]), (.watchFlow, ["flow", card.description, "--watch", "10"])]
        case .assets: return [(.assets, ["assets"])]
        case .history(let card): return card.map { [(.history, ["history", $0.description])] } ?? []
        case .operation(let record, let standing):
            var lines: [(ShownLine, [String])] = []
            if let record {
                lines.append((.operation, ["ops", "show", "\(record.id.value)"]))
                if record.state.isFollowed { lines.append((.lookUp, ["ops", "settle", "\(record.id.value)"])) }
                lines.append((.history, ["history", record.simNo.description]))
            }
            if let standing { lines += [(.run, ["ops", "runs"]), (.runReport, ["ops", "report", standing.run.id])] }
            return lines + [(.operations, ["ops", "list"])]
        case .device(let number): return number.map { [(.device, ["device", "info", $0])] } ?? []
        case .shop(let part, let card):
            switch part {
            case .goods, .numbers, .order: return [(.goods, ["shop", "goods"])]
            case .orders: return [(.orders, ["shop", "orders"])]
            case .packages: return card.map { [(.packages, ["package", "list", $0.description])] } ?? []
            case .purchases: return [(.purchases, ["package", "purchases"])]
            }
        case .api: return [(.endpoints, ["endpoints"])]
        case .question(let kind, let cards, let reason, let canary):
            var words = [kind == .stop ? "stop" : "resume"] + named(cards, list)
            // A reason that begins with a dash would be read as an option.
            if reason.first == "-" {
                words.append("--reason=" + reason)
            } else if !reason.isEmpty {
                words += ["--reason", reason]
            }
            if canary > 0 { words += ["--canary", "\(canary)"] }
            return [(.question, words)]
        }
    }

    /// The call of the platform that shows the same: the endpoint and its values.
    var call: (endpoint: String, values: [(name: String, value: String)])? {
        func list(_ cards: [CardNumber], _ most: Int) -> [(name: String, value: String)] {
            [("simNos", "[" + cards.prefix(most).map { "\"\($0)\"" }.joined(separator: ",") + "]")]
        }
        switch self {
        case .cards(let cards): return cards.isEmpty ? nil : ("batchQuerySimInfo", list(cards, 100))
        case .flow(let card): return card.map { ("batchQuerySimFlow", list([$0], 1)) }
        case .assets: return ("accountAsset", [])
        case .history(let card): return card.map { ("querySimAction", [("simNo", $0.description)]) }
        case .operation(let record, _): return record.map { ("querySimAction", [("simNo", $0.simNo.description)]) }
        case .device(let number): return number.map { ("queryDeviceInfo", [("deviceNo", $0)]) }
        case .shop(.packages, let card): return card.map { ("queryOrderPackages", [("simNo", $0.description)]) }
        case .shop(.goods, _): return ("goodsList", [])
        case .question(let kind, let cards, _, _):
            return (kind == .stop ? "batchShutdown" : "batchRestore", list(cards, 100))
        case .shop, .api: return nil
        }
    }
}
