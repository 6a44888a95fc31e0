// fleet import: a list of cards with tags and notes, as offices keep it. Read piece by piece and written in
// transactions of some thousand cards; a bad line is told and left out, the others are taken.

import ArgumentParser
import Glibc
import Localization
import SIMModel
import StateStore

extension FleetCommand {
    /// `simdeck fleet import`.
    struct Import: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "import",
            abstract: Help.text("Take cards, tags and notes from a file.", "从文件导入号码、标签和备注。"),
            discussion: Help.text(
                "CSV, TSV or a number a line, in UTF-8, UTF-16 or GB18030. Columns are found by their header: simNo, ICCID, tags, note (卡号, 标签, 备注); others are left out. Cards that are in the list already get the tags added. Status 1: some lines were refused, the others are in.",
                "CSV、TSV 或每行一个号码，编码为 UTF-8、UTF-16 或 GB18030。按表头识别列：卡号、ICCID、标签、备注（simNo、tags、note），其余列忽略。列表中已有的号码只追加标签。退出码 1：部分行被拒绝，其余已导入。"
            ))

        @Argument(help: help("The file, or - for standard input.", "文件，或 - 表示标准输入。")) var file: String
        @Option(help: help("Add this tag to every card (several: a,b).", "给每张卡加上该标签（可多个：a,b）。")) var tag: String?
        @Flag(help: help("Say what would be done, and do nothing.", "只说明将做什么，不写入。")) var dryRun = false
        @Option(help: help("Write every refused line to this CSV file.", "把所有被拒绝的行写入该 CSV 文件。")) var refused: String?
        @OptionGroup var global: GlobalOptions

        func run() async throws {
            let text = global.text
            let tags = try FleetWork.tags(tag ?? "", text)
            let source = try FleetSource(file, text: text)
            defer { source.close() }
            try await FleetWork(global).runLocally { state in
                var work = FleetImportWork(
                    fleet: state.fleet, source: source, tags: tags, now: LiveTime().wall, text: text,
                    refusals: try refused.map { try WholeFile($0, text: text) })
                do {
                    if dryRun { try await work.prepareDryRun() }
                    try await work.run()
                } catch {
                    work.refusals?.discard()
                    throw error
                }
                try work.refusals?.keep()
                try work.finish(isDryRun: dryRun)
            }
        }
    }
}

/// An open list, read by pieces.
struct FleetSource {
    /// Unit: bytes.
    private static let piece = 256 << 10

    let name: String
    /// Bytes of the whole; nil when nobody knows.
    let size: Int?
    private let descriptor: Int32
    private let text: CommandText

    init(_ path: String, text: CommandText) throws(CommandFailure) {
        self.text = text
        name = path == "-" ? text.standardInput : path
        descriptor = path == "-" ? 0 : open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw CommandFailure(.usage, text.cannotRead(path, String(cString: strerror(errno)))) }
        var facts = stat()
        let isFile = fstat(descriptor, &facts) == 0 && facts.st_mode & S_IFMT == S_IFREG
        size = isFile ? Int(facts.st_size) : nil
    }

    /// Empty at the end.
    func next() throws(CommandFailure) -> [UInt8] {
        while true {
            var failed: Int32 = 0
            let bytes = [UInt8](unsafeUninitializedCapacity: Self.piece) { buffer, filled in
                let count = Glibc.read(descriptor, buffer.baseAddress, Self.piece)
                if count < 0 { failed = errno }
                filled = max(0, count)
            }
            if failed == 0 { return bytes }
            if failed != EINTR { throw CommandFailure(.usage, text.cannotRead(name, String(cString: strerror(failed)))) }
        }
    }

    func close() { if descriptor != 0 { _ = Glibc.close(descriptor) } }
}

/// One import on its way.
struct FleetImportWork {
    /// Cards in one transaction.
    static let batch = 10_000
    /// Refused lines told on standard error.
    static let told = 20

    let fleet: FleetList
    let source: FleetSource
    let tags: [String]
    let now: WallTime
    let text: CommandText
    var refusals: WholeFile?

    private var counts = FleetMergeCounts()
    private var refusedCount = 0
    private var stream = FleetListStream()
    private var waiting: [FleetEntry] = []
    /// The numbers the list would have by now, when nothing is written.
    private var known: Set<CardNumber>?
    private var bytesRead = 0

