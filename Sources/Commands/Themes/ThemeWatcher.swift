// Tells when a file of a theme is written. By inotify: nothing wakes until something is. The folders are
// watched, not the files: editors write a new file and move it into place. Where there is no inotify, the
// files' times are compared when the console wakes anyway.

import Dispatch
import Glibc

/// Watches a handful of files.
@MainActor final class ThemeWatcher {
    /// The most files that are watched, and folders with them.
    private static let limit = 16

    private let onChange: @MainActor () -> Void
    private var descriptor: Int32 = -1
    private var source: (any DispatchSourceRead)?
    private var watches: [Int32: String] = [:]
    private var files: [String: FileStamp] = [:]

    init(onChange: @escaping @MainActor () -> Void) { self.onChange = onChange }

    /// Watches these files instead of the ones before.
    func watch(_ paths: [String]) {
        let wanted = Array(Set(paths.filter { $0.hasPrefix("/") }.flatMap { [$0, Self.target($0)] })).sorted().prefix(Self.limit)
        guard wanted != files.keys.sorted()[...] else { return }
        stop()
        files = Dictionary(uniqueKeysWithValues: wanted.map { ($0, FileStamp($0)) })
        guard !files.isEmpty else { return }
        descriptor = inotify_init1(Int32(IN_NONBLOCK | IN_CLOEXEC))
        guard descriptor >= 0 else { return }
        for folder in Set(wanted.map(Self.folder)) {
            let watch = inotify_add_watch(descriptor, folder, UInt32(IN_CLOSE_WRITE | IN_MOVED_TO))
            if watch >= 0 { watches[watch] = folder }
        }
        guard !watches.isEmpty else {
            close(descriptor)
            descriptor = -1
            return
        }
        let (source, open) = (DispatchSource.makeReadSource(fileDescriptor: descriptor, queue: .main), descriptor)
        source.setEventHandler { [weak self] in MainActor.assumeIsolated { self?.readable() } }
        source.setCancelHandler { close(open) }
        self.source = source
        source.resume()
    }

    /// Compares the files' times, where nobody tells of changes.
    func wake() {
        guard descriptor < 0, !files.isEmpty else { return }
        compare()
    }

    func stop() {
        source?.cancel()
        (source, descriptor, watches, files) = (nil, -1, [:], [:])
    }

    /// Whether one of our files is among the changes does not need the events' names: its time tells.
    private func readable() {
        var buffer = [UInt8](repeating: 0, count: 16_384)
        while read(descriptor, &buffer, buffer.count) > 0 {}
        compare()
    }

    private func compare() {
        var isChanged = false
        for (path, stamp) in files {
            let now = FileStamp(path)
            // A file that is gone for a moment is being replaced.
            guard now.isThere, now != stamp else { continue }
            files[path] = now
            isChanged = true
        }
        if isChanged { onChange() }
    }

    private static func folder(_ path: String) -> String {
        path.lastIndex(of: "/").map { $0 == path.startIndex ? "/" : String(path[..<$0]) } ?? "."
    }

    /// Where links lead: the file may lie among somebody's dotfiles.
    private static func target(_ path: String) -> String {
        guard let found = realpath(path, nil) else { return path }
        defer { free(found) }
        return String(cString: found)
    }
}

/// What tells one writing of a file from the next.
private struct FileStamp: Hashable {
    var node: UInt = 0
    var size: Int64 = -1
    var seconds = 0
    var nanoseconds = 0

    var isThere: Bool { size >= 0 }

    init(_ path: String) {
        var facts = stat()
        guard stat(path, &facts) == 0 else { return }
        (node, size) = (UInt(facts.st_ino), Int64(facts.st_size))
        (seconds, nanoseconds) = (facts.st_mtim.tv_sec, facts.st_mtim.tv_nsec)
    }
}
