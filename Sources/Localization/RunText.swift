// What the command line says of bulk work: previews, progress, reports, the journal's chain.

public import SIMModel

extension CommandText {
    // MARK: Preview

    public func hindrance(_ hindrance: Hindrance, _ kind: OperationKind) -> String {
        let message: LeftOutMessage
        switch hindrance {
        case .alreadyInState: message = .alreadyInState(kind)
        case .cancelled: message = .cancelled
        case .expired: message = .expired
        case .inStock: message = .inStock
        case .riskStop: message = .riskStop
        case .separated: message = .separated
        case .unknownCard: return either("not known to the platform", "平台无此卡")
        }
        return message.text(language)
    }

    public var unknownState: String { either("state unknown", "状态未知") }
    public func onlineNow(_ count: Int) -> String { either("\(groupedCount(count)) online", "\(groupedCount(count)) 张在线") }
    public func usedSoFar(_ volume: DataVolume) -> String { either("\(volume.text) used this period", "本周期已用 \(volume.text)") }
    public func pools(_ list: [Int]) -> String {
        let some = list.prefix(6).map { "\($0)" }.joined(separator: ", ") + (list.count > 6 ? ", …" : "")
        return either("pool \(some)", "流量池 \(some)")
    }
    public func packages(_ count: Int) -> String { either("\(count) package groups", "\(count) 个套餐组") }
    public var statesAreSnapshots: String { either("states from the platform's hourly snapshot", "状态来自平台每小时快照") }
    public var statesAreFresh: String { either("states asked from the carrier just now", "状态刚从运营商查询") }
    public func statesUnknown(_ problem: String) -> String {
        either("the cards could not be looked up first: \(problem)", "未能预先查询卡状态：\(problem)")
    }
    public func leftOut(_ reason: String, _ cards: [CardNumber]) -> String {
        either("left out, \(reason): ", "不执行（\(reason)）：") + list(cards)
    }
    public func leftOutCount(_ count: Int) -> String {
        either("\(groupedCount(count)) left out", "\(groupedCount(count)) 张不执行")
    }
    public func expectedSending(_ calls: Int, _ span: Duration) -> String {
        let time = span < .seconds(1) ? "<1s" : Age.exact(span)
        return either(
            "\(groupedCount(calls)) \(calls == 1 ? "call" : "calls"), about \(time) at today's limits",
            "\(groupedCount(calls)) 次调用，按当前限额约 \(time)")
    }
    public func expectedProof(_ span: Duration) -> String {
        either("all proved after about \(Age.exact(span))", "全部确认约需 \(Age.exact(span))")
    }
    public func usually(_ median: Duration, _ slow: Duration, samples: Int) -> String {
        either(
            "usually done in \(Age.exact(median)), up to \(Age.exact(slow)) (\(samples) samples)",
            "通常 \(Age.exact(median)) 完成，最长 \(Age.exact(slow))（\(samples) 个样本）")
    }
    public func canaryFirst(_ count: Int) -> String {
        either(
            "first \(groupedCount(count)) as a canary, the rest when they are confirmed",
            "先执行 \(groupedCount(count)) 张试点，全部确认后再执行其余")
    }
    public func protectedCard(_ card: CardNumber) -> String {
        either("\(card) is protected: it goes out only because it was named alone", "\(card) 受保护：仅因单独指定才会执行")
    }

    // MARK: Guards

    public func refusal(_ refusal: GuardRefusal) -> String {
        switch refusal {
        case .quietHours:
            either(
                "these are quiet hours of this profile (confirm.quiet_hours); nothing was sent",
                "当前处于此配置的静默时段（confirm.quiet_hours），未发送任何请求")
        case .tooManyThisHour(let sent, let asked, let limit):
            either(
                "\(groupedCount(sent)) cards were sent in the last hour; with \(groupedCount(asked)) more it would pass confirm.max_per_hour (\(groupedCount(limit))). Nothing was sent.",
                "近一小时已发送 \(groupedCount(sent)) 张，再加 \(groupedCount(asked)) 张将超过 confirm.max_per_hour（\(groupedCount(limit))）。未发送任何请求。"
            )
        }
    }
    public func tooManyCards(_ count: Int, limit: Int) -> String {
        either(
            "\(groupedCount(count)) cards; this profile allows \(groupedCount(limit)) at once (confirm.max_cards). Nothing was sent.",
            "共 \(groupedCount(count)) 张，此配置一次最多 \(groupedCount(limit)) 张（confirm.max_cards）。未发送任何请求。")
    }
    public var reasonWanted: String {
        either("this profile asks for a reason: add --reason TEXT", "此配置要求填写原因：请加 --reason 文本")
    }

    // MARK: Progress and report

    public func run(_ state: RunState) -> String { state.text(language) }
    public func hold(_ hold: RunHold) -> String { hold.text(language) }

