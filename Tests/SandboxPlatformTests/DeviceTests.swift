// Devices and what is done to them.

import JSONText
import PlatformContract
import SIMModel
import SandboxPlatform
import TestSupport
import Testing

@Suite struct DeviceTests {
    private let number = ("deviceNo", "D860000017")

    private func info(_ bench: Bench) throws -> JSONValue { try #require(bench.ask(Catalogue.queryDeviceInfo, number).data) }

    @Test func everyDeviceHasOneToThreeCardsAndNoCardIsInTwo() throws {
        let bench = Bench()
        var seen: [String] = []
        for place in 0..<100 {
            let data = try #require(bench.ask(Catalogue.queryDeviceFlow, ("deviceNo", "D86" + padded(17 + place, 7))).data)
            guard case .array(let cards)? = data["cards"] else { throw Bench.Cut() }
            #expect((1...3).contains(cards.count))
            seen += cards.compactMap { text($0["simNo"]) }
        }
        #expect(Set(seen).count == seen.count)
        for stranger in ["D860000016", "D860000117", "D86", "X860000017"] {
            #expect(try bench.ask(Catalogue.queryDeviceInfo, ("deviceNo", stranger)).code == AssumedCode.badParameter)
        }
    }

    @Test func aDeviceChangesItsCardAfterAWhile() throws {
        let bench = Bench()
        #expect(try info(bench)["currentSimNo"] == .string(bench.cards[0].description))
        let answer = try bench.ask(Catalogue.deviceSwitchNet, number, ("simNo", bench.cards[1].description))
        #expect(answer.items.first?["simNo"] == .string(bench.cards[1].description))
        #expect(try info(bench)["currentSimNo"] == .string(bench.cards[0].description))
        bench.time.advance(by: .minutes(2))
        #expect(try info(bench)["currentSimNo"] == .string(bench.cards[1].description))
        let foreign = try bench.ask(Catalogue.deviceSwitchNet, number, ("simNo", bench.cards[5].description))
        #expect(foreign.code == AssumedCode.badParameter)
    }

    @Test func wifiIsKeptUntilAReset() throws {
        let bench = Bench()
        let factory = try info(bench)
        #expect(
            try bench.ask(Catalogue.deviceWifiAccount, number, ("name", "simdeck"), ("password", "12345678")).data == .object([]))
        #expect(try bench.ask(Catalogue.deviceWifiHide, number, ("hide", "1")).code == 0)
        #expect(try info(bench)["wifiName"] == .string("simdeck"))
        #expect(try info(bench)["wifiHide"] == .integer(1))
        let short = try bench.ask(Catalogue.deviceWifiAccount, number, ("name", "x"), ("password", "1234"))
        #expect(short.message.contains("password"))
        #expect(try bench.ask(Catalogue.deviceReset, number).code == 0)
        #expect(try info(bench)["wifiName"] == factory["wifiName"])
        #expect(try info(bench)["wifiHide"] == .integer(0))
        #expect(try info(bench)["resetTimes"] == .integer(1))
    }

    @Test func aDeviceIsOffLineWhilePoweredOffAndWhileItRestarts() throws {
        let bench = Bench()
        func online() throws -> JSONValue? { try info(bench)["onlineStatus"] }
        #expect(try online() == .integer(1))
        #expect(try bench.ask(Catalogue.devicePowerOff, number).code == 0)
        bench.time.advance(by: .hours(1))
        #expect(try online() == .integer(2))
        #expect(try bench.ask(Catalogue.deviceRestart, number).code == 0)
        #expect(try online() == .integer(2))
        bench.time.advance(by: .minutes(2))
        #expect(try online() == .integer(1))
    }

    @Test func stoppingADeviceStopsItsMainCard() throws {
        let bench = Bench()
        #expect(try bench.ask(Catalogue.deviceShutdown, number).data == .object([]))
        bench.time.advance(by: .minutes(6))
        #expect(whole(try bench.truth(bench.cards[0])["simStatus"]) == 4)
        #expect(try bench.ask(Catalogue.deviceRestore, number).code == 0)
        bench.time.advance(by: .minutes(6))
        #expect(whole(try bench.truth(bench.cards[0])["simStatus"]) == 3)
        #expect(bench.world.counts.stops.total == 1 && bench.world.counts.resumes.total == 1)
    }
}
