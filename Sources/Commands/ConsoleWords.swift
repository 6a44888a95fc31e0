// Words for what keeps the console from starting: the terminal, rebound keys.

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
                "the terminal type “\(name)” cannot move its cursor; simdeck --plain works in lines",
                "终端类型 “\(name)” 无法移动光标；可用 simdeck --plain 逐行操作")
        case .failed(let reason): words("the terminal cannot be used: \(reason)", "终端不可用：\(reason)")
        }
    }

    func key(_ problem: KeyProblem, places: [String: ConfigPlace]) -> String {
        (places[problem.command].map { "\($0.text): " } ?? "keys: ") + keyWords(problem, places: places)
    }

    /// What is wrong, without its own place.
    func keyWords(_ problem: KeyProblem, places: [String: ConfigPlace]) -> String {
        switch problem {
        case .unknownCommand(let id): words("there is no command “\(id)”", "没有命令 “\(id)”")
        case .unknownKey(let key, _): words("“\(key)” is no key", "“\(key)” 不是有效按键")
        case .taken(let key, let owner, let wanted):
            words(
                "\(key) cannot mean \(wanted.rawValue) here and \(owner.rawValue)",
                "按键 \(key) 不能同时用于此处的 \(wanted.rawValue) 和 \(owner.rawValue)")
                + (places[owner.rawValue].map { words(" at \($0.text)", "（\($0.text)）") } ?? "")
                + words(": both apply in one pane", "：两者在同一窗格中有效")
        case .refused(let key, let name, let why):
            words("\(key) is not given to \(name.rawValue): ", "\(key) 不能用于 \(name.rawValue)：") + reason(why).text(language)
        }
    }

    private func reason(_ why: KeyRefusal) -> KeysMessage {
        switch why {
        case .moves: .refusedMoves
        case .chord: .refusedChord
        case .multiplexer(let program): .refusedMultiplexer(program)
        }
    }

    func key(_ warning: KeyWarning, places: [String: ConfigPlace]) -> String {
        switch warning {
        case .multiplexer(let key, let program, let name):
            (places[name.rawValue].map { "\($0.text): " } ?? "keys: ")
                + words(
                    "\(key) is the prefix of \(program), which takes it before \(name.rawValue) sees it",
                    "\(key) 是 \(program) 的前缀键，\(name.rawValue) 可能收不到")
        }
    }
}

extension KeyProblem {
    /// The command under whose name it stands in the file.
    var command: String {
        switch self {
        case .unknownCommand(let id), .unknownKey(_, let id): id
        case .taken(_, _, let wanted): wanted.rawValue
        case .refused(_, let name, _): name.rawValue
        }
    }
}
