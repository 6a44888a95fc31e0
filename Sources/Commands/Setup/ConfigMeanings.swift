// What each key of the configuration does, in Chinese. A test names the keys that are not here.

import Settings

enum ConfigMeanings {
    /// `poll.flow`, `theme`.
    static func name(_ key: SettingKey) -> String {
        if case .inside(let outer) = key.scope { "\(outer).\(key.name)" } else { key.name }
    }

    static let fallbacks = [
        "none": "无", "the only profile": "唯一的账号配置", "by the locale": "按系统语言", "no limit": "不限", "never": "从不",
        "the system's": "系统证书", "the profile's stored list": "本机保存的号码列表", "by the profile's name": "按名称",
        "true unless the host is this machine": "非本机地址时为 true", "by the forecast": "按预测", "0, none": "0（无）",
        "must be given": "必填", "`when` not holding": "不再满足 `when`", "the inferred one": "推断的路径", "unlimited": "不限",
    ]

    static let chinese = [
        "default_profile": "命令行和环境变量都未指定时使用的账号配置。", "profiles": "各账号配置，按名称。",
        "base_url": "平台地址，不含 `/admin`。", "app_id": "账号的 appID。",
        "app_secret_file": "首行为 appSecret 的文件；权限须为 0600 或更严。", "app_secret_command": "输出首行为 appSecret 的命令。",
        "read_only": "拒绝一切变更操作。", "production": "标记为正式账号，在每个标题和确认框中注明。",
        "color": "账号名称色带的颜色，用于区分账号。", "fleet": "号码列表文件。", "language": "界面语言。", "theme": "主题名称或文件；`auto` 按终端底色选择亮色或暗色。",
        "ca_file": "额外信任的 CA 证书（PEM 文件）。", "proxy": "代理地址，或 `none`。", "poll": "各类数据的刷新间隔。",
        "confirm": "变更前确认的严格程度；只能更严。", "keys": "命令对应的按键或按键列表；空列表表示取消绑定。", "columns": "各面板的列及顺序。",
        "endpoints": "接口的路径，以及是否由您确认。", "alerts": "告警内容及通知方式。", "listen": "接收平台推送的地址。",
        "poll.status": "屏幕上号码的实时状态；平台限每卡每分钟 3 次。", "poll.flow": "屏幕上号码的用量。",
        "poll.snapshot": "全部号码的平台存档。", "poll.assets": "余额和流量池。", "poll.history": "平台操作记录。",
        "poll.calls_per_minute": "本账号每分钟最多调用次数。", "confirm.type_count_from": "从多少张卡起须输入数量。",
        "confirm.type_profile_from": "从多少张卡起还须输入账号配置名称。", "confirm.require_reason": "必须填写原因。",
        "confirm.max_cards": "单次最多卡数，超出即拒绝。", "confirm.unconfirmed_after": "等待多久仍无结果即标为未确认。",
        "confirm.canary": "先执行的试点卡数，确认后再执行其余。", "confirm.failure_limit": "失败或被拒的百分比上限，超出即暂停。",
        "confirm.unknown_limit": "结果未知的卡数上限，超出即暂停。", "confirm.max_per_hour": "每小时最多卡数，超出即拒绝。",
        "confirm.quiet_hours": "禁止变更的时段（平台时区 UTC+8）。", "alerts.bell": "新告警时终端响铃。",
        "alerts.notify": "终端通知，适用于支持 OSC 9 或 OSC 777 的终端。",
        "alerts.command": "不经 shell 运行的程序及参数；`{name}`、`{count}`、`{severity}`、`{first}` 会被替换。",
        "alerts.off": "不需要的内置告警。", "alerts.balance": "余额低于多少元视为不足。",
        "alerts.balance_days": "未设 `balance` 时：按当前速度余额可用天数低于此值视为不足。", "alerts.rules": "针对号码的规则。",
        "alerts.rules.name": "告警名称。", "alerts.rules.when": "适用的号码，用过滤语法书写。", "alerts.rules.clear": "何时解除。",
        "alerts.rules.hold": "条件须持续多久才触发或解除。", "alerts.rules.severity": "严重程度。", "endpoints.path": "接口路径。",
        "endpoints.confirmed": "由您确认该路径。", "listen.host": "监听地址。", "listen.port": "监听端口。",
        "keys.preset": "自定义按键之下的按键方案（见 docs/keys.md）。", "terminal": "终端的能力，以及允许向它请求什么。",
        "terminal.ambiguous_width": "终端给宽度不定的字符（`●`、`─`、`×`）几格；为 2 时改用普通字符。",
        "terminal.mouse": "`wheel` 只滚动；`on` 还可选中行和面板，此时按住 Shift 选取文字。",
        "terminal.title": "窗口标题显示账号配置名称。", "terminal.speed": "线路每秒的比特数；自动变化的数字只按此速度发送。",
    ]
}
