// What the line mode says: whole words, as they are heard by ear or read on a Braille line.

public import SIMModel

extension CommandText {
    // MARK: The session

    public func lineGreeting(version: String, account: String, isReadOnly: Bool) -> String {
        either(
            "simdeck \(version), line mode, account \(account)\(isReadOnly ? ", read-only" : ""). Type help, or quit to leave.",
            "simdeck \(version)，行模式，账号 \(account)\(isReadOnly ? "，只读" : "")。输入 help 查看命令，quit 退出。")
    }

    public var lineGoodbye: String { either("left", "已退出") }

    public var lineHelp: String {
        either(
            """
            A line is a command of simdeck, without the word simdeck. Here also:
            list [FILTER]: the cards, 20 at a time, numbered. A filter as in the console, such as: list status:stopped
            more: the next 20 of the list.
            #3, #1-5, #1,4: in any command, those cards of the list. For example: status #1-5
            help COMMAND: what a command takes.
            quit, or Ctrl-D: leave. Ctrl-C ends a command that is running.
            Nothing is changed without a question; only the answer it asks for does it.
            The commands:
            """,
            """
            每行是一条 simdeck 命令，不写 simdeck 这个词。此外还有：
            list [筛选]：列出号码，每次 20 张，带序号。筛选写法与控制台相同，例如：list status:stopped
            more：列表的下 20 张。
            #3、#1-5、#1,4：在任何命令中表示列表里的这些号码。例如：status #1-5
            help 命令：查看一条命令的用法。
            quit 或 Ctrl-D：退出。Ctrl-C 结束正在运行的命令。
            不经询问不做任何更改；只有按提示回答才会执行。
            命令：
            """)
    }

    // MARK: What a line cannot be

    public func lineNoCommand(_ word: String) -> String {
        either("there is no command “\(word)”; help lists them", "没有命令 “\(word)”；输入 help 查看")
    }
    public func lineNotHere(_ word: String) -> String {
        either("\(word) draws on the terminal and is not run from the line mode", "\(word) 会在终端上绘制，不能在行模式中运行")
    }
    public var lineNoStandardInput: String {
        either(
            "standard input is where the commands come from; give numbers, #1-5 or @FILE instead of -",
            "标准输入用于读取命令；请用号码、#1-5 或 @文件 代替 -")
    }
    public var lineOpenQuote: String { either("a quote is never closed", "引号没有闭合") }
    public var lineTooLong: String {
        either("the line is too long; put the cards into a file and give @FILE", "该行过长；请把号码放入文件并用 @文件")
    }
    public var lineNotUTF8: String { either("the line is not UTF-8", "该行不是 UTF-8") }
    public func lineBadPlaces(_ word: String) -> String {
        either("“\(word)” is no place of the list; write #3, #1-5 or #1,4", "“\(word)” 不是列表中的位置；请写 #3、#1-5 或 #1,4")
    }
    public func lineNotListed(_ word: String, of count: Int) -> String {
        count == 0
            ? either("\(word): no list has been read out yet; say list first", "\(word)：尚未列出号码；请先输入 list")
            : either(
                "\(word): \(groupedCount(count)) cards of the list have been read out; say more for the next",
                "\(word)：列表只列出了 \(groupedCount(count)) 张；输入 more 继续")
    }
    public func lineOnlyInConsole(_ field: String) -> String {
        either("\(field) is a matter of the console; operations are listed by: ops list", "\(field) 只在控制台中有；操作请用 ops list 查看")
    }

    // MARK: How a command ended

    public var lineDone: String { either("done", "完成") }
    public var linePartial: String {
        either("not all done: some cards failed, are missing, or were left alone", "未全部完成：部分号码失败、缺失或未处理")
    }
    public var lineUsage: String { either("not done: the line was not understood", "未执行：该行无法理解") }
    public var lineConfiguration: String {
        either("not done: the configuration, the secret or the local state is wrong", "未执行：配置、密钥或本地状态有误")
    }
    public var lineRefused: String { either("not done: refused", "未执行：被拒绝") }
    public var lineUnreachable: String { either("not done: the platform cannot be reached", "未执行：无法连接平台") }
    public var lineInDoubt: String {
        either("in doubt: it may or may not have happened; nothing is sent again", "存疑：可能已执行，也可能没有；不会重发")
    }
    public var lineInterrupted: String { either("interrupted", "已中断") }
    public func lineEnded(status: Int32) -> String { either("ended with status \(status)", "以状态 \(status) 结束") }

    // MARK: The list

