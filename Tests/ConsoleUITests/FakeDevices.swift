// The Devices pane's part of the made-up model, and view states of it that are hard to draw.

import ConsoleUI
import SIMModel
import ViewModels

extension FakeModel {
    func devices(height: Int) -> DevicesViewState { devicesState }
    func devicesGo(to part: DevicesPart) { devicesState.part = part }
    func devicesBack() -> Bool {
        guard devicesState.part == .details else { return false }
        devicesState.part = .list
        return true
    }
    func devicesTogglePersonal() -> Bool {
        devicesState.showsPersonal.toggle()
        return devicesState.showsPersonal
    }
    func addDevices(_ numbers: [String]) -> Int {
        addedDevices += numbers
        return numbers.count
    }
    func deviceMenu() -> DeviceMenu? { devicesState.cursor == nil ? nil : Fixture.deviceMenu() }
    func open(_ action: DeviceAction, of menu: DeviceMenu) {
        openedDevices.append(action)
        apiPart = .form
    }
}

extension Fixture {
    enum DeviceCase { case full, unconfirmed, failed, shown }

    static let noDevices = DevicesViewState(part: .list, rows: [], cursor: nil, count: 0, details: nil, now: now)

    static func devices(_ which: DeviceCase = .full, part: DevicesPart = .list, cursor: Int = 9) -> DevicesViewState {
        let (info, flow) = (DeviceOrigin(.info, now - .seconds(12)), DeviceOrigin(.flow, now - .minutes(3)))
        let refused = PlatformError(
            .refused(code: 400, message: "参数deviceNo对应的设备不存在"), sent: .answered, endpoint: "queryDeviceFlow")
        let rows = [
            DeviceRow(
                number: "D860000017", currentCard: card("14900000043"), online: Coded(.online), wifiName: "仓库-2.4G", origin: flow),
            DeviceRow(
                number: "D860000018", currentCard: card("14900000044"), online: Coded(.offline), origin: info, isAsking: true),
            DeviceRow(number: "D860000019", hasProblem: true),
            DeviceRow(number: "D860000020", online: Coded(code: 9), origin: flow, hasProblem: true),
            DeviceRow(number: "MIFI-00000000000000021-A"),
        ]
        let answers = [
            DeviceAnswer(
                call: .info, endpoint: "queryDeviceInfo", isConfirmed: which != .unconfirmed,
                fetchedAt: which == .failed ? nil : info.fetchedAt, problem: which == .failed ? unreachable : nil),
            DeviceAnswer(
                call: .flow, endpoint: "queryDeviceFlow", isAsking: which == .full, fetchedAt: flow.fetchedAt,
                problem: which == .failed ? refused : nil),
        ]
        let fromInfo = which == .failed || which == .unconfirmed ? nil : info
        var lines: [DeviceLine] = [
            .field(.currentCard, .card(card("14900000043")), flow), .field(.mainCard, .card(card("14900000042")), flow),
            .field(.online, .online(Coded(.online)), flow), .field(.wifiName, fromInfo.map { _ in .text("仓库-2.4G") }, fromInfo),
            .field(.wifiHidden, fromInfo.map { _ in .hidden(true) }, fromInfo),
            .field(.wifiPassword, fromInfo.map { _ in .text(which == .shown ? "12345678" : "***") }, fromInfo),
            .field(.used, .volume(DataVolume(kilobytes: 12_582_912), of: DataVolume(kilobytes: 31_457_280)), flow),
            .field(.asOf, .moment(now - .minutes(4)), flow), .cardsHead(2),
            .card(
                DeviceCardLine(
                    simNo: card("14900000042"), iccid: card("89860401000000000042"), status: Coded(.stopped), isMain: true,
                    used: DataVolume(kilobytes: 4_194_304), quota: DataVolume(kilobytes: 31_457_280), isInFleet: true,
                    origin: flow)),
            .card(DeviceCardLine(simNo: card("14900000043"), status: Coded(.active), isCurrent: true, origin: flow)),
        ]
        if let fromInfo {
            lines += [
                .othersHead, .other(key: "powerStatus", text: "1", fromInfo),
                .other(
                    key: "firmware.channels[0].veryLongNameOfAField",
                    text: "2026-11-20 stable, signed by the maker of this device and by nobody else", fromInfo),
                .other(key: "cards[0].gatewayId", text: "2", flow),
            ]
        }
        return DevicesViewState(
            part: part, rows: rows, cursor: 0, count: rows.count,
            details: DeviceDetails(
                number: "D860000017", answers: answers, lines: lines, cursor: cursor, hidesPersonal: which == .full),
            showsPersonal: which == .shown, now: now)
    }

    static func deviceMenu() -> DeviceMenu {
        let open: [DeviceAction] = [.switchTo(card("14900000042")), .switchTo(card("14911111111"))]
        let closed: [(DeviceAction, String)] = [
            (.restart, "deviceRestart"), (.reset, "deviceReset"), (.powerOff, "devicePowerOff"), (.wifi, "deviceWifiAccount"),
            (.hideWifi, "deviceWifiHide"), (.showWifi, "deviceWifiHide"), (.stop, "deviceShutdown"), (.resume, "deviceRestore"),
        ]
        return DeviceMenu(
            device: "D860000017", online: Coded(.online), wifiName: "仓库-2.4G",
            entries: open.map { .init(action: $0, obstacle: nil) }
                + closed.map { .init(action: $0.0, obstacle: .unconfirmed(endpoint: $0.1)) })
    }
}
