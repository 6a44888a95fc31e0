// English words of the API pane and of the card's menu.

import SIMModel

extension APIMessage {
    public var english: String {
        switch self {
        case .endpoints: "Endpoints"
        case .form: "Form"
        case .request: "Request"
        case .reply: "Reply"
        case .calls: "Calls"
        case .reads: "reads"
        case .changes: "changes"
        case .spends: "spends"
        case .inferred: "path unsure"
        case .push: "push"
        case .codes: "codes"
        case .required: "required"
        case .atMost(let limit): "at most \(limit)"
        case .atMostElements(let limit): "at most \(limit) elements"
        case .atLeast(let least): "at least \(least)"
        case .letters(let least, let most): "\(least) to \(most) letters and digits"
        case .oneOf(let values): "one of \(values)"
        case .personal: "personal"
        case .exactlyOne(let names): "exactly one of \(names)"
        case .atLeastOne(let names): "at least one of \(names)"
        case .together(let names): "all of \(names) or none"
        case .limits(let text): "Limits: \(text)"
        case .missing: "missing"
        case .shouldBe(let expected): "should be \(expected)"
        case .tooMany(let count, let limit): "\(groupedCount(count)) elements, at most \(limit) are allowed"
        case .tooLarge(let limit): "at most \(limit)"
        case .noParameters: "It takes no parameters."
        case .ready(let key): "Complete. \(key) sends it."
        case .notReady(let count): count == 1 ? "One field is not right yet." : "\(count) fields are not right yet."
        case .spendsElsewhere: "It spends money: not sent from here."
        case .pathUnconfirmed: "Unsure path: confirm it under endpoints in the configuration."
        case .isCodes: "A table of codes, nothing to call: simdeck codes prints it."
        case .isPush: "The platform calls this: simdeck listen takes it."
        case .signBlanked: "signed at the moment of sending"
        case .noReplyYet: "No call was made from here yet."
        case .sending: "sent, waiting for the answer…"
        case .answered(let bytes, let took): "\(groupedCount(bytes)) bytes in \(took)"
        case .masked(let key): "personal data masked, \(key) shows it"
        case .more(let count): "and \(groupedCount(count)) lines more"
        case .parts(let count): "\(groupedCount(count))"
        case .replyGone: "The reply is not kept any more."
        case .mayHaveHappened: "It may have happened: look before you send it again. It is not repeated by itself."
        case .noCallsYet: "No calls yet."
        case .askTitle(let title, let profile): "\(title) on \(profile)"
        case .askCards(let count): "\(groupedCount(count)) \(count == 1 ? "card" : "cards")"
        case .askOnce: "It changes something on the platform. It is sent once and never repeated by itself."
        case .askRepeatsUnknown: "The same call was made before and nobody knows what became of it."
        case .keySend: "send it"
        case .keyKeep: "keep, next field"
        case .keyValues: "next value"
        case .cardMenu(let card): "Actions on \(card)"
        case .keyOpen: "open its form"
        }
    }
}

extension CardActionMessage {
    public var english: String {
        switch self {
        case .rebind: "Rebind to its device"
        case .limitSpeed: "Limit the speed"
        case .liftLimit: "Lift the speed limit"
        case .packages: "Packages it can buy"
        case .packageUse: "Use of its packages"
        case .realNameLink: "Real-name link"
        case .clearRealName: "Clear the real name"
        case .messages: "SMS of the card"
        case .device: "Its device"
        case .subscribe(let count): count > 1 ? "Subscribe to \(groupedCount(count)) cards" : "Subscribe to the card"
        case .monthFlow(let count): count > 1 ? "Flow of a month, \(groupedCount(count)) cards" : "Flow of a month"
        case .readOnly: "read-only"
        case .unknownSimNo: "only the ICCID known"
        case .closed: "the card is closed for good"
        case .notSeparated: "not separated from its device"
        case .notInPool: "not in a shared pool"
        case .notVerified: "no real name is registered"
        case .alreadyVerified: "real name registered already"
        case .unknownDevice: "not named by any answer yet (f may)"
        case .tooMany(let count, let limit): "\(groupedCount(count)) marked, at most \(limit)"
        }
    }
}
