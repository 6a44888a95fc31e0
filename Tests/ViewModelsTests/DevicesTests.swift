// The Devices pane's view-model: whom it asks and when, what it makes of replies nobody has seen, its menu.

import PlatformContract
import SIMModel
import Synchronization
import Testing

@testable import ViewModels

@Suite("Devices")
@MainActor struct DevicesTests {
    static let flow = """
        {"deviceNo":"D1","onlineStatus":1,"mainSimNo":"14900000000","currentSimNo":"14900000001","useFlow":2048,
        "signal":-70,"wifiPassword":"12345678","cards":[{"simNo":"14900000000","iccid":"89860401000000000001","simStatus":3,
        "isCurrent":false,"useFlow":1024,"totalFlow":4096,"gatewayId":2},{"simNo":"14900000001","simStatus":4,
        "isCurrent":true},{"simNo":"14911111111"}]}
        """

    private func rig(confirmed: [Endpoint] = [], isReadOnly: Bool = false) throws -> Rig {
        let rig = try Rig(cards: 4, isReadOnly: isReadOnly, confirmed: confirmed)
        rig.platform.state.withLock { state in
            for number in ["D1", "D2"] {
                state.deviceFlows[number] = Self.flow
                state.deviceInfos[number] =
                    #"{"wifiName":"yard","onlineStatus":2,"powerStatus":"1","owner":{"phone":"13800000000"}}"#
            }
        }
        return rig
    }

    private func lines(_ rig: Rig) -> [DeviceLine] { rig.workspace.devices.viewState(height: 20).details?.lines ?? [] }
    private func field(_ name: DeviceFieldName, _ rig: Rig) -> (value: DeviceValue?, call: DeviceCall?)? {
        for case .field(name, let value, let origin) in lines(rig) { return (value, origin?.call) }
        return nil
    }
    private func others(_ rig: Rig) -> [String: String] {
        var out: [String: String] = [:]
        for case .other(let key, let text, _) in lines(rig) { out[key] = text }
        return out
    }

    @Test("Only the device the cursor rests on is asked, only while the pane is shown, and again after a minute")
    func asking() async throws {
        let rig = try rig()
        let devices = rig.workspace.devices
        await rig.open()
        #expect(devices.add(["D1", "D2", "D1"]) == 2)
        await rig.pass(.seconds(2))
        #expect(rig.platform.calls(Catalogue.queryDeviceFlow).isEmpty)
        rig.workspace.show([.devices])
        devices.moveCursor(by: 1)
        await rig.pass(.milliseconds(299))
        #expect(rig.platform.calls(Catalogue.queryDeviceFlow).isEmpty)
        await rig.pass(.milliseconds(1))
        #expect(rig.platform.calls(Catalogue.queryDeviceFlow) == [["D2"]])
        await rig.pass(.seconds(59))
        #expect(rig.platform.calls(Catalogue.queryDeviceFlow).count == 1)
        await rig.pass(.seconds(1))
        #expect(rig.platform.calls(Catalogue.queryDeviceFlow) == [["D2"], ["D2"]])
        rig.workspace.show([.cards])
        await rig.pass(.minutes(5))
        #expect(rig.platform.calls(Catalogue.queryDeviceFlow).count == 2)
        // Its path is not confirmed: the info is never asked.
        #expect(rig.platform.calls(Catalogue.queryDeviceInfo).isEmpty)
    }

    @Test(
        "A device a reply names while the pane is shown is asked once it has rested; an unfocused terminal asks a third as often")
    func learntWhileShown() async throws {
        let rig = try rig()
        await rig.open(panes: [.devices])
        rig.workspace.devices.noticed(named: ["D1"], links: [], changed: nil)
        await rig.pass(.milliseconds(299))
        #expect(rig.platform.calls(Catalogue.queryDeviceFlow).isEmpty)
        await rig.pass(.milliseconds(1))
        #expect(rig.platform.calls(Catalogue.queryDeviceFlow) == [["D1"]])
        rig.workspace.hasFocus(false)
        await rig.pass(.seconds(179))
        #expect(rig.platform.calls(Catalogue.queryDeviceFlow).count == 1)
        await rig.pass(.seconds(1))
        #expect(rig.platform.calls(Catalogue.queryDeviceFlow).count == 2)
        await rig.pass(.seconds(10))
        rig.workspace.hasFocus(true)
        await rig.pass(.seconds(50))
        #expect(rig.platform.calls(Catalogue.queryDeviceFlow).count == 3)
    }

