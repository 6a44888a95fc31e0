// A link as a QR code on the screen, as the operator opens it and as the card's user scans it.

import CellGrid
import Localization
import QRText
import SIMModel
import TestSupport
import Testing
import ViewModels

@testable import ConsoleUI

extension Fixture {
    static func link(
        _ text: String = "https://realname.example/h5?token=0123456789abcdef0123456789abcdef", expires: Duration? = nil
    ) -> APILink {
        APILink(
            text: text,
            row: APIRow(
                id: "officialAuthUrl", title: "Real-name link", titleZh: "获取官方实名链接", kind: .call, effect: .reads,
                isInferred: false),
            values: "simNo=14900000042", askedAt: now - .seconds(12), expiresAt: expires.map { now + $0 })
    }
}

@Suite("A link as a QR code")
@MainActor struct QROverlayTests {
    private func everywhere(_ name: String, _ link: APILink, ascii: Bool = false, keys: [Key] = []) {
        for size in GoldenTests.sizes {
            for language in Language.allCases {
                GoldenTests.check("qr/\(name)", size, language) { surface in
                    var context = PaneContext(language: language)
                    context.now = Fixture.now
                    context.drawsASCII = ascii
                    var overlay = QROverlay(link)
                    for key in keys { _ = overlay.handle(key, at: Uptime(milliseconds: 0)) }
                    return overlay.render(into: surface, context: context)
                }
            }
        }
    }

    private func opened(_ link: APILink, _ columns: Int = 80, _ rows: Int = 24, ascii: Bool = false) -> Operator {
        let person = Operator(columns, rows, options: ConsoleOptions(asciiLines: ascii))
        person.model.apiPart = .reply
        person.model.apiLink = link
        person.press("8", "Q")
        return person
    }

    @Test("Beside its words on a low screen, above them on a high one; without a time, with one, over, too long, in ASCII")
    func looks() {
        everywhere("unknown", Fixture.link())
        everywhere("counting", Fixture.link(expires: .seconds(1790)))
        everywhere("inverted", Fixture.link("https://x.example/r/1", expires: .seconds(70)), keys: [Key("i")])
        everywhere("expired", Fixture.link(expires: .seconds(0)))
        everywhere("too-long", Fixture.link("https://realname.example/" + String(repeating: "0123456789", count: 90)))
        everywhere("ascii", Fixture.link(), ascii: true)
    }

    /// The modules as the cells of the screen have them: dark letters on light ground.
    private func scanned(_ person: Operator, _ code: QRCode) -> Bool {
        var rows: [[Bool]] = []
        for y in 0..<person.display.last.rows {
            let cells = (0..<person.display.last.columns).filter {
                person.display.last[$0, y].style.role == ThemeRole.qr.rawValue
            }
            if cells.isEmpty { continue }
            let letters = cells.map { person.display.last.character(person.display.last[$0, y]) }
            rows.append(letters.map { "▀█".contains($0) })
            rows.append(letters.map { "▄█".contains($0) })
        }
        guard let side = rows.first?.count else { return false }
        let quiet = (side - code.size) / 2
        return quiet >= 2
            && (0..<side).allSatisfy { y in (0..<side).allSatisfy { x in rows[y][x] == code.isDark(x: x - quiet, y: y - quiet) } }
    }

    @Test("Every module reaches the screen with its quiet zone, whole", arguments: [(80, 24), (80, 21), (120, 30), (160, 45)])
    func whole(_ columns: Int, _ rows: Int) throws {
        let link = Fixture.link()
        #expect(scanned(opened(link, columns, rows), try QRCode.encode(link.text)))
    }

    @Test(
        "Dark is black and light is white in every theme with colours, whatever the terminal's own are",
        arguments: ["default", "light", "high-contrast"])
    func colours(_ name: String) throws {
        let theme = Theme.resolve(try ThemeTests.file(name)) { try? ThemeTests.file($0) }
        let (black, white) = (Colour.rgb(red: 0, green: 0, blue: 0), Colour.rgb(red: 255, green: 255, blue: 255))
        #expect(theme.looks[Int(ThemeRole.qr.rawValue)] == Look(foreground: black, background: white))
        #expect(theme.looks[Int(ThemeRole.qrDark.rawValue)] == Look(foreground: black, background: black))
    }

