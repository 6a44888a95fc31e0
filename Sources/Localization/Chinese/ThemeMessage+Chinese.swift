// Chinese words about themes.

extension ThemeMessage {
    public var chinese: String {
        switch self {
        case .kept(let name, let file): "退出前有效。固定使用：在 \(file) 中写 theme: \(name)"
        case .edited(let name): "已重新读取主题 \(name)。"
        case .broken(let problem): "主题保持不变：\(problem)"
        case .noneFound: "没有名称相符的主题。"
        case .dark: "深色"
        case .light: "浅色"
        case .both: "通用"
        case .keyRestore: "恢复原样"
        case .good: "正常"
        case .warning: "风险停机"
        case .bad: "停机"
        case .fresh: "12s"
        case .stale: "2h?"
        }
    }
}
