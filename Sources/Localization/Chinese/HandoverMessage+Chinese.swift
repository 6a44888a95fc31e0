// 交接单的中文词句。

extension HandoverMessage {
    public var chinese: String {
        switch self {
        case .title: "交接单 · 最近 12 小时"
        case .keyCopy: "复制"
        case .keyExport: "写入文件"
        case .copied: "已送入终端剪贴板；终端是否接受无法得知。"
        case .written(let path): "已写入 \(path)。经终端传回：simdeck send \(path)"
        }
    }
}
