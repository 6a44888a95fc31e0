// Words about themes: what is wrong in one, what was measured, how a look is called.

import CellGrid
import ConsoleUI
import Localization
import Settings

extension CommandText {
    private func words(_ english: String, _ chinese: String) -> String {
        switch language {
        case .en: english
        case .zh: chinese
        }
    }

    func theme(_ problems: [ThemeProblem]) -> String { problems.map { theme($0) }.joined(separator: "\n  ") }

    func theme(_ problem: ThemeProblem) -> String {
        let place = problem.place.text + words(": ", "：")
        switch problem.reason {
        case .unknownRole(let role, let nearest):
            let hint = nearest.map { words("; did you mean “\($0)”?", "；是否想写 “\($0)”？") } ?? ""
            return place + words("there is no role “\(role)”", "没有角色 “\(role)”") + hint
        case .unknownColour(let colour, let role):
            return place + words("\(role): “\(colour)” is no colour", "\(role)：“\(colour)” 不是颜色")
        case .unknownAttribute(let attribute, let role):
            return place + words("\(role): there is no attribute “\(attribute)”", "\(role)：没有属性 “\(attribute)”")
        case .inheritsUnknown(let parent):
            return place + words("inherits \(parent), which is not there or cannot be read", "继承的 \(parent) 不存在或无法读取")
        case .inheritsItself(let parent): return place + words("inherits itself through \(parent)", "经由 \(parent) 循环继承")
        case .missingRoles(let roles):
            let some = roles.prefix(6).joined(separator: ", ") + (roles.count > 6 ? ", …" : "")
            return place
                + words(
                    "\(roles.count) roles have no look: \(some); write “inherits: default” to take them from there",
                    "有 \(roles.count) 个角色未定义：\(some)；可写 “inherits: default” 继承")
        }
    }

    func themeNotFound(_ name: String, _ folders: [String], known: [String]) -> String {
        if ThemeLoader.isPath(name) { return words("\(name): there is no such theme file", "\(name)：没有这个主题文件") }
        let hint = Suggestion.nearest(to: name, among: known).map { words("; did you mean “\($0)”?", "；是否想用 “\($0)”？") } ?? ""
        return words(
            "there is no theme “\(name)” (there are: \(known.joined(separator: ", ")); files: \(folders.joined(separator: ", ")))",
            "没有主题 “\(name)”（已有：\(known.joined(separator: "、"))；查找目录：\(folders.joined(separator: "、"))）") + hint
    }

    /// `8:3: title: 3.2:1 on #1e1e1e with 256 colours; 4.5:1 is needed`.
    func remark(_ remark: ThemeRemark, _ theme: Theme) -> String {
        let place = theme.places[Int(remark.role.rawValue)].map { $0.text + ": " } ?? ""
        let depth = colours(remark.depth)
        let needed = Self.ratio(remark.needed)
        switch remark.reason {
        case .contrast(let role, let ground):
            return place
                + words(
                    "\(role.scope): \(Self.ratio(remark.value)):1 on \(ground.text) with \(depth); \(needed):1 is needed",
                    "\(role.scope)：\(depth)下在 \(ground.text) 上对比度 \(Self.ratio(remark.value)):1，至少需要 \(needed):1")
        case .alike(let one, let two, let vision):
            return place
                + words(
                    "\(one.scope) and \(two.scope) look alike with \(vision.rawValue) and \(depth): distance \(Self.ratio(remark.value)), \(needed) is needed",
                    "\(one.scope) 与 \(two.scope) 在\(eyes(vision))、\(depth)下难以区分：色差 \(Self.ratio(remark.value))，至少需要 \(needed)")
        }
    }

    func colours(_ depth: ColourDepth) -> String {
        switch depth {
        case .direct: words("exact colours", "真彩色")
        case .indexed256: words("256 colours", "256 色")
        case .ansi16: words("16 colours", "16 色")
        case .ansi8: words("8 colours", "8 色")
        case .mono: words("no colours", "无色")
        }
    }

    private func eyes(_ vision: ThemeDocument.Vision) -> String {
        switch vision {
        case .protanopia: "红色盲"
        case .deuteranopia: "绿色盲"
        case .tritanopia: "蓝色盲"
        }
    }

    func ground(_ ground: ThemeDocument.Ground) -> String {
        switch ground {
        case .dark: ThemeMessage.dark.text(language)
        case .light: ThemeMessage.light.text(language)
        case .both: ThemeMessage.both.text(language)
        }
    }

    var columnTheme: String { words("THEME", "主题") }
    var columnGround: String { words("GROUND", "底色") }
    var columnFrom: String { words("FROM", "来源") }
    var columnPurpose: String { words("FOR", "用途") }
    var columnRole: String { words("ROLE", "角色") }
    var columnLook: String { words("LOOK", "样式") }
    var columnContrast: String { words("CONTRAST", "对比度") }
    var builtIn: String { words("built in", "内置") }
    var sample: String { words("sample 149 ● ▲ ✕", "示例 149 ● ▲ ✕") }

    func themeClean(_ name: String) -> String {
        words("\(name): clean with exact, 256 and 16 colours", "\(name)：真彩色、256 色、16 色均合格")
    }

    func themeRemarks(_ name: String, _ count: Int) -> String {
        words("\(name): \(count) \(count == 1 ? "remark" : "remarks")", "\(name)：\(count) 处需要改进")
    }

    var themeChosenByGround: String {
        words(
            "* in use: no theme is set, the terminal's ground decides (default or light)",
            "* 当前使用：未设置主题，按终端底色自动选择（default 或 light）")
    }

    /// `bold #4fb3d9 on #002b36`.
    func look(_ look: Look) -> String {
        var parts: [String] = []
        for (attribute, english, chinese) in [
            (Attributes.bold, "bold", "粗体"), (.dim, "dim", "暗淡"), (.underline, "underline", "下划线"),
            (.reverse, "reverse", "反显"),
        ] where look.attributes.contains(attribute) { parts.append(words(english, chinese)) }
        parts.append(look.foreground.map { colour($0) } ?? words("the terminal's own", "终端默认色"))
        if let ground = look.background { parts.append(words("on ", "底色 ") + colour(ground)) }
        return parts.joined(separator: " ")
    }

    private func colour(_ colour: Colour) -> String {
        switch colour {
        case .rgb(let red, let green, let blue): return RGB(red, green, blue).text
        case .indexed(let number): return number < 16 ? ThemeDocument.colourNames[Int(number)] : "\(number)"
        case .chosen(let exact, let in256, let in16):
            return [exact, in256, in16].map { $0.map { self.colour($0) } ?? "default" }.joined(separator: "/")
        }
    }

    /// One decimal, rounded down: what is shown as enough is enough.
    static func ratio(_ value: Double) -> String {
        let tenths = Int(value * 10)
        return "\(tenths / 10).\(tenths % 10)"
    }
}
