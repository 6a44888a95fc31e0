// This machine: state, journal, port, terminal, versions. Nothing is made or changed by looking.

import CLibc
import CellGrid
import Glibc
import Localization
import Settings
import StateStore
import TerminalIO

extension Doctor {
    /// Less free space on the disk is told. Unit: bytes.
    private static let littleSpace: UInt64 = 100 << 20

    mutating func lookAtState(_ profile: Profile?) {
        let rest: [DoctorCheck] = [.journal, .evidence, .operations]
        guard let folder = StatePaths.stateDirectory(profile: profile?.name ?? "default", environment: environment) else {
            add(.state, .wrong, text.noHome, status: .configuration)
            return skip(rest, because: words("no state directory", "没有状态目录"))
        }
        var facts = stat()
        guard stat(folder, &facts) == 0 else {
            lookAtFutureState(folder)
            return skip(rest, because: words("nothing written yet", "尚无记录"))
        }
        let mode = facts.st_mode & 0o777
        var notes: [String] = []
        var isWrong = false
        if facts.st_mode & S_IFMT != S_IFDIR || access(folder, W_OK | X_OK) != 0 {
            isWrong = true
            notes.append(words("cannot be written: chown or chmod 700 \(folder)", "无法写入：请 chown 或 chmod 700 \(folder)"))
        }
        if mode & 0o077 != 0 { notes.append(words("others may look in: chmod 700 \(folder)", "其他用户可访问：chmod 700 \(folder)")) }
        let journal = folder + "/journal.sqlite"
        if stat(journal, &facts) == 0, facts.st_mode & 0o077 != 0 {
            notes.append(words("others may read it: chmod 600 \(journal)", "其他用户可读：chmod 600 \(journal)"))
        }
        let disk = Disk(folder)
        if let free = disk.free, free < Self.littleSpace {
            notes.append(words("the disk is nearly full", "磁盘空间不足"))
        }
        if disk.isNetwork {
            notes.append(
                words(
                    "on a network file system: locks may not hold; set SIMDECK_STATE_DIR to a local disk",
                    "位于网络文件系统，锁可能失效；请把 SIMDECK_STATE_DIR 设为本地磁盘"))
        }
        let space = disk.free.map { " · " + words("\($0 >> 20) MB free", "剩余 \($0 >> 20) MB") } ?? ""
        add(
            .state, isWrong ? .wrong : notes.isEmpty ? .ok : .warning, short(folder) + space, mend: notes, status: .configuration)
        lookAtJournal(folder)
    }

    private mutating func lookAtFutureState(_ folder: String) {
        var above = folder
        while above.count > 1, access(above, F_OK) != 0 {
            above = above.lastIndex(of: "/").map { String(above[..<$0]) } ?? ""
            if above.isEmpty { above = "/" }
        }
        if access(above, W_OK | X_OK) == 0 {
            return add(.state, .ok, words("\(short(folder)) · made at the first start", "\(short(folder)) · 首次启动时创建"))
        }
        add(
            .state, .wrong, words("\(folder) cannot be made: \(above) is not yours", "无法创建 \(folder)：\(above) 不可写"),
            mend: [words("set SIMDECK_STATE_DIR to a folder of yours", "请把 SIMDECK_STATE_DIR 设为自己的目录")], status: .configuration)
    }

