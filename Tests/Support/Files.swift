// Folders and files of tests, by plain system calls: no Foundation in the tests of code that has none.

import Glibc
import Synchronization

/// A folder that is gone when the value is.
public final class TemporaryDirectory: Sendable {
    public let path: String
    private static let counter = Mutex<Int>(0)

    /// - Parameter inMemory: in a file system without a disk where the machine has one, unless `TMPDIR` names a
    ///   place: for tests that write thousands of times.
    public init(inMemory: Bool = false) {
        let number = Self.counter.withLock { counter in
            counter += 1
            return counter
        }
        let usual = inMemory && access("/dev/shm", W_OK) == 0 ? "/dev/shm" : "/tmp"
        let base = getenv("TMPDIR").map { String(cString: $0) } ?? usual
        path = "\(base)/simdeck-test-\(getpid())-\(number)"
        mkdir(path, 0o700)
    }

    deinit { Self.remove(path) }

    /// Writes a file into the folder and returns its path.
    @discardableResult
    public func write(_ text: String, to name: String, mode: UInt32 = 0o600) -> String {
        let file = "\(path)/\(name)"
        TestFile.write(Array(text.utf8), to: file)
        chmod(file, mode)
        return file
    }

    private static func remove(_ path: String) {
        guard let names = TestFile.names(in: path) else {
            unlink(path)
            return
        }
        for name in names { remove("\(path)/\(name)") }
        rmdir(path)
    }
}

/// Whole files.
public enum TestFile {
    /// nil when the file cannot be read.
    public static func read(_ path: String) -> [UInt8]? {
        guard let file = fopen(path, "rb") else { return nil }
        defer { fclose(file) }
        var bytes: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 65_536)
        while true {
            let count = fread(&buffer, 1, buffer.count, file)
            if count == 0 { return bytes }
            bytes.append(contentsOf: buffer[..<count])
        }
    }

    /// What a folder holds, in no order; nil when it is none.
    public static func names(in path: String) -> [String]? {
        guard let folder = opendir(path) else { return nil }
        defer { closedir(folder) }
        var names: [String] = []
        while let entry = readdir(folder) {
            let name = withUnsafePointer(to: &entry.pointee.d_name) {
                $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
            }
            if name != "." && name != ".." { names.append(name) }
        }
        return names
    }

    /// Unit: bytes; nil when there is no such file.
    public static func size(_ path: String) -> Int? {
        var facts = stat()
        return stat(path, &facts) == 0 ? Int(facts.st_size) : nil
    }

    public static func text(_ path: String) -> String? { read(path).map { String(decoding: $0, as: UTF8.self) } }

    /// The names in a folder; empty when there is none.
    public static func names(in folder: String) -> [String] {
        guard let directory = opendir(folder) else { return [] }
        defer { closedir(directory) }
        var names: [String] = []
        while let entry = readdir(directory) {
            let name = withUnsafePointer(to: &entry.pointee.d_name) {
                $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
            }
            if !name.hasPrefix(".") { names.append(name) }
        }
        return names.sorted()
    }

    public static func write(_ bytes: [UInt8], to path: String) {
        guard let file = fopen(path, "wb") else { return }
        fwrite(bytes, 1, bytes.count, file)
        fclose(file)
    }

    /// The project's folder, from the place of a source file in it (`#filePath`).
    public static func projectRoot(_ from: String = #filePath) -> String {
        var parts = from.split(separator: "/").map(String.init)
        while let last = parts.popLast() { if last == "Tests" { break } }
        return "/" + parts.joined(separator: "/")
    }
}

/// What the test run was started with.
public enum ProcessEnvironment {
    /// Expected texts are to be written anew (`RECORD=1 make test`).
    public static var isRecording: Bool { getenv("RECORD").map { String(cString: $0) == "1" } ?? false }

    /// A whole number, if the variable is one.
    public static func number(_ name: String) -> Int? { getenv(name).flatMap { Int(String(cString: $0)) } }
}

/// Golden files: the expected text stands beside the test.
public enum Golden {
    /// What comparing gave.
    public enum Outcome: Equatable, Sendable {
        case same
        /// There was no file: it was recorded, and the test fails so that somebody looks at it.
        case recorded(String)
        case differs(String)
    }

    /// Compares `text` with `Golden/<name>.txt` beside the test's file. `RECORD=1` writes it anew.
    public static func compare(_ text: String, _ name: String, file: String = #filePath) -> Outcome {
        let folder = file.split(separator: "/", omittingEmptySubsequences: false).dropLast().joined(separator: "/") + "/Golden"
        let path = "\(folder)/\(name).txt"
        let isRecording = ProcessEnvironment.isRecording
        guard let expected = TestFile.text(path), !isRecording else {
            makeFolders(path)
            TestFile.write(Array(text.utf8), to: path)
            return isRecording ? .same : .recorded(path)
        }
        if expected == text { return .same }
        let (want, got) = (
            expected.split(separator: "\n", omittingEmptySubsequences: false),
            text.split(separator: "\n", omittingEmptySubsequences: false)
        )
        var lines: [String] = ["\(path) differs"]
        for index in 0..<max(want.count, got.count) {
            let (left, right) = (index < want.count ? want[index] : "<none>", index < got.count ? got[index] : "<none>")
            if left != right { lines.append("line \(index + 1)\n  want \(left)\n  got  \(right)") }
        }
        return .differs(lines.joined(separator: "\n"))
    }

    private static func makeFolders(_ path: String) {
        var folder = ""
        for part in path.split(separator: "/").dropLast() {
            folder += "/" + part
            mkdir(folder, 0o755)
        }
    }
}
