// doctor: a line for each thing that has to be right, with the mend.

import ArgumentParser
import CellGrid
import JSONText
import Localization
import TerminalIO

/// `simdeck doctor`.
struct DoctorCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "doctor",
        abstract: Help.text("What is right and what is not, with the mend.", "自检：逐项列出状态及处理办法。"))

    @Flag(help: help("One JSON document.", "输出一个 JSON 文档。")) var json = false
    @Flag(help: help("Nothing is asked of the network.", "不访问网络。")) var offline = false
    @OptionGroup var global: GlobalOptions

    func run() async throws {
        var doctor = Doctor(global, isOffline: offline)
        await doctor.run()
        if json {
            OutputStream.out.line(Self.document(doctor).prettyText)
        } else {
            let isUTF8 = TerminalLocale.adopt(environment: ProcessFacts.environment) == .utf8
            for line in doctor.lines { OutputStream.out.write(Self.text(line, global.text, isUTF8: isUTF8)) }
            let count = { (state: DoctorState) in doctor.lines.count { $0.state == state } }
            OutputStream.out.line(global.text.doctorSummary(wrong: count(.wrong), warnings: count(.warning)))
        }
        if doctor.status != .done { throw doctor.status.code }
    }

    /// One line, and the mends below it, each behind an arrow.
    static func text(_ line: DoctorLine, _ text: CommandText, isUTF8: Bool) -> String {
        let (sign, arrow): (String, String)
        switch line.state {
        case .ok: (sign, arrow) = isUTF8 ? ("✓", "→") : ("+", "->")
        case .warning: (sign, arrow) = ("!", isUTF8 ? "→" : "->")
        case .wrong: (sign, arrow) = isUTF8 ? ("✕", "→") : ("x", "->")
        case .notTried: (sign, arrow) = ("-", isUTF8 ? "→" : "->")
        }
        let state = TextWidth.fit(text.doctorState(line.state), 9, alignRight: false)
        let name = TextWidth.fit(text.doctorCheck(line.check), 13, alignRight: false)
        let head = "\(sign) \(state) \(name) "
        let pad = String(repeating: " ", count: TextWidth.cells(of: head))
        return head + wrapped(line.detail).joined(separator: "\n" + pad) + "\n"
            + line.mends.map { "  \(arrow) \($0)\n" }.joined()
    }

    /// Cut at the dots between facts where a line of 80 columns would be too narrow.
    private static func wrapped(_ detail: String) -> [String] {
        var lines = [""]
        for part in detail.split(separator: " · ", omittingEmptySubsequences: false) {
            let longer = lines[lines.count - 1].isEmpty ? String(part) : "\(lines[lines.count - 1]) · \(part)"
            if TextWidth.cells(of: longer) > 54, !lines[lines.count - 1].isEmpty {
                lines.append(String(part))
            } else {
                lines[lines.count - 1] = longer
            }
        }
        return lines
    }

    private static func document(_ doctor: Doctor) -> JSONValue {
        let lines: [JSONValue] = doctor.lines.map { line in
            .fields(
                ("check", .string(line.check.rawValue)), ("state", .string(line.state.rawValue)),
                ("detail", .string(line.detail)), ("mend", .strings(line.mends)))
        }
        return .fields(("status", .integer(Int64(doctor.status.rawValue))), ("checks", .array(lines)))
    }
}
