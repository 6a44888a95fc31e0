// What `simdeck config init` asks and says.

/// One answer of the dialogue, named when one is given again.
public enum SetupField: String, CaseIterable, Sendable {
    case address, appID, name, secret, readOnly, production
}

extension CommandText {
    public var setupHello: String {
        either(
            "A profile for one account. Enter takes what stands in brackets; Ctrl-C leaves, and nothing is written.",
            "为一个账号创建配置。回车即采用方括号中的值；Ctrl-C 退出且不写入任何内容。")
    }

    public func setupAsk(_ field: SetupField) -> String {
        switch field {
        case .address: either("Address", "平台地址")
        case .appID: "appID"
        case .name: either("Profile name", "账号配置名称")
        case .secret: "appSecret"
        case .readOnly: either("Read-only", "只读")
        case .production: either("Real cards", "正式账号")
        }
    }

    /// Why it is asked, in a line.
    public func setupWhy(_ field: SetupField) -> String {
        switch field {
        case .address:
            either(
                "the back office's address as in your browser; /admin and https:// may be left out or stand there",
                "浏览器中后台的地址；/admin 和 https:// 写不写均可")
        case .appID: either("from the back office, beside the API key", "后台中 API 密钥旁的 appID")
        case .name: either("what you call this account here: letters, digits, - _ .", "您给该账号起的名称：字母、数字、- _ .")
        case .secret: either("the API key; it is not shown while you type, and never printed", "API 密钥；输入时不显示，也绝不会输出")
        case .readOnly:
            either("refuse every change: good for a first look, for dashboards, for colleagues", "拒绝一切变更：适合初次查看、大屏或同事使用")
        case .production: either("real cards are at stake: the screen says so in a band of its own", "涉及真实号码：屏幕上会以专门色带注明")
        }
    }

    public var setupWhere: String { either("Where is the key kept?", "密钥保存在哪里？") }
    public func setupPlaceFile(_ path: String) -> String {
        either("1  a file that only you can read: \(path)", "1  仅您可读的文件：\(path)")
    }
    public var setupPlaceCommand: String {
        either("2  a command prints it, such as: pass show simdeck", "2  由命令输出，例如：pass show simdeck")
    }
    public var setupPlaceEnvironment: String {
        either("3  the environment: SIMDECK_APP_SECRET", "3  环境变量 SIMDECK_APP_SECRET")
    }
    public var setupCommand: String { either("Command", "命令") }
    public func setupKeepKey(_ path: String) -> String {
        either("\(path) is there already. Use the key in it", "\(path) 已存在。使用其中的密钥")
    }
    public var setupNormalised: String { either("taken as", "采用") }
    public var setupBadAddress: String {
        either("that is no address: write it like https://agent.example.cn", "地址无效：请写成 https://agent.example.cn")
    }
    public var setupNoPassword: String {
        either("no user name or password belongs in the address", "地址中不能含有用户名或密码")
    }
    public func setupPlain(_ host: String) -> String {
        either("plain http: anyone on the way to \(host) can read and change it", "明文 http：到 \(host) 途中任何人都能查看和篡改")
    }
    public var setupBadAppID: String {
        either("an appID is one word of plain letters and digits", "appID 应为不含空格的半角字母和数字")
    }
    public var setupBadName: String {
        either("1 to 64 letters, digits, - _ or . and no dot first", "1 到 64 个字母、数字、- _ 或 .，且不能以点开头")
    }
    public func setupNameTaken(_ name: String) -> String {
        either("the file has a profile \(name) already: give another name", "文件中已有账号配置 \(name)：请另起名称")
    }
    public var setupEmptyKey: String { either("nothing was typed", "没有输入内容") }
    public var setupNoKey: String {
        either("SIMDECK_APP_SECRET is not set here: set it first, or choose 1 or 2", "当前未设置 SIMDECK_APP_SECRET：请先设置，或选 1、2")
    }
    public var setupYesNo: String { either("y or n", "y 或 n") }
    public func setupTrying(_ host: String) -> String {
        either("Asking \(host) for the balance, to prove it …", "正在向 \(host) 查询余额以验证 …")
    }
    public func setupProved(account: String?, milliseconds: Int64, skew: Int64?) -> String {
        let clock = skew.map { either("; clock \($0 >= 0 ? "+" : "")\($0) s", "；时钟偏差 \($0 >= 0 ? "+" : "")\($0) 秒") } ?? ""
        let who = account.map { either(" account \($0),", " 账号 \($0)，") } ?? ""
        return either("✓ ok:\(who) answered in \(milliseconds) ms\(clock)", "✓ 成功：\(who)用时 \(milliseconds) 毫秒\(clock)")
    }
    public var setupWrong: String { either("✕ not yet: ", "✕ 未通过：") }
    public var setupAgain: String {
        either(
            "Change: 1 address  2 appID  3 key   t try again  w write it as it is  q leave",
            "修改：1 地址  2 appID  3 密钥   t 重试  w 照此写入  q 退出")
    }
    public func setupWritten(_ path: String) -> String { either("written: \(path)", "已写入：\(path)") }
    public func setupNext(_ name: String) -> String {
        either(
            "Next: simdeck --profile \(name)    your cards: simdeck fleet import FILE    all is well? simdeck doctor",
            "下一步：simdeck --profile \(name)    导入号码：simdeck fleet import 文件    自检：simdeck doctor")
    }
    public var setupNothing: String { either("nothing was written", "未写入任何内容") }
    public var setupMend: String {
        either("mend the file first (simdeck config check); it is left as it is:", "请先修正配置文件（simdeck config check），文件未改动：")
    }
    public func setupByHand(_ path: String) -> String {
        either("add these lines to \(path) yourself; it is left as it is:", "请手工把以下内容加入 \(path)，文件未改动：")
    }
    public func setupKeyFileThere(_ path: String) -> String {
        either("\(path) is there already: it is not overwritten", "\(path) 已存在，不会覆盖")
    }
    public func setupCannotWrite(_ path: String, _ reason: String) -> String {
        either("\(path) cannot be written: \(reason)", "无法写入 \(path)：\(reason)")
    }
    public var setupNeedsTerminal: String {
        either(
            "without a terminal give all of it: --base-url, --app-id, one of --secret-file, --secret-command, --secret-env, and --yes",
            "没有终端时请给出全部参数：--base-url、--app-id，--secret-file、--secret-command、--secret-env 之一，以及 --yes")
    }
    public var setupComments: (head: [String], baseURL: String, secret: String, readOnly: String, production: String) {
        switch language {
        case .en:
            (
                ["simdeck: accounts and habits. Every key: simdeck config default", "Check it with: simdeck config check"],
                "The back office's address, without /admin.", "Where the appSecret is kept; it never stands in this file.",
                "true refuses every operation that changes something.", "true: real cards; the screen says so."
            )
        case .zh:
            (
                ["simdeck 账号与偏好。全部配置项：simdeck config default", "检查命令：simdeck config check"], "后台地址，不含 /admin。",
                "appSecret 的保存位置；密钥绝不写在本文件中。", "true 表示拒绝一切变更操作。", "true 表示正式账号，屏幕上会注明。"
            )
        }
    }
}
