// The prose of the manual pages. What can be listed (commands, options, keys, settings) is not here: it is
// taken from the program's tables.

/// What the manual says, in one language.
public struct ManualText: Sendable {
    public let language: Language

    public init(language: Language) { self.language = language }

    private func either(_ english: String, _ chinese: String) -> String {
        switch language {
        case .en: english
        case .zh: chinese
        }
    }

    public var manual: String { either("simdeck manual", "simdeck 手册") }
    public var name: String { either("NAME", "名称") }
    public var synopsis: String { either("SYNOPSIS", "概要") }
    public var description: String { either("DESCRIPTION", "描述") }
    public var commands: String { either("COMMANDS", "命令") }
    public var options: String { either("OPTIONS", "选项") }
    public var exitStatus: String { either("EXIT STATUS", "退出状态") }
    public var environment: String { either("ENVIRONMENT", "环境变量") }
    public var files: String { either("FILES", "文件") }
    public var examples: String { either("EXAMPLES", "示例") }
    public var seeAlso: String { either("SEE ALSO", "另请参阅") }
    public var keys: String { either("KEYS", "按键") }
    public var everywhere: String { either("Everywhere", "所有面板") }
    public var takes: String { either("Default: ", "默认：") }
    public var oneOf: String { either("One of: ", "可选值：") }

    public var nameLine: String { either("console for operators of IoT SIM cards", "物联网卡运营人员的终端控制台") }
    public var keysNameLine: String { either("keys of the simdeck console", "simdeck 控制台的按键") }
    public var configNameLine: String { either("configuration of simdeck", "simdeck 的配置") }

    public var consoleForms: [(String, String)] {
        [
            ("simdeck [FILE|-]", either("the console over a list of cards", "打开卡号列表的控制台")),
            ("simdeck --demo", either("the console over made-up cards, no account needed", "虚拟卡演示，无需账号")),
            ("simdeck --plain [FILE]", either("lines instead of a screen, for screen readers", "逐行方式，适合读屏软件")),
            ("simdeck COMMAND [ARGUMENTS]", either("one thing, for scripts", "单条命令，供脚本使用")),
        ]
    }

    /// Safety in three sentences.
    public var safety: String {
        either(
            "A stop or resume is written to a journal on disk before it is sent, sent once, and followed until the carrier's fresh state agrees. "
                + "What was sent without an answer is called unknown, looked for in the platform's log, and never sent again by itself. "
                + "Nothing changes without a question that names the cards, or --yes.",
            "停机、复机先写入磁盘日志，只发送一次，并跟踪到运营商的最新状态一致为止。"
                + "已发送而没有答复的操作标为未知，在平台记录中查找，绝不自动重发。任何更改都会先列出号码询问，脚本中须加 --yes。")
    }

    public var about: String {
        either(
            "simdeck looks cards up on an agent platform's V2.0 open API, watches their flow, stops and resumes them, and keeps an eye on the balance. "
                + "Without a command it opens a full-screen console. Each value shows its source and age.",
            "simdeck 通过代理商平台的 V2.0 开放接口查询卡、观察流量、停机与复机，并关注账户余额。不带命令时打开全屏控制台。每个数值都带有来源和时长。")
    }

    public var cards: String {
        either(
            "CARDS are numbers (simNo or ICCID), @FILE, or - for standard input: one a line or CSV with a header.",
            "CARDS 是卡号（simNo 或 ICCID）、@文件，或 - 表示标准输入：每行一个，或带表头的 CSV。")
    }

    public var statuses: [(Int, String)] {
        [
            (0, either("all done", "全部完成")),
            (1, either("some cards failed or are missing; or something is due (remind)", "部分卡失败或不存在；或有提醒到期（remind）")),
            (2, either("usage", "用法错误")),
            (3, either("configuration, secret or local state", "配置、密钥或本地状态有问题")),
            (4, either("refused by the platform", "被平台拒绝")),
            (5, either("unreachable", "无法连接")),
            (6, either("an operation may or may not have happened; it is followed in simdeck ops", "操作结果未知，可用 simdeck ops 跟踪")),
            (130, either("interrupted", "被中断")),
        ]
    }

