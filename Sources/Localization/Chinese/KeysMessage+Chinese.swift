// Chinese words about keys, commands and what can be taken away from the screen.

import SIMModel

extension KeysMessage {
    public var chinese: String {
        switch self {
        case .toChange: "更改卡、设备、订单"
        case .toLook: "查看"
        case .toList: "筛选、标记、标签"
        case .toPanes: "窗格"
        case .toMove: "移动"
        case .toTake: "带走：复制、文件、命令"
        case .toSession: "帮助与退出"
        case .noKey: "命令面板"
        case .legend: "✕ 暂不可用及原因"
        case .keySearch: "搜索"
        case .keyNextMatch: "下一处"
        case .keyWrite: "写成文件"
        case .keyCopy: "复制"
        case .matches(let place, let count): "第 \(place) 处，共 \(groupedCount(count)) 处"
        case .noMatch(let text): "没有包含“\(text)”的内容"
        case .nextKeys(let key): "\(key) 之后可按"
        case .logErrors: "出过的错误，最新在前"
        case .logCalls: "最近的调用，最新在前"
        case .noCalls: "还没有调用。"
        case .callCards(let count): "\(groupedCount(count)) 张卡"
        case .callFine: "成功"
        case .callTry(let number): "第 \(number) 次"
        case .wrote(let path): "已写入 \(path)"
        case .commandsTitle: "对应的命令行"
        case .onlyInDemo: "演示沙箱随本进程结束；要在 shell 中试用，请先启动 simdeck sandbox。"
        case .inFile(let count, let key): "\(groupedCount(count)) 张卡：\(key) 写成文件并填入文件名，或改用自己的列表。"
        case .curl: "对应的签名调用；签名已隐去，使用前须重新签名"
        case .copiedLine: "已复制该命令到终端剪贴板。"
        case .noCommand: "屏幕上的内容没有对应的命令。"
        case .line(let line): line.chinese
        case .saveTitle: "保存屏幕"
        case .saveText: "纯文本"
        case .saveColours: "带颜色的文本 (ANSI)"
        case .savePicture: "图片 (SVG)"
        case .saveHint: "按所示保存：已隐藏的信息保持隐藏"
        case .refusedMoves: "该键在各处用于移动或关闭"
        case .refusedChord: "更改类命令不能用 Ctrl 或 Alt 组合键"
        case .refusedMultiplexer(let program): "该键是 \(program) 的前缀键"
        }
    }
}

extension ShownLine {
    var chinese: String {
        switch self {
        case .records: "平台存储的记录"
        case .fresh: "运营商的实时状态"
        case .flow: "当前用量"
        case .watchFlow: "用量，每 10 秒一次"
        case .why: "停机原因"
        case .stop: "停机，先询问"
        case .resume: "复机，先询问"
        case .protect: "保护，批量操作不会涉及"
        case .assets: "余额和资金池"
        case .history: "该卡在平台的操作记录"
        case .operation: "该操作及其证据"
        case .operations: "最近的操作"
        case .lookUp: "查询存疑操作的结果"
        case .run: "批量操作的进展"
        case .runReport: "该批次的报告"
        case .device: "设备信息"
        case .goods: "商品"
        case .orders: "订单"
        case .packages: "该卡可订购的套餐"
        case .purchases: "从这里购买的记录"
        case .call: "当前这个调用"
        case .endpoints: "全部接口"
        case .question: "当前的询问；执行时会再次询问"
        }
    }
}
