// Replies about devices, of which no page shows the fields.

import JSONText
import PlatformClient
import SIMModel
import Testing

@Suite("What a device's reply says")
struct DeviceReadingTests {
    @Test("A reply that is a list of one, or has a field of the wrong shape, loses nothing")
    func oddReplies() throws {
        let one = DeviceReading(OpenItem(try JSONValue(parsing: #"[{"wifiName":"a","x":1}]"#)))
        #expect(one.wifiName == "a" && one.others.map(\.key) == ["x"])
        let odd = DeviceReading(
            OpenItem(try JSONValue(parsing: #"{"onlineStatus":"often","useFlow":{"kb":1},"cards":[{"name":"x"}]}"#)))
        #expect(odd.online == nil && odd.cards.isEmpty)
        #expect(odd.others.map(\.key) == ["onlineStatus", "useFlow", "cards"])
        let current = DeviceReading(OpenItem(try JSONValue(parsing: #"{"sims":[{"simNo":"14900000001","isCurrent":1}]}"#)))
        #expect(current.currentCard == CardNumber("14900000001"))
        #expect(current.others.isEmpty)
    }
}