    private mutating func lookAtJournal(_ folder: String) {
        let health: JournalHealth
        do {
            guard let found = try JournalHealth.read(directory: folder, whole: true) else {
                return skip([.journal, .evidence, .operations], because: words("no journal yet", "尚无日志"))
            }
            health = found
        } catch {
            add(.journal, .wrong, text.store(error), status: .configuration)
            return skip([.evidence, .operations], because: words("the journal cannot be read", "日志无法读取"))
        }
        let schema = words("schema \(health.version) of \(health.known)", "结构版本 \(health.version)/\(health.known)")
        if health.version > health.known {
            add(
                .journal, .wrong, schema, mend: [words("written by a newer simdeck: install that one", "由更新版本写入：请升级 simdeck")],
                status: .configuration)
            return skip([.evidence, .operations], because: words("a newer schema", "结构版本较新"))
        }
        if let damage = health.damage, !damage.isEmpty {
            add(
                .journal, .wrong, words("damaged: \(damage[0])", "已损坏：\(damage[0])"),
                mend: [
                    words(
                        "copy \(folder) away before anything else; the next start begins a new journal",
                        "请先备份 \(folder)；下次启动会新建日志")
                ],
                status: .configuration)
            return skip([.evidence, .operations], because: words("the journal is damaged", "日志已损坏"))
        }
        add(.journal, .ok, schema + " · " + words("sound", "完好"))
        if let chain = health.chain {
            let count = chain.faults.count
            add(
                .evidence, count == 0 ? .ok : .wrong,
                count == 0
                    ? words("\(chain.checked) links hold", "\(chain.checked) 个环节完整") : words("\(count) faults", "\(count) 处异常"),
                mend: count == 0 ? [] : ["simdeck ops verify"])
        } else {
            skip([.evidence], because: words("older schema: brought up to date at the next start", "旧结构：下次启动时升级"))
        }
        let follower = health.follower.map { holder in
            health.followerIsGone
                ? words("follower gone, the next start takes over", "跟踪进程已退出，下次启动接管")
                : words("followed by \(holder)", "由 \(holder) 跟踪")
        }
        let isLeft = health.unfinished > 0 && (health.follower == nil || health.followerIsGone)
        add(
            .operations, isLeft ? .warning : .ok,
            [words("\(health.unfinished) unfinished", "\(health.unfinished) 个未结束"), follower].compactMap { $0 }.joined(
                separator: " · "),
            mend: isLeft ? [words("simdeck ops follow", "simdeck ops follow")] : [])
    }

    mutating func lookAtListening(_ profile: Profile?) {
        guard let listen = profile?.listen, let port = listen.port else {
            return skip([.listen], because: words("not configured", "未配置"))
        }
        let host = listen.host ?? "127.0.0.1"
        if let trouble = NetworkProbe.listen(host, port: port) {
            add(
                .listen, .warning, "\(host):\(port): \(trouble)",
                mend: [
                    words(
                        "another simdeck may have it, whose pushes are read too; else: listen.port",
                        "可能由另一 simdeck 占用（其推送也会读取）；否则请改 listen.port")
                ])
        } else {
            add(.listen, .ok, words("\(host):\(port) is free", "\(host):\(port) 可用"))
        }
    }

    mutating func lookAtTerminal() {
        let isUTF8 = TerminalLocale.adopt(environment: environment) == .utf8
        guard ProcessFacts.isTerminal(1) else {
            return skip([.terminal, .characters, .clipboard], because: words("no terminal here", "当前没有终端"))
        }
        // A question to the terminal is a control sequence.
        guard ProcessFacts.takesColours else {
            return skip(
                [.terminal, .characters, .clipboard], because: words("lines only: the terminal is not asked", "行模式：不询问终端"))
        }
        let term = environment["TERM"] ?? ""
        let facts = TerminalProbe.facts(term: term)
        let size = TerminalProbe.size().map { "\($0.columns)×\($0.rows)" } ?? "?"
        let noColour = !(environment["NO_COLOR"] ?? "").isEmpty
        let colours = noColour ? "NO_COLOR" : words("\(facts.colours) colours", "\(facts.colours) 色")
        if !facts.isKnown || !facts.canMoveCursor {
            add(
                .terminal, .wrong, "TERM=\(term)",
                mend: [words("set TERM to xterm-256color, or install ncurses-term", "请把 TERM 设为 xterm-256color，或安装 ncurses-term")]
            )
        } else {
            add(.terminal, .ok, "\(term) · \(size) · \(colours)")
        }
        lookAtCharacters(isUTF8)
        let multiplexer = environment["TMUX"] != nil ? "tmux" : term.hasPrefix("screen") ? "screen" : nil
        if multiplexer == "tmux" {
            add(.clipboard, .ok, words("OSC 52 by tmux: set -g set-clipboard on", "经 tmux 的 OSC 52：set -g set-clipboard on"))
        } else {
            add(.clipboard, .ok, "OSC 52" + (multiplexer.map { " (\($0))" } ?? ""))
        }
    }

