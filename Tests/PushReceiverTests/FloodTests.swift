// A flood: many lines at once, as fast as they can. Every push is answered, nothing that was answered
// 200 is missing, nothing else is there, and the memory stays what it was.

import PushReceiver
import SIMModel
import StateStore
import TestSupport
import Testing

@Suite struct FloodTests {
    /// Pushes `numbers` on one line, each after the answer to the one before.
    private func push(_ numbers: Range<Int>, port: Int, padding: Int) async -> [Int: Int] {
        await onThread {
            guard let line = RawLine(port: port) else { return [:] }
            defer { line.close() }
            var statuses: [Int: Int] = [:]
            for number in numbers {
                let body = Array(cardsBody(number).utf8) + [UInt8](repeating: 0x20, count: padding)
                line.send(Push(traceID: trace(number), body: body).bytes)
                if let status = line.status() { statuses[number] = status }
            }
            return statuses
        }
    }

    private func flood(_ desk: Desk, lines: Int, each: Int, padding: Int = 0) async -> [Int: Int] {
        let port = desk.server.port
        return await withTaskGroup(of: [Int: Int].self) { group in
            for line in 0..<lines {
                group.addTask { await push(line * each..<(line + 1) * each, port: port, padding: padding) }
            }
            return await group.reduce(into: [:]) { $0.merge($1) { first, _ in first } }
        }
    }

    @Test func twoThousandPushesAreAllAnsweredAndAllStored() async throws {
        try await receiving { (desk: Desk) async throws in
            let statuses = await flood(desk, lines: 20, each: 100)
            #expect(statuses.count == 2_000)
            #expect(statuses.values.allSatisfy { $0 == 200 })
            let stored = try await desk.stored()
            #expect(Set(stored.map(\.traceID)) == Set((0..<2_000).map(trace)))
            #expect(stored.count == 2_000)
            #expect(desk.server.load == (0, 0))
        }
    }

    @Test func aQueueTooSmallSendsAwayAndLosesNothingItTook() async throws {
        try await receiving(listening(queueLimit: 4, queueBytes: 20_000)) { (desk: Desk) async throws in
            let statuses = await flood(desk, lines: 40, each: 50, padding: 4_000)
            #expect(statuses.count == 2_000)
            #expect(Set(statuses.values).isSubset(of: [200, 503]))
            let taken = Set(statuses.filter { $0.value == 200 }.keys.map(trace))
            #expect(!taken.isEmpty)
            #expect(Set(try await desk.stored().map(\.traceID)) == taken)
            #expect(desk.server.load == (0, 0))
        }
    }

    @Test func theMemoryStaysBoundedUnderLargeBodies() async throws {
        // Memory belongs to the whole process: so in one of its own.
        await #expect(processExitsWith: .success) {
            try await receiving(listening(queueBytes: 2 << 20)) { (desk: Desk) async throws in
                // 200 MB in all, refused by their size: nothing of it may stay.
                let large = Push(body: [UInt8](repeating: 0x20, count: 2 << 20))
                let head = large.head(length: nil, more: "Transfer-Encoding: chunked\r\n")
                let bytes = head + large.chunks(of: 60_000).flatMap { $0 } + Array("0\r\n\r\n".utf8)
                _ = await desk.answer(bytes)
                let before = residentKilobytes()
                let statuses = await withTaskGroup(of: Int?.self) { group in
                    for _ in 0..<100 { group.addTask { await desk.answer(bytes) } }
                    return await group.reduce(into: []) { $0.append($1) }
                }
                // The end of an exit test's process: so it fails.
                guard statuses.allSatisfy({ $0 == 413 || $0 == 503 }) else { fatalError("\(statuses)") }
                let grown = residentKilobytes() - before
                // The end of an exit test's process: so it fails.
                guard grown < 48 << 10, desk.server.load == (0, 0) else { fatalError("\(grown) KB") }
            }
        }
    }
}

/// The most this process ever held; the clients' own buffers are in it too.
private func residentKilobytes() -> Int {
    let text = TestFile.text("/proc/self/status") ?? ""
    let line = text.split(separator: "\n").first { $0.hasPrefix("VmHWM:") }
    return line.flatMap { $0.split(separator: " ").compactMap { Int($0) }.first } ?? 0
}
