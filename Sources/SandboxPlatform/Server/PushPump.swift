// Sends what the world says is due, and wakes when it will have something again. Nothing waits while
// nobody subscribed to anything.

import SIMModel

actor PushPump {
    private let keeper: WorldKeeper
    private let time: any TimeSource
    private let random: any RandomSource
    /// At most one wake-up waits: what is due is asked of the world each time.
    private let wakeUps: AsyncStream<Void>
    private let wakeUp: AsyncStream<Void>.Continuation
    private var alarm: Task<Void, Never>?

    init(_ keeper: WorldKeeper, time: any TimeSource, random: any RandomSource) {
        self.keeper = keeper
        self.time = time
        self.random = random
        (wakeUps, wakeUp) = AsyncStream.makeStream(of: Void.self, bufferingPolicy: .bufferingNewest(1))
    }

    /// Until the task is cancelled.
    func run() async {
        let wakeUp = wakeUp
        await keeper.whenPushesChange { wakeUp.yield() }
        for await _ in wakeUps {
            await sendDue()
            setAlarm(await keeper.nextPushAt)
        }
        alarm?.cancel()
    }

    private func setAlarm(_ next: WallTime?) {
        alarm?.cancel()
        alarm = nil
        guard let next else { return }
        let (time, wakeUp) = (time, wakeUp)
        alarm = Task {
            let wait = max(.zero, next - time.wall)
            guard (try? await time.wait(until: time.uptime + wait)) != nil else { return }
            wakeUp.yield()
        }
    }

    /// In their order to one address, at once to different ones.
    private func sendDue() async {
        let jobs = await keeper.duePushes(random)
        let keeper = keeper
        await withTaskGroup(of: Void.self) { group in
            for (_, jobs) in Dictionary(grouping: jobs, by: { "\($0.target.host) \($0.target.port)" }) {
                group.addTask {
                    var isReachable = true
                    for job in jobs {
                        // Who does not answer one is not asked for the others of this round: they fail at once.
                        let status = isReachable ? try? await PushSender.send(job) : nil
                        if status == nil { isReachable = false }
                        await keeper.pushEnded(job.id, accepted: status == 200)
                    }
                }
            }
        }
    }
}