    @Test("The link is told in full however narrow the screen", arguments: [(80, 24), (160, 45), (48, 12), (30, 24)])
    func inFull(_ columns: Int, _ rows: Int) {
        let link = Fixture.link()
        let person = opened(link, columns, rows)
        let text = person.display.lines.map { $0.filter { !"│ ".contains($0) } }.joined()
        #expect(text.contains(link.text))
    }

    @Test("Where the box is too low for the words they scroll, and nothing is out of reach")
    func scrolls() {
        let link = Fixture.link()
        let person = opened(link, 20, 8)
        var seen = Set(person.display.lines)
        for _ in 0..<30 {
            person.press("j")
            seen.formUnion(person.display.lines)
        }
        for piece in TextWidth.wrap(link.text, to: 16) { #expect(seen.contains { $0.contains(piece) }, "\(piece)") }
    }

    @Test("It counts down while nothing is pressed, also while polling is paused, and is gone when it is over")
    func countdown() {
        let person = opened(Fixture.link(expires: .seconds(65)))
        #expect(person.display.text.contains("Expires in 1m05s."))
        person.press("Esc", "Z", "Q")
        func pass(_ seconds: Int64) {
            for _ in 0..<seconds {
                person.time.advance(by: .seconds(1))
                person.console.tick()
            }
        }
        pass(5)
        #expect(person.display.text.contains("Expires in 1m."))
        pass(59)
        #expect(person.display.text.contains("Expires in 1s.") && person.display.text.contains("realname.example"))
        pass(1)
        #expect(person.display.text.contains("This link has expired."))
        #expect(!person.display.text.contains("realname.example") && !person.display.text.contains("▀"))
        person.press("y")
        #expect(person.display.copied.isEmpty)
        #expect(person.display.text.contains("Not copied: the link has expired."))
    }

    @Test("y copies the link and says so, the next key takes the answer away, Esc closes")
    func keys() {
        let person = opened(Fixture.link())
        person.press("y")
        #expect(person.display.copied == [Fixture.link().text])
        #expect(person.display.text.contains("Copied the link"))
        person.press("i")
        #expect(!person.display.text.contains("Copied the link"))
        person.press("Esc")
        #expect(person.console.overlays.isEmpty)
        #expect(person.console.screen.focus == .api && person.model.apiPart == .reply)
    }

    @Test("The footer offers the code when the reply has a link; without one Q says why nothing opens")
    func offered() {
        let person = opened(Fixture.link())
        person.press("Esc")
        #expect(person.display.lines.last?.contains("Q QR code") == true)
        person.model.apiLink = nil
        person.press("j")
        #expect(person.display.lines.last?.contains("QR code") == false)
        person.press("Q")
        #expect(person.console.overlays.isEmpty)
        #expect(person.display.lines.last?.contains("No link in the reply") == true)
        person.press("1", "Q")
        #expect(person.display.lines.last?.contains("Works in API.") == true)
    }

    @Test("Where only ASCII is drawn the code is, too, and the sizes it needs are told")
    func ascii() {
        let low = opened(Fixture.link(), ascii: true)
        #expect(low.display.text.contains("The code needs") && !low.display.text.contains("####"))
        let high = opened(Fixture.link("https://x.example/r/1"), 120, 45, ascii: true)
        #expect(high.display.text.contains("##############"))
        #expect(high.display.text.allSatisfy { $0.isASCII || $0.isLetter })
        let dark = high.display.last.cells(of: .qrDark)
        #expect(dark > 0 && dark == high.display.text.filter { $0 == "#" }.count)
    }
}

extension Grid {
    fileprivate func cells(of role: ThemeRole) -> Int {
        (0..<rows).reduce(0) { sum, y in sum + (0..<columns).count { self[$0, y].style.role == role.rawValue } }
    }
}