    @Test("Paused, nothing is asked by itself, and r still asks; while an answer is awaited r asks nothing")
    func pause() async throws {
        let rig = try rig()
        await rig.open(panes: [.devices])
        rig.workspace.togglePause()
        #expect(!rig.workspace.devices.refresh())
        rig.workspace.devices.add(["D1"])
        await rig.pass(.minutes(3))
        #expect(rig.platform.calls(Catalogue.queryDeviceFlow).isEmpty)
        rig.platform.state.withLock { $0.isHeld = true }
        #expect(rig.workspace.devices.refresh())
        #expect(rig.workspace.devices.refresh())
        #expect(rig.workspace.devices.viewState(height: 9).rows[0].isAsking)
        rig.platform.release()
        await rig.workspace.work.untilIdle()
        #expect(rig.platform.calls(Catalogue.queryDeviceFlow) == [["D1"]])
        rig.workspace.togglePause()
        await rig.pass(.seconds(61))
        #expect(rig.platform.calls(Catalogue.queryDeviceFlow).count == 2)
    }

    @Test("Every value has its source; what no reply said is unknown; what is not known by name is shown whole")
    func reading() async throws {
        let rig = try rig()
        rig.workspace.devices.add(["D1"])
        #expect(field(.currentCard, rig)?.value == nil)
        #expect(lines(rig).contains(.cardsHead(nil)))
        await rig.open(panes: [.devices])
        await rig.pass(.seconds(1))
        #expect(field(.currentCard, rig)?.value == .card(Rig.card(1)))
        #expect(field(.online, rig)?.value == .online(Coded(.online)))
        #expect(field(.used, rig)?.value == .volume(DataVolume(kilobytes: 2048), of: nil))
        #expect(field(.wifiName, rig)?.value == nil && field(.wifiName, rig)?.call == nil)
        #expect(others(rig) == ["signal": "-70", "cards[0].gatewayId": "2"])
        var cards: [DeviceCardLine] = []
        for case .card(let card) in lines(rig) { cards.append(card) }
        #expect(cards.map(\.isCurrent) == [false, true, false])
        #expect(cards.map(\.isMain) == [true, false, false])
        #expect(cards.map(\.isInFleet) == [true, true, false])
        #expect(cards.map(\.status) == [Coded(.active), Coded(.stopped), nil])
        let answers = rig.workspace.devices.viewState(height: 9).details?.answers
        #expect(answers?.map(\.isConfirmed) == [false, true])
        #expect(answers?.first?.endpoint == "queryDeviceInfo")
    }

    @Test("With both calls each field comes from the one that knows it, the flow before the info of the same minute")
    func both() async throws {
        let rig = try rig(confirmed: [Catalogue.queryDeviceInfo])
        rig.workspace.devices.add(["D1"])
        await rig.open(panes: [.devices])
        await rig.pass(.seconds(1))
        #expect(rig.platform.calls(Catalogue.queryDeviceInfo) == [["D1"]])
        #expect(field(.online, rig)?.value == .online(Coded(.online)))
        #expect(field(.online, rig)?.call == .flow)
        #expect(field(.wifiName, rig)?.value == .text("yard"))
        #expect(field(.wifiName, rig)?.call == .info)
        #expect(others(rig)["powerStatus"] == "1")
        // The flow is refused from now on: after a minute more the info is believed.
        rig.platform.state.withLock { $0.deviceFlows = [:] }
        await rig.pass(.seconds(140))
        #expect(field(.online, rig)?.value == .online(Coded(.offline)))
        #expect(field(.online, rig)?.call == .info)
        #expect(field(.currentCard, rig)?.value == .card(Rig.card(1)))
    }

