// Theme files: both spellings of a role, and problems with their places.

import Settings
import Testing

@Suite struct ThemeDocumentTests {
    @Test func aThemeIsReadWithItsPaletteAndBothSpellingsOfARole() throws {
        let theme = try ThemeDocument.read(
            """
            inherits: default
            palette:
              accent: "#88c0d0"
              dull: 244
            roles:
              title: accent
              status.stopped: {foreground: bright-red, attributes: [bold]}
              selection: {bg: dull, attributes: reverse}
              text: {}
            """, file: "themes/nord.yaml")
        #expect(theme.name == "nord")
        #expect(theme.inherits == "default")
        #expect(theme.palette == ["accent": "#88c0d0", "dull": "244"])
        #expect(theme.roles["title"]?.foreground == "accent")
        #expect(theme.roles["status.stopped"]?.foreground == "bright-red")
        #expect(theme.roles["status.stopped"]?.attributes == ["bold"])
        #expect(theme.roles["status.stopped"]?.line == 7)
        #expect(theme.roles["selection"]?.background == "dull")
        #expect(theme.roles["selection"]?.attributes == ["reverse"])
        #expect(theme.roles["text"]?.foreground == nil)
    }

    @Test func whatIsWrongInAThemeIsToldAtOnceWithItsPlace() {
        do {
            _ = try ThemeDocument.read(
                """
                palete: {}
                palette:
                  accent: "#88c0d"
                roles:
                  title: acent
                  text: {foregroud: red}
                  warn: {foreground: red, attributes: [bald]}
                """, file: "x.yaml")
            Issue.record("taken")
        } catch {
            #expect(
                error.items.map { "\($0.line ?? 0):\($0.column ?? 0) \($0.key) \($0.suggestion ?? "-")" } == [
                    "1:1 palete palette", "3:11 palette.accent -", "5:10 roles.title -", "6:10 roles.text.foregroud foreground",
                    "7:39 roles.warn.attributes bold",
                ])
        }
    }

    @Test(arguments: [
        ("#fff", true), ("#FFAA00", true), ("#ffaa0", false), ("#gggggg", false), ("255", true), ("256", false), ("-1", false),
        ("+1", false), ("red", true), ("bright-white", true), ("default", true), ("crimson", false), ("", false),
    ]) func coloursAreKnown(_ text: String, _ isColour: Bool) {
        #expect(ThemeDocument.isColour(text) == isColour)
    }
}
