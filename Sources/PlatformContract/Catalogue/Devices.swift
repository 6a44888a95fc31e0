// Devices. The paths of all but two are concluded from their siblings: they are refused until the
// operator confirms them in the configuration.

extension Catalogue {
    private static let device = Parameter("deviceNo", example: "D860000017")

    private static func action(
        _ id: String, _ title: String, _ titleZh: String, _ extra: [Parameter] = []
    ) -> Endpoint {
        Endpoint(
            id, title: title, titleZh: titleZh, path: "/openapi/iot/\(id)", parameters: [device] + extra + [remark],
            limits: Limits(note: "1 device"), effect: .changes, evidence: .inferred, reply: .empty)
    }

    /// upstream: 查询设备信息. Path inferred; fields unknown.
    public static let queryDeviceInfo = Endpoint(
        "queryDeviceInfo", title: "Device", titleZh: "查询设备信息", path: "/openapi/iot/queryDeviceInfo",
        parameters: [device], limits: Limits(note: "1 device"), evidence: .inferred, reply: .open)

    /// upstream: 查询设备流量. Fresher than the info, and succeeds more often.
    public static let queryDeviceFlow = Endpoint(
        "queryDeviceFlow", title: "Flow of a device", titleZh: "查询设备流量", path: "/openapi/iot/queryDeviceFlow",
        parameters: [device], limits: Limits(note: "1 device"), reply: .open)

    /// upstream: 设备切换网络.
    public static let deviceSwitchNet = Endpoint(
        "deviceSwitchNet", title: "Switch a device's card", titleZh: "设备切换网络", path: "/openapi/iot/deviceSwitchNet",
        parameters: [
            device, Parameter("simNo", example: "14900000043", trap: "the card to switch to"), remark,
        ], limits: Limits(note: "1 device; not immediate"), effect: .changes)

    /// upstream: 设备重启.
    public static let deviceRestart = action("deviceRestart", "Restart a device", "设备重启")
    /// upstream: 设备重置.
    public static let deviceReset = action("deviceReset", "Reset a device", "设备重置")
    /// upstream: 设备关机.
    public static let devicePowerOff = action("devicePowerOff", "Power a device off", "设备关机")
    /// upstream: 设备停机.
    public static let deviceShutdown = action("deviceShutdown", "Stop a device", "设备停机")
    /// upstream: 设备复机.
    public static let deviceRestore = action("deviceRestore", "Resume a device", "设备复机")

    /// upstream: 修改wifi显示隐藏.
    public static let deviceWifiHide = action(
        "deviceWifiHide", "Show or hide a device's Wi-Fi", "修改wifi显示隐藏",
        [Parameter("hide", .integer, example: "1", values: ["0", "1"])])

    /// upstream: 修改wifi账号密码.
    public static let deviceWifiAccount = action(
        "deviceWifiAccount", "Wi-Fi name and password", "修改wifi账号密码",
        [
            Parameter("name", example: "simdeck"),
            Parameter("password", example: "12345678", isPersonal: true),
        ])
}
