// What one shift hands to the next: reminders that fall due, and the handover sheet. Reminders remind; nothing
// here sends anything to the platform.

public import SIMModel
public import StateStore

/// Where they are kept.
public struct ShiftStores: Sendable {
    public var reminders: Reminders
    public var handover: HandoverReading

    public init(reminders: Reminders, handover: HandoverReading) {
        self.reminders = reminders
        self.handover = handover
    }
}

/// The profile's reminders and sheets. Bound: ``Reminder/mostOpen``.
@MainActor public final class ShiftViewModel {
    /// Another simdeck may set a reminder, too: they are read again this often.
    static let look = Duration.seconds(30)
    /// How far back a sheet goes that nobody named a start for.
    public static let span = Duration.hours(12)

    /// Open ones, the one that is due first leading.
    private(set) var open: [Reminder] = []
    /// Those that were told of.
    private var told: Set<Int64> = []
    private var isStarted = false

    private let stores: ShiftStores?
    private let profile: String
    private let actor: String
    private let ledger: WorkLedger
    private let changes: ChangeSignal
    private let time: any TimeSource
    private lazy var alarm = WorkLedger.Alarm(ledger) { [weak self] in self?.lookAgain() }

    /// Fell due just now.
    var onDue: (@MainActor ([Reminder]) -> Void)?
    /// Why they cannot be read or ended.
    var onTrouble: (@MainActor (StoreError) -> Void)?

    init(
        stores: ShiftStores?, profile: String, actor: String, ledger: WorkLedger, changes: ChangeSignal, time: any TimeSource
    ) {
        self.stores = stores
        self.profile = profile
        self.actor = actor
        self.ledger = ledger
        self.changes = changes
        self.time = time
    }

    func start() {
        guard stores != nil else { return }
        isStarted = true
        lookAgain()
    }

    func stop() {
        isStarted = false
        alarm.set(nil)
    }

    /// Due ones, the longest due leading.
    public var due: [Reminder] {
        let now = time.wall
        return open.filter { $0.isDue(at: now) }
    }

    /// Ends one, as the operator says it is done.
    func end(_ id: Int64) {
        guard let stores else { return }
        let (actor, now) = (actor, time.wall)
        ledger.start { [self] in
            do throws(StoreError) {
                try await stores.reminders.end(id, by: actor, at: now)
                take(try await stores.reminders.open())
            } catch {
                onTrouble?(error)
            }
        }
    }

    /// Reads the sheet of the last ``span``; nothing comes where no state is kept, or it cannot be read.
    public func handover(then use: @escaping @MainActor (Handover) -> Void) {
        guard let stores else { return }
        let (profile, now) = (profile, time.wall)
        ledger.start { [self] in
            do throws(StoreError) {
                use(try await stores.handover.sheet(profile: profile, from: now - Self.span, to: now))
            } catch {
                onTrouble?(error)
            }
        }
    }

    private func lookAgain() {
        guard isStarted, let stores else { return }
        ledger.start { [self] in
            do throws(StoreError) { take(try await stores.reminders.open()) } catch { onTrouble?(error) }
            arm()
        }
    }

    private func take(_ list: [Reminder]) {
        if list != open {
            open = list
            changes.mark()
        }
        let fresh = due.filter { !told.contains($0.id) }
        guard !fresh.isEmpty else { return }
        told.formUnion(fresh.map(\.id))
        changes.mark()
        onDue?(fresh)
    }

    /// At the next one that falls due, or when it is time to look again.
    private func arm() {
        guard isStarted else { return }
        let now = time.wall
        let next = open.first { $0.dueAt > now }.map { $0.dueAt - now } ?? Self.look
        alarm.set(time.uptime + min(Self.look, next))
    }
}
