// Links in replies: what counts as one, which one is meant, and when it expires.

import JSONText
import PlatformContract
import SIMModel
import Synchronization
import TestSupport
import Testing

@testable import ViewModels

@Suite("Links in a reply")
struct ReplyLinksTests {
    @Test(
        "http and https with a host; nothing with blanks or signs that cannot be seen",
        arguments: [
            ("https://a.cn", true), ("HTTP://a.cn/x?y=1#z", true), ("https://例子.cn/实名", true), ("https://", false),
            ("https:///x", false), ("https://?x", false), ("ftp://a.cn", false), ("a https://a.cn", false),
            ("https://a.cn/ x", false),
            ("https://a.cn/\u{202E}x", false), ("https://a.cn/\n", false), ("httpsx://a.cn", false), ("", false),
        ])
    func isLink(_ text: String, _ expected: Bool) { #expect(ReplyLinks.isLink(text) == expected) }

    @Test("The link on the cursor's line, else the first; its number is the tree's")
    func meant() throws {
        let document = try JSONValue(
            parsing: #"{"code":0,"data":{"note":"see https://a.cn","list":["https://one.cn","x"],"url":"https://two.cn"}}"#)
        let links = ReplyLinks(seen: document, document: document)
        #expect(links.all.map(\.text) == ["https://one.cn", "https://two.cn"])
        let rows = JSONTree(document).rows
        let second = try #require(rows.first { $0.key == "url" })
        #expect(links.meant(at: second.node)?.text == "https://two.cn")
        #expect(links.meant(at: rows[1].node)?.text == "https://one.cn")
        #expect(links.meant(at: nil)?.text == "https://one.cn")
        let none = try JSONValue(parsing: #"{"data":{"url":""}}"#)
        #expect(ReplyLinks(seen: none, document: none).meant(at: nil) == nil)
    }

    @Test(
        "Only a time in full beside the link says when it expires; a number, a date or another part does not",
        arguments: [
            (#"{"url":"https://a.cn","expiredAt":"2026-11-24 12:00:00"}"#, true),
            (#"{"expireTime":"2026-11-24 12:00:00","url":"https://a.cn"}"#, true),
            (#"{"url":"https://a.cn","expireTime":1800}"#, false), (#"{"url":"https://a.cn","expiresIn":"1800"}"#, false),
            (#"{"url":"https://a.cn","expireAt":"2026-11-24"}"#, false),
            (#"{"url":"https://a.cn","createdAt":"2026-11-24 12:00:00"}"#, false),
            (#"{"expiredAt":"2026-11-24 12:00:00","data":{"url":"https://a.cn"}}"#, false),
        ])
    func expiry(_ text: String, _ isKnown: Bool) throws {
        let document = try JSONValue(parsing: text)
        let found = try #require(ReplyLinks(seen: document, document: document).all.first)
        #expect(found.expiresAt == (isKnown ? CivilTime.parse(platform: "2026-11-24 12:00:00") : nil))
    }

    @Test("A masked link is none until personal data is asked for")
    func masked() throws {
        let document = try JSONValue(parsing: #"{"frontImage":"https://a.cn/id.jpg","url":"https://b.cn"}"#)
        #expect(ReplyLinks(seen: PersonalFields.masked(document), document: document).all.map(\.text) == ["https://b.cn"])
        #expect(ReplyLinks(seen: document, document: document).all.count == 2)
    }
}

@Suite("The real-name link in the API pane")
@MainActor struct RealNameLinkTests {
    private func ask(_ rig: Rig) async {
        rig.workspace.api.open(.realNameLink, card: Rig.card(0))
        #expect(rig.workspace.api.send() == .sent)
        await rig.workspace.work.untilIdle()
    }

    @Test("It is there when the reply is, names its card, and its time is not known: the reply does not say")
    func link() async throws {
        let rig = try Rig(cards: 1)
        let api = rig.workspace.api
        let asked = rig.time.wall
        #expect(api.viewState(height: 20).link == nil)
        await ask(rig)
        let link = try #require(api.viewState(height: 20).link)
        #expect(link.text == "https://realname.example/h5?t=1")
        #expect(link.row.id == "officialAuthUrl" && link.values == "simNo=\(Rig.card(0))")
        #expect(link.askedAt == asked && link.expiresAt == nil)
        // In the form another card may be typed already.
        api.go(to: .form)
        #expect(api.viewState(height: 20).link == nil)
        api.go(to: .reply)
        #expect(api.viewState(height: 20).link == link)
    }

    @Test("A reply that says when it expires is believed; one without a link has none")
    func expiry() async throws {
        let rig = try Rig(cards: 1)
        let end = rig.time.wall + .minutes(30)
        rig.platform.state.withLock { $0.link = #"{"url":"https://x.example/1","expiredAt":"\#(end.platformText)"}"# }
        await ask(rig)
        #expect(rig.workspace.api.viewState(height: 20).link?.expiresAt == WallTime(seconds: end.seconds))
        rig.platform.state.withLock { $0.link = #"{"url":null}"# }
        await ask(rig)
        #expect(rig.workspace.api.viewState(height: 20).link == nil)
    }
}
