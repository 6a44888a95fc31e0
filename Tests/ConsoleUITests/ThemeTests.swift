// Themes: files and what is compiled in, roles and fallbacks, mistakes with their places, and what is measured.

import CellGrid
import Localization
import Settings
import TestSupport
import Testing

@testable import ConsoleUI

@Suite("Themes")
struct ThemeTests {
    static func file(_ name: String) throws -> ThemeDocument {
        let path = TestFile.projectRoot() + "/themes/\(name).yaml"
        return try ThemeDocument.read(try #require(TestFile.text(path)), file: "\(name).yaml")
    }

    static func theme(_ yaml: String) throws -> Theme {
        Theme.resolve(try ThemeDocument.read(yaml, file: "mine.yaml"), named: BuiltInThemes.document)
    }

    @Test("The themes compiled in are the files of themes/ word for word, all of them")
    func builtIn() throws {
        #expect(Set(TestFile.names(in: TestFile.projectRoot() + "/themes")) == Set(BuiltInThemes.names.map { $0 + ".yaml" }))
        for (name, yaml) in BuiltInThemes.texts {
            #expect(yaml == TestFile.text(TestFile.projectRoot() + "/themes/\(name).yaml"), "make themes")
        }
    }

    @Test("Every theme resolves without a problem, says what it is for in both languages, and measures clean")
    func files() throws {
        for name in BuiltInThemes.names {
            let theme = Theme.resolve(try Self.file(name)) { try? Self.file($0) }
            #expect(theme.problems == [])
            #expect(theme.looks.count == ThemeRole.allCases.count)
            #expect(theme.name == name)
            // The chooser has 48 columns for it.
            for language in Language.allCases {
                #expect((1...48).contains(TextWidth.cells(of: theme.about[language.rawValue] ?? "")), "\(name)")
            }
            #expect(ThemeCheck.remarks(theme) == [], "\(name)")
            #expect(theme.places.allSatisfy { $0 != nil })
        }
        #expect(BuiltInThemes.theme("light")?.ground == .light)
        #expect(BuiltInThemes.theme("mono")?.ground == .both)
    }

    @Test("The default theme names every role; the others need not")
    func everyRole() throws {
        let roles = try Self.file("default").roles
        #expect(ThemeRole.allCases.filter { roles[$0.scope] == nil } == [])
        #expect(Set(ThemeRole.allCases.map(\.scope)).count == ThemeRole.allCases.count)
        #expect(ThemeRole.text.rawValue == Style.plain.role)
    }

    @Test("The theme without colour has none, and the one of sixteen no other")
    func fewColours() throws {
        let mono = try #require(BuiltInThemes.theme("mono"))
        #expect(mono.looks.allSatisfy { $0.foreground == nil && $0.background == nil })
        let sixteen = try #require(BuiltInThemes.theme("console-16"))
        let codes = [ThemeRole.qr, .qrDark].map { Int($0.rawValue) }
        for (number, look) in sixteen.looks.enumerated() where !codes.contains(number) {
            #expect(look.foreground == nil || ColourDepth.direct.isOwnersPalette(look.foreground))
            #expect(look.background == nil || ColourDepth.direct.isOwnersPalette(look.background))
        }
    }

    @Test("States keep colours of their own with 256 and with 16 colours")
    func fewerColours() throws {
        for name in BuiltInThemes.names where name != "mono" {
            let theme = try #require(BuiltInThemes.theme(name))
            for depth in ThemeCheck.depths {
                let shown = [ThemeRole.stateGood, .stateDown, .stateRisk].map {
                    depth.colour(theme.looks[Int($0.rawValue)].foreground).number
                }
                #expect(Set(shown).count == 3, "\(name) \(depth)")
            }
        }
    }

    @Test("Roles fall back to the part before their last dot; mistakes are told with their place")
    func fallback() throws {
        let document = try ThemeDocument.read(
            "name: mine\ninherits: ghost\nroles:\n  text: red\n  state: { foreground: blue }\n  state.down: { attributes: [bold] }\n  sate.good: green\n  frame: { foreground: nocolour }\n",
            file: "mine.yaml")
        let theme = Theme.resolve(document) { _ in nil }
        func look(_ role: ThemeRole) -> Look { theme.looks[Int(role.rawValue)] }
        #expect(look(.stateGood).foreground == .indexed(4))
        #expect(look(.stateDown) == Look(foreground: .indexed(4), attributes: .bold))
        #expect(look(.banner).foreground == .indexed(1))
        func place(_ line: Int, _ column: Int) -> ConfigPlace { ConfigPlace(file: "mine.yaml", line: line, column: column) }
        #expect(
            theme.problems == [
                ThemeProblem(place(2, 11), .inheritsUnknown("ghost")),
                ThemeProblem(place(8, 3), .unknownColour("nocolour", role: "frame")),
                ThemeProblem(place(7, 3), .unknownRole("sate.good", nearest: "state.good")),
            ])
        let loop = try ThemeDocument.read("name: mine\ninherits: mine\n", file: "mine.yaml")
        #expect(Theme.resolve(loop) { _ in loop }.problems.map(\.reason) == [.inheritsItself("mine")])
    }

