// Words for what goes wrong on this machine: configuration and journal. (What goes wrong with the
// platform has its words in Localization, which does not know these layers.)

import Localization
import Settings
import StateStore
import WireTransport

extension CommandText {
    private func words(_ english: String, _ chinese: String) -> String {
        switch language {
        case .en: english
        case .zh: chinese
        }
    }

    /// Every problem on a line, with its place.
    func configuration(_ problems: ConfigProblems) -> String {
        problems.items.map { configuration($0) }.joined(separator: "\n  ")
    }

    func configuration(_ problem: ConfigProblem) -> String {
        guard language == .zh else { return problem.summary }
        var text = "\(problem.place.text)：\(problem.reason.chinese(key: problem.key))"
        if let suggestion = problem.suggestion {
            switch problem.reason {
            case .unknownKey, .noSuchProfile, .badValue: text += "；是否想写 “\(suggestion)”？"
            default: text += "；\(suggestion)"
            }
        }
        return text
    }

    func proxy(_ problem: ProxyProblem) -> String {
        switch problem {
        case .malformed(let source):
            words("\(source) is no proxy address; write http://host:port", "\(source) 不是代理地址；请写成 http://主机:端口")
        case .unsupportedScheme(let source, let scheme):
            words(
                "\(source): \(scheme) proxies are not spoken; use http or socks5", "\(source)：不支持 \(scheme) 代理；请用 http 或 socks5")
        case .socksPassword(let source):
            words(
                "\(source): a SOCKS proxy with a name and password cannot be used; use an http proxy",
                "\(source)：不支持带用户名密码的 SOCKS 代理；请用 http 代理")
        }
    }

    func store(_ error: StoreError) -> String {
        let message: JournalMessage =
            switch error {
            case .cannotOpen(let path, let reason): .cannotOpen(path: path, reason: reason)
            case .readOnlyDirectory(let path): .readOnly(path: path)
            case .newerVersion(let path, let found, let known): .newerVersion(path: path, found: found, known: known)
            case .corrupt(let path, let aside): .corrupt(path: path, setAsideAs: aside)
            case .busy(let path): .busy(path: path)
            case .diskFull(let path): .diskFull(path: path)
            case .failed(let reason): .failed(reason: reason)
            }
        return message.text(language)
    }
}

extension ConfigProblem.Reason {
    func chinese(key: String) -> String {
        switch self {
        case .syntax(let words): "不是有效的 YAML：\(words)"
        case .badFilter(let why), .badBinding(let why): "\(key)：\(why)"
        case .tabIndent: "本行行首有制表符 (Tab)；YAML 只接受空格缩进"
        case .wideCharacter(let found, let meant): "“\(found)” 是全角或弯引号字符；请写成 \(meant)"
        case .byteOrderMark: "文件开头有字节顺序标记 (BOM)，已忽略"
        case .carriageReturns: "行尾为 CR LF（Windows 格式），按正常换行读取"
        case .unknownKey: "未知的配置项 “\(key)”"
        case .duplicateKey(let first): "“\(key)” 重复出现，首次在第 \(first) 行"
        case .badValue(let found, let expected): "\(key) 的值为 \(found)，应为\(expected.chinese)"
        case .missingKey: "缺少 \(key)"
        case .conflict(let other): "\(key) 与 \(other) 不能同时使用"
        case .credentialsInAddress: "\(key) 中不能含有用户名或密码"
        case .plainHTTP(let host): "\(key) 以明文 http 访问 \(host)：途中任何人都能查看和篡改"
        case .noSuchProfile(let known):
            "没有名为 “\(key)” 的账号配置" + (known.isEmpty ? "" : "（现有：\(known.joined(separator: "、"))）")
        case .noProfileChosen(let known):
            "有多个账号配置但未选择：请设置 default_profile、--profile 或 SIMDECK_PROFILE 为 \(known.joined(separator: "、")) 之一"
        case .nothingConfigured(let missing): "没有配置文件，且未设置环境变量：\(missing.joined(separator: "、"))"
        case .fileMissing: "\(key)：文件不存在"
        case .fileUnreadable(let why): "\(key)：无法读取：\(why)"
        case .fileTooLarge(let limit): "\(key)：超过 \(limit) 字节"
        case .loosePermissions(let mode, let mend): "\(key)：其他用户可读取该文件（权限 \(mode)）：\(mend)"
        case .foreignOwner: "\(key)：文件属于其他用户"
        case .emptySecret: "\(key)：首行为空"
        case .commandFailed(let status): "\(key)：命令以状态 \(status) 结束"
        case .commandNotRun(let why): "\(key)：无法运行命令：\(why)"
        }
    }
}

extension ConfigProblem.Expected {
    var chinese: String {
        switch self {
        case .text: "文本"
        case .trueOrFalse: " true 或 false"
        case .list: "列表"
        case .mapping: "键值结构"
        case .keys: "按键（如 Ctrl-D）或按键列表"
        case .wholeNumber(let range): " \(range.lowerBound) 到 \(range.upperBound) 的整数"
        case .duration(let range): "时长（如 30s、5m、2h），\(range.lowerBound) 到 \(range.upperBound) 秒"
        case .hours: "时段，如 22:00-06:00"
        case .oneOf(let names): "以下之一：\(names.joined(separator: "、"))"
        case .listOf(let names): "以下名称组成的列表：\(names.joined(separator: "、"))"
        case .mappings(let limit): "键值结构的列表，最多 \(limit) 项"
        case .httpAddress: "地址，如 https://agent.example.cn"
        case .proxyAddress: "代理地址，如 http://proxy.example:3128、socks5://host:1080 或 none"
        case .colour: "颜色：#rrggbb、0–255 的编号、颜色名或调色板条目"
        case .profileName: "名称：字母、数字、-、_ 和 .，最多 64 个字符"
        }
    }
}