    public var variables: [(String, String)] {
        [
            ("SIMDECK_PROFILE", either("the profile", "账号配置名")),
            ("SIMDECK_BASE_URL", either("the platform's address, without /admin", "平台地址，不含 /admin")),
            ("SIMDECK_APP_ID", either("the account's appID", "账号的 appID")),
            (
                "SIMDECK_APP_SECRET",
                either("the account's key; a file is better, see simdeck-config(5)", "账号的 API 密钥；建议改用文件，见 simdeck-config(5)")
            ),
            ("SIMDECK_CONFIG", either("the configuration file", "配置文件")),
            ("SIMDECK_STATE_DIR", either("where profiles keep their state", "状态目录")),
            ("SIMDECK_LANG", either("language of words: en or zh", "界面语言：en 或 zh")),
            ("SIMDECK_THEME", either("the theme", "主题")),
            ("HTTPS_PROXY, NO_PROXY", either("the proxy, and hosts reached without it", "代理，以及不经代理的主机")),
            ("ACCESSIBLE", either("1: as --plain; nothing is drawn over", "设为 1：同 --plain，不重绘任何内容")),
            ("NO_COLOR, COLORTERM, TERM", either("what the terminal can show", "终端的显示能力")),
        ]
    }

    public var places: [(String, String)] {
        [
            ("~/.config/simdeck/config.yaml", either("the configuration, simdeck-config(5)", "配置文件，见 simdeck-config(5)")),
            ("~/.config/simdeck/themes", either("your themes", "自定义主题")),
            ("/usr/share/simdeck/themes", either("themes that came with simdeck", "自带主题")),
            (
                "~/.local/state/simdeck/PROFILE/journal.sqlite",
                either(
                    "the journal of operations, the fleet, tags, reminders; mode 0600",
                    "操作日志、号码列表、标签、提醒；权限 0600")
            ),
        ]
    }

    public var exampleLines: [(String, [String])] {
        [
            (either("Look around without an account:", "无需账号试用："), ["simdeck --demo"]),
            (
                either("Cards of a list that are stopped:", "列表中已停机的卡："),
                [
                    "simdeck lookup @cards.csv --json |", "    jq '.items[] | select(.simStatus == 4) | .simNo'",
                ]
            ),
            (
                either("Stop one card and wait for the carrier's word:", "停一张卡并等待运营商确认："),
                [
                    "simdeck stop 14900000017 --reason \"unpaid\" --yes --wait"
                ]
            ),
            (either("Stop many, five first:", "批量停机，先试 5 张："), ["simdeck stop @reseller.csv --canary 5 --wait=30m"]),
            (either("What has no end yet:", "尚未结束的操作："), ["simdeck ops list --open"]),
            (either("The handover sheet of the last eight hours:", "最近八小时的交接单："), ["simdeck report --since 8h > handover.md"]),
        ]
    }

    public var keysAbout: String {
        either(
            "The console's keys as they are by default. Each can be rebound in the configuration by the name in brackets: keys: NAME: [KEY, …]; an empty list unbinds. "
                + "The console's own ? lists the keys as they are now.",
            "以下是控制台的默认按键。可在配置中按方括号内的名称重新绑定：keys: 名称: [按键, …]；空列表表示解除绑定。控制台内按 ? 可查看当前按键。")
    }

    public var unbound: String { either("(palette)", "（命令面板）") }

    public var configAbout: String {
        either(
            "A YAML file. A value is taken from the flag, else the environment, else the profile, else the default. An unknown key or a bad value is an error with file, line and column. No file is needed where SIMDECK_BASE_URL, SIMDECK_APP_ID and SIMDECK_APP_SECRET are set.",
            "YAML 文件。取值顺序：命令行选项、环境变量、账号配置、默认值。未知的键或错误的值会指出文件、行、列。")
    }

    public var atTop: String { either("At the top", "顶层") }
    public var inProfile: String { either("In a profile", "账号配置内") }
    public var anywhere: String { either("In a profile, or at the top for all", "账号配置内，或顶层（对所有账号）") }
    public func inside(_ name: String) -> String { either("Inside \(name)", "\(name) 之内") }
    public var reserved: String { either("Not used yet: only its shape is checked.", "尚未使用，仅检查格式。") }
}
