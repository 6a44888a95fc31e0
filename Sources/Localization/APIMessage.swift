// Words of the API pane and of the card's menu.

/// A word or sentence of the API pane.
public enum APIMessage: Message, Hashable {
    // Its parts.
    case endpoints, form, request, reply, calls
    // What a row is.
    case reads, changes, spends, inferred, push, codes
    // A field.
    case required
    case atMost(Int)
    case atMostElements(Int)
    case atLeast(Int)
    case letters(Int, Int)
    case oneOf(String)
    case personal
    case exactlyOne(String)
    case atLeastOne(String)
    case together(String)
    case limits(String)
    // What is wrong with it.
    case missing
    case shouldBe(String)
    case tooMany(Int, limit: Int)
    case tooLarge(limit: Int)
    // The form as a whole.
    case noParameters
    case ready(key: String)
    case notReady(Int)
    /// What opens the field under the cursor.
    case editField(key: String)
    /// What the keys do while a field is typed.
    case typing(hasValues: Bool)
    case spendsElsewhere
    case pathUnconfirmed
    case isCodes
    case isPush
    case signBlanked
    // The reply.
    case noReplyYet
    case sending
    case answered(bytes: Int, took: String)
    case masked(key: String)
    case more(Int)
    case parts(Int)
    case replyGone
    case mayHaveHappened
    case noCallsYet
    // The question.
    case askTitle(String, profile: String)
    case askCards(Int)
    case askOnce
    case askRepeatsUnknown
    case keySend
    case typeToSend(String)
    case notTyped(String)
    case keyKeep
    case keyValues
    case cardMenu(String)
    case keyOpen
}

/// An entry of the card's menu.
public enum CardActionMessage: Message, Hashable {
    case rebind, limitSpeed, liftLimit, packages, packageUse, realNameLink, clearRealName, messages, device
    case subscribe(Int)
    case monthFlow(Int)
    // Why it cannot be chosen.
    case readOnly, unknownSimNo, closed, notSeparated, notInPool, notVerified, alreadyVerified, unknownDevice
    case tooMany(Int, limit: Int)
}
