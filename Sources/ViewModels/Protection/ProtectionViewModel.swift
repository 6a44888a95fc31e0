// Protected cards: which they are, and putting cards under protection or releasing them. What the console
// tells of it stands on the disk first.

public import SIMModel
import StateStore

/// What became of the last protection or release.
public enum ProtectionOutcome: Hashable, Sendable {
    /// So many came under protection that were not yet.
    case protected(Int)
    case released(Int)
    case failed(JournalTrouble)
}

/// What a toggle would do.
public enum ProtectionIntent: Hashable, Sendable {
    /// Not all of them are protected: the rest will be.
    case protect([CardNumber])
    /// All of them are: releasing asks first.
    case release([CardNumber])
    /// Of some only the ICCID is known so far; operations, and so protection, go by the simNo.
    case unknownSimNo
}

/// A card's protection, as told in a question.
public struct Protection: Hashable, Sendable {
    public var reason: String?
    /// Who protected it.
    public var actor: String
    public var at: WallTime

    public init(reason: String?, actor: String, at: WallTime) {
        self.reason = reason
        self.actor = actor
        self.at = at
    }
}

/// Intents and facts of protected cards. Bound: the profile's protected cards.
@MainActor public final class ProtectionViewModel {
    /// Another simdeck may protect a card, too: the list is read again this often.
    static let look = Duration.seconds(30)

    /// By the form in which card numbers compare.
    private var cards: [CardNumber: Protection] = [:]
    private var lookedAt: Uptime?
    /// How the last change went, and which one that was.
    public private(set) var last: (number: Int, outcome: ProtectionOutcome)?
    private var count = 0

    private let store: ProtectedCards?
    private let actor: String
    private let ledger: WorkLedger
    private let changes: ChangeSignal
    private let time: any TimeSource
    /// The protected cards are others than before.
    var onChange: @MainActor () -> Void = {}

    init(store: ProtectedCards?, actor: String, ledger: WorkLedger, changes: ChangeSignal, time: any TimeSource) {
        self.store = store
        self.actor = actor
        self.ledger = ledger
        self.changes = changes
        self.time = time
    }

    public var isEmpty: Bool { cards.isEmpty }
    /// In the form in which card numbers compare.
    var numbers: Dictionary<CardNumber, Protection>.Keys { cards.keys }

    /// nil: not protected.
    public func protection(of card: CardNumber) -> Protection? { cards.isEmpty ? nil : cards[card.comparisonKey] }

    /// Reads the list again when it was not read lately.
    func lookAgain() {
        guard let store else { return }
        if let lookedAt, time.uptime - lookedAt < Self.look { return }
        lookedAt = time.uptime
        ledger.start { [self] in
            do throws(StoreError) { take(try await store.all()) } catch { fail(error) }
        }
    }

    private func take(_ list: [ProtectedCard]) {
        var next: [CardNumber: Protection] = [:]
        for card in list { next[card.simNo.comparisonKey] = Protection(reason: card.reason, actor: card.actor, at: card.at) }
        guard next != cards else { return }
        cards = next
        changes.mark()
        onChange()
    }

    /// Protecting comes first: only where every one of them is protected does it mean a release.
    public func intent(_ targets: [CardNumber]) -> ProtectionIntent {
        if targets.contains(where: \.isICCID) { return .unknownSimNo }
        return targets.allSatisfy { protection(of: $0) != nil } ? .release(targets) : .protect(targets)
    }

    public func protect(_ targets: [CardNumber], reason: String?) {
        let (actor, now) = (actor, time.wall)
        change { try await .protected($0.protect(targets, reason: reason, by: actor, at: now)) }
    }

    public func release(_ targets: [CardNumber]) {
        change { try await .released($0.release(targets)) }
    }

    private func change(_ body: @escaping @MainActor (ProtectedCards) async throws -> ProtectionOutcome) {
        guard let store else { return }
        ledger.start { [self] in
            do {
                let outcome = try await body(store)
                take(try await store.all())
                tell(outcome)
            } catch let error as StoreError {
                fail(error)
            } catch {}
        }
    }

    private func fail(_ error: StoreError) { tell(.failed(JournalTrouble(error))) }

    private func tell(_ outcome: ProtectionOutcome) {
        count += 1
        last = (count, outcome)
        changes.mark()
    }
}
