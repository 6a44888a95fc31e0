// The real program in every kind of terminal, character set and size.

import Synchronization
import TestSupport
import Testing

@Suite struct MatrixTests {
    /// Programs at a time; each has a sandbox of its own.
    private static let hands = 3

    @Test func everyTerminalCharacterSetAndSizeIsWalked() async throws {
        let chinese = await ChineseLocale()
        try #require(chinese.failure == nil, "\(chinese.failure ?? "")")
        let path = chinese.folder.path
        let only = EnvironmentOf.test("SIMDECK_MATRIX_ONLY")
        let all = Combination.all.filter { combination in only.map { combination.description.contains($0) } ?? true }
        let queue = WorkQueue(all.count)
        var reports: [WalkReport] = []
        await withTaskGroup(of: [WalkReport].self) { group in
            for _ in 0..<Self.hands {
                group.addTask { await ChildProcess.onThread { Self.walk(all, queue, locales: path) } }
            }
            for await more in group { reports += more }
        }
        let screens = reports.reduce(0) { $0 + $1.screens }
        print("matrix: \(reports.count) combinations, \(screens) screens")
        for problem in reports.flatMap(\.problems) { Issue.record("\(problem)") }
        #expect(screens == all.count * 18)
        withExtendedLifetime(chinese) {}
    }

    private static func walk(_ all: [Combination], _ queue: WorkQueue, locales: String) -> [WalkReport] {
        var reports: [WalkReport] = []
        while let index = queue.take() {
            do {
                reports.append(try Walk(all[index], locales: locales).run())
            } catch {
                reports.append(WalkReport(problems: ["\(all[index]): \(error)"]))
            }
        }
        return reports
    }
}

/// Numbers given out once each.
final class WorkQueue: Sendable {
    private let count: Int
    private let next = Mutex(0)

    init(_ count: Int) { self.count = count }

    func take() -> Int? {
        next.withLock { next in
            guard next < count else { return nil }
            next += 1
            return next - 1
        }
    }
}
