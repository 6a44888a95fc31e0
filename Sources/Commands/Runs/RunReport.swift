// What became of a run: counts, failures by reason, every card as CSV.

import JSONText
import Localization
import SIMModel
import StateStore

struct RunReport {
    var standing: RunStanding
    var records: [OperationRecord]

    /// Failures and doubts with their reason, most frequent first.
    var reasons: [(state: OperationState, reason: String, count: Int)] {
        var counts: [String: (OperationState, String, Int)] = [:]
        for record in records where [.failed, .refused, .unknown, .unconfirmed].contains(record.state) {
            // Our own reasons are told by their code, so that two that differ in a number are one.
            let reason = OperationNote(failReason: record.failReason)?.code.rawValue ?? record.failReason ?? ""
            let key = record.state.rawValue + "\u{0}" + reason
            counts[key, default: (record.state, record.failReason ?? "", 0)].2 += 1
        }
        return counts.values.sorted { ($1.2, $0.1) < ($0.2, $1.1) }.map { ($0.0, $0.1, $0.2) }
    }

    /// The lines under a run, for people.
    func lines(_ text: CommandText) -> [String] {
        var lines = [text.runLine(standing.run, standing.tally), "  " + text.progress(standing.tally, left: nil)]
        for (state, reason, count) in reasons.prefix(10) {
            let words = ReasonWords.text(reason.isEmpty ? nil : reason, text.language) ?? text.noReason
            lines.append("  " + text.reportReason(count, state, words))
        }
        if standing.run.state == .paused { lines.append("  " + text.runLeft(standing.run.id, standing.tally[.planned])) }
        return lines
    }

    static let names = [
        "run", "action", "state", "hold", "note", "reason", "canary", "undoes", "total", "sent", "confirmed", "failed",
        "inDoubt", "notSent", "cancelled", "by", "createdAt", "updatedAt",
    ]

    /// The run as one document, its fields in the order of ``names``.
    static func document(_ standing: RunStanding) -> [JSONMember] {
        let (run, tally) = (standing.run, standing.tally)
        return RecordFields.members(
            ("run", .string(run.id)), ("action", .string(run.kind.rawValue)), ("state", .string(run.state.rawValue)),
            ("hold", .optional(run.hold?.rawValue)), ("note", .optional(run.note)), ("reason", .optional(run.reason)),
            ("canary", .integer(Int64(run.policy.canary))), ("undoes", .optional(run.undoes)),
            ("total", .integer(Int64(tally.total))), ("sent", .integer(Int64(tally.sent))),
            ("confirmed", .integer(Int64(tally[.confirmed]))), ("failed", .integer(Int64(tally.failed))),
            ("inDoubt", .integer(Int64(tally.doubtful))), ("notSent", .integer(Int64(tally[.planned]))),
            ("cancelled", .integer(Int64(tally[.cancelled]))), ("by", .string(run.actor)),
            ("createdAt", .string(run.createdAt.iso8601)), ("updatedAt", .string(run.updatedAt.iso8601)))
    }
}