    init(fleet: FleetList, source: FleetSource, tags: [String], now: WallTime, text: CommandText, refusals: WholeFile?) {
        self.fleet = fleet
        self.source = source
        self.tags = tags
        self.now = now
        self.text = text
        self.refusals = refusals
    }

    /// Looks up what is in the list, to tell without writing.
    mutating func prepareDryRun() async throws {
        var numbers: Set<CardNumber> = []
        try await FleetWork.each(fleet) { entries in
            for entry in entries { numbers.formUnion(FleetPages.names(of: entry)) }
        }
        known = numbers
    }

    mutating func run() async throws {
        try refusals?.write(CSVText.line(["file", "line", "cell", "reason"]) + "\r\n")
        let bar = ProgressBar(isShown: ProcessFacts.takesProgress)
        defer { bar.clear() }
        while !stream.isBroken {
            let bytes = try source.next()
            waiting += bytes.isEmpty ? stream.finish() : stream.feed(bytes)
            bytesRead += bytes.count
            if stream.isUnreadable { throw CommandFailure(.usage, text.noConverter(source.name, TextEncoding.gb18030.rawValue)) }
            try tell(bar)
            if waiting.count >= Self.batch || bytes.isEmpty { try await write(bar) }
            if bytes.isEmpty { break }
        }
        try await write(bar)
    }

    private mutating func write(_ bar: ProgressBar) async throws {
        while !waiting.isEmpty {
            let part = Array(waiting.prefix(Self.batch))
            waiting.removeFirst(part.count)
            if known != nil {
                for entry in part { count(entry) }
            } else {
                let done = try await fleet.merge(part, tags: tags, at: now)
                counts.added += done.added
                counts.merged += done.merged
            }
            let percent = source.size.map { min(100, bytesRead * 100 / max(1, $0)) }
            bar.draw(percent, text.cardsTaken(counts.added + counts.merged))
        }
    }

    private mutating func count(_ entry: FleetEntry) {
        let names = FleetPages.names(of: entry)
        if names.contains(where: { known?.contains($0) ?? false }) { counts.merged += 1 } else { counts.added += 1 }
        for name in names { known?.insert(name) }
    }

    private mutating func tell(_ bar: ProgressBar) throws {
        for refusal in stream.takeRefusals() {
            refusedCount += 1
            if refusedCount <= Self.told {
                bar.clear()
                OutputStream.err.line("simdeck: " + text.refusedLine(refusal, of: source.name))
            }
            try refusals?.write(
                CSVText.line([source.name, "\(refusal.line)", refusal.cell, refusal.reason.rawValue]) + "\r\n")
        }
    }

    func finish(isDryRun: Bool) throws {
        let more = refusedCount - Self.told
        if more > 0 { OutputStream.err.line("simdeck: " + text.moreRefused(more)) }
        if !stream.ignoredColumns.isEmpty { OutputStream.err.line("simdeck: " + text.ignoredColumns(stream.ignoredColumns)) }
        if let encoding = stream.encoding, encoding != .utf8 {
            OutputStream.err.line("simdeck: " + text.readAs(encoding.rawValue))
        }
        let taken = counts.added + counts.merged
        OutputStream.err.line(
            "simdeck: " + text.imported(added: counts.added, merged: counts.merged, refused: refusedCount, isDryRun: isDryRun))
        if taken == 0 { throw CommandFailure(.usage, text.nothingUsable(source.name)) }
        if refusedCount > 0 { throw ExitStatus.partial.code }
    }
}

/// How far a long reading is, on one line of a terminal.
struct ProgressBar {
    private static let width = 20
    let isShown: Bool

    func draw(_ percent: Int?, _ words: String) {
        guard isShown else { return }
        let filled = (percent ?? 0) * Self.width / 100
        let bar =
            percent == nil
            ? "" : "[" + String(repeating: "#", count: filled) + String(repeating: ".", count: Self.width - filled) + "] "
        OutputStream.err.write("\r\(bar)\(words)\u{1B}[K")
    }

    func clear() { if isShown { OutputStream.err.write("\r\u{1B}[K") } }
}
