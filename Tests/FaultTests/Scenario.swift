// What happens in one run, drawn from its seed: the fleet, the requests, the weather, the crashes, what the
// operator does, and when a second simdeck gets in the way.

import Operations
import SIMModel

@testable import SandboxPlatform

/// One run of the suite.
struct Scenario: Sendable {
    /// What the operator does next.
    enum Step: Sendable {
        case ask(OperationRequest)
        /// Time passes, and is followed.
        case settle(Duration)
        /// Paused runs are continued, or given up.
        case tend
        case cancelPlanned
        case continuePlanned
        /// The first run is taken back.
        case undo
    }

    /// What a second simdeck on the same state does while a change of the first is under way.
    enum Interlude: Sendable, CaseIterable {
        case pause, cancel, takeOver, recover, settle
    }

    static let start = WallTime(seconds: 1_795_500_000)

    var seed: UInt64
    var world: World
    var weather: Weather
    /// At the end: in most runs the platform recovers.
    var lastWeather: Weather
    var crashes: [Int]
    /// After a stop nobody can tell that the process is gone, as after a power cut.
    var isElsewhere: Bool
    var steps: [Step]
    /// By the number of the change; `true`: when it has arrived, before its answer is seen.
    var interludes: [Int: (Interlude, isSent: Bool)]
    /// How often the operator gives up a paused run instead of continuing it.
    var givesUp: Double

    init(seed: UInt64) {
        let dice = SeededDice(seed)
        self.seed = seed
        let size =
            switch dice.unit() {
            case ..<0.62: dice.pick(1...6)
            case ..<0.9: dice.pick(7...25)
            case ..<0.98: dice.pick(26...110)
            default: dice.pick(111...250)
            }
        world = World(
            SandboxConfiguration(cards: size + 20, speed: dice.one([1, 1, 1, 2]), seed: seed), startedAt: Self.start)
        weather = Self.weather(dice)
        lastWeather = dice.happens(0.75) ? Weather() : Weather(changes: .calm, reads: weather.reads)
        crashes = Self.crashes(dice)
        isElsewhere = dice.happens(0.3)
        steps = Self.steps(dice, size, world)
        interludes = [:]
        if dice.happens(0.35) {
            for _ in 0..<dice.pick(1...3) {
                interludes[dice.pick(1...4)] = (dice.one(Interlude.allCases), dice.happens(0.5))
            }
        }
        givesUp = dice.one([0, 0, 0.3, 1])
    }

    /// A few cards, one request and its reverse, no crash yet.
    init(small seed: UInt64) {
        self.init(seed: seed &* 7919)
        let dice = SeededDice(seed)
        world = World(SandboxConfiguration(cards: 30, seed: seed), startedAt: Self.start)
        let cards = Self.fleet(dice, dice.pick(2...4), world)
        let policy = RunPolicy(canary: dice.pick(0...1), failureLimit: 100, unknownLimit: dice.pick(0...4))
        steps = [
            .ask(OperationRequest(kind: .stop, cards: cards, policy: policy)), .settle(.minutes(3)), .tend,
            .ask(OperationRequest(kind: .resume, cards: cards, allowsRepeat: true, policy: policy)),
        ]
        if seed % 3 == 0 { weather = Weather() }
        (crashes, isElsewhere, givesUp) = ([], seed % 2 == 0, 0)
        weather.diskFull = 0
    }

    private static func weather(_ dice: SeededDice) -> Weather {
        // A carrier that often does not answer, and nothing else: what the platform sends then is old.
        if dice.happens(0.15) { return Weather(reads: FaultTable(world: [.degraded: 0.3 + 0.4 * dice.unit()])) }
        return Weather(
            changes: .drawn(dice, most: 0.5), reads: .drawn(dice, most: 0.5),
            diskFull: dice.happens(0.15) ? 0.25 * dice.unit() : 0)
    }

    /// Mostly one, up to three; early ones more often than late ones, as most runs are short.
    private static func crashes(_ dice: SeededDice) -> [Int] {
        var numbers: [Int] = []
        for _ in 0..<dice.one([0, 1, 1, 1, 2, 3]) {
            let exponent = dice.unit() * 8
            let span = 1 << Int(exponent)
            numbers.append((numbers.last ?? 0) + span + dice.pick(0...span))
        }
        return numbers
    }

    private static func steps(_ dice: SeededDice, _ size: Int, _ world: World) -> [Step] {
        let cards = fleet(dice, size, world)
        var steps: [Step] = []
        var kind = dice.one(OperationKind.allCases)
        var last = cards
        for turn in 0..<dice.pick(1...(size > 60 ? 2 : 4)) {
            if turn > 0 {
                steps.append(.settle(.seconds(Int64(dice.one([0, 30, 120, 400, 900])))))
                if dice.happens(0.4) { steps.append(.tend) }
                if dice.happens(0.7) { kind = kind == .stop ? .resume : .stop }
                last = dice.happens(0.7) ? last : Array(cards.prefix(dice.pick(1...cards.count)))
            }
            let policy = RunPolicy(
                canary: dice.one([0, 0, 1, 2, 5]), failureLimit: dice.one([0, 20, 20, 100]),
                unknownLimit: dice.one([0, 0, 3, 150]))
            steps.append(
                .ask(
                    OperationRequest(
                        kind: kind, cards: last, reason: dice.happens(0.5) ? "夜班" : nil,
                        allowsRepeat: dice.happens(0.4), policy: policy)))
            if dice.happens(0.1) { steps.append(.cancelPlanned) }
            if dice.happens(0.1) { steps.append(.continuePlanned) }
        }
        if dice.happens(0.2) { steps += [.settle(.minutes(6)), .undo] }
        return steps
    }

    /// Active and stopped ones first: the others only ever fail.
    private static func fleet(_ dice: SeededDice, _ size: Int, _ world: World) -> [CardNumber] {
        var useful: [CardNumber] = []
        var others: [CardNumber] = []
        for card in world.cardNumbers() {
            let status = world.fleet.plan.index(of: card).map { world.fleet.plan.firstStatus($0) }
            if status == .active || status == .stopped { useful.append(card) } else { others.append(card) }
        }
        if dice.happens(0.3) { useful.insert(contentsOf: others, at: 0) } else { useful += others }
        return Array(useful.prefix(size))
    }
}
