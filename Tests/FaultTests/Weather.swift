// What can go wrong on the way, and how often: the sandbox's own faults, and those of the line before it.

import PlatformClient
import SIMModel

@testable import SandboxPlatform

/// What the line does to a call, besides the sandbox's own faults.
enum LineFault: CaseIterable, Hashable, Sendable {
    /// No connection: no byte leaves.
    case unreachable
    /// It never arrives, and no answer comes.
    case swallowed
    /// It arrives, and no answer comes in time.
    case answerLost
    /// It arrives minutes after the caller gave up.
    case arrivesLate
    /// Something between us and the platform answers a page of its own with status 200.
    case strangePage
    /// It arrives; the answer is a proxy's page.
    case gatewayAfterwards
    /// It arrives; the answer breaks off in its middle.
    case brokenAnswer
    /// It arrives; a whole answer comes under status 500.
    case wrongStatus
}

/// How often a call meets each fault. Unit: share of calls.
struct FaultTable: Sendable {
    var world: [Fault: Double] = [:]
    var line: [LineFault: Double] = [:]

    static let calm = FaultTable()

    /// A few of the faults, each at up to half of the calls.
    static func drawn(_ dice: SeededDice, most: Double) -> FaultTable {
        var table = FaultTable()
        guard !dice.happens(0.15) else { return table }
        let share = dice.happens(0.2) ? 0.8 : 0.3
        for fault in Fault.allCases where dice.happens(share) { table.world[fault] = most * dice.unit() }
        for fault in LineFault.allCases where dice.happens(share / 2) { table.line[fault] = most / 2 * dice.unit() }
        return table
    }

    /// The faults of one call.
    func roll(_ random: any RandomSource) -> (world: FaultDraw, line: LineFault?) {
        let draw = FaultDice(rates: world).roll(random)
        for fault in LineFault.allCases {
            if let rate = line[fault], random.unit() < rate { return (draw, fault) }
        }
        return (draw, nil)
    }
}

/// The faults of changes and of questions, and of the disk.
struct Weather: Sendable {
    var changes = FaultTable()
    var reads = FaultTable()
    /// The share of writes that the disk refuses.
    var diskFull = 0.0
}
