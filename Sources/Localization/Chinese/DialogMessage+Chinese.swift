// Chinese lines of the dialogs.

import SIMModel

extension DialogMessage {
    public var chinese: String {
        switch self {
        case .changeTitle(let kind, let count, let profile): "在 \(profile) 上\(kind.chinese) \(groupedCount(count)) 张卡"
        case .onlineNow(let count): "\(groupedCount(count)) 张在线"
        case .stateUnknown(let count): "\(groupedCount(count)) 张状态未知"
        case .consequence(.stop): "停机后没有网络，直到复机。"
        case .consequence(.resume): "复机后恢复联网并消耗流量。"
        case .leftOut(let list): "不含：\(list)"
        case .hiddenMarks(let count): "其中 \(groupedCount(count)) 张被筛选隐藏"
        case .usedSoFar(let volume): "已用 \(volume)"
        case .packages(let count): "\(count) 个套餐组"
        case .calls(let count): "\(groupedCount(count)) 次调用"
        case .sendingTakes(let span): "发送约需 \(span)"
        case .usually(let median, let slow, let samples): "通常 \(median) 完成，最长 \(slow)（\(samples) 个样本）"
        case .canaryFirst(let count): "先执行 \(groupedCount(count)) 张试点，确认后再执行其余"
        case .noCanary: "一次全部执行，不设试点"
        case .keyCanary: "试点"
        case .opposing(let count): "其中 \(groupedCount(count)) 张正在进行另一操作"
        case .typeCount(let kind, let count): "输入 \(count) 并按 Enter \(kind.chinese)。"
        case .typeProfile(let kind, let name): "输入 \(name) 并按 Enter \(kind.chinese)。"
        case .typeCountAndProfile(let kind, let count, let name): "输入 \(count) 和 \(name)，再按 Enter \(kind.chinese)。"
        case .pressY(let kind): "\(kind.chinese)"
        case .wrongCount(let count): "数量应为 \(count)。未发送任何内容。"
        case .wrongProfile(let name): "配置名应为 \(name)。未发送任何内容。"
        case .reasonWanted: "该配置要求填写原因。未发送任何内容。"
        case .willBeDone(let kind, let count): "\(kind.chinese)：\(groupedCount(count))"
        case .willBeLeftOut(let count): "不含：\(groupedCount(count))"
        case .keyNothing: "什么也不做"
        case .keyList: "列表"
        case .keyBack: "返回"
        case .keyReason: "原因"
        case .keyScroll: "滚动"
        case .keyRun: "执行"
        case .keyChoose: "选择"
        case .keyAdd: "添加"
        case .keyStay: "留下"
        case .keyQuit: "退出"
        case .keyClose: "关闭"
        case .keyKeep: "保留"
        case .keyClear: "清除"
        case .isProtected(let actor, let since, let reason):
            "▣ 受保护（\(actor)，\(since) 起）" + (reason.map { "：\($0)" } ?? "")
        case .isUnfinished(let id, let kind, let state, let since):
            "操作 #\(id)（\(kind.chinese)，\(since) 前发送）尚未结束：\(state.chinese)。再次发送可能重复执行。"
        case .typeNumber(let kind, let id): "仍要\(kind.chinese)，请输入 \(id) 并按 Enter。"
        case .wrongNumber(let id): "请输入未结束操作的编号 \(id)。未发送任何内容。"
        case .typeDigits(let kind): "输入号码末 4 位并按 Enter \(kind.chinese)。"
        case .wrongDigits: "不是号码末 4 位。未发送任何内容。"
        case .releaseTitle(let count): "解除 \(groupedCount(count)) 张卡的保护"
        case .releaseMeaning: "解除后，批量操作会再次涉及这些卡。"
        case .keyRelease: "解除保护"
        case .reasonHint: "记入日志，并作为备注发送"
        case .addHint: "号码以空格、逗号或换行分隔；可粘贴；或 @文件。"
        case .addReading(let count, let duplicates):
            "\(groupedCount(count)) 个号码" + (duplicates == 0 ? "" : "，\(groupedCount(duplicates)) 个重复")
        case .addFrom(let source): "来自 \(source)"
        case .addProblem(let line, let text, let reason): "第 \(line) 行：\(text)：\(reason)"
        case .addMoreProblems(let count): "还有 \(groupedCount(count)) 行不是卡号"
        case .fileFailed(let path, let reason): "\(path)：\(reason)"
        case .addNoGood: "没有可添加的号码。"
        case .quitTitle: "退出"
        case .quitSending(let count): "还有 \(groupedCount(count)) 个操作正在发送。"
        case .quitMeaning: "现在离开可能使其结果不明：停机、复机下次启动时会查找，一律不会重发。"
        case .linesLeftOut(let count, let origin): count == 0 ? origin : "\(origin)：\(groupedCount(count)) 行不是卡号，已略过"
        case .moreLines(let count): "另有 \(groupedCount(count)) 行"
        case .noErrors: "本次运行没有错误。"
        case .times(let count): "\(count) 次"
        case .noCommand: "没有匹配的命令。"
        case .sortHint: "再选同一列则倒序"
        }
    }
}

extension LeftOutMessage {
    public var chinese: String {
        switch self {
        case .alreadyInState(.stop): "已停机"
        case .alreadyInState(.resume): "已正常在网"
        case .cancelled: "已销户"
        case .expired: "已失效"
        case .riskStop: "风险停机"
        case .separated: "卡机分离（需重新绑定）"
        case .inStock: "库存"
        case .unknownSimNo: "只知 ICCID"
        case .protected: "受保护"
        case .notConfirmed(let state): "操作\(state.chinese)"
        case .movedByLater(let kind): "之后又执行过\(kind.chinese)"
        case .nowIn(let state): "现为\(state.chinese)"
        case .unseen: "运营商未给出状态"
        case .unfinished(let operation): operation.isEmpty ? "仍在进行" : "仍在进行（#\(operation)）"
        }
    }
}
