// The sentences of the command line. Both languages stand side by side, so that neither can be missing.

public import SIMModel

/// What commands say, in one language.
public struct CommandText: Sendable {
    public let language: Language

    public init(language: Language) { self.language = language }

    func either(_ english: String, _ chinese: String) -> String {
        switch language {
        case .en: english
        case .zh: chinese
        }
    }

    // MARK: Words

    public func state(_ code: Coded<SIMStatus>) -> String { code.text(language) }
    public func online(_ code: Coded<OnlineStatus>) -> String { code.text(language) }
    public func actionStatus(_ code: Coded<ActionStatus>) -> String { code.text(language) }
    public func source(_ source: Source) -> String { source.text(language) }
    public func action(_ kind: OperationKind) -> String { kind.text(language) }
    public func operation(_ state: OperationState) -> String { state.text(language) }
    public func age(_ span: Duration) -> String { Age.text(span) }
    public func problem(_ error: PlatformError) -> String { error.sentence(language).line }

    public var columnCard: String { either("SIM NUMBER", "卡号") }
    public var columnState: String { either("STATE", "状态") }
    public var columnOnline: String { either("ONLINE", "在线") }
    public var columnUsed: String { either("USED", "已用") }
    public var columnQuota: String { either("QUOTA", "总量") }
    public var columnEnds: String { either("ENDS", "到期") }
    public var columnSource: String { either("SOURCE", "来源") }
    public var columnAge: String { either("AGE", "数据时长") }
    public var columnProblem: String { either("PROBLEM", "问题") }
    public var columnAction: String { either("ACTION", "操作") }
    public var columnCreated: String { either("CREATED (UTC+8)", "创建时间 (UTC+8)") }
    public var columnUpdated: String { either("UPDATED (UTC+8)", "更新时间 (UTC+8)") }
    public var columnSince: String { either("SINCE (UTC+8)", "起始时间 (UTC+8)") }
    public var columnActor: String { either("BY", "操作人") }
    public var columnReason: String { either("REASON", "原因") }
    public var columnSerial: String { either("SERIAL NUMBER", "流水号") }
    public var columnPool: String { either("POOL", "流量池") }
    public var columnCode: String { either("CODE", "编码") }
    public var columnDeposit: String { either("DEPOSIT", "押金") }
    public var columnFrozen: String { either("FROZEN", "冻结") }
    public var columnAvailable: String { either("AVAILABLE", "可用") }
    public var balance: String { either("BALANCE", "余额") }
    public var standardInput: String { either("standard input", "标准输入") }

    // MARK: Cards

    public func protectBySimNo(_ cards: [CardNumber]) -> String {
        let some = cards.prefix(3).map(\.description).joined(separator: ", ") + (cards.count > 3 ? " …" : "")
        return either(
            "protect cards by their simNo, which operations go by; these are ICCIDs: \(some) (simdeck lookup tells the simNo)",
            "请用卡号 (simNo) 保护，操作按卡号进行；以下是 ICCID：\(some)（可用 simdeck lookup 查卡号）")
    }

    /// What a change of the profile's lists came to.
    public func listChanged(_ changed: Int, of count: Int) -> String {
        if changed == count {
            return either(
                "\(groupedCount(count)) \(count == 1 ? "card" : "cards") changed", "已更改 \(groupedCount(count)) 张")
        }
        return either(
            "\(groupedCount(changed)) of \(groupedCount(count)) \(count == 1 ? "card" : "cards") changed; the others were so already",
            "\(groupedCount(count)) 张中有 \(groupedCount(changed)) 张已更改，其余原本如此")
    }

    public var noCards: String {
        either("no card was given; give numbers, @FILE, or - for standard input", "没有给出卡号；请给出卡号、@文件，或用 - 读标准输入")
    }

    public var oneCardOnly: String { either("give one card only", "只能给出一张卡") }

    public func duplicatesLeftOut(_ count: Int) -> String {
        either(
            count == 1
                ? "1 number was given twice; it is used once"
                : "\(groupedCount(count)) numbers were given again; each is used once",
            "有 \(groupedCount(count)) 个重复卡号，每张卡只处理一次")
    }

    public func protectedNeedsDigits(_ card: CardNumber) -> String {
        either(
            "\(card) is protected: give --protected with the last 4 digits of its number, or release it with "
                + "simdeck fleet unprotect; nothing was sent",
            "\(card) 受保护：请加 --protected 号码末 4 位，或先用 simdeck fleet unprotect 解除；未发送任何请求")
    }

