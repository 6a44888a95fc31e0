// The screen as files: text, text with colours, a picture.

import CellGrid
import Localization
import SIMModel
import Settings
import TestSupport
import Testing
import ViewModels

@testable import ConsoleUI

@Suite("Saved screens")
@MainActor struct PictureTests {
    private func grid(_ text: String, _ style: Style = .plain) -> Grid {
        let canvas = Canvas(Size(columns: 20, rows: 2))
        canvas.surface.text(text, x: 0, y: 0, style: style)
        return canvas.grid
    }

    @Test("Each form is written under a new name, as it stood before the menu")
    func forms() throws {
        let person = Operator()
        let before = person.display.lines
        for (key, ending) in [("t", "txt"), ("a", "ansi"), ("s", "svg")] {
            person.press("D", key)
            #expect(person.console.overlays.isEmpty)
            #expect(person.exported.last?.name == "simdeck-screen-2026-11-24-140322.\(ending)")
            #expect(person.display.lines.last?.contains("Wrote /exports/simdeck-screen") == true)
        }
        #expect(person.exported[0].text == before.joined(separator: "\n") + "\n")
        #expect(person.exported[2].text.hasPrefix("<svg "))
        #expect(!person.exported[2].text.contains("Save the screen"))
    }

    @Test("A question can be saved, and what is masked stays masked")
    func question() throws {
        let person = Operator()
        person.press("S", "F12", "t")
        #expect(try #require(person.exported.last).text.contains("14900000042"))
        #expect(person.console.overlays.last is ConfirmDialog)
        let shop = Operator()
        shop.model.shopPart = .orders
        shop.press("7", "D", "t")
        let masked = try #require(shop.exported.last?.text)
        #expect(masked == shop.exported.last?.text && masked.contains("*"))
    }

    @Test("Every character stands on its cell; what XML reserves is escaped")
    func svg() {
        let looks = Theme.builtIn.looks
        let picture = ScreenPicture.svg(grid("a<b 停机 x&\""), looks: looks, on: .light, title: "t & u")
        #expect(picture == ScreenPicture.svg(grid("a<b 停机 x&\""), looks: looks, on: .light, title: "t & u"))
        #expect(picture.contains("<title>t &amp; u</title>"))
        #expect(picture.contains(">a&lt;b</text>"))
        // Column 4 and 6: two cells each.
        #expect(picture.contains("<text x=\"45.6\"") && picture.contains(">停</text>"))
        #expect(picture.contains("<text x=\"62.4\"") && picture.contains(">机</text>"))
        #expect(picture.contains("<text x=\"87.6\"") && picture.contains(">x&amp;&quot;</text>"))
        #expect(!picture.contains(": nan") && picture.hasSuffix("</svg>\n"))
        #expect(picture.contains("monospace"))
    }

    @Test("Reverse video has ink and ground changed; a light theme has light paper")
    func colours() throws {
        let looks = [Look(foreground: .rgb(red: 1, green: 2, blue: 3), background: .rgb(red: 250, green: 251, blue: 252))]
        let picture = ScreenPicture.svg(grid("x", Style(role: 0, attributes: .reverse)), looks: looks, on: .light, title: "t")
        #expect(picture.contains("fill=\"#010203\"/>") && picture.contains("fill=\"#fafbfc\">x</text>"))
        for (name, paper) in [("light", "#fbfbfa"), ("default", "#14171c"), ("mono", "#14171c"), ("solarized-light", "#fdf6e3")] {
            let theme = try #require(BuiltInThemes.theme(name))
            let picture = ScreenPicture.svg(grid("x"), looks: theme.looks, on: theme.ground, title: "t")
            #expect(picture.contains("rx=\"8\" fill=\"\(paper)\""), "\(name)")
        }
        #expect(ScreenColours.dark.pixel(.indexed(196)).hex == "#ff0000")
        #expect(ScreenColours.dark.pixel(.indexed(255)).hex == "#eeeeee")
    }

    @Test("ANSI text gives the same lines and resets at each end")
    func ansi() {
        let text = ScreenText.ansi(grid("停 ok", Style(.stateGood, .bold)), looks: Theme.builtIn.looks)
        let lines = text.split(separator: "\n")
        #expect(lines.count == 2)
        #expect(lines.allSatisfy { $0.hasSuffix("\u{1B}[0m") })
        #expect(text.hasPrefix("\u{1B}[0;1;38;2;"))
        #expect(text.contains("停 ok"))
    }
}