    @Test("Passwords and telephones are masked until P, in fields and among the others")
    func masking() async throws {
        let rig = try rig(confirmed: [Catalogue.queryDeviceInfo])
        rig.workspace.devices.add(["D1"])
        await rig.open(panes: [.devices])
        await rig.pass(.seconds(1))
        #expect(field(.wifiPassword, rig)?.value == .text("***"))
        #expect(others(rig)["owner.phone"] == "138****0000")
        #expect(rig.workspace.devices.viewState(height: 9).details?.hidesPersonal == true)
        #expect(rig.workspace.devices.togglePersonal())
        #expect(field(.wifiPassword, rig)?.value == .text("12345678"))
        #expect(others(rig)["owner.phone"] == "13800000000")
        #expect(rig.workspace.devices.viewState(height: 9).details?.hidesPersonal == false)
    }

    @Test("A refused device keeps its error and is not asked again by itself; an unreachable platform is")
    func problems() async throws {
        let rig = try rig()
        rig.workspace.devices.add(["D9"])
        await rig.open(panes: [.devices])
        await rig.pass(.minutes(10))
        #expect(rig.platform.calls(Catalogue.queryDeviceFlow) == [["D9"]])
        let answer = try #require(rig.workspace.devices.viewState(height: 9).details?.answers.last)
        #expect(answer.problem?.kind == .refused(code: 400, message: "设备不存在"))
        #expect(rig.workspace.devices.viewState(height: 9).rows[0].hasProblem)
        rig.platform.state.withLock { $0.fails = true }
        rig.workspace.devices.refresh()
        await rig.workspace.work.untilIdle()
        rig.platform.state.withLock {
            $0.fails = false
            $0.deviceFlows["D9"] = Self.flow
        }
        await rig.pass(.seconds(61))
        #expect(rig.workspace.devices.viewState(height: 9).rows[0].hasProblem == false)
        #expect(rig.workspace.devices.viewState(height: 9).rows[0].currentCard == Rig.card(1))
    }

    @Test("An older answer stays while a newer try fails, and says how old it is")
    func older() async throws {
        let rig = try rig()
        rig.workspace.devices.add(["D1"])
        await rig.open(panes: [.devices])
        await rig.pass(.seconds(1))
        rig.platform.state.withLock { $0.fails = true }
        await rig.pass(.minutes(5))
        let state = rig.workspace.devices.viewState(height: 9)
        #expect(state.rows[0].currentCard == Rig.card(1))
        #expect(state.rows[0].origin?.isStale(at: state.now) == true)
        #expect(state.details?.answers.last?.problem != nil)
        #expect(state.details?.answers.last?.fetchedAt != nil)
    }

    @Test("The month's flow in the API pane names devices, and the card's menu leads to its own")
    func learning() async throws {
        let rig = try rig()
        await rig.open()
        func entry() -> CardMenu.Entry? {
            rig.cards.menu(isReadOnly: false) { rig.workspace.devices.device(of: $0) != nil }?.entries.first {
                $0.action == .device
            }
        }
        #expect(entry()?.obstacle == .unknownDevice)
        rig.platform.state.withLock { $0.monthDevice = "D7" }
        rig.workspace.api.open(.monthFlow, card: Rig.card(0))
        #expect(rig.workspace.api.send() == .sent)
        await rig.workspace.work.untilIdle()
        #expect(rig.workspace.devices.devices.map(\.number) == ["D7"])
        #expect(entry()?.obstacle == nil)
        rig.workspace.devices.add(["D8"])
        #expect(rig.workspace.devices.focusedDevice == "D8")
        #expect(rig.workspace.devices.show(deviceOf: Rig.card(0)))
        #expect(rig.workspace.devices.focusedDevice == "D7")
        #expect(!rig.workspace.devices.show(deviceOf: Rig.card(3)))
        #expect(rig.workspace.devices.focusedDevice == "D7")
    }

