// Chinese words of the notices.

import SIMModel

extension NoticeMessage {
    public var chinese: String {
        switch self {
        case .copied(let count): "已复制 \(groupedCount(count)) 个号码到终端剪贴板。"
        case .copiedThrough(let count, let program, let bytes):
            "已经由 \(program) 复制 \(groupedCount(count)) 个号码（\(groupedCount(bytes)) 字节）。若终端不允许：再按一次显示出来供选择。"
        case .pasteDropped: "已丢弃粘贴的内容：确认只接受键入的回答。"
        case .pasteCut(let limit): "粘贴内容过长，只取前 \(limit >> 20) MiB，到最后一个完整行为止。"
        case .plainSigns(let speaksChinese):
            "此终端的字符集不是 UTF-8：使用简单符号" + (speaksChinese ? "。" : "和英文。把 LANG 设为 UTF-8 即可完整显示。")
        case .copyTooLong(let limit): "未复制：终端最多接收 \(limit / 1024) KB。e 可写成文件。"
        case .exported(let rows, let path): "已写入 \(groupedCount(rows)) 行：\(path)"
        case .exportFailed(let path, let reason): "未能写入 \(path)：\(reason)"
        case .added(let count): "已添加 \(groupedCount(count)) 张卡。"
        case .addedNothing: "这些卡都已在列表中。"
        case .marked(let count): "已标记 \(groupedCount(count)) 张。"
        case .unmarked: "没有已标记的卡。"
        case .confirmed(.stop, let count): "正在停机 \(groupedCount(count)) 张卡，“操作”(5) 逐张跟踪。"
        case .confirmed(.resume, let count): "正在复机 \(groupedCount(count)) 张卡，“操作”(5) 逐张跟踪。"
        case .submitted(let kind, let sent, let refused, let unknown, let left):
            "\(kind.chinese)："
                + [
                    sent > 0 ? "已发送 \(groupedCount(sent))" : nil, refused > 0 ? "被拒绝 \(groupedCount(refused))" : nil,
                    unknown > 0 ? "结果不明 \(groupedCount(unknown))" : nil, left > 0 ? "未发送 \(groupedCount(left))" : nil,
                ].compactMap { $0 }.joined(separator: "，") + "。"
        case .protected(0): "已在保护中。"
        case .protected(let count): "已保护 \(groupedCount(count)) 张卡，批量操作不会涉及。"
        case .released(let count): "已解除保护 \(groupedCount(count)) 张卡。"
        case .run(let message): message.chinese
        case .label(let message): message.chinese
        case .watching(let count): count == 0 ? "没有关注的卡。" : "正在关注 \(groupedCount(count)) 张卡。"
        case .asked(let count, let tooSoon, let beyond):
            "正在向运营商查询 \(groupedCount(count)) 张卡"
                + (tooSoon > 0 ? "；\(groupedCount(tooSoon)) 张刚查过，受平台频率限制" : "")
                + (beyond > 0 ? "；\(groupedCount(beyond)) 张超出一次上限" : "") + "。"
        case .askedAgain(let pane): "正在重新查询“\(pane.chinese)”。"
        case .keyUnknown(let key, let help): "\(key) 在此无作用。\(help) 查看按键。"
        case .onlyIn(let pane): "仅在“\(pane.chinese)”窗格可用。"
        case .copiedCall(let hides): "已复制该调用。" + (hides ? "其中个人信息已隐藏，P 显示。" : "")
        case .personal(let isShown): isShown ? "个人信息按原样显示。" : "个人信息已隐藏。"
        case .device(let message): message.chinese
        case .apiNotCalled: "此行无需调用。"
        case .apiSpends(let command, let shop): "会扣费：请在“商城”（\(shop)）购买，或用 \(command)。两者都先记录再发送。"
        case .apiJournalled(let stop, let resume): "停机和复机须记入日志：请在“卡”窗格按 \(stop) 或 \(resume)。"
        case .apiIncomplete(let count): "还有 \(count) 项未填好，未发送。"
        case .apiUnconfirmed(let path): "\(path) 未确认：请在配置的 endpoints 中设置。未发送。"
        case .apiBusy: "上一个调用还没有回复。"
        case .readOnly: "只读：本次运行拒绝更改。"
        case .noJournal: "日志无法写入，因此不发送任何操作。! 查看原因。"
        case .unknownSimNo: "有的卡只知道 ICCID；保护按卡号进行。"
        case .nothingMarked: "没有已标记的卡。"
        case .keys(let message): message.chinese
        case .noCard: "光标处没有卡。"
        case .nothingCanBe(.stop): "所选的卡都不能停机。"
        case .nothingCanBe(.resume): "所选的卡都不能复机。"
        case .tooMany(let count, let limit): "\(groupedCount(count)) 张卡；该配置一次最多 \(groupedCount(limit)) 张。"
        case .copiedLink: "已复制链接到终端剪贴板。"
        case .linkExpired: "未复制：链接已过期。"
        case .noLink: "当前显示的回复中没有链接。"
        case .nothingToCopy: "此处没有可复制的内容。"
        case .nothingToExport: "还没有可导出的内容。"
        case .nothingOpen: "没有打开的内容。"
        case .onePaneOnly: "屏幕上只有一个窗格。"
        case .alreadyZoomed: "该窗格已占满屏幕。"
        }
    }
}
