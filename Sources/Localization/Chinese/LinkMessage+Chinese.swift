// Chinese words about a link that is shown as a QR code.

import SIMModel

extension LinkMessage {
    public var chinese: String {
        switch self {
        case .asked(let ago): "\(ago) 前获取。"
        case .expires(let left): "\(left) 后过期。"
        case .expiryUnknown: "过期时间未知：回复中没有说明。"
        case .expired: "链接已过期，请重新获取。"
        case .tooSmall(let columns, let rows, let hasColumns, let hasRows):
            "二维码需要 \(rows) 行、\(columns) 列；屏幕只有 \(hasRows) 行、\(hasColumns) 列。"
        case .tooLong(let bytes, let limit): "链接过长，无法生成二维码：\(groupedCount(bytes)) 字节，最多 \(limit) 字节。"
        case .keyCopy: "复制链接"
        case .keyInvert: "反色"
        }
    }
}
