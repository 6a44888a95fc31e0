// From the inbox to everybody: stored pushes become observations on the feed, and order callbacks
// settle purchases. Any number of processes read one inbox, each for its own cache.

public import PlatformClient
import PlatformContract
public import SIMModel
public import StateStore

/// Reads a stored push. Pure.
public enum PushReading {
    /// The push's facts, as old as its arrival.
    public static func read(_ push: StoredPush) -> PushReply {
        do throws(PushBodyFault) {
            return PushReply(try PushBody(push.body), receivedAt: push.receivedAt)
        } catch {
            var reply = PushReply()
            reply.problems = ["body: cannot be opened"]
            return reply
        }
    }
}

/// What one pass over the inbox gave.
public struct PushPass: Hashable, Sendable {
    public var pushes = 0
    public var observations = 0
    public var orders = 0
    /// Purchases that a callback settled.
    public var settled: [PurchaseRecord] = []
    /// What could not be read, with the push's number in front. Bounded.
    public var problems: [String] = []

    static let problemLimit = 100
}

/// Feeds the cache and the journal from the inbox.
public actor PushFeeder {
    private let inbox: PushInbox
    private let feed: ObservationFeed
    private let purchases: PurchaseRunner
    private let time: any TimeSource
    /// How far this process has read; nil before the first pass.
    private var position: Int64?
    private var isPassing = false
    /// Why following stands still, if the inbox or the journal fails.
    public private(set) var problem: StoreError?

    public init(inbox: PushInbox, feed: ObservationFeed, purchases: PurchaseRunner, time: any TimeSource) {
        self.inbox = inbox
        self.feed = feed
        self.purchases = purchases
        self.time = time
    }

    /// Reads what has come since the last pass. The first pass begins with everything unprocessed and
    /// with what is young enough to be worth showing.
    @discardableResult
    public func pass() async throws(StoreError) -> PushPass {
        var pass = PushPass()
        // A pass that runs already reads everything there is.
        guard !isPassing else { return pass }
        isPassing = true
        defer { isPassing = false }
        var place: Int64
        if let position {
            place = position
        } else {
            place = try await inbox.position(since: time.wall - Source.pushed.promise)
        }
        while true {
            let pushes = try await inbox.take(after: place)
            guard let last = pushes.last else { break }
            for push in pushes { try await take(push, &pass) }
            try await inbox.processed(pushes.filter { $0.processedAt == nil }.map(\.id), at: time.wall)
            place = last.id
            position = place
        }
        position = place
        return pass
    }

    /// Passes again and again until it is cancelled: for a process that another one receives for.
    public func follow(every span: Duration) async {
        while !Task.isCancelled {
            do throws(StoreError) {
                try await pass()
                problem = nil
            } catch { problem = error }
            do { try await time.wait(until: time.uptime + span) } catch { return }
        }
    }

    private func take(_ push: StoredPush, _ pass: inout PushPass) async throws(StoreError) {
        let reply = PushReading.read(push)
        pass.pushes += 1
        pass.observations += reply.observations.count
        pass.orders += reply.orders.count
        await feed.publish(reply.observations)
        pass.settled += try await purchases.note(reply.orders)
        let room = PushPass.problemLimit - pass.problems.count
        pass.problems += reply.problems.prefix(max(0, room)).map { "push \(push.id): \($0)" }
    }
}