    @Test("A theme that inherits nothing has to name every role")
    func missing() throws {
        let alone = try Self.theme("roles:\n  text: red\n  frame: blue\n")
        guard case .missingRoles(let roles)? = alone.problems.first?.reason else {
            Issue.record("\(alone.problems)")
            return
        }
        #expect(alone.problems.first?.place == ConfigPlace(file: "mine.yaml", line: 1, column: 1))
        #expect(roles.contains("state.good") && !roles.contains("text.muted") && !roles.contains("frame.focused"))
        #expect(try Self.theme("inherits: default\nroles:\n  text: red\n").problems == [])
    }

    @Test("A palette's entry may choose a colour for each number of colours; a nearer entry takes that back")
    func chosen() throws {
        let theme = try Self.theme(
            "inherits: default\npalette:\n  accent: ['#010203', 9, default]\n  good: '#102030'\nroles:\n  frame: accent\n")
        let accent = Colour.chosen(exact: .rgb(red: 1, green: 2, blue: 3), in256: .indexed(9), in16: nil)
        #expect(theme.looks[Int(ThemeRole.frame.rawValue)].foreground == accent)
        #expect(theme.looks[Int(ThemeRole.stateGood.rawValue)].foreground == .rgb(red: 0x10, green: 0x20, blue: 0x30))
        #expect(ColourDepth.direct.colour(accent).number == 0x010203)
        #expect(ColourDepth.indexed256.colour(accent).number == 9)
        #expect(ColourDepth.ansi16.colour(accent) == .own)
        #expect(theme.places[Int(ThemeRole.frame.rawValue)]?.line == 3)
    }

