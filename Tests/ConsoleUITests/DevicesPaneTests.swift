// The Devices pane and the device's menu as an operator meets them.

import CellGrid
import Localization
import SIMModel
import TestSupport
import Testing
import ViewModels

@testable import ConsoleUI

@Suite("The Devices pane and the device's menu")
@MainActor struct DevicesPaneTests {
    private func everywhere(_ name: String, _ state: DevicesViewState, isPaused: Bool = false) {
        for size in GoldenTests.sizes {
            for language in Language.allCases {
                GoldenTests.check(name, size, language) { surface in
                    var context = PaneContext(language: language)
                    context.isPaused = isPaused
                    return DevicesPane.render(state, into: surface, context: context)
                }
            }
        }
    }

    @Test("Empty, list with details, details alone, masked and shown, errors, the unconfirmed path, paused")
    func parts() {
        everywhere("devices/empty", Fixture.noDevices)
        everywhere("devices/list", Fixture.devices())
        everywhere("devices/details", Fixture.devices(part: .details))
        everywhere("devices/personal", Fixture.devices(.shown, part: .details, cursor: 5))
        everywhere("devices/failed", Fixture.devices(.failed))
        everywhere("devices/unconfirmed", Fixture.devices(.unconfirmed))
        everywhere("devices/paused", Fixture.devices(), isPaused: true)
    }

    @Test("At any size nothing is drawn outside and the cursor is on the screen")
    func sizes() {
        for state in [
            Fixture.noDevices, Fixture.devices(), Fixture.devices(.failed), Fixture.devices(part: .details, cursor: 14),
        ] {
            for columns in [20, 33, 48, 64, 80, 99, 100, 120, 200] {
                for rows in 1...24 {
                    let canvas = Canvas(Size(columns: columns, rows: rows))
                    let point = DevicesPane.render(state, into: canvas.surface, context: PaneContext(language: .zh))
                    #expect(point.map { $0.x < columns && $0.y < rows } ?? true, "\(columns)x\(rows)")
                }
            }
        }
    }

    @Test("The menu and the prompt, in both languages", arguments: Language.allCases)
    func overlays(_ language: Language) {
        func shot(_ name: String, _ act: (Operator) -> Void) {
            let person = Operator(80, 24, options: ConsoleOptions(language: language))
            act(person)
            let file = "overlay/\(name).\(language.rawValue)"
            #expect(Golden.compare(GoldenTests.dump(person.display.last, person.display.cursor), file) == .same)
        }
        shot("device-menu") { $0.press("6", ".", "j", "j", "j") }
        shot("device-field") {
            $0.model.devicesState = Fixture.devices(part: .details, cursor: 13)
            $0.press("6", "Enter")
        }
        shot("device-add") {
            $0.press("6", "a")
            $0.console.handle([.paste("D860000021\nD860000021\n设备三\n")])
        }
    }

    @Test("6 goes there; Enter and l lead into the details, Esc, h and q back before anything else")
    func moving() {
        let person = Operator()
        person.press("6", "Enter")
        #expect(person.console.screen.focus == .devices)
        #expect(person.model.devicesState.part == .details)
        person.press("h")
        #expect(person.model.devicesState.part == .list)
        person.press("l", "Esc")
        #expect(person.model.devicesState.part == .list)
        person.press("l", "q")
        #expect(person.model.devicesState.part == .list)
        #expect(person.quits == 0 && person.console.overlays.isEmpty)
        person.press("j", "G")
        #expect(person.model.moves.map(\.0) == [.devices, .devices])
    }

    @Test("Enter on a card of the device goes to the card; one that is not in the list says so")
    func toCard() {
        let person = Operator()
        person.model.devicesState = Fixture.devices(part: .details, cursor: 10)
        person.press("6", "Enter")
        #expect(person.console.screen.focus == .devices)
        #expect(person.display.lines.last?.contains("14900000043 is not among your cards") == true)
        person.model.devicesState = Fixture.devices(part: .details, cursor: 8)
        person.press("Enter")
        #expect(person.console.overlays.isEmpty && person.console.screen.focus == .devices)
        person.model.devicesState = Fixture.devices(part: .details, cursor: 9)
        let rows = person.model.cardsState.rows
        person.model.cardsState.rows.removeAll { $0.simNo == Fixture.card("14900000042") }
        person.press("Enter")
        #expect(person.display.lines.last?.contains("The filter in Cards hides 14900000042; / there") == true)
        #expect(person.console.screen.focus == .devices)
        person.model.cardsState.rows = rows
        person.press("Enter")
        #expect(person.console.screen.focus == .cards)
    }

    @Test("a and a paste add devices here and cards elsewhere; nothing good adds nothing")
    func adding() {
        let person = Operator()
        person.press("6", "a")
        person.type("abc")
        person.press("Enter")
        #expect(person.display.text.contains("No device number in it."))
        person.press("Ctrl-U")
        person.type("D31")
        person.press("Enter")
        #expect(person.model.addedDevices == ["D31"])
        #expect(person.display.lines.last?.contains("Added 1 device, kept until simdeck is left.") == true)
        person.console.handle([.paste("D32\nD33\n")])
        person.press("Enter")
        #expect(person.model.addedDevices == ["D31", "D32", "D33"])
        #expect(person.model.added.isEmpty)
        person.press("1", "a")
        #expect(person.console.overlays.last is AddCardsPrompt)
    }

    @Test("The menu opens a form; what is not confirmed stays and names its entry of the configuration")
    func menu() {
        let person = Operator()
        person.press("6", ".", "r", "Enter")
        #expect(person.model.openedDevices.isEmpty)
        #expect(person.display.text.contains("endpoints: deviceRestart: {confirmed: true}"))
        person.press("2")
        #expect(person.model.openedDevices == [.switchTo(Fixture.card("14911111111"))])
        #expect(person.console.screen.focus == .api)
        #expect(person.console.overlays.isEmpty)
        let entries = Fixture.deviceMenu().entries
        #expect(Set(entries.indices.map { DeviceMenuBox.letter($0, of: entries) }).count == entries.count)
    }

    @Test("y copies the number, e writes the list or the fields, r asks again, P shows what is masked")
    func keys() {
        let person = Operator()
        person.press("6", "y", "e", "r", "P")
        #expect(person.display.copied == ["D860000017"])
        #expect(person.exported.first?.name.hasPrefix("simdeck-devices-") == true)
        #expect(person.exported.first?.text.contains("D860000017,14900000043,1,仓库-2.4G,flow,") == true)
        #expect(person.model.asked == 1)
        #expect(person.model.devicesState.showsPersonal)
        person.press("l", "e")
        let text = person.exported.last?.text ?? ""
        #expect(text.contains("D860000017,wifiPassword,***,info,"))
        #expect(text.contains("D860000017,totalFlow,31457280,flow,"))
        #expect(text.contains("D860000017,cards[0].gatewayId,2,flow,"))
    }

    @Test("Without a device every key says so and asks for nothing")
    func empty() {
        let person = Operator()
        person.model.devicesState = Fixture.noDevices
        person.press("6")
        for key in [".", "r", "R", "Enter"] {
            person.press(key)
            #expect(person.display.lines.last?.contains("No device is under the cursor.") == true, "\(key)")
        }
        #expect(person.model.asked == 0 && person.console.overlays.isEmpty)
    }

    @Test("The card's menu leads to its device")
    func fromCard() {
        let person = Operator()
        person.press(".", "d")
        #expect(person.model.opened.first?.0 == .device)
        #expect(person.console.screen.focus == .devices)
    }
}
