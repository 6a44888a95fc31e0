// Short messages of a card.

import JSONText
import PlatformContract
import SIMModel

extension World {
    mutating func sendMessage(_ parameters: CheckedParameters, at now: WallTime) throws(Refusal) -> Reply {
        let index = try card(parameters)
        let content = parameters.required("content")
        guard content.count <= Self.longestMessage else { throw .parameter("参数content最多\(Self.longestMessage)字") }
        let runs = fleet.card(index, at: now).isRunning
        let id = message(index, content, isAnswer: false, sentAt: now, runs: runs)
        // A card that runs answers what it got, as a tracker would.
        if runs, let heard = fleet.ledgers[index]?.messages.last?.arrivesAt {
            _ = message(index, "OK \(content)", isAnswer: true, sentAt: heard, runs: true)
        }
        return .data(.fields(("id", .integer(id))))
    }

    private static let longestMessage = 500

    private mutating func message(
        _ index: Int, _ content: String, isAnswer: Bool, sentAt: WallTime, runs: Bool
    ) -> Int64 {
        messagesMade += 1
        let seconds = 3 + 20 * fleet.plan.dice.unit(.message, messagesMade)
        let arrival = sentAt + .milliseconds(Int64(seconds * 1000 / fleet.speed))
        var ledger = fleet.ledgers[index] ?? CardLedger()
        ledger.messages.append(
            Message(
                id: Int64(messagesMade), isAnswer: isAnswer, content: content, sentAt: sentAt,
                arrivesAt: runs ? arrival : nil))
        if ledger.messages.count > Message.mostOfACard { ledger.messages.removeFirst() }
        fleet.ledgers[index] = ledger
        return Int64(messagesMade)
    }

    func messages(_ parameters: CheckedParameters, at now: WallTime) throws(Refusal) -> Reply {
        let index = try card(parameters)
        let (from, to) = try span(parameters, at: now)
        let rows = (fleet.ledgers[index]?.messages ?? []).filter { message in
            // An answer is there when it arrived, what we sent at once.
            let seenAt = message.isAnswer ? message.arrivesAt ?? message.sentAt : message.sentAt
            return seenAt <= now && message.sentAt >= from && message.sentAt < to
        }
        let items = rows.sorted { $0.id > $1.id }.prefix(Message.mostOfACard).map { message -> JSONValue in
            let hasArrived = message.arrivesAt.map { $0 <= now } ?? false
            return .fields(
                ("id", .integer(message.id)), ("simNo", .string(fleet.plan.simNo(index))),
                ("direction", .integer(message.isAnswer ? 2 : 1)),
                ("directionText", .string(message.isAnswer ? "上行" : "下行")),
                ("content", .string(message.content)), ("status", .integer(hasArrived ? 2 : 1)),
                ("statusText", .string(hasArrived ? "已送达" : "已发送")),
                ("createdAt", .string(WireText.time(message.sentAt))))
        }
        return .data(.fields(("items", .array(items))))
    }

    /// Both ends or neither; a date alone as the end means its whole day.
    private func span(
        _ parameters: CheckedParameters, at now: WallTime
    ) throws(Refusal) -> (from: WallTime, to: WallTime) {
        guard let fromText = parameters.text("fromDate"), let toText = parameters.text("toDate") else {
            return (now - .hours(7 * 24), now + .milliseconds(1))
        }
        guard let from = CivilTime.parse(platform: fromText) else { throw .parameter("参数fromDate格式应为yyyy-MM-dd") }
        guard let last = CivilTime.parse(platform: toText) else { throw .parameter("参数toDate格式应为yyyy-MM-dd") }
        guard from <= last else { throw .parameter("参数fromDate不能晚于toDate") }
        guard last - from <= .hours(31 * 24) else { throw .parameter("参数fromDate与toDate跨度不能超过31天") }
        return (from, toText.utf8.count == 10 ? last + .hours(24) : last + .seconds(1))
    }
}
