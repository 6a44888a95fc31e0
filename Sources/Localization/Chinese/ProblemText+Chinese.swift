// Chinese sentences of problems with the platform.

import SIMModel

extension PlatformError {
    var chineseSentence: ProblemSentence {
        switch kind {
        case .refused(let code, let message):
            .init("平台拒绝（\(code)）。", why: message, remedy: "请看平台原话；联系平台时提供追踪号。")
        case .signature(let code, let message):
            .init("平台不接受签名（\(code)）。", why: message, remedy: "请检查 app_id 和密钥。")
        case .clock(let skew, let code, let message):
            .init(
                "本机时钟比平台\(skew < 0 ? "慢" : "快") \(skew.magnitude) 秒（\(code)）。", why: message,
                remedy: "请校准本机时钟；相差超过 10 分钟的请求会被拒绝。")
        case .rate(let code, let message):
            .init("调用过于频繁（\(code)）。", why: message, remedy: "simdeck 会自行放慢，请等一分钟。")
        case .readOnly:
            .init("只读：未发送任何内容。", why: "本配置或本次运行拒绝一切更改。", remedy: "去掉 --read-only，或在配置中设 read_only: false。")
        case .invalidRequest(let text):
            .init("未发送：请求超出限制。", why: text, remedy: "请减少一次的卡数或改正该值。")
        case .unconfirmedEndpoint(let path):
            .init("未发送：平台文档中没有此路径。", why: path, remedy: "请向平台核实路径，再在配置的 endpoints 中确认。")
        case .unreachable(let text):
            .init("无法连接平台。", why: text, remedy: "请检查网络、base_url 和代理。")
        case .proxy(let text):
            .init("代理失败。", why: text, remedy: "请检查 HTTPS_PROXY、NO_PROXY 或配置中的 proxy。")
        case .tls(let text):
            .init("无法建立安全连接。", why: text, remedy: "请检查证书，或在配置中设 ca_file。")
        case .timeout(let seconds):
            .init("\(seconds) 秒内没有答复。", why: "", remedy: "线路或平台较慢，请重试。")
        case .connectionLost(let text):
            .init("答复未完整，连接中断。", why: text, remedy: "请重试；若持续出现，请检查代理或线路。")
        case .httpStatus(let status):
            .init("平台返回 HTTP \(status)。", why: "", remedy: status >= 500 ? "平台故障，请稍后重试。" : "请检查 base_url。")
        case .badReply(let text):
            .init("答复不是平台的格式。", why: text, remedy: "请检查 base_url；可能是门户或代理在应答。")
        case .replyTooLarge(let limit):
            .init("答复超过 \(limit / 1024) KB。", why: "", remedy: "已丢弃；请减少一次的卡数。")
        case .cancelled:
            .init("已放弃。", why: "", remedy: "")
        }
    }
}
