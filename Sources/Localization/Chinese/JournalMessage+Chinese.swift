// Chinese sentences about the journal.

extension JournalMessage {
    public var chinese: String {
        switch self {
        case .cannotOpen(let path, let reason): "未发送：无法打开日志 \(path)：\(reason)。"
        case .readOnly(let path): "未发送：日志 \(path) 不可写。请检查属主和权限。"
        case .newerVersion(let path, let found, let known): "日志 \(path) 的版本为 \(found)，本程序只识别 \(known)。请使用较新的 simdeck。"
        case .corrupt(let path, let aside): "日志 \(path) 已损坏" + (aside.map { "，已另存为 \($0)" } ?? "") + "。请查看 simdeck ops。"
        case .busy(let path): "未发送：日志 \(path) 正被其他进程使用，请重试。"
        case .diskFull(let path): "未发送：日志 \(path) 所在磁盘已满，请清理后重试。"
        case .failed(let reason): "未发送：日志出错：\(reason)。"
        }
    }
}
