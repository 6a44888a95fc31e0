// The handover sheet as Markdown: the same facts and span give the same bytes. What is not on record is said
// to be so, and never left out silently.

public import SIMModel

/// Writes a sheet in one language.
public struct HandoverText: Sendable {
    private let text: CommandText
    private let language: Language

    public init(language: Language) {
        self.language = language
        text = CommandText(language: language)
    }

    private func either(_ english: String, _ chinese: String) -> String { text.either(english, chinese) }

    public var title: String { either("Handover", "交接单") }

    /// The whole sheet, its last line ended.
    public func markdown(_ sheet: Handover) -> String {
        var lines = [
            "# \(title): \(Self.inert(sheet.profile))", "",
            "\(moment(sheet.from)) – \(moment(sheet.to)) " + either("(UTC+8)", "（UTC+8）"), "",
        ]
        lines += done(sheet) + open(sheet) + failed(sheet) + runs(sheet) + changes(sheet) + reminders(sheet) + unrecorded
        return lines.joined(separator: "\n") + "\n"
    }

    private func section(_ name: String, _ rows: [String], rest: Int = 0) -> [String] {
        var lines = ["## \(name)", ""] + (rows.isEmpty ? [either("None.", "无。")] : rows)
        if rest > 0 { lines += ["", either("… and \(groupedCount(rest)) more.", "……另有 \(groupedCount(rest)) 项。")] }
        return lines + [""]
    }

    private func done(_ sheet: Handover) -> [String] {
        section(
            either("Operations asked for: \(groupedCount(sheet.asked)) cards", "本班操作：\(groupedCount(sheet.asked)) 张"),
            table(
                [either("action", "操作"), either("result", "结果"), either("cards", "张数"), either("by", "操作人")],
                sheet.counts.map { count in
                    [text.action(count.kind), text.operation(count.state), groupedCount(count.cards), count.actor]
                }))
    }

    private func open(_ sheet: Handover) -> [String] {
        section(
            either("Still open or in doubt: \(groupedCount(sheet.open.total))", "未结束或存疑：\(groupedCount(sheet.open.total))"),
            table(
                [
                    "#", either("action", "操作"), either("card", "卡号"), either("state", "状态"), either("age", "已过"),
                    either("what to do", "处理"),
                ],
                sheet.open.items.map { record in
                    [
                        "\(record.id)", text.action(record.kind), record.simNo.description, text.operation(record.state),
                        Age.text(sheet.to - record.createdAt), remedy(record),
                    ]
                }), rest: sheet.open.rest)
    }

    /// What a person does about an operation without an end.
    private func remedy(_ record: OperationRecord) -> String {
        switch record.state {
        case .planned:
            either(
                "not sent: simdeck ops continue \(record.group), or cancel",
                "未发送：simdeck ops continue \(record.group)，或 cancel 取消")
        case .unknown, .unconfirmed:
            either("never send again blindly: simdeck ops settle \(record.id)", "勿盲目重发：simdeck ops settle \(record.id)")
        case .sending, .submitted, .accepted: either("is followed: simdeck ops follow", "跟踪中：simdeck ops follow")
        case .confirmed, .failed, .refused, .cancelled: ""
        }
    }

    private func failed(_ sheet: Handover) -> [String] {
        section(
            either("Failed or refused: \(groupedCount(sheet.failed.total))", "失败或被拒绝：\(groupedCount(sheet.failed.total))"),
            table(
                ["#", either("time", "时间"), either("action", "操作"), either("card", "卡号"), either("reason", "原因")],
                sheet.failed.items.map { record in
                    [
                        "\(record.id)", moment(record.createdAt), text.action(record.kind), record.simNo.description,
                        ReasonWords.text(record.failReason, language) ?? text.noReason,
                    ]
                }), rest: sheet.failed.rest)
    }

    private func runs(_ sheet: Handover) -> [String] {
        section(
            either("Runs: \(groupedCount(sheet.runs.total))", "批次：\(groupedCount(sheet.runs.total))"),
            sheet.runs.items.map { standing in
                let run = standing.run
                let reason = run.reason.map { " “\($0)”" } ?? ""
                let words = "\(moment(run.createdAt)) \(text.action(run.kind)) \(text.runLine(run, standing.tally))\(reason)"
                return "- " + Self.inert("\(words) · \(text.progress(standing.tally, left: nil)) · \(run.actor)")
            }, rest: sheet.runs.rest)
    }

    private func changes(_ sheet: Handover) -> [String] {
        section(
            either("Other changes: \(groupedCount(sheet.changes.total))", "其他更改：\(groupedCount(sheet.changes.total))"),
            sheet.changes.items.map { change in
                let words = [
                    moment(change.createdAt), "c\(change.id)", change.endpoint, change.target, text.change(change.state),
                    change.actor,
                ]
                return "- " + Self.inert(words.filter { !$0.isEmpty }.joined(separator: " · "))
            }, rest: sheet.changes.rest)
    }

    private func reminders(_ sheet: Handover) -> [String] {
        section(
            either("Reminders: \(groupedCount(sheet.reminders.total))", "提醒：\(groupedCount(sheet.reminders.total))"),
            sheet.reminders.items.map { reminder in
                let due = reminder.isDue(at: sheet.to) ? "**\(either("due", "已到期"))** · " : ""
                return "- \(due)" + Self.inert(text.reminderLine(reminder))
            }, rest: sheet.reminders.rest)
    }

    /// What a reader might look for and the state does not keep.
    private var unrecorded: [String] {
        section(
            either("Not on record", "未留存的内容"),
            [
                either(
                    "- Alerts: each console keeps its own only while it runs.", "- 告警：仅在各控制台运行期间保留。"),
                either(
                    "- Balance then and now: not kept; `simdeck assets` tells the present one.",
                    "- 当时与现在的余额：未保存；可用 `simdeck assets` 查询当前余额。"),
                either(
                    "- Tags and notes: kept as they are now, without when they changed.", "- 标签与备注：只保存现值，不记录修改时间。"),
            ])
    }

    private func table(_ head: [String], _ rows: [[String]]) -> [String] {
        guard !rows.isEmpty else { return [] }
        func line(_ cells: [String]) -> String { "| " + cells.map(Self.inert).joined(separator: " | ") + " |" }
        return [line(head), "|" + head.map { _ in "---|" }.joined()] + rows.map(line)
    }

    /// Minutes are exact enough for a sheet that people read.
    private func moment(_ time: WallTime) -> String { String(time.platformText.dropLast(3)) }

    /// Words of others cannot break a table or make a heading or link of themselves.
    private static func inert(_ words: String) -> String {
        var out = ""
        for character in words {
            switch character {
            case "|", "<", "[", "]", "*", "`", "\\": out += "\\\(character)"
            case _ where character.isNewline: out += " "
            default: out.append(character)
            }
        }
        return out
    }
}