    /// One line: how far, and what was seen.
    public func progress(_ tally: RunTally, left: Duration?) -> String {
        var parts = ["\(groupedCount(tally.sent))/\(groupedCount(tally.total)) " + either("sent", "已发送")]
        parts.append("\(groupedCount(tally[.confirmed])) " + either("confirmed", "已确认"))
        if tally.failed > 0 { parts.append("\(groupedCount(tally.failed)) " + either("failed", "失败")) }
        if tally.doubtful > 0 { parts.append("\(groupedCount(tally.doubtful)) " + either("in doubt", "存疑")) }
        if let left { parts.append(either("about \(Age.exact(left)) left", "约剩 \(Age.exact(left))")) }
        return parts.joined(separator: " · ")
    }

    public func runLine(_ run: BulkRun, _ tally: RunTally) -> String {
        let why = run.hold.map { " – " + hold($0) + (run.note.map { " (\($0))" } ?? "") } ?? ""
        return either("run \(run.id)", "批次 \(run.id)") + ": \(self.run(run.state))\(why)"
    }
    public func runLeft(_ id: String, _ count: Int) -> String {
        either(
            "\(groupedCount(count)) not sent: go on with simdeck ops continue \(id) --yes, give up with simdeck ops cancel \(id)",
            "\(groupedCount(count)) 张未发送：继续用 simdeck ops continue \(id) --yes，放弃用 simdeck ops cancel \(id)")
    }
    public func interrupted(_ sent: Int, _ cancelled: Int) -> String {
        either(
            "interrupted: \(groupedCount(sent)) were sent and are followed (simdeck ops follow), \(groupedCount(cancelled)) were not sent and are cancelled",
            "已中断：\(groupedCount(sent)) 张已发送并继续跟踪（simdeck ops follow），\(groupedCount(cancelled)) 张未发送并已取消")
    }
    public func noSuchRun(_ id: String) -> String {
        either("there is no run or operation \(id); see simdeck ops runs", "没有批次或操作 \(id)；请查看 simdeck ops runs")
    }
    public func notPaused(_ id: String) -> String {
        either("run \(id) is not paused: it is being sent, or it is over", "批次 \(id) 未处于暂停状态：正在发送或已结束")
    }
    public var nothingToUndo: String { either("nothing of it can be taken back now", "目前没有可撤销的卡") }
    public func apart(_ reason: String, _ cards: [CardNumber]) -> String {
        either("set apart, \(reason): ", "另列（\(reason)）：") + list(cards)
    }
    public var noRuns: String { either("no runs", "没有批次") }
    public var columnRun: String { either("RUN", "批次") }
    public var columnCards: String { either("CARDS", "卡数") }
    public var columnDone: String { either("CONFIRMED", "已确认") }
    public var columnFailed: String { either("FAILED", "失败") }
    public var columnDoubt: String { either("IN DOUBT", "存疑") }
    public var columnLeft: String { either("NOT SENT", "未发送") }
    public var columnBy: String { either("BY", "操作人") }
    public func reportReason(_ count: Int, _ state: OperationState, _ reason: String) -> String {
        "\(groupedCount(count)) \(operation(state)): \(reason)"
    }
    public var columnTarget: String { either("FOR", "对象") }
    public func change(_ state: ChangeState) -> String {
        switch state {
        case .sending: either("sending", "发送中")
        case .done: either("done", "已完成")
        case .refused: either("refused", "被拒绝")
        case .notSent: either("not sent", "未发送")
        case .unknown: either("in doubt", "存疑")
        }
    }
    public var noReason: String { either("no reason told", "未给出原因") }

    public var oneOperationOnly: String { either("--row goes with one operation", "--row 只能用于一条操作") }
    public func noSuchRow(_ row: Int64) -> String {
        either(
            "there is no such operation, or the platform's log of its card has no row \(row) of this kind",
            "没有该操作，或平台日志中该卡没有编号 \(row) 的同类记录")
    }

    // MARK: The chain

    public func chainSound(_ checked: Int) -> String {
        either(
            "\(groupedCount(checked)) entries of evidence, none changed, none missing", "共 \(groupedCount(checked)) 条证据，无改动、无缺失")
    }
    public func unchained(_ count: Int) -> String {
        either(
            "\(groupedCount(count)) older entries are from before evidence was chained", "其中 \(groupedCount(count)) 条早于证据链启用，无法校验"
        )
    }
    public func chainChanged(_ entry: Int64, _ operation: OperationID) -> String {
        either(
            "entry \(entry) (operation #\(operation)) was changed after it was written", "第 \(entry) 条（操作 #\(operation)）写入后被改动")
    }
    public func chainMissing(_ entry: Int64, _ operation: OperationID) -> String {
        either("entries are missing before entry \(entry) (operation #\(operation))", "第 \(entry) 条（操作 #\(operation)）之前有记录缺失")
    }
    public func chainCutOff(written: Int64, found: Int64) -> String {
        either(
            "the newest entries are missing: \(written) were written, \(found) are there", "最新记录缺失：曾写入 \(written) 条，现有 \(found) 条"
        )
    }
    public func chainState(_ operation: OperationID, _ state: OperationState, _ evidence: OperationState?) -> String {
        let last = evidence.map { self.operation($0) } ?? either("nothing", "无")
        return either(
            "operation #\(operation) says \(self.operation(state)), its evidence ends in \(last)",
            "操作 #\(operation) 状态为\(self.operation(state))，而证据止于\(last)")
    }
}
