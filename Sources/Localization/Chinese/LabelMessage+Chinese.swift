// 简体中文 texts of ``LabelMessage``.

import SIMModel

extension LabelMessage {
    private static func absent(_ count: Int) -> String {
        count == 0 ? "" : " \(groupedCount(count)) 张不在本配置的号码列表中：simdeck fleet add。"
    }

    public var chinese: String {
        switch self {
        case .tagged(let count, let absent): "已更改 \(groupedCount(count)) 张卡的标签。" + Self.absent(absent)
        case .noted(let count, let absent): "已更改 \(groupedCount(count)) 张卡的备注。" + Self.absent(absent)
        case .tabSaved(let name): "已保存标签页：\(name)。"
        case .tabDeleted(let name): "已删除标签页：\(name)。号码不受影响。"
        case .noStore: "此处无法保存。"
        case .noTabs: "还没有保存为标签页的筛选；可从命令面板保存。"
        case .notATab: "当前筛选不是标签页。"
        case .noFilter: "没有筛选条件，无可保存。"
        case .tagTitle(let count): "\(groupedCount(count)) 张卡的标签"
        case .tagHint: "+添加 -移除，用空格或逗号分隔"
        case .tagsNow(let tags): "现有：\(tags)"
        case .tagsWrong(let most, let longest): "最多 \(most) 个标签，每个最多 \(longest) 个字符。"
        case .noteTitle(let count): "\(groupedCount(count)) 张卡的备注"
        case .noteHint: "一行；留空表示删除备注"
        case .noteTooLong(let most): "最多 \(most) 个字符。"
        case .saveTitle: "把筛选保存为标签页"
        case .saveHint(let filter): "为 /\(filter) 起名"
        case .renameTitle(let name): "标签页 \(name) 的新名称"
        case .keySave: "保存"
        case .allCards: "全部"
        }
    }
}
