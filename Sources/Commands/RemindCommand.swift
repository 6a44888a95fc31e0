// simdeck remind: notes with a time. They remind in the console, in the report and here; none of them ever
// does anything by itself.

import ArgumentParser
import JSONText
import Localization
import SIMModel
import StateStore

/// `simdeck remind`.
struct RemindCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "remind",
        abstract: Help.text(
            "Reminders, e.g. to resume cards that were stopped for a time.", "提醒，例如到时复机临时停机的卡。"),
        subcommands: [Add.self, List.self, Done.self], defaultSubcommand: Add.self)

    /// `simdeck remind CARDS --at WHEN`.
    struct Add: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: Help.text("Set a reminder; nothing happens by itself.", "设置提醒；不会自动执行任何操作。"))

        @OptionGroup var cards: CardArguments
        @Option(help: help("When: Fri 09:00, tomorrow 9:00, 2h, or a date (UTC+8).", "时间：周五 09:00、明天 9:00、2h 或日期（UTC+8）。"))
        var at: String
        @Option(help: help("What of.", "提醒内容。")) var text: String?
        @OptionGroup var global: GlobalOptions

        func run() async throws {
            let numbers = try CardInput(text: global.text).numbers(cards.cards)
            let wish = try ReminderWish(at, text, cards: numbers.count, global.text)
            try await LocalState.run(global) { _, database in
                let reminder = try await wish.keep(numbers, in: Reminders(database))
                OutputStream.err.line("simdeck: " + global.text.reminderSet(reminder))
            }
        }
    }

    /// `simdeck remind list`.
    struct List: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: Help.text(
                "The open reminders; with --due those that are due, and status 1 when there are some.",
                "未完成的提醒；--due 只列已到期的，有则退出状态为 1。"))

        @Flag(help: help("Only those that are due.", "只列出已到期的。")) var due = false
        @Flag(help: help("Those that are done, too.", "也列出已完成的。")) var all = false
        @OptionGroup var output: OutputOptions
        @OptionGroup var global: GlobalOptions

        func run() async throws {
            let text = global.text
            let now = LiveTime().wall
            var found: [Reminder] = []
            try await LocalState.run(global) { _, database in
                let reminders = Reminders(database)
                found = try await reminders.open().filter { !due || $0.isDue(at: now) }
                if all, !due { found += try await reminders.done(limit: Reminder.mostOpen) }
            }
            var document = ItemDocument(fields: RemindCommand.names)
            var table = TextTable([
                .init(title: "#"), .init(title: text.columnDue), .init(title: text.columnCards, isNumber: true),
                .init(title: text.columnText), .init(title: text.columnActor),
            ])
            for reminder in found {
                guard case .object(let members) = RemindCommand.fields(reminder, at: now) else { continue }
                document.items.append(members)
                table.add([
                    "r\(reminder.id)", reminder.dueAt.platformText + (reminder.isDue(at: now) ? " ▲" : ""),
                    "\(reminder.cards.count)", reminder.text ?? "", reminder.actor,
                ])
            }
            if found.isEmpty, output.format == .table, !due { OutputStream.err.line("simdeck: " + text.noReminders) }
            FleetWork.print(document, table, output)
            if due, !found.isEmpty { throw ExitStatus.partial.code }
        }
    }

    /// `simdeck remind done ID…`.
    struct Done: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: Help.text("End reminders.", "结束提醒。"))

        @Argument(help: help("Their numbers, as remind list tells them.", "提醒编号，见 remind list。")) var ids: [String]
        @OptionGroup var global: GlobalOptions

        func run() async throws {
            let text = global.text
            let now = LiveTime().wall
            try await LocalState.run(global) { _, database in
                for id in ids {
                    guard let number = Int64(id.first == "r" ? id.dropFirst() : Substring(id)),
                        try await Reminders(database).end(number, by: ProcessFacts.operatorName, at: now)
                    else { throw CommandFailure(.partial, text.noSuchReminder(id)) }
                    OutputStream.err.line("simdeck: " + text.reminderDone(number))
                }
            }
        }
    }

    static let names = ["id", "dueAt", "due", "text", "simNos", "by", "createdAt", "doneAt", "doneBy"]

    static func fields(_ reminder: Reminder, at now: WallTime) -> JSONValue {
        .fields(
            ("id", .integer(reminder.id)), ("dueAt", .string(reminder.dueAt.iso8601)), ("due", .bool(reminder.isDue(at: now))),
            ("text", .optional(reminder.text)), ("simNos", .strings(reminder.cards.map(\.description))),
            ("by", .string(reminder.actor)), ("createdAt", .string(reminder.createdAt.iso8601)),
            ("doneAt", .optional(reminder.doneAt?.iso8601)), ("doneBy", .optional(reminder.doneBy)))
    }
}

/// A reminder as it was asked for, checked before anything is done.
struct ReminderWish {
    private let dueAt: WallTime
    private let words: String?

    init(_ moment: String, _ words: String?, cards: Int, _ text: CommandText) throws(CommandFailure) {
        let now = LiveTime().wall
        dueAt = try MomentArgument.read(moment, now: now, .future, text)
        if dueAt <= now { throw CommandFailure(.usage, text.reminderIsPast) }
        if cards > Reminder.mostCards { throw CommandFailure(.usage, text.reminderTooMany(Reminder.mostCards)) }
        let clean = words.map(FleetNote.clean).flatMap { $0.isEmpty ? nil : $0 }
        if let clean, clean.count > Reminder.longestText {
            throw CommandFailure(.usage, text.reminderTooLong(Reminder.longestText))
        }
        self.words = clean
    }

    func keep(_ cards: [CardNumber], in reminders: Reminders) async throws(StoreError) -> Reminder {
        try await reminders.add(cards, text: words, dueAt: dueAt, by: ProcessFacts.operatorName, at: LiveTime().wall)
    }
}