    public var typeLastDigits: String { either("Type the last 4 digits of its number: ", "请输入号码末 4 位：") }

    public func neverArrivedQuestion(_ id: OperationID) -> String {
        either(
            "Operation #\(id) will be called failed: you have made sure that it never arrived. It is not sent again.",
            "操作 #\(id) 将记为失败：您已确认其未送达平台。不会重新发送。")
    }

    public func stillLookedFor(_ id: OperationID) -> String {
        either(
            "operation #\(id) may still appear in the platform's log; this can be said once the log has been read for 15 minutes "
                + "without it",
            "操作 #\(id) 仍可能出现在平台记录中；连续查询 15 分钟仍没有时才能如此认定")
    }

    public func noSuchOperation(_ id: OperationID) -> String {
        either("the journal has no operation #\(id)", "日志中没有操作 #\(id)")
    }

    public func cannotRead(_ name: String, _ reason: String) -> String {
        either("cannot read \(name): \(reason)", "无法读取 \(name)：\(reason)")
    }

    public func listTooLarge(_ name: String, megabytes: Int) -> String {
        either("\(name) is larger than \(megabytes) MB; split it", "\(name) 超过 \(megabytes) MB，请拆分")
    }

    public func notUTF8(_ name: String) -> String {
        either("\(name) is not UTF-8 text; save it as \"CSV UTF-8\"", "\(name) 不是 UTF-8 文本；请另存为 “CSV UTF-8”")
    }

    /// The first few problems of a list, each with its line.
    public func cardProblems(_ problems: [CardListReading.Problem], origin: String?) -> String {
        var lines = problems.prefix(5).map { problem -> String in
            let place = origin.map { either("\($0), line \(problem.line): ", "\($0) 第 \(problem.line) 行：") } ?? ""
            return place + reason(problem)
        }
        if problems.count > 5 {
            lines.append(
                either("and \(groupedCount(problems.count - 5)) more lines", "另有 \(groupedCount(problems.count - 5)) 行有问题"))
        }
        lines.append(either("nothing was sent; mend the list and try again", "未发送任何请求；请修正后重试"))
        return lines.joined(separator: "\n  ")
    }

    private func reason(_ problem: CardListReading.Problem) -> String {
        let shown = "“" + String(problem.text.prefix(40)) + "”"
        return switch problem.reason {
        case .notANumber: either("\(shown) is no card number", "\(shown) 不是卡号")
        case .spreadsheetExponent:
            either(
                "\(shown): a spreadsheet has cut the number's digits; format the column as text and export again",
                "\(shown)：表格软件截断了卡号；请把该列设为文本后重新导出")
        case .unclosedQuote: either("a quote is never closed", "引号没有闭合")
        case .noCardColumn:
            either("the header \(shown) names no column of cards (simNo, iccid, 卡号)", "表头 \(shown) 中没有卡号列（simNo、iccid、卡号）")
        }
    }

    public func unknownCards(_ cards: [CardNumber]) -> String {
        either("the platform does not know: \(list(cards))", "平台没有这些卡：\(list(cards))")
    }

    public func failedCards(_ cards: [CardNumber], _ message: String) -> String {
        cards.count == 1
            ? "\(cards[0]): \(message)"
            : either(
                "\(groupedCount(cards.count)) cards (\(list(cards))): \(message)",
                "\(groupedCount(cards.count)) 张卡（\(list(cards))）：\(message)")
    }

    public func iccidUnknown(_ cards: [CardNumber]) -> String {
        either(
            "no SIM number is known for: \(list(cards)). Nothing was sent; give the SIM number instead.",
            "查不到对应卡号：\(list(cards))。未发送任何请求；请改用卡号。")
    }

    func list(_ cards: [CardNumber]) -> String {
        let shown = cards.prefix(5).map(\.description).joined(separator: either(", ", "、"))
        return cards.count > 5
            ? shown + either(" and \(groupedCount(cards.count - 5)) more", " 等 \(groupedCount(cards.count)) 张") : shown
    }

    // MARK: Operations

    public func question(_ kind: OperationKind, _ cards: [CardNumber], account: String) -> String {
        let verb = action(kind)
        return either(
            "\(verb.capitalizedFirst) \(cards.count == 1 ? "\(cards[0])" : "\(groupedCount(cards.count)) cards (\(list(cards)))") on \(account).",
            "在 \(account) 上对 \(cards.count == 1 ? "\(cards[0])" : "\(groupedCount(cards.count)) 张卡（\(list(cards))）")\(verb)。")
    }

