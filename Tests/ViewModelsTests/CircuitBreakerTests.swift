import PlatformClient
import SIMModel
import Testing

@testable import ViewModels

@Suite struct CircuitBreakerTests {
    private let start = Uptime(milliseconds: 1_000_000)
    private let down = PlatformError(.unreachable("no route"), sent: .notSent, endpoint: "x")
    private let refused = PlatformError(.refused(code: 403, message: "no"), sent: .answered, endpoint: "x")

    @Test func afterTheWaitOneProbeGoesAndItsAnswerOpensTheDoor() throws {
        var breaker = CircuitBreaker()
        #expect(breaker.lets(.flow, at: start, isOut: true, isAnyOut: true))
        breaker.failed(.status, down, askedAt: start, at: start, dice: 0.99)
        for kind in PollQuestion.Kind.allCases { #expect(!breaker.lets(kind, at: start, isOut: false, isAnyOut: false)) }
        let probe = try #require(breaker.waitEnds(.info))
        #expect(probe == breaker.nextTry(after: start))
        #expect(breaker.lets(.flow, at: probe, isOut: false, isAnyOut: false))
        // Half open: while the probe is out nothing else goes, whatever its kind.
        #expect(!breaker.lets(.info, at: probe, isOut: false, isAnyOut: true))
        breaker.succeeded(.flow)
        #expect(breaker.lets(.info, at: probe, isOut: false, isAnyOut: true))
        #expect(breaker.nextTry(after: start) == nil)
    }

    @Test func aRefusedKindProbesAloneAndLeavesTheOthers() throws {
        var breaker = CircuitBreaker()
        breaker.failed(.flow, refused, askedAt: start, at: start, dice: 0)
        #expect(breaker.lets(.status, at: start, isOut: true, isAnyOut: true))
        let probe = try #require(breaker.waitEnds(.flow))
        #expect(!breaker.lets(.flow, at: probe - .milliseconds(1), isOut: false, isAnyOut: false))
        #expect(breaker.lets(.flow, at: probe, isOut: false, isAnyOut: true))
        #expect(!breaker.lets(.flow, at: probe, isOut: true, isAnyOut: true))
    }

    @Test func questionsThatWereOutTogetherFailAsOne() {
        var (one, eight) = (CircuitBreaker(), CircuitBreaker())
        one.failed(.info, down, askedAt: start, at: start + .seconds(1), dice: 0.5)
        for late in 0..<8 {
            eight.failed(.info, down, askedAt: start, at: start + .seconds(1) + .milliseconds(Int64(late)), dice: 0.5)
        }
        #expect(one.waitEnds(.info) == eight.waitEnds(.info))
    }

    @Test func thatThePlatformAnswersAtAllOpensTheLineForTheOthers() {
        var breaker = CircuitBreaker()
        breaker.failed(.info, down, askedAt: start, at: start, dice: 0)
        breaker.failed(.info, refused, askedAt: start + .seconds(2), at: start + .seconds(2), dice: 0)
        #expect(breaker.lets(.status, at: start + .seconds(2), isOut: false, isAnyOut: false))
        #expect(!breaker.lets(.info, at: start + .seconds(2), isOut: false, isAnyOut: false))
    }

    @Test func aPersonsQuestionIsAProbe() {
        var scheduler = PollScheduler(settings: PollSettings())
        scheduler.rowCount = 40
        scheduler.show(status: Array(0..<40), flow: [], at: start)
        for question in scheduler.advance(to: start) {
            scheduler.finished(question.id, PollOutcome(failed: question.rows, error: down), at: start, dice: 0.99)
        }
        #expect(scheduler.advance(to: start).isEmpty)
        _ = scheduler.refresh([3], at: start)
        let probe = scheduler.advance(to: start)
        #expect(probe.map(\.rows) == [[3]])
        scheduler.finished(probe[0].id, PollOutcome(), at: start, dice: 0)
        #expect(scheduler.advance(to: start).count > 3)
    }
}
