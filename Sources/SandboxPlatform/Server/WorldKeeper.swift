// Holds the world: one request at a time, each at the time it arrived.

import SIMModel

actor WorldKeeper {
    private var world: World
    private let time: any TimeSource
    private var onPushes: (@Sendable () -> Void)?
    /// What the listener was told last.
    private var announced: WallTime?

    init(_ world: World, time: any TimeSource) {
        self.world = world
        self.time = time
    }

    func answer(_ request: SandboxRequest, _ draw: FaultDraw) -> SandboxOutcome {
        let outcome = world.answer(request, draw: draw, at: time.wall)
        announce()
        return outcome
    }

    /// `body` is called when the next push is at another time than was known, and once now.
    func whenPushesChange(_ body: @escaping @Sendable () -> Void) {
        onPushes = body
        body()
    }

    private func announce() {
        let next = world.nextPushAt
        guard next != announced else { return }
        announced = next
        onPushes?()
    }

    var nextPushAt: WallTime? {
        announced = world.nextPushAt
        return announced
    }

    func duePushes(_ random: any RandomSource) -> [PushJob] { world.duePushes(at: time.wall, random: random) }

    func pushEnded(_ id: Int, accepted: Bool) { world.pushEnded(id, accepted: accepted, at: time.wall) }

    func truth(of number: CardNumber) -> SandboxReply? { world.truth(of: number, at: time.wall) }

    func completeRealName(_ token: String) -> SandboxReply? { world.completeRealName(token, at: time.wall) }

    var counts: SandboxCounts { world.counts }
}
