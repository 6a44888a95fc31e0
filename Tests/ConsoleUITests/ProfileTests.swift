// The first screen, the chooser of accounts and the band of a profile.

import CellGrid
import Localization
import SIMModel
import Settings
import Testing

@testable import ConsoleUI

@Suite("Accounts on the screen")
@MainActor struct ProfileTests {
    private static let choices = [
        ProfileChoice(
            name: "prod", platform: "agent.example.cn", colour: .red, isCurrent: true, isReadOnly: false, isProduction: true,
            unfinished: 2),
        ProfileChoice(
            name: "trial-with-a-long-name", platform: "127.0.0.1:2000", colour: .blue, isCurrent: false, isReadOnly: true,
            isProduction: false, unfinished: 0),
        ProfileChoice(
            name: "old", platform: "old.example.cn", colour: .green, isCurrent: false, isReadOnly: false, isProduction: true,
            unfinished: nil),
    ]

    @Test("First screen: four keys, and what simdeck does", arguments: Language.allCases)
    func welcome(language: Language) {
        for size in [Size(columns: 80, rows: 24), Size(columns: 40, rows: 8)] {
            GoldenTests.check("profile/welcome", size, language) { Welcome.render(tellsAbout: false, language, into: $0) }
        }
        GoldenTests.check("profile/about", Size(columns: 80, rows: 24), language) {
            Welcome.render(tellsAbout: true, language, into: $0)
        }
    }

    @Test("The chooser names what is unfinished and that only the open one is followed", arguments: Language.allCases)
    func chooser(language: Language) {
        let chooser = ProfileChooser(Self.choices)
        for size in [Size(columns: 80, rows: 24), Size(columns: 50, rows: 10)] {
            GoldenTests.check("profile/chooser", size, language) {
                chooser.render(into: $0, context: PaneContext(language: language))
            }
        }
    }

    @Test func enterOpensAnotherAndNeverTheSame() {
        let now = Uptime(milliseconds: 0)
        var chooser = ProfileChooser(Self.choices)
        #expect(chooser.handle(Key(.enter), at: now) == .closes)
        #expect(chooser.handle(Key("j"), at: now) == .stays)
        #expect(chooser.handle(Key(.enter), at: now) == .does(.openProfile("trial-with-a-long-name"), closes: true))
        #expect(chooser.handle(Key(.escape), at: now) == .closes)
    }

    @Test func aColourIsTheSettingsElseTheNamesAndNeverRedByChance() {
        #expect(ProfileColour(setting: "magenta", name: "prod") == .magenta)
        #expect(ProfileColour(setting: nil, name: "prod") == ProfileColour(setting: "none of them", name: "prod"))
        let byName = Set((0..<200).map { ProfileColour(setting: nil, name: "p\($0)") })
        #expect(byName == Set(ProfileColour.allCases).subtracting([.red]))
    }

    @Test func everyColourOfTheSettingsIsOne() {
        #expect(Set(ProfileColour.allCases.map(\.rawValue)) == Set(SettingKey.colours))
    }
}
