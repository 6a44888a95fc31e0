// What the command line says of reminders, of the handover sheet and of sending a file home.

public import SIMModel

extension CommandText {
    // MARK: Reminders

    /// `r7 · 2026-11-27 09:00 · resume these · 3 cards (149…) · alice@jump`.
    public func reminderLine(_ reminder: Reminder) -> String {
        var parts = ["r\(reminder.id)", String(reminder.dueAt.platformText.dropLast(3))]
        if let text = reminder.text { parts.append(text) }
        if !reminder.cards.isEmpty { parts.append(either("cards ", "卡 ") + list(reminder.cards)) }
        parts.append(reminder.actor)
        return parts.joined(separator: " · ")
    }

    public func reminderSet(_ reminder: Reminder) -> String {
        either(
            "reminder r\(reminder.id) for \(reminder.dueAt.platformText) (UTC+8); nothing is done by itself",
            "已设提醒 r\(reminder.id)：\(reminder.dueAt.platformText)（UTC+8）；不会自动执行任何操作")
    }

    public func reminderDone(_ id: Int64) -> String { either("reminder r\(id) is done", "提醒 r\(id) 已完成") }
    public func noSuchReminder(_ id: String) -> String { either("there is no open reminder \(id)", "没有未完成的提醒 \(id)") }
    public func reminderTooMany(_ most: Int) -> String {
        either("a reminder is about \(groupedCount(most)) cards at most", "一条提醒最多涉及 \(groupedCount(most)) 张卡")
    }
    public func reminderTooLong(_ most: Int) -> String {
        either("--text takes \(most) characters at most", "--text 最多 \(most) 个字符")
    }
    public var reminderIsPast: String { either("that moment has passed", "该时间已过") }
    public var noReminders: String { either("no reminders", "没有提醒") }
    public var columnDue: String { either("DUE (UTC+8)", "到期 (UTC+8)") }
    public var columnText: String { either("TEXT", "内容") }
    public func resumeThese(_ count: Int) -> String {
        either("resume \(groupedCount(count)) \(count == 1 ? "card" : "cards")", "复机 \(groupedCount(count)) 张")
    }

    public func badMoment(_ text: String) -> String {
        either(
            "“\(text)” is no time: write 09:00, Fri 09:00, tomorrow 9:00, 2h or 2026-11-27 09:00 (UTC+8)",
            "“\(text)” 不是时间：可写 09:00、周五 09:00、明天 9:00、2h 或 2026-11-27 09:00（UTC+8）")
    }

    public var spanIsEmpty: String { either("--until lies before --since", "--until 早于 --since") }

    // MARK: Sending a file home

    public var sendNeedsTerminal: String {
        either("sending goes through the terminal, and this is none", "发送须经终端，而当前不是终端")
    }
    public var noSendProgram: String {
        either(
            "neither tsz nor sz is on the PATH here; --copy hands the file over through the clipboard, in pieces",
            "此机器的 PATH 中没有 tsz 或 sz；可用 --copy 经剪贴板分段传出")
    }
    public func fileTooLarge(_ bytes: Int) -> String {
        either(
            "larger than \(groupedCount(bytes)) bytes: too many pieces to paste by hand",
            "超过 \(groupedCount(bytes)) 字节，分段过多，无法手工粘贴")
    }
    public func piece(_ number: Int, of count: Int) -> String {
        either(
            "piece \(number) of \(count) was given to the terminal's clipboard; paste it, then Enter for the next (q ends): ",
            "第 \(number)/\(count) 段已送入终端剪贴板；粘贴后按 Enter 继续（q 结束）：")
    }
    public func lastPiece(_ count: Int) -> String {
        either(
            "piece \(count) of \(count) was given to the terminal's clipboard. Whether the terminal took it, nobody tells.",
            "第 \(count)/\(count) 段已送入终端剪贴板。终端是否接受无法得知。")
    }
    public func digestOfWhole(_ digest: String, bytes: Int) -> String {
        either(
            "joined, the pieces have \(groupedCount(bytes)) bytes with the SHA-256 \(digest)",
            "各段相接后共 \(groupedCount(bytes)) 字节，SHA-256：\(digest)")
    }
    public func piecesUnfinished(_ sent: Int, of count: Int) -> String {
        either("\(sent) of \(count) pieces were given out", "已送出 \(sent)/\(count) 段")
    }
}
