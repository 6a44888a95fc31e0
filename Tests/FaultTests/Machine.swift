// The computer that simdeck runs on. It may stop at any write and any send; what is left then is what is
// on the disk.

import SIMModel
import Synchronization
import TestSupport

@testable import StateStore

/// Where it may stop.
enum CrashPoint: Hashable, Sendable, CaseIterable {
    case beforeWrite
    /// The write's log is on the disk in part.
    case tornWrite
    case afterWrite
    case beforeSend
    case afterSend
}

/// Counts the points that a run passes, and says at which it stops.
final class Crashes: Sendable {
    private struct State {
        var passed = 0
        var numbers: [Int]
        var struck: [CrashPoint] = []
    }

    private let state: Mutex<State>

    /// - Parameter numbers: the machine stops at the points with these numbers, counted from 1.
    init(_ numbers: [Int]) { state = Mutex(State(numbers: numbers.sorted())) }

    var passed: Int { state.withLock { $0.passed } }
    var struck: [CrashPoint] { state.withLock { $0.struck } }

    func strikes(_ point: CrashPoint) -> Bool {
        state.withLock { state in
            state.passed += 1
            guard let next = state.numbers.first, next <= state.passed else { return false }
            state.numbers.removeFirst()
            state.struck.append(point)
            return true
        }
    }
}

/// One computer from its start to its stop, with all its processes.
final class Machine: Sendable {
    /// The state folder of this life.
    let folder: TemporaryDirectory
    let crashes: Crashes
    private let disk: SeededRandom
    private let fullness: @Sendable () -> Double
    /// What the next life finds; nil while this one lasts.
    private let left = Mutex<TemporaryDirectory?>(nil)
    private let sizeBefore = Mutex<Int>(0)

    /// - Parameter fullness: the share of writes that fail now.
    init(_ folder: TemporaryDirectory, _ crashes: Crashes, seed: UInt64, fullness: @escaping @Sendable () -> Double) {
        self.folder = folder
        self.crashes = crashes
        disk = SeededRandom(seed)
        self.fullness = fullness
    }

    var isOff: Bool { left.withLock { $0 != nil } }
    var leftBehind: TemporaryDirectory? { left.withLock { $0 } }

    /// A send's point.
    func pass(_ point: CrashPoint) {
        guard !isOff, crashes.strikes(point) else { return }
        stop(cutting: 0)
    }

    /// A write's points, called by the database.
    func pass(_ point: CommitPoint) throws(StoreError) {
        guard !isOff else { return }
        switch point {
        case .before:
            let share = fullness()
            if share > 0, disk.unit() < share { throw .diskFull(path: folder.path) }
            sizeBefore.withLock { $0 = logSize() }
            pass(.beforeWrite)
        case .after:
            let grown = logSize() - sizeBefore.withLock { $0 }
            // SQLite moves a long log into the file; then the write was whole before.
            if grown > 0, logSize() < 3_000_000, crashes.strikes(.tornWrite) {
                stop(cutting: 1 + disk.pick(0..<grown))
            } else {
                pass(.afterWrite)
            }
        }
    }

    private func logSize() -> Int { TestFile.size("\(folder.path)/journal.sqlite-wal") ?? 0 }

    private func stop(cutting: Int) {
        let copy = TemporaryDirectory(inMemory: true)
        for name in ["journal.sqlite", "journal.sqlite-wal"] {
            guard var bytes = TestFile.read("\(folder.path)/\(name)") else { continue }
            if name.hasSuffix("-wal") { bytes.removeLast(min(bytes.count, cutting)) }
            TestFile.write(bytes, to: "\(copy.path)/\(name)")
        }
        left.withLock { $0 = copy }
    }
}
