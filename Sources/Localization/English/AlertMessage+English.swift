// The alerts in English.

import SIMModel

extension AlertMessage {
    public var english: String {
        switch self {
        case .title: "Alerts"
        case .name(.lowBalance): "balance is low"
        case .name(.lowPool): "pool deposit nearly used"
        case .name(.inDoubt): "operations in doubt"
        case .name(.unreachable): "platform does not answer"
        case .severity(.info): "info"
        case .severity(.warning): "warning"
        case .severity(.critical): "critical"
        case .count(let count, .cards): "\(groupedCount(count)) \(count == 1 ? "card" : "cards")"
        case .count(let count, .pools): "\(groupedCount(count)) \(count == 1 ? "pool" : "pools")"
        case .count(let count, .operations): "\(groupedCount(count)) \(count == 1 ? "operation" : "operations")"
        case .new: "new"
        case .since(let clock): "since \(clock)"
        case .last(let clock): "last \(clock)"
        case .ended(let clock): "ended \(clock)"
        case .acknowledged(let actor, let clock): "seen \(clock) by \(actor)"
        case .notSeen: "not acknowledged yet"
        case .nothing(let watched):
            watched == 0 ? "Nothing is watched: every alert is switched off." : "Nothing to warn of. \(watched) watched."
        case .active(let count, let new): "\(count) \(count == 1 ? "alert" : "alerts")" + (new > 0 ? " · \(new) new" : "")
        case .more(let count): "\(count) new alerts"
        case .reminder(let text): "reminder: \(text)"
        case .remindersDue(let count): "\(count) \(count == 1 ? "reminder" : "reminders") due"
        case .noCards: "This alert is not about cards."
        case .kept: "Alerts and acknowledgements are kept until this console ends."
        case .keyShow: "show its cards"
        case .keyAcknowledge: "acknowledge"
        case .keyAll: "all"
        case .poolBand(1, let first, let isEmpty):
            isEmpty
                ? "Pool \(first) is used up: the platform stops all its cards."
                : "Pool \(first) is nearly used up: then the platform stops all its cards."
        case .poolBand(let count, let first, let isEmpty):
            "\(count) pools \(isEmpty ? "used up or nearly" : "nearly used up"), first \(first): the platform stops all cards of an empty pool."
        }
    }
}
