// Every row of the catalogue, asked with its own example.

import JSONText
import PlatformContract
import SIMModel
import SandboxPlatform
import TestSupport
import Testing

@Suite struct WalkTests {
    @Test(arguments: Catalogue.calls.map(\.id))
    func everyCallOfTheCatalogueAnswersItsExampleInAFreshSandbox(_ id: String) async throws {
        let endpoint = try #require(Catalogue.endpoint(id: id))
        let time = ManualTime()
        let server = try await SandboxServer.start(
            SandboxConfiguration(port: 0, cards: 50), time: time, random: SeededRandom(1))
        let call = try Call(exampleOf: endpoint, at: time.wall)
        let end = await TinyClient.send(port: server.port, call.request)
        await server.stop()
        let answer = try #require(end.answer)
        #expect(answer.status == 200)
        if endpoint.isFile {
            #expect(answer.document["code"] == nil)
        } else {
            #expect(answer.code == 0, "\(answer.message)")
        }
    }
}
