// One follower among several simdecks, whatever happens to clocks and processes.

import SIMModel
import TestSupport
import Testing

@testable import StateStore

@Suite struct LeaseTests {
    let folder = TemporaryDirectory()
    let database: StateDatabase
    /// On another machine of a shared folder: nobody here can tell whether it lives.
    let elsewhere = ProcessIdentity(pid: 1, start: "1", world: "another machine")

    init() throws { database = try StateDatabase(directory: folder.path) }

    private func lease(_ holder: String, _ process: ProcessIdentity = .current) -> FollowerLease {
        FollowerLease(database, holder: holder, duration: .seconds(60), process: process)
    }

    private func at(_ seconds: Int64) -> Uptime { Uptime(milliseconds: seconds * 1000) }

    @Test func theFirstFollowsAndTheSecondWaits() async throws {
        let (first, second) = (lease("a"), lease("b"))
        #expect(try await first.acquire(now: noon, uptime: at(0)))
        #expect(try await !second.acquire(now: noon, uptime: at(0)))
        #expect(try await first.acquire(now: noon, uptime: at(20)))
    }

    @Test func whatIsGivenBackIsFreeAtOnce() async throws {
        let (first, second) = (lease("a"), lease("b"))
        #expect(try await first.acquire(now: noon, uptime: at(0)))
        await second.release()
        #expect(try await !second.acquire(now: noon, uptime: at(1)))
        await first.release()
        #expect(try await second.acquire(now: noon, uptime: at(2)))
        #expect(try await !first.acquire(now: noon, uptime: at(3)))
    }

    @Test func aLeaseThatStandsStillForItsDurationLapses() async throws {
        let (first, second) = (lease("a", elsewhere), lease("b"))
        #expect(try await first.acquire(now: noon, uptime: at(0)))
        #expect(try await !second.acquire(now: noon, uptime: at(100)))
        #expect(try await !second.acquire(now: noon, uptime: at(159)))
        #expect(try await second.acquire(now: noon, uptime: at(160)))
    }

    @Test func aRenewalStartsTheWaitAnew() async throws {
        let (first, second) = (lease("a", elsewhere), lease("b"))
        #expect(try await first.acquire(now: noon, uptime: at(0)))
        #expect(try await !second.acquire(now: noon, uptime: at(0)))
        #expect(try await first.acquire(now: noon, uptime: at(40)))
        #expect(try await !second.acquire(now: noon, uptime: at(70)))
        #expect(try await !second.acquire(now: noon, uptime: at(129)))
        #expect(try await second.acquire(now: noon, uptime: at(130)))
    }

    @Test(arguments: [-86_400, 86_400] as [Int64])
    func aWallClockSetAnywhereMakesNoSecondFollower(jump: Int64) async throws {
        let (first, second) = (lease("a", elsewhere), lease("b"))
        #expect(try await first.acquire(now: noon, uptime: at(0)))
        #expect(try await !second.acquire(now: noon, uptime: at(1)))
        #expect(try await !second.acquire(now: noon + .seconds(jump), uptime: at(2)))
        #expect(try await first.acquire(now: noon + .seconds(jump), uptime: at(20)))
        #expect(try await !second.acquire(now: noon + .seconds(jump), uptime: at(62)))
    }

    @Test func aDeadProcessIsInheritedFromAtOnce() async throws {
        await #expect(processExitsWith: .success) { [root = folder.path as String] in
            let lease = FollowerLease(try StateDatabase(directory: root), holder: "other")
            // The end of an exit test's process: so it fails.
            guard try await lease.acquire(now: noon, uptime: Uptime(milliseconds: 0)) else { fatalError("not free") }
        }
        #expect(try await lease("b").acquire(now: noon, uptime: at(0)))
    }

    @Test func aReusedProcessNumberIsNotTheOldProcess() {
        let own = ProcessIdentity.current
        #expect(!own.isGone)
        #expect(ProcessIdentity(pid: own.pid, start: "7", world: own.world).isGone)
        #expect(!ProcessIdentity(pid: own.pid, start: "7", world: "elsewhere").isGone)
        #expect(ProcessIdentity(text: own.text) == own)
        #expect(ProcessIdentity(text: "rubbish") == nil)
    }
}
