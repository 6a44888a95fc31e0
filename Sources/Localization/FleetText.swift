// What the commands of the profile's list say.

public import SIMModel

extension CommandText {
    public var columnTags: String { either("TAGS", "标签") }
    public var columnNote: String { either("NOTE", "备注") }
    public var columnChange: String { either("CHANGE", "变化") }

    private func cards(_ count: Int) -> String {
        either("\(groupedCount(count)) \(count == 1 ? "card" : "cards")", "\(groupedCount(count)) 张")
    }

    public func cardsTaken(_ count: Int) -> String { cards(count) }

    /// One refused line of a list.
    public func refusedLine(_ refusal: FleetRefusal, of name: String) -> String {
        let cell = "“" + FleetNote.clean(refusal.cell) + "”"
        let reason =
            switch refusal.reason {
            case .notANumber: either("\(cell) is no card number", "\(cell) 不是卡号")
            case .spreadsheetExponent:
                either(
                    "\(cell): a spreadsheet has cut the number's digits; format the column as text and save again",
                    "\(cell)：表格软件截断了卡号；请把该列设为文本后重新保存")
            case .unclosedQuote: either("a quote is never closed: \(cell)", "引号没有闭合：\(cell)")
            case .noCardColumn:
                either("the header \(cell) names no column of cards (simNo, iccid, 卡号)", "表头 \(cell) 中没有卡号列（simNo、iccid、卡号）")
            case .notText: either("\(cell): bytes that are no text", "\(cell)：含有无法识别的字节")
            case .tags:
                either(
                    "\(cell): at most \(FleetTag.most) tags of at most \(FleetTag.longest) characters",
                    "\(cell)：最多 \(FleetTag.most) 个标签，每个最多 \(FleetTag.longest) 个字符")
            case .note:
                either("\(cell): a note has at most \(FleetNote.longest) characters", "\(cell)：备注最多 \(FleetNote.longest) 个字符")
            }
        return either("\(name), line \(refusal.line): \(reason)", "\(name) 第 \(refusal.line) 行：\(reason)")
    }

    public func moreRefused(_ count: Int) -> String {
        either("… and \(groupedCount(count)) more refused \(count == 1 ? "line" : "lines")", "……另有 \(groupedCount(count)) 行被拒绝")
    }

    public func ignoredColumns(_ names: [String]) -> String {
        let some = names.prefix(8).map { String($0.prefix(30)) }.joined(separator: ", ") + (names.count > 8 ? " …" : "")
        return either("columns left out: \(some)", "忽略的列：\(some)")
    }

    public func readAs(_ encoding: String) -> String { either("read as \(encoding)", "按 \(encoding) 读取") }

    public func noConverter(_ name: String, _ encoding: String) -> String {
        either(
            "\(name) is \(encoding), which this system's C library cannot convert (its gconv modules are missing); save it as UTF-8",
            "\(name) 是 \(encoding) 编码，本系统的 C 库无法转换（缺少 gconv 模块）；请另存为 UTF-8")
    }

    public func imported(added: Int, merged: Int, refused: Int, isDryRun: Bool) -> String {
        let lines = either("\(groupedCount(refused)) \(refused == 1 ? "line" : "lines") refused", "\(groupedCount(refused)) 行被拒绝")
        return isDryRun
            ? either(
                "would add \(cards(added)), merge \(cards(merged)) already listed or repeated; \(lines); nothing was written",
                "将新增 \(cards(added))，合并已有或重复的 \(cards(merged))；\(lines)；未写入任何内容")
            : either(
                "\(cards(added)) added, \(cards(merged)) already listed or repeated and merged; \(lines)",
                "新增 \(cards(added))，合并已有或重复的 \(cards(merged))；\(lines)")
    }

    public func nothingUsable(_ name: String) -> String {
        either("nothing in \(name) could be used", "\(name) 中没有可用的内容")
    }

    public func cannotWrite(_ name: String, _ reason: String) -> String {
        either("cannot write \(name): \(reason)", "无法写入 \(name)：\(reason)")
    }

    public func exported(_ count: Int, to name: String) -> String {
        either("\(cards(count)) written to \(name)", "已将 \(cards(count))写入 \(name)")
    }

    public var noTags: String { either("name tags: --add a,b or --remove c", "请给出标签：--add a,b 或 --remove c") }
    public var noNote: String { either("give the cards, and the note last", "请给出卡号，最后是备注") }

    public func noteTooLong(_ most: Int) -> String { either("a note has at most \(most) characters", "备注最多 \(most) 个字符") }

    public func badTags(most: Int, longest: Int) -> String {
        either("at most \(most) tags of at most \(longest) characters", "最多 \(most) 个标签，每个最多 \(longest) 个字符")
    }

    public func notInList(_ count: Int) -> String {
        either(
            "\(cards(count)) not in the list: add them first (simdeck fleet add)", "\(cards(count))不在列表中：请先添加 (simdeck fleet add)"
        )
    }

    public func synced(listed: Int, added: Int, isDryRun: Bool) -> String {
        isDryRun
            ? either(
                "the platform lists \(cards(listed)); would add \(cards(added))", "平台列出 \(cards(listed))；将新增 \(cards(added))")
            : either("the platform lists \(cards(listed)); \(cards(added)) added", "平台列出 \(cards(listed))；已新增 \(cards(added))")
    }

    public func notListed(_ count: Int) -> String {
        either(
            "\(cards(count)) of the list are not in the platform's; they stay until you remove them",
            "列表中有 \(cards(count))不在平台列出的号码内；除非手动移除，否则保留")
    }

    public func fleetChange(_ isAdded: Bool) -> String { isAdded ? either("added", "新增") : either("not listed", "平台未列出") }

    public func pagesRepeat(_ page: Int) -> String {
        either(
            "page \(page) brought no other cards than the pages before: the platform takes no notice of the page asked for; nothing was added",
            "第 \(page) 页没有新的号码：平台未按请求的页返回；未添加任何号码")
    }

    public var noCardsInReply: String {
        either("the platform's reply names no cards as expected; nothing was added", "平台返回中没有预期的号码字段；未添加任何号码")
    }
}
