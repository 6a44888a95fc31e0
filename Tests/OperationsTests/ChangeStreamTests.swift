// Streams of changes and of observations: the last word is never lost, and nothing grows without bound.

import SIMModel
import Testing

@testable import Operations

@Suite struct ChangeStreamTests {
    @Test func aSlowReaderGetsTheFinalStateOfEach() async {
        let hub = ChangeHub()
        let stream = hub.stream()
        for state in [OperationState.planned, .sending, .submitted, .accepted] {
            hub.send((0..<3).map { operation(Int64($0), .stop, state) })
        }
        hub.send([operation(1, .stop, .confirmed)])
        var reader = stream.makeAsyncIterator()
        let seen = await reader.next()
        #expect(seen?.map(\.id.value) == [0, 1, 2])
        #expect(seen?.map(\.state) == [.accepted, .confirmed, .accepted])
    }

    @Test func everyReaderGetsEverything() async {
        let hub = ChangeHub()
        let streams = [hub.stream(), hub.stream()]
        hub.send([operation(1, .stop, .planned)])
        for stream in streams {
            var reader = stream.makeAsyncIterator()
            #expect(await reader.next()?.count == 1)
        }
    }

    @Test func aWaitingReaderIsWokenByTheNextChange() async {
        let hub = ChangeHub()
        let stream = hub.stream()
        async let first = stream.first { _ in true }
        hub.send([operation(1, .stop, .planned)])
        #expect(await first?.first?.state == .planned)
    }

    @Test func readingEndsWithTheSenderOrTheReadersTask() async {
        var hub: ChangeHub? = ChangeHub()
        let stream = hub?.stream()
        let reading = Task { () -> Int in
            var count = 0
            if let stream { for await _ in stream { count += 1 } }
            return count
        }
        hub = nil
        #expect(await reading.value == 0)

        let living = ChangeHub()
        let other = living.stream()
        let cancelled = Task { for await _ in other {} }
        cancelled.cancel()
        await cancelled.value
    }

    @Test func theFeedReachesEverySubscriberAndForgetsTheGone() async {
        let feed = ObservationFeed()
        let (kept, dropped) = (await feed.subscribe(), await feed.subscribe())
        let leaving = Task { for await _ in dropped {} }
        leaving.cancel()
        await leaving.value
        await feed.publish([.missing(card(1), at: noon)])
        await feed.publish([])
        await feed.publish([.missing(card(2), at: noon)])
        var reader = kept.makeAsyncIterator()
        #expect(await reader.next() == [.missing(card(1), at: noon)])
        #expect(await reader.next() == [.missing(card(2), at: noon)])
    }

    @Test func theFeedsBacklogIsBoundedAndKeepsTheNewest() async {
        let feed = ObservationFeed()
        let stream = await feed.subscribe()
        for index in 0..<(ObservationFeed.depth + 10) { await feed.publish([.missing(card(index), at: noon)]) }
        var reader = stream.makeAsyncIterator()
        #expect(await reader.next() == [.missing(card(10), at: noon)])
    }
}
