// simdeck report: the sheet that one shift hands to the next.

import ArgumentParser
import JSONText
import Localization
import SIMModel
import StateStore

/// `simdeck report`.
struct ReportCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "report",
        abstract: Help.text(
            "The handover sheet in Markdown: what was done, what is open, what to remember.",
            "交接单（Markdown）：做了什么、什么未结束、要记住什么。"),
        discussion: Help.text(
            "The same journal and the same span give the same bytes. Nothing is asked of the platform.",
            "日志与时间段相同，输出逐字节相同。不向平台发送任何请求。"))

    @Option(help: help("From: 08:00, 2h, yesterday 18:00 or a date (UTC+8).", "起点：08:00、2h、昨天 18:00 或日期（UTC+8）。"))
    var since = "12h"

    @Option(help: help("Up to; now without.", "终点；不填为现在。"))
    var until: String?

    @Flag(help: help("One JSON document.", "输出一个 JSON 文档。"))
    var json = false

    @OptionGroup var global: GlobalOptions

    func run() async throws {
        let text = global.text
        let now = LiveTime().wall
        let to = try until.map { try MomentArgument.read($0, now: now, .past, text) } ?? now
        let from = try MomentArgument.read(since, now: to, .past, text)
        guard from <= to else { throw CommandFailure(.usage, text.spanIsEmpty) }
        try await LocalState.run(global) { profile, database in
            let sheet = try await HandoverReading(database).sheet(profile: profile, from: from, to: to)
            if json {
                OutputStream.out.line(Self.document(sheet).prettyText)
            } else {
                OutputStream.out.write(HandoverText(language: text.language).markdown(sheet))
            }
        }
    }

    static func document(_ sheet: Handover) -> JSONValue {
        .fields(
            ("profile", .string(sheet.profile)), ("from", .string(sheet.from.iso8601)), ("to", .string(sheet.to.iso8601)),
            (
                "counts",
                .array(
                    sheet.counts.map {
                        .fields(
                            ("action", .string($0.kind.rawValue)), ("state", .string($0.state.rawValue)),
                            ("by", .string($0.actor)),
                            ("cards", .integer(Int64($0.cards))))
                    })
            ), ("open", list(sheet.open) { .object(RecordFields.of($0)) }),
            ("failed", list(sheet.failed) { .object(RecordFields.of($0)) }),
            ("runs", list(sheet.runs) { .object(RunReport.document($0)) }),
            (
                "changes",
                list(sheet.changes) {
                    .fields(
                        ("id", .integer($0.id)), ("endpoint", .string($0.endpoint)), ("target", .string($0.target)),
                        ("state", .string($0.state.rawValue)), ("by", .string($0.actor)),
                        ("createdAt", .string($0.createdAt.iso8601)))
                }
            ), ("reminders", list(sheet.reminders) { RemindCommand.fields($0, at: sheet.to) }))
    }

    private static func list<Element>(_ list: Handover.Listed<Element>, _ one: (Element) -> JSONValue) -> JSONValue {
        .fields(("total", .integer(Int64(list.total))), ("items", .array(list.items.map(one))))
    }
}

/// A moment given as an argument.
enum MomentArgument {
    static func read(
        _ typed: String, now: WallTime, _ direction: MomentText.Direction, _ text: CommandText
    ) throws(CommandFailure) -> WallTime {
        guard let moment = MomentText.parse(typed, now: now, toward: direction) else {
            throw CommandFailure(.usage, text.badMoment(typed))
        }
        return moment
    }
}
