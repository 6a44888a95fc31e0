// Words for what keeps the console from starting: the terminal, rebound keys, a theme.

import ConsoleUI
import Localization
import Settings
import TerminalIO

extension CommandText {
    private func words(_ english: String, _ chinese: String) -> String {
        switch language {
        case .en: english
        case .zh: chinese
        }
    }

    func terminal(_ error: TerminalError) -> String {
        switch error {
        case .notATerminal: notATerminal
        case .unknownTerminal(let name):
            words(
                "the terminal type “\(name)” is not known here: set TERM to xterm-256color, or install ncurses-term",
                "本机不认识终端类型 “\(name)”：请把 TERM 设为 xterm-256color，或安装 ncurses-term")
        case .cannotAddressCursor(let name):
            words(
                "the terminal type “\(name)” cannot move its cursor; use lookup, status, flow, stop, resume instead",
                "终端类型 “\(name)” 无法移动光标；请改用 lookup、status、flow、stop、resume 子命令")
        case .failed(let reason): words("the terminal cannot be used: \(reason)", "终端不可用：\(reason)")
        }
    }

    func key(_ problem: KeyProblem, places: [String: ConfigPlace]) -> String {
        func at(_ id: String) -> String { places[id].map { "\($0.text): " } ?? "keys: " }
        return switch problem {
        case .unknownCommand(let id): at(id) + words("there is no command “\(id)”", "没有命令 “\(id)”")
        case .unknownKey(let key, let id): at(id) + words("“\(key)” is no key", "“\(key)” 不是有效按键")
        case .taken(let key, let owner, let wanted):
            at(wanted.rawValue)
                + words(
                    "\(key) means \(owner.rawValue) already, where \(wanted.rawValue) applies too",
                    "按键 \(key) 已用于 \(owner.rawValue)，与 \(wanted.rawValue) 冲突")
        }
    }

    func theme(_ warning: ThemeWarning) -> String {
        switch warning {
        case .unknownRole(let role, let theme, let line):
            words("\(theme).yaml:\(line): there is no role “\(role)”", "\(theme).yaml:\(line)：没有角色 “\(role)”")
        case .unknownColour(let colour, let role, let theme, let line):
            words("\(theme).yaml:\(line): \(role): “\(colour)” is no colour", "\(theme).yaml:\(line)：\(role)：“\(colour)” 不是颜色")
        case .unknownAttribute(let attribute, let role, let theme, let line):
            words(
                "\(theme).yaml:\(line): \(role): there is no attribute “\(attribute)”",
                "\(theme).yaml:\(line)：\(role)：没有属性 “\(attribute)”")
        case .inheritsUnknown(let parent, let theme):
            words("\(theme).yaml: inherits \(parent), which is not there", "\(theme).yaml：继承的 \(parent) 不存在")
        case .inheritsItself(let theme):
            words("\(theme).yaml: inherits itself", "\(theme).yaml：循环继承")
        }
    }
}
