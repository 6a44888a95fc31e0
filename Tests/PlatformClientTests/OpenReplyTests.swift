// Samples of which only the envelope is known: whole or an error, whatever is done to them.

import JSONText
import PlatformContract
import SIMModel
import TestSupport
import Testing

@testable import PlatformClient

@Suite struct OpenReplyTests {
    /// Every sample that no typed reading is tested with.
    static let names = [
        "base-config.INFERRED", "base-sendCode", "base-uploadCert.INFERRED", "clearRealName",
        "devicePowerOff.INFERRED", "deviceReset.INFERRED", "deviceRestart.INFERRED", "deviceRestore.INFERRED",
        "deviceShutdown.INFERRED", "deviceWifiAccount.INFERRED", "deviceWifiHide.INFERRED", "order-apply.INFERRED",
        "pretty-numberList.INFERRED", "queryDeviceFlow.INFERRED", "queryDeviceInfo.INFERRED",
        "queryOrderPackages.INFERRED", "queryPackageFlow.INFERRED", "removeSpeedLimit", "setSpeedLimit",
        "simPage.INFERRED", "simSmsQuery.INFERRED", "simSmsSend.INFERRED",
    ]

    @Test func everySampleIsReadBySomeTest() throws {
        let read = Set(Decoding.all.map(\.name)).union(Self.names)
        #expect(read.count == Decoding.all.count + Self.names.count)
        for endpoint in Catalogue.calls where endpoint.id != "provinces" {
            let name = endpoint.path.replacing("/openapi/iot/", with: "").replacing("/openapi/", with: "").replacing(
                "/", with: "-")
            #expect(read.contains(name) || read.contains(name + ".INFERRED"), "\(endpoint.id)")
        }
    }

    @Test(arguments: names)
    func theDataComesWhole(name: String) throws {
        let envelope = try Sample.envelope(name)
        #expect(envelope.code == 0)
        let items = OpenItems(envelope.data)
        #expect(items.source == envelope.data ?? .null)
        #expect(items.items == (envelope.data.map { $0 == .object([]) || $0 == .null } ?? true ? [] : [OpenItem(envelope.data)]))
    }

    @Test(arguments: names.indices)
    func whateverIsPutInNothingIsLost(index: Int) throws {
        let random = SeededRandom(UInt64(900 + index))
        let document = try JSONValue(parsing: Sample.text(Self.names[index]))
        for _ in 0..<200 {
            let items = (0..<random.pick(0..<4)).map { _ in
                JSONValue.object((0..<random.pick(1..<5)).map { JSONMember(key: "f\($0)", value: JSONPool.value(random)) })
            }
            let key = ["items", "list", "packages"][random.pick(0..<3)]
            let data: JSONValue = random.pick(0..<2) == 0 ? .array(items) : .fields((key, .array(items)), ("total", .integer(3)))
            let changed = document.mapped(object: { members in
                members.map { $0.key == "data" ? JSONMember(key: "data", value: data) : $0 }
            })
            let envelope = try Envelope(changed.utf8)
            let open = OpenItems(envelope.data)
            #expect(open.source == data)
            if !items.isEmpty || key != "packages" { #expect(open.items.map { JSONValue.object($0.fields) } == items) }
        }
    }

    @Test func aListIsFoundWhereverItStands() {
        let item = JSONValue.fields(("a", .integer(1)))
        let one = [OpenItem(fields: [JSONMember(key: "a", value: .integer(1))])]
        for data in [
            JSONValue.array([item]), .fields(("items", .array([item]))), .fields(("list", .fields(("7", item)))),
            .fields(("total", .integer(1)), ("rows", .array([item]))), item,
        ] {
            #expect(OpenItems(data).items == one)
        }
        for data in [nil, JSONValue.null, .string(""), .array([]), .object([])] { #expect(OpenItems(data).items.isEmpty) }
        // Two lists: nobody knows which, so the whole is one thing.
        let two = JSONValue.fields(("a", .array([item])), ("b", .array([item])))
        #expect(OpenItems(two).items == [OpenItem(two)])
        #expect(OpenItems(.string("QL1")).items.first?.text("value") == "QL1")
    }

    @Test func whatIsPrintedOfAnOpenReplyIsMasked() {
        let item = OpenItem(.fields(("certNo", .string("110101199001011234")), ("wifiPassword", .string("hunter2"))))
        var dumped = ""
        dump(item, to: &dumped)
        for text in ["\(item)", String(reflecting: [item]), dumped] {
            #expect(!text.contains("hunter2") && !text.contains("1990"), "\(text)")
        }
        #expect(item.text("wifiPassword") == "hunter2")
    }
}
