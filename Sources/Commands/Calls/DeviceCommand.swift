// device: what can be asked of and done to a device. Most of its paths are inferred and refused until
// the configuration confirms them.

import ArgumentParser
import Localization
import PlatformContract
import SIMModel

/// `simdeck device`.
struct DeviceCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "device", abstract: Help.text("Devices.", "设备。"),
        subcommands: [
            Info.self, Flow.self, Switch.self, Restart.self, Reset.self, PowerOff.self, Stop.self, Resume.self, Hide.self,
            WiFi.self,
        ])

    /// The device a verb is about.
    struct Target: ParsableArguments {
        @Argument(help: help("The device's number.", "设备号。")) var device: String
        @Option(help: help("Why; sent as the remark.", "原因；作为备注提交。")) var reason: String?
        @OptionGroup var options: CallOptions

        func run(_ endpoint: Endpoint, _ extra: [WireField] = []) async throws {
            var fields = [WireField("deviceNo", device)] + extra
            if let reason, endpoint.parameter("remark") != nil { fields.append(WireField("remark", reason)) }
            try await CallRun(options: options).run(endpoint, fields)
        }
    }

    struct Info: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: Help.text("What is known of it.", "查询设备信息。"))
        @OptionGroup var target: Target
        func run() async throws { try await target.run(Catalogue.queryDeviceInfo) }
    }

    struct Flow: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: Help.text("Its flow.", "查询设备流量。"))
        @OptionGroup var target: Target
        func run() async throws { try await target.run(Catalogue.queryDeviceFlow) }
    }

    struct Switch: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: Help.text("Switch to another of its cards.", "切换到设备的另一张卡。"))
        @OptionGroup var target: Target
        @Option(help: help("The card to switch to.", "要切换到的卡。")) var to: String
        func run() async throws { try await target.run(Catalogue.deviceSwitchNet, [WireField("simNo", to)]) }
    }

    struct Restart: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: Help.text("Restart it.", "重启设备。"))
        @OptionGroup var target: Target
        func run() async throws { try await target.run(Catalogue.deviceRestart) }
    }

    struct Reset: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: Help.text("Reset it to its first state.", "重置设备。"))
        @OptionGroup var target: Target
        func run() async throws { try await target.run(Catalogue.deviceReset) }
    }

    struct PowerOff: AsyncParsableCommand {
        static let configuration = CommandConfiguration(commandName: "poweroff", abstract: Help.text("Power it off.", "设备关机。"))
        @OptionGroup var target: Target
        func run() async throws { try await target.run(Catalogue.devicePowerOff) }
    }

    struct Stop: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: Help.text("Stop it.", "设备停机。"))
        @OptionGroup var target: Target
        func run() async throws { try await target.run(Catalogue.deviceShutdown) }
    }

    struct Resume: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: Help.text("Resume it.", "设备复机。"))
        @OptionGroup var target: Target
        func run() async throws { try await target.run(Catalogue.deviceRestore) }
    }

    struct Hide: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "wifi-hide", abstract: Help.text("Hide or show its Wi-Fi.", "隐藏或显示 Wi-Fi。"))
        @OptionGroup var target: Target
        @Flag(help: help("Show it again.", "恢复显示。")) var show = false
        func run() async throws { try await target.run(Catalogue.deviceWifiHide, [WireField("hide", show ? "0" : "1")]) }
    }

    struct WiFi: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "wifi", abstract: Help.text("Its Wi-Fi's name and password.", "修改 Wi-Fi 名称和密码。"))
        @OptionGroup var target: Target
        @Option(help: help("The name.", "名称。")) var name: String
        @Option(help: help("A file whose first line is the password; - reads standard input.", "首行为密码的文件；- 表示标准输入。"))
        var passwordFile: String

        func run() async throws {
            let password = try SecretLine.read(passwordFile, text: target.options.global.text)
            try await target.run(Catalogue.deviceWifiAccount, [WireField("name", name), WireField("password", password)])
        }
    }
}