    @Test("Colours: the terminal's own, sixteen names, numbers, and hexadecimal")
    func colours() {
        #expect(ThemeColour.read("default") == .own)
        #expect(ThemeColour.read("bright-cyan") == .colour(.indexed(14)))
        #expect(ThemeColour.read("255") == .colour(.indexed(255)))
        #expect(ThemeColour.read("#4fb3d9") == .colour(.rgb(red: 0x4F, green: 0xB3, blue: 0xD9)))
        #expect(ThemeColour.read("#fb0") == .colour(.rgb(red: 0xFF, green: 0xBB, blue: 0)))
        for bad in ["256", "#12345", "#gggggg", "", "Red "] { #expect(ThemeColour.read(bad) == nil) }
    }
}

@Suite("What is measured in a theme")
struct ThemeCheckTests {
    @Test("Contrasts are WCAG's")
    func contrast() throws {
        let (black, white) = (RGB(0, 0, 0), RGB(255, 255, 255))
        #expect(black.contrast(with: white) == 21)
        #expect(white.contrast(with: white) == 1)
        func rounded(_ text: String) throws -> Int { Int((try #require(RGB(text)).contrast(with: white) * 100).rounded()) }
        // Known values: #777777 just misses 4.5, #767676 just reaches it.
        #expect(try rounded("#777777") == 448)
        #expect(try rounded("#767676") == 454)
        #expect(try rounded("#ff0000") == 400)
        #expect(try rounded("#0000ff") == 859)
        #expect(RGB("#77777") == nil && RGB("777777") == nil)
        #expect(RGB(1, 0xAB, 0).text == "#01ab00")
    }

    @Test("Other eyes: grey stays grey; red and green come near each other, to the others they do not")
    func vision() throws {
        let (red, green) = (RGB(0xC0, 0x50, 0x50), RGB(0x6F, 0x90, 0x40))
        for vision in ThemeDocument.Vision.allCases {
            let grey = RGB(128, 128, 128).seen(by: vision)
            #expect(grey.distance(to: RGB(128, 128, 128)) < 1)
        }
        let far = red.distance(to: green)
        #expect(red.seen(by: .deuteranopia).distance(to: green.seen(by: .deuteranopia)) < far / 2)
        #expect(red.seen(by: .tritanopia).distance(to: green.seen(by: .tritanopia)) > far * 0.7)
        #expect(RGB(0, 0, 0).distance(to: RGB(255, 255, 255)).rounded() == 100)
    }

    @Test("A colour that is too faint is told with its role, ground and number of colours; a line needs less")
    func faint() throws {
        let theme = try ThemeTests.theme("inherits: default\nroles:\n  title: '#707070'\n  frame: '#707070'\n")
        let exact = ThemeCheck.remarks(theme).filter { $0.depth == .direct }
        #expect(exact.map(\.role) == [.title])
        #expect(exact.map(\.reason) == [.contrast(.title, on: RGB(0x1E, 0x1E, 0x1E))])
        #expect(exact.allSatisfy { $0.needed == 4.5 && $0.value > 3 && $0.value < 4.5 })
        let light = try ThemeTests.theme("inherits: default\nground: light\n")
        #expect(ThemeCheck.remarks(light).contains { $0.role == .accent })
    }

    @Test("States that look alike to the eyes a theme promises are told; to others they are nobody's business")
    func alike() throws {
        let pair = "palette:\n  good: '#8aa040'\n  bad: '#c08840'\n"
        let promised = try ThemeTests.theme("inherits: default\nvision: [deuteranopia]\n" + pair)
        #expect(
            ThemeCheck.remarks(promised).contains {
                $0.depth == .direct && $0.reason == .alike(.stateGood, .stateDown, to: .deuteranopia)
            })
        let silent = try ThemeTests.theme("inherits: default\n" + pair)
        #expect(!ThemeCheck.remarks(silent).contains { if case .alike = $0.reason { true } else { false } })
    }
}

@Suite("Themes while the console runs")
@MainActor struct ThemeSwitchTests {
    private func accent(_ person: Operator) -> Colour? { person.display.looks[Int(ThemeRole.accent.rawValue)].foreground }
    private func accent(_ name: String) throws -> Colour? {
        try #require(BuiltInThemes.theme(name)).looks[Int(ThemeRole.accent.rawValue)].foreground
    }

    @Test("`:theme ` lists themes; the cursor shows each at once; Esc gives the one before back, Enter keeps")
    func chooser() throws {
        let person = Operator()
        person.press(":")
        person.type("theme ")
        #expect(person.console.overlays.last is ThemeChooser)
        person.press("Down")
        #expect(accent(person) == (try accent("light")))
        person.press("Down")
        #expect(accent(person) == (try accent("high-contrast")))
        person.press("Esc")
        #expect(person.console.overlays.isEmpty)
        #expect(accent(person) == (try accent("default")))

        person.press(":")
        person.type("theme sol")
        #expect(accent(person) == (try accent("solarized-dark")))
        person.press("Enter")
        #expect(person.console.overlays.isEmpty)
        #expect(accent(person) == (try accent("solarized-dark")))
        #expect(person.display.lines.last?.contains("theme: solarized-dark") == true)
    }

    @Test("The palette knows the command as well, and opens at the theme in use")
    func palette() throws {
        let person = Operator(options: ConsoleOptions(theme: try #require(BuiltInThemes.theme("mono"))))
        person.press(":")
        person.type("theme")
        person.press("Enter")
        #expect((person.console.overlays.last as? ThemeChooser)?.name == "mono")
    }

    @Test("An edit is drawn at once; a broken one leaves the last good theme and says where it is broken")
    func edits() throws {
        let person = Operator()
        let frames = person.display.frames
        person.console.themeEdited(.success(try #require(BuiltInThemes.theme("light"))))
        #expect(person.display.frames == frames + 1)
        #expect(accent(person) == (try accent("light")))
        person.console.themeEdited(.failure(ThemeFailure(words: "themes/light.yaml:9:3: no colour")))
        #expect(accent(person) == (try accent("light")))
        #expect(person.display.lines.last?.contains("themes/light.yaml:9:3") == true)
    }

    @Test("The terminal's ground decides until somebody chooses, and only where nothing is set")
    func ground() throws {
        let light = InputEvent.background(RGB(0xFD, 0xF6, 0xE3))
        let dark = InputEvent.background(RGB(0x1E, 0x1E, 0x1E))
        let person = Operator(options: ConsoleOptions(followsGround: true))
        person.console.handle([dark])
        #expect(accent(person) == (try accent("default")))
        person.console.handle([light])
        #expect(accent(person) == (try accent("light")))
        person.press(":")
        person.type("theme high")
        person.console.handle([dark])
        #expect(accent(person) == (try accent("high-contrast")))
        person.press("Esc")
        #expect(accent(person) == (try accent("default")))
        person.press(":")
        person.type("theme mono")
        person.press("Enter")
        person.console.handle([light])
        #expect(accent(person) == (try accent("mono")))

        let set = Operator()
        set.console.handle([light])
        #expect(accent(set) == (try accent("default")))
    }
}
