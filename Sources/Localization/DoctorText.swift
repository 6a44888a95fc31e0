// The names of what `simdeck doctor` looks at, and how its findings are called.

/// One line of the doctor.
public enum DoctorCheck: String, CaseIterable, Sendable {
    case configuration, secret, name, proxy, connection, tls, clock, signature, permission, latency, rate
    case state, journal, evidence, operations, listen, terminal, characters, clipboard, versions
}

/// What was found.
public enum DoctorState: String, Sendable {
    case ok, warning, wrong
    case notTried = "not-tried"
}

extension CommandText {
    public func doctorCheck(_ check: DoctorCheck) -> String {
        switch check {
        case .configuration: either("configuration", "配置")
        case .secret: either("secret", "密钥")
        case .name: either("name", "域名解析")
        case .proxy: either("proxy", "代理")
        case .connection: either("connection", "连接")
        case .tls: "TLS"
        case .clock: either("clock", "时钟")
        case .signature: either("signature", "签名")
        case .permission: either("permission", "权限")
        case .latency: either("latency", "延迟")
        case .rate: either("rate", "频率")
        case .state: either("state", "状态目录")
        case .journal: either("journal", "操作日志")
        case .evidence: either("evidence", "证据链")
        case .operations: either("operations", "操作")
        case .listen: either("listen", "推送接收")
        case .terminal: either("terminal", "终端")
        case .characters: either("characters", "字符")
        case .clipboard: either("clipboard", "剪贴板")
        case .versions: either("versions", "版本")
        }
    }

    public func doctorState(_ state: DoctorState) -> String {
        switch state {
        case .ok: either("ok", "正常")
        case .warning: either("warning", "注意")
        case .wrong: either("wrong", "错误")
        case .notTried: either("not tried", "未检查")
        }
    }

    public func doctorSummary(wrong: Int, warnings: Int) -> String {
        if wrong == 0, warnings == 0 { return either("all is well", "一切正常") }
        return either(
            "\(wrong) wrong, \(warnings) warning\(warnings == 1 ? "" : "s")", "\(wrong) 项错误，\(warnings) 项注意")
    }

    public var doctorMend: String { either("mend: ", "处理：") }
}