    public func typeToConfirm(_ wanted: String) -> String {
        either("Type \(wanted) to do it, anything else to leave it: ", "输入 \(wanted) 确认执行，输入其他内容放弃：")
    }

    public var nothingDone: String { either("nothing was done", "未做任何操作") }

    public var needsYes: String {
        either("this changes cards and nobody can be asked here: add --yes", "此命令会改变卡状态，且当前无法询问：请加 --yes")
    }

    public func dryRun(_ kind: OperationKind, _ count: Int, calls: Int, account: String) -> String {
        either(
            "dry run: would \(action(kind)) these \(groupedCount(count)) cards on \(account) in \(calls) call\(calls == 1 ? "" : "s"); nothing was sent",
            "试运行：将在 \(account) 上对以下 \(groupedCount(count)) 张卡\(action(kind))，共 \(calls) 次调用；未发送任何请求")
    }

    public func alreadyUnderWay(_ card: CardNumber, _ open: OperationRecord) -> String {
        either(
            "\(card): not sent again, operation #\(open.id) is still \(operation(open.state))",
            "\(card)：未重复发送，操作 #\(open.id) 仍处于“\(operation(open.state))”")
    }

    public func canaryStopped(_ rest: Int) -> String {
        either(
            "not all of the first cards were confirmed; the other \(groupedCount(rest)) were not sent",
            "首批卡未全部确认，其余 \(groupedCount(rest)) 张未发送")
    }

    public var inDoubt: String {
        either(
            "the outcome is not known yet; nothing is sent again. See it with: simdeck ops follow",
            "结果尚未确定，不会重发。可用 simdeck ops follow 跟踪")
    }

    public var leftPlanned: String {
        either(
            "some cards were not sent; send them with: simdeck ops continue ID… --yes, or give up with: simdeck ops cancel ID…",
            "有卡未发送；可用 simdeck ops continue 编号… --yes 继续，或 simdeck ops cancel 编号… 取消")
    }

    public var noOperations: String { either("no operations", "没有操作") }
    public func noSuchOperation(_ id: Int64) -> String { either("there is no operation #\(id)", "没有操作 #\(id)") }
    public var emptyLog: String {
        either(
            "no rows; an operation enters the log 1 to 3 minutes after it was sent", "没有记录；操作提交后 1 到 3 分钟才会出现在记录中")
    }

    // MARK: Calls

    public var columnTitle: String { either("TITLE", "名称") }
    public var columnEffect: String { either("EFFECT", "作用") }
    public var columnEvidence: String { either("EVIDENCE", "依据") }
    public var columnPath: String { either("PATH", "路径") }

    public func noSuchEndpoint(_ name: String) -> String {
        either("there is no endpoint \(name); simdeck endpoints lists them", "没有接口 \(name)；可用 simdeck endpoints 查看")
    }

    public func noSuchTable(_ name: String, _ known: [String]) -> String {
        either(
            "there is no table \(name); there are \(known.joined(separator: ", "))",
            "没有对照表 \(name)；现有：\(known.joined(separator: "、"))")
    }

    public func notNameValue(_ word: String) -> String {
        either("“\(word)” is not name=value", "“\(word)” 不是 名称=值 的格式")
    }

    public func notCalled(_ id: String) -> String {
        either(
            "\(id) is not called: the platform pushes it, or it is a table (simdeck codes)",
            "\(id) 不可调用：它是平台推送或对照表（simdeck codes）")
    }

    public func useTheVerb(_ id: String, _ verb: String) -> String {
        either(
            "\(id) must be written down before it is sent: use \(verb)", "\(id) 必须先记录再发送：请使用 \(verb)")
    }

    public func callQuestion(_ title: String, _ titleZh: String, _ values: String, account: String) -> String {
        either("\(title) on \(account): \(values)", "在 \(account) 上执行“\(titleZh)”：\(values)")
    }

    public func callInDoubt(_ problem: String) -> String {
        either("\(problem) It may have happened; look before you do it again.", "\(problem)可能已执行；再次操作前请先查询。")
    }

    public func done(_ message: String) -> String {
        either("done\(message.isEmpty ? "" : " (\(message))")", "完成\(message.isEmpty ? "" : "（\(message)）")")
    }

