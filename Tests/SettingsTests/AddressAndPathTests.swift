// Addresses as people paste them, and the places of files.

import Settings
import Testing

@Suite struct AddressAndPathTests {
    @Test(arguments: [
        ("https://agent.example.cn", "https://agent.example.cn"),
        ("HTTPS://Agent.Example.CN/", "https://agent.example.cn"),
        ("https://agent.example.cn/admin", "https://agent.example.cn"),
        ("https://agent.example.cn/admin/", "https://agent.example.cn"),
        ("https://agent.example.cn//admin//", "https://agent.example.cn"),
        (" http://127.0.0.1:2000\n", "http://127.0.0.1:2000"),
        ("https://a.cn/sub/admin", "https://a.cn/sub"),
        ("https://a.cn/administration", "https://a.cn/administration"),
        ("http://[::1]:2000/", "http://[::1]:2000"),
        ("https://公司.cn", "https://公司.cn"),
    ]) func anAddressIsTakenAsPeoplePasteIt(_ source: String, _ text: String) throws {
        #expect(try BaseURL(source).text == text)
    }

    @Test(arguments: [
        "", "agent.example.cn", "ftp://a.cn", "https://", "https:///x", "https://a.cn:0", "https://a.cn:70000",
        "https://a.cn:+80",
        "https://a.cn:x", "https://a.cn?x=1", "https://a.cn/#x", "https://a b.cn", "https://a..cn", "https://[::1",
        "https://[]:1",
        "https://-a.cn", "https://a.cn\\x",
    ]) func whatIsNoAddressIsRefused(_ source: String) {
        #expect(throws: BaseURL.Problem.malformed) { try BaseURL(source) }
    }

    @Test func credentialsAreToldApart() {
        #expect(throws: BaseURL.Problem.credentials) { try BaseURL("https://a:b@c.cn") }
    }

    @Test(arguments: [
        ("http://localhost", true), ("http://x.localhost", true), ("http://127.8.9.1", true), ("http://[::1]", true),
        ("http://127.0.0.1.example.cn", false), ("http://128.0.0.1", false), ("http://127.0.0", false),
        ("http://localhost.cn", false),
    ]) func thisMachineIsKnown(_ source: String, _ isLoopback: Bool) throws {
        #expect(try BaseURL(source).isLoopback == isLoopback)
    }

    @Test func filesAreWhereTheXDGRulesSay() {
        #expect(StatePaths.configFile(environment: ["HOME": "/h"]) == "/h/.config/simdeck/config.yaml")
        #expect(StatePaths.configFile(environment: ["HOME": "/h", "XDG_CONFIG_HOME": "/c/"]) == "/c/simdeck/config.yaml")
        #expect(StatePaths.configFile(environment: ["HOME": "/h", "XDG_CONFIG_HOME": "rel"]) == "/h/.config/simdeck/config.yaml")
        #expect(StatePaths.configFile(environment: ["HOME": "/h", "SIMDECK_CONFIG": "~/x.yaml"]) == "/h/x.yaml")
        #expect(StatePaths.configFile(environment: [:]) == nil)
        #expect(StatePaths.stateDirectory(profile: "p", environment: ["HOME": "/h"]) == "/h/.local/state/simdeck/p")
        #expect(StatePaths.stateDirectory(profile: "p", environment: ["HOME": "/h", "XDG_STATE_HOME": "/s"]) == "/s/simdeck/p")
        #expect(StatePaths.stateDirectory(profile: "p", environment: ["SIMDECK_STATE_DIR": "/d/"]) == "/d/p")
    }

    @Test(arguments: [
        ("a", true), ("prod-2.x_Y", true), ("", false), (".hidden", false), ("a/b", false), ("a b", false), ("生产", false),
    ])
    func aProfileNameIsFitForAFolder(_ name: String, _ fits: Bool) {
        #expect(Configuration.isProfileName(name) == fits)
        #expect(!Configuration.isProfileName(String(repeating: "a", count: 65)))
    }
}
