// Words about the configuration: values, where they came from, what each key means in Chinese. (The English
// meaning stands in the key table itself.)

import Localization
import Settings

extension CommandText {
    private func words(_ english: String, _ chinese: String) -> String {
        switch language {
        case .en: english
        case .zh: chinese
        }
    }

    var columnKey: String { words("KEY", "配置项") }
    var columnValue: String { words("VALUE", "值") }
    var columnOrigin: String { words("FROM", "来源") }
    var columnWhat: String { words("WHAT", "项目") }
    var columnPath: String { words("PATH", "路径") }
    var warningMark: String { words("note: ", "提示：") }

    func exists(_ exists: Bool) -> String { exists ? words("exists", "存在") : words("absent", "不存在") }

    func checked(_ path: String, problems: Int, profiles: [String], hasFile: Bool) -> String {
        let names = profiles.joined(separator: ", ")
        if problems == 0, !hasFile {
            return words("no file \(path); the environment is complete", "没有文件 \(path)；环境变量已足够")
        }
        if problems == 0 {
            return words("\(path): nothing wrong; profiles: \(names)", "\(path)：没有问题；账号配置：\(names)")
        }
        return words("\(path): \(problems) problem\(problems == 1 ? "" : "s")", "\(path)：共 \(problems) 个问题")
    }

    func value(_ row: ConfigRow) -> String {
        switch row.value {
        case .text(let text): text
        case .fallback(let text): fallback(text)
        case .secretFile(let path): words("set, from file \(path)", "已设置，来自文件 \(path)")
        case .secretCommand: words("set, from a command", "已设置，来自命令")
        case .secretVariable: words("set, from the environment", "已设置，来自环境变量")
        case .noSecret: words("not set", "未设置")
        }
    }

    func origin(_ origin: ConfigRow.Origin) -> String {
        switch origin {
        case .flag(let name): words("flag \(name)", "命令行 \(name)")
        case .environment(let name): words("environment \(name)", "环境变量 \(name)")
        case .profile(let place): words("profile \(place.text)", "账号配置 \(place.text)")
        case .top(let place): words("top of file \(place.text)", "文件顶层 \(place.text)")
        case .fallback: words("default", "默认值")
        }
    }

    func placeName(_ name: String) -> String {
        guard language == .zh else { return name }
        return [
            "configuration": "配置文件", "themes": "主题目录", "secret": "密钥文件", "fleet": "号码列表", "ca": "CA 证书",
            "state": "状态目录", "journal": "操作日志",
        ][name] ?? name
    }

    var templateHead: [String] {
        switch language {
        case .en:
            [
                "simdeck: every key, with its default or an example. Take the # away from what you want to set.",
                "Order of strength: flag, environment, profile, top of this file, default.",
                "Check it with: simdeck config check",
            ]
        case .zh:
            [
                "simdeck 配置：全部配置项及其默认值或示例。去掉行首的 # 即可生效。",
                "优先级：命令行、环境变量、账号配置、文件顶层、默认值。",
                "检查命令：simdeck config check",
            ]
        }
    }

    /// What a key does; the table's English where there is no Chinese yet.
    func meaning(of key: SettingKey) -> String {
        guard language == .zh else { return key.meaning }
        return ConfigMeanings.chinese[ConfigMeanings.name(key)] ?? key.meaning
    }

    private func fallback(_ text: String) -> String {
        guard language == .zh else { return text }
        return ConfigMeanings.fallbacks[text] ?? text
    }
}
