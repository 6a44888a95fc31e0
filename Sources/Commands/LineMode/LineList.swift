// The cards by ear: numbered lines, twenty at a time, each with its state, its flow and how old both are.

import CellGrid
import ConsoleUI
import Localization
import PlatformClient
import SIMModel
import Settings
import StateStore
import ViewModels

/// `list` and `more`.
@MainActor final class LineList {
    /// Lines at a time: as many as are followed without a screen.
    static let page = 20
    /// From so many cards on, asking for all their records is told first.
    private static let toldFrom = 500

    private let text: CommandText
    /// The cards of FILE; nil: the profile's.
    private let given: [CardNumber]?
    private var lister: CardLister?
    private var found: [CardNumber] = []
    /// Those read out so far: what `#3` stands for.
    private(set) var listed: [CardNumber] = []
    private var fleetCount = 0

    init(_ given: [CardNumber]?, text: CommandText) {
        self.given = given
        self.text = text
    }

    /// The first cards that pass.
    func list(_ filter: String) async throws {
        do throws(CardLister.Problem) { try CardLister.check(filter) } catch { throw failure(error) }
        try await withPlatform { session in
            let lister = try await self.fleet(session)
            if !filter.isEmpty { await self.askRecords(of: lister, session) }
            try Task.checkCancellation()
            do throws(CardLister.Problem) {
                self.found = try lister.find(filter, at: session.time.wall)
            } catch {
                throw self.failure(error)
            }
            (self.listed, self.fleetCount) = ([], lister.numbers.count)
            guard !self.found.isEmpty else {
                return OutputStream.out.line(lister.numbers.isEmpty ? self.text.listEmpty : self.text.listNothingPasses)
            }
            try await self.tell(lister, session)
        }
    }

    /// The next cards of the same list.
    func more() async throws {
        guard let lister, !found.isEmpty else { throw CommandFailure(.usage, text.listNotBegun) }
        guard listed.count < found.count else { return OutputStream.out.line(text.listIsOver) }
        try await withPlatform { session in try await self.tell(lister, session) }
    }

    private func tell(_ lister: CardLister, _ session: LiveSession) async throws {
        let first = listed.count
        let cards = Array(found[first..<min(found.count, first + Self.page)])
        await askNow(cards, lister, session)
        try Task.checkCancellation()
        OutputStream.out.line(
            text.listHead(first + 1...first + cards.count, of: found.count, all: fleetCount))
        let now = session.time.wall
        for (index, number) in cards.enumerated() {
            guard let card = lister.card(number) else { continue }
            listed.append(card.number)
            OutputStream.out.line(line(first + index + 1, card, now))
        }
        let left = found.count - listed.count
        OutputStream.out.line(left > 0 ? text.listGoesOn(left) : text.listIsOver)
    }

    private func line(_ place: Int, _ card: ListedCard, _ now: WallTime) -> String {
        var marks: [String] = []
        if card.isProtected { marks.append(text.protectedWord) }
        if !card.tags.isEmpty { marks.append(text.taggedWord(card.tags)) }
        let words = text.listedCard(
            place, card.number, state: card.status?.value, stateFrom: card.status?.provenance, online: card.online,
            used: card.used?.value, quota: card.quota, usedFrom: card.used?.provenance, marks: marks,
            isUnknown: card.isUnknown, now: now)
        return TextWidth.printable(words)
    }

    // MARK: What is known

    /// The fleet, with what was learnt of it by earlier lists as long as it has the same cards.
    private func fleet(_ session: LiveSession) async throws -> CardLister {
        let state = try session.openState()
        do {
            let kept = try await state.fleet.snapshot()
            let file = try given ?? session.profile.fleet.map { try CardInput(text: text).numbers(["@" + $0]) }
            let numbers = file ?? kept.numbers
            let lister = lister?.numbers == numbers ? self.lister ?? CardLister(numbers) : CardLister(numbers)
            lister.take(labels: kept, protected: try await state.protected.all().map(\.simNo))
            self.lister = lister
            return lister
        } catch let error as StoreError {
            throw CommandFailure(.configuration, text.store(error))
        }
    }

    /// A filter looks at every card's record.
    private func askRecords(of lister: CardLister, _ session: LiveSession) async {
        let wanting = lister.wanting(at: session.time.wall)
        guard !wanting.isEmpty else { return }
        if wanting.count >= Self.toldFrom { OutputStream.err.line(text.listAsksAll(wanting.count)) }
        take(await session.client.records(of: wanting), of: lister, now: session.time.wall)
    }

    /// Those about to be read out are asked of the carrier.
    private func askNow(_ cards: [CardNumber], _ lister: CardLister, _ session: LiveSession) async {
        let wanting = Set(lister.wanting(at: session.time.wall))
        let unknown = cards.filter { wanting.contains($0) }
        if !unknown.isEmpty { take(await session.client.records(of: unknown), of: lister, now: session.time.wall) }
        // A card named by its ICCID has its number by now.
        let numbers = cards.compactMap { lister.card($0) }.filter { !$0.isUnknown && !$0.number.isICCID }.map(\.number)
        guard !numbers.isEmpty else { return }
        async let states = session.client.freshStatus(of: numbers)
        async let flows = session.client.flow(of: numbers)
        take(await states, of: lister, now: nil)
        // A card outside a shared pool has no flow of its own here; its record says what it used.
        lister.take(await flows.found.filter { $0.1.used != nil }.map { .flow($0.1, $0.2) })
    }

    /// - Parameter now: when the platform's silence about a card means that it does not know it.
    private func take(_ reply: BatchReply<CardRecord>, of lister: CardLister, now: WallTime?) {
        lister.take(
            reply.found.map { .record($0.1, $0.2) } + (now.map { at in reply.missing.map { .missing($0, at: at) } } ?? []))
        guard let error = reply.errors.first?.1, error.kind != .cancelled else { return }
        OutputStream.err.line("simdeck: " + text.listGaps(reply.errors.count, text.problem(error)))
    }

    private func withPlatform(_ body: (LiveSession) async throws -> Void) async throws {
        let session = try LiveSession.open(GlobalOptions.usual)
        do {
            try await body(session)
        } catch {
            await session.client.shutdown()
            throw error
        }
        await session.client.shutdown()
    }

    private func failure(_ problem: CardLister.Problem) -> CommandFailure {
        switch problem {
        case .filter(let problem): CommandFailure(.usage, FilterWording.text(problem, text.language))
        case .onlyInConsole(let field): CommandFailure(.usage, text.lineOnlyInConsole(field))
        }
    }
}