    public func listAsksAll(_ count: Int) -> String {
        either("asking for the records of \(groupedCount(count)) cards first", "先查询 \(groupedCount(count)) 张卡的记录")
    }
    public func listHead(_ shown: ClosedRange<Int>, of count: Int, all: Int) -> String {
        let rest = count == all ? "" : either(" that pass, of \(groupedCount(all))", "（共 \(groupedCount(all)) 张中符合条件的）")
        return either(
            "Cards \(shown.lowerBound) to \(shown.upperBound) of \(groupedCount(count))\(rest).",
            "第 \(shown.lowerBound) 到 \(shown.upperBound) 张，共 \(groupedCount(count)) 张\(rest)。")
    }
    public var listEmpty: String { either("the list has no cards", "列表中没有号码") }
    public var listNothingPasses: String { either("no card passes the filter", "没有符合条件的号码") }
    public func listGoesOn(_ left: Int) -> String {
        either("\(groupedCount(left)) left; say more for the next", "还有 \(groupedCount(left)) 张，输入 more 继续")
    }
    public var listIsOver: String { either("that was the whole list", "列表已全部列出") }
    public var listNotBegun: String { either("there is no list yet; say list first", "还没有列表；请先输入 list") }
    public func listGaps(_ count: Int, _ problem: String) -> String {
        either(
            "no new answer for \(groupedCount(count)) cards, what is said of them is older or not known: \(problem)",
            "\(groupedCount(count)) 张卡没有新的回复，所列为旧数据或未知：\(problem)")
    }

    /// `3. 14900000017: active, online. 1.2 GB of 3 GB used. State asked from the carrier 4 seconds ago …`.
    public func listedCard(
        _ place: Int, _ number: CardNumber, state: Coded<SIMStatus>?, stateFrom: Provenance?, online: Coded<OnlineStatus>?,
        used: DataVolume?, quota: DataVolume?, usedFrom: Provenance?, marks: [String], isUnknown: Bool, now: WallTime
    ) -> String {
        if isUnknown { return either("\(place). \(number): the platform does not know it.", "\(place). \(number)：平台没有这张卡。") }
        var words: [String] = []
        words.append(state.map { self.state($0) } ?? either("state not known", "状态未知"))
        if let online { words.append(self.online(online)) }
        words += marks
        let flow =
            switch (used, quota) {
            case (let used?, let quota?):
                either("\(spoken(used)) of \(spoken(quota)) used", "已用 \(spoken(used))，总量 \(spoken(quota))")
            case (let used?, nil): either("\(spoken(used)) used", "已用 \(spoken(used))")
            case (nil, _): either("flow not known", "用量未知")
            }
        let (first, second) = (stateFrom.map { spoken($0, now) }, usedFrom.map { spoken($0, now) })
        var ages: [String] = []
        if let first, first == second {
            ages.append(either(first.capitalizedFirst, first))
        } else {
            if let first { ages.append(either("State \(first)", "状态：\(first)")) }
            if let second { ages.append(either("Flow \(second)", "用量：\(second)")) }
        }
        return either(
            "\(place). \(number): \(words.joined(separator: ", ")); \(flow). " + ages.map { $0 + "." }.joined(separator: " "),
            "\(place). \(number)：\(words.joined(separator: "，"))；\(flow)。" + ages.map { $0 + "。" }.joined()
        ).trimmedEnd
    }

    private func spoken(_ origin: Provenance, _ now: WallTime) -> String {
        let age = spokenAge(origin.age(at: now))
        return switch origin.source {
        case .carrier: either("asked of the carrier \(age)", "\(age)查自运营商")
        case .snapshot: either("from the platform's record, \(age)", "平台记录，\(age)")
        case .degraded: either("stored at the platform, the carrier did not answer, \(age)", "运营商未应答，为平台存储值，\(age)")
        case .pushed: either("sent by the platform \(age)", "平台推送，\(age)")
        }
    }

    /// `12.5 GB`: a letter alone is no word.
    private func spoken(_ volume: DataVolume) -> String {
        let text = volume.text
        guard let unit = text.last, unit.isLetter else { return text }
        return "\(text.dropLast()) \(unit)B"
    }

    /// An age in whole words: `4 minutes ago`.
    public func spokenAge(_ span: Duration) -> String {
        let seconds = max(0, span.inSeconds)
        func ago(_ count: Int64, _ unit: String, _ chinese: String) -> String {
            either("\(count) \(unit)\(count == 1 ? "" : "s") ago", "\(count) \(chinese)前")
        }
        if seconds < 5 { return either("just now", "刚刚") }
        if seconds < 60 { return ago(seconds, "second", "秒") }
        if seconds < 3600 { return ago(seconds / 60, "minute", "分钟") }
        if seconds < 48 * 3600 { return ago(seconds / 3600, "hour", "小时") }
        return ago(seconds / 86_400, "day", "天")
    }

    public var protectedWord: String { either("protected", "受保护") }
    public func taggedWord(_ tags: [String]) -> String {
        either("tagged \(tags.joined(separator: " and "))", "标签 \(tags.joined(separator: "、"))")
    }
}

extension String {
    /// Without blanks at its end.
    fileprivate var trimmedEnd: String {
        var text = self
        while text.last == " " { text.removeLast() }
        return text
    }
}