    private mutating func lookAtCharacters(_ isUTF8: Bool) {
        guard isUTF8 else {
            return add(
                .characters, .warning, words("the locale is not UTF-8: plain letters, no Chinese", "语言环境不是 UTF-8：仅显示 ASCII，无中文"),
                mend: [words("export LANG=C.UTF-8 (or en_US.UTF-8, zh_CN.UTF-8)", "export LANG=C.UTF-8（或 zh_CN.UTF-8）")])
        }
        let row = "停机●é"
        let wanted = TextWidth.cells(of: row)
        switch TerminalProbe.width(of: row, within: 200) {
        case nil: add(.characters, .ok, words("UTF-8; the terminal does not tell its widths", "UTF-8；终端未报告字符宽度"))
        case wanted?: add(.characters, .ok, words("UTF-8, widths as expected", "UTF-8，字符宽度相符"))
        case let measured?:
            add(
                .characters, .warning,
                words("a row of \(wanted) cells is \(measured) wide here", "应占 \(wanted) 格的文字实占 \(measured) 格"),
                mend: [words("switch off “ambiguous characters are wide” in the terminal", "请关闭终端的“歧义字符占两格”选项")])
        }
    }

    mutating func lookAtVersions() {
        var system = utsname()
        uname(&system)
        let kernel = withUnsafeBytes(of: &system.release) { bytes in
            String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
        }
        let curses = TerminalProbe.version.split(separator: " ").last.map(String.init) ?? "?"
        add(
            .versions, .ok,
            "simdeck \(Version.current) · Swift \(Version.compiler) · ncurses \(curses) · SQLite \(JournalHealth.engine)"
                + " · \(Self.libc) · \(kernel)")
    }
}

extension Doctor {
    /// `glibc 2.36`.
    private static var libc: String {
        var text = [CChar](repeating: 0, count: 64)
        confstr(Int32(_CS_GNU_LIBC_VERSION), &text, text.count)
        return String(decoding: text.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self)
    }
}

/// What holds a folder.
private struct Disk {
    /// Unit: bytes; nil when unknown.
    var free: UInt64?
    var isNetwork = false

    init(_ folder: String) {
        var space = statvfs()
        if statvfs(folder, &space) == 0 { free = UInt64(space.f_bavail) * UInt64(space.f_frsize) }
        let real = realpath(folder, nil).map { pointer in
            defer { Glibc.free(pointer) }
            return String(cString: pointer)
        }
        isNetwork = ["nfs", "nfs4", "cifs", "smb3", "fuse.sshfs"].contains(Self.kind(of: real ?? folder))
    }

    /// The file system's name in the table of mounts: that of the longest folder above.
    private static func kind(of folder: String) -> String {
        var best = (length: -1, kind: "")
        let table = try? LiveFileAccess(environment: [:]).read("/proc/self/mounts", limit: 1 << 20)
        for line in String(decoding: table?.bytes ?? [], as: UTF8.self).split(separator: "\n") {
            let fields = line.split(separator: " ")
            guard fields.count > 2 else { continue }
            let (place, kind) = (String(fields[1]), String(fields[2]))
            let holds = place == "/" || folder == place || folder.hasPrefix(place + "/")
            if holds, place.utf8.count >= best.length { best = (place.utf8.count, kind) }
        }
        return best.kind
    }
}
