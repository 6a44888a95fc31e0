// Splits a question about many cards into calls, and puts the answers back in the order asked. Pure.

import SIMModel

/// A list of cards as it will be asked.
struct BatchPlan: Equatable {
    /// Each card once, in the order asked.
    var distinct: [CardNumber]
    /// What was asked again, as written the second time.
    var duplicates: [CardNumber]
}

enum Batcher {
    /// Two ICCIDs that differ in their printed 20th character only are one card.
    static func plan(_ numbers: [CardNumber]) -> BatchPlan {
        var seen: Set<CardNumber> = []
        var plan = BatchPlan(distinct: [], duplicates: [])
        for number in numbers {
            if seen.insert(number.isICCID ? number.comparisonKey : number).inserted {
                plan.distinct.append(number)
            } else {
                plan.duplicates.append(number)
            }
        }
        return plan
    }

    /// Parts of at most `limit` cards, in order.
    static func split(_ cards: [CardNumber], limit: Int) -> [[CardNumber]] {
        stride(from: 0, to: cards.count, by: max(1, limit)).map { start in
            Array(cards[start..<min(start + max(1, limit), cards.count)])
        }
    }

    /// What one call gave.
    typealias Part<Item: Sendable> = (cards: [CardNumber], outcome: Result<ItemList<Item>, PlatformError>)

    /// One entry for every card of the plan.
    /// - Parameter unreadable: makes the error of a card that may be the one in a broken item.
    static func join<Item: CardItem>(
        _ plan: BatchPlan, _ parts: [Part<Item>], unreadable: (String) -> PlatformError
    ) -> BatchReply<Item> {
        var answers: [CardNumber: CardAnswer<Item>] = [:]
        answers.reserveCapacity(plan.distinct.count)
        var unasked: [Item] = []
        var problems: [String] = []
        for part in parts {
            switch part.outcome {
            case .failure(let error):
                for card in part.cards { answers[card] = .failed(error) }
            case .success(let list):
                problems += list.problems + list.broken
                let names = Names(part.cards)
                for (item, provenance) in list.items {
                    let asked = names.asked(by: item)
                    if asked.isEmpty { unasked.append(item) }
                    for card in asked {
                        if answers[card] == nil {
                            answers[card] = .found(item, provenance)
                        } else {
                            problems.append("\(card): a second answer in one reply, not used")
                        }
                    }
                }
                for card in part.cards where answers[card] == nil {
                    // A card that is not there may be the one whose item could not be read.
                    answers[card] = list.broken.first.map { .failed(unreadable($0)) } ?? .missing
                }
            }
        }
        let entries = plan.distinct.map { BatchReply.Entry(asked: $0, answer: answers[$0] ?? .missing) }
        return BatchReply(
            entries: entries, duplicates: plan.duplicates, unasked: unasked,
            problems: Array(problems.prefix(BatchReply<Item>.problemLimit)))
    }

    /// Finds the asked numbers an item answers: its simNo, or its ICCID on the first 19 characters.
    private struct Names {
        private let exact: Set<CardNumber>
        private let byKey: [CardNumber: CardNumber]

        init(_ cards: [CardNumber]) {
            exact = Set(cards)
            byKey = Dictionary(cards.map { ($0.comparisonKey, $0) }, uniquingKeysWith: { first, _ in first })
        }

        func asked(by item: some CardItem) -> [CardNumber] {
            var out: [CardNumber] = []
            if exact.contains(item.simNo) { out.append(item.simNo) }
            if let iccid = item.iccid, let card = byKey[iccid.comparisonKey], card != item.simNo { out.append(card) }
            return out
        }
    }
}