    public var qrNeedsTable: String {
        either(
            "--qr draws below the table; it does not go with --raw, --json, --jsonl or --csv",
            "--qr 在表格下方输出，不能与 --raw、--json、--jsonl、--csv 同用")
    }
    public var noLinkInReply: String { either("the reply has no link", "回复中没有链接") }
    public func linkTooLong(_ bytes: Int, limit: Int) -> String {
        either(
            "the link is too long for a QR code: \(groupedCount(bytes)) bytes, at most \(limit)",
            "链接过长，无法生成二维码：\(groupedCount(bytes)) 字节，最多 \(limit) 字节")
    }

    public func cannotListen(_ reason: String) -> String { either("cannot listen: \(reason)", "无法监听：\(reason)") }

    // MARK: Purchases

    public func noSuchPackage(_ id: String, _ card: String) -> String {
        either(
            "the platform does not offer package \(id) for \(card); see simdeck package list \(card)",
            "平台未向 \(card) 提供套餐 \(id)；请查看 simdeck package list \(card)")
    }

    public func purchaseQuestion(
        _ name: String, _ card: String, price: String?, balance: String?, after: String?, account: String
    ) -> String {
        either(
            "Buy “\(name)” for \(card) on \(account). Price \(price ?? "not told"), balance \(balance ?? "not known"), afterwards \(after ?? "not known").",
            "在 \(account) 上为 \(card) 订购“\(name)”。价格 \(price ?? "未给出")，余额 \(balance ?? "未知")，订购后 \(after ?? "未知")。")
    }

    public func purchaseInDoubt(_ customNos: [String]) -> String {
        let list = customNos.joined(separator: ", ")
        return either(
            "the outcome is not known; nothing is sent again. Find out with: simdeck package settle, or look for customNo \(list) in the back office",
            "结果尚未确定，不会重发。可用 simdeck package settle 查询，或在后台查找 customNo \(list)")
    }

    public func purchaseRepeats(_ customNo: String, _ state: String) -> String {
        either(
            "not bought: the same purchase (customNo \(customNo)) is \(state). Settle it first, or add --again.",
            "未订购：同样的订购（customNo \(customNo)）状态为 \(state)。请先确认其结果，或加 --again。")
    }

    public func balanceTooLow(_ price: String, _ balance: String) -> String {
        either("not bought: it costs \(price), the balance is \(balance)", "未订购：价格 \(price)，余额 \(balance)")
    }

    public var customNoIsMade: String {
        either("leave customNo out: simdeck makes it and never uses one twice", "请勿指定 customNo：由 simdeck 生成且绝不重复使用")
    }

    // MARK: Setting up

    public var noHome: String {
        either("no home directory is known: set SIMDECK_STATE_DIR", "无法确定主目录：请设置 SIMDECK_STATE_DIR")
    }

    public func journalSetAside(_ path: String) -> String {
        either(
            "the journal was damaged; it was set aside as \(path) and a new one was begun",
            "操作日志文件已损坏，已另存为 \(path)，并新建了日志")
    }

    public func sandboxHint(url: String, appID: String, cards: Int, first: String) -> String {
        either(
            "\(groupedCount(cards)) cards, the first is \(first). To use it:\n  export SIMDECK_BASE_URL=\(url) SIMDECK_APP_ID=\(appID) SIMDECK_APP_SECRET=…",
            "共 \(groupedCount(cards)) 张卡，首张为 \(first)。使用方法：\n  export SIMDECK_BASE_URL=\(url) SIMDECK_APP_ID=\(appID) SIMDECK_APP_SECRET=…"
        )
    }

    public func sandboxCannotStart(_ reason: String) -> String {
        either("the sandbox cannot start: \(reason)", "沙箱无法启动：\(reason)")
    }

    public var notATerminal: String {
        either(
            "the console needs a terminal; for scripts use lookup, status, flow, stop, resume (simdeck --help), or simdeck --plain",
            "控制台需要终端；脚本请使用 lookup、status、flow、stop、resume 等子命令（simdeck --help），或 simdeck --plain")
    }

    public var fleetNotKept: String { either("added cards were not kept:", "添加的卡未能保存：") }

    public func stillSending(_ count: Int) -> String {
        either(
            "\(groupedCount(count)) \(count == 1 ? "operation has" : "operations have") no end yet; the next start goes on following (simdeck ops list --open)",
            "有 \(groupedCount(count)) 个操作尚未结束，下次启动会继续跟踪（simdeck ops list --open）")
    }
}

extension String {
    var capitalizedFirst: String { prefix(1).uppercased() + dropFirst() }
}
