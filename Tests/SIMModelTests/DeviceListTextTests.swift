// Lists of devices as people paste them.

import SIMModel
import Testing

@Suite("Lists of devices")
struct DeviceListTextTests {
    @Test("A list of devices: one a line, spreadsheets and full-width letters too; what is none is told with its line")
    func list() {
        let reading = DeviceListText.read(
            "\u{FEFF}deviceNo,note\r\n\"Ｄ８60000017\",a\r\n\r\n# old\r\n D2 \r\nD2\r\n设备三\r\n12 34\r\nabc")
        #expect(reading.numbers == ["D860000017", "D2"])
        #expect(reading.duplicates == 1)
        #expect(reading.problems.map(\.line) == [7, 8, 9])
        #expect(DeviceListText.read("").numbers.isEmpty)
    }
}
