// Holds the world: one request at a time, each at the time it arrived.

import SIMModel

actor WorldKeeper {
    private var world: World
    private let time: any TimeSource

    init(_ world: World, time: any TimeSource) {
        self.world = world
        self.time = time
    }

    func answer(_ request: SandboxRequest, _ draw: FaultDraw) -> SandboxOutcome {
        world.answer(request, draw: draw, at: time.wall)
    }

    func truth(of number: CardNumber) -> SandboxReply? { world.truth(of: number, at: time.wall) }

    func completeRealName(_ token: String) -> SandboxReply? { world.completeRealName(token, at: time.wall) }

    var counts: SandboxCounts { world.counts }
}