    @Test("The menu offers the device's other cards, and says what is not confirmed or not allowed")
    func menu() async throws {
        let rig = try rig(confirmed: [Catalogue.deviceRestart])
        let devices = rig.workspace.devices
        #expect(devices.menu(isReadOnly: false) == nil)
        devices.add(["D1"])
        #expect(devices.menu(isReadOnly: false)?.entries.first?.action == .switchCard)
        await rig.open(panes: [.devices])
        await rig.pass(.seconds(1))
        let menu = try #require(devices.menu(isReadOnly: false))
        let third = try #require(CardNumber("14911111111"))
        #expect(menu.entries.prefix(3).map(\.action) == [.switchTo(Rig.card(0)), .switchTo(third), .restart])
        #expect(menu.entries.prefix(4).map(\.obstacle) == [nil, nil, nil, .unconfirmed(endpoint: "deviceReset")])
        #expect(devices.menu(isReadOnly: true)?.entries.allSatisfy { $0.obstacle == .readOnly } == true)
    }

    @Test("A menu's form is about this device whatever was typed before, and after the change it is asked again")
    func forms() async throws {
        let rig = try rig(confirmed: [Catalogue.deviceWifiHide, Catalogue.deviceWifiAccount])
        let (devices, api) = (rig.workspace.devices, rig.workspace.api)
        devices.add(["D1", "D2"])
        await rig.open(panes: [.devices])
        await rig.pass(.seconds(1))
        api.open("deviceWifiHide", values: [])
        api.set("deviceNo", to: "D2")
        api.set("remark", to: "of another")
        let menu = try #require(devices.menu(isReadOnly: false))
        api.open(.hideWifi, of: menu)
        #expect(api.commandText == "simdeck call deviceWifiHide deviceNo=D1 hide=1")
        guard case .asks(let question) = api.send() else {
            Issue.record("no question")
            return
        }
        rig.platform.forgetCalls()
        rig.workspace.show([.api])
        api.confirm(question)
        await rig.workspace.work.untilIdle()
        rig.workspace.show([.devices])
        await rig.pass(.seconds(1))
        #expect(rig.platform.calls(Catalogue.queryDeviceFlow) == [["D1"]])
        api.open(.wifi, of: DeviceMenu(device: "D2", online: nil, wifiName: "yard", entries: []))
        #expect(api.commandText == "simdeck call deviceWifiAccount deviceNo=D2 name=yard")
    }

    @Test("Each entry of the menu opens an endpoint that exists, and only what a person must type is left")
    func entries() throws {
        let rig = try rig()
        rig.workspace.devices.add(["D1"])
        let menu = try #require(rig.workspace.devices.menu(isReadOnly: false))
        let blanks: [DeviceAction: Int] = [.switchCard: 1, .wifi: 2]
        for action in menu.entries.map(\.action) + [.switchTo(Rig.card(1))] {
            rig.workspace.api.open(action, of: menu)
            let state = rig.workspace.api.viewState(height: 20)
            #expect(state.row.id == action.endpoint.id && state.row.effect == .changes && state.part == .form)
            #expect(state.form.fields.contains { $0.name == "deviceNo" && $0.value == "D1" })
            #expect(state.form.problemCount == blanks[action] ?? 0, "\(action)")
        }
    }

    @Test("The cursor moves in the list, then in the details, and comes back")
    func moving() async throws {
        let rig = try rig()
        let devices = rig.workspace.devices
        devices.go(to: .details)
        #expect(devices.viewState(height: 5).part == .list)
        devices.add((1...30).map { "D\($0)" })
        devices.moveToLast()
        #expect(devices.focusedDevice == "D30")
        let state = devices.viewState(height: 5)
        #expect(state.firstIndex == 25 && state.rows.count == 5 && state.cursor == 4 && state.count == 30)
        devices.movePage(-1)
        #expect(devices.focusedDevice == "D26")
        devices.go(to: .details)
        devices.moveCursor(by: 2)
        #expect(devices.viewState(height: 5).details?.cursor == 2)
        #expect(devices.focusedDevice == "D26")
        #expect(devices.back() && !devices.back())
        devices.moveToFirst()
        devices.go(to: .details)
        #expect(devices.viewState(height: 5).details?.cursor == 0)
    }
}
