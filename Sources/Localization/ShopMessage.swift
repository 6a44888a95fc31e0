// Words of the Shop pane and of the question before money is spent.

/// A field of the order's form; the raw value is the platform's name.
public enum ShopField: String, Message, Hashable {
    case promoCode, certName, certId, contractPhone, province, city, county, provinceName, cityName, countyName, address
    case goodsId, captcha, essProvinceCode, essCityCode, selectPhone, callbackUrl
}

/// A word or sentence of the Shop pane.
public enum ShopMessage: Message, Hashable {
    // Its parts.
    case goods, numbers, order, orders, packages, purchases
    // Heads of columns and names of facts.
    case name, price, carrier, picking, smsCode, photos, settling, monthFee, number, kind, express, person, identity, phone
    case address, quota, days, cycle, orderNumber, ownNumber, paid, target, card, allFields
    case pretty, offered
    // Empty lists.
    case noGoods, noNumbers, noOrders, noPackages, noPurchases
    case noCard(key: String)
    // Searching.
    case digits(String)
    case digitsHint(key: String)
    case query(String)
    case queryHint(key: String)
    case notFound(String)
    /// Fields without which only pretty numbers can be asked.
    case numbersWant(String)
    // The form.
    case formReady(key: String)
    case formNotReady(Int)
    case areasAsking
    case areasMissing
    case chooseHint
    case pickHint
    case codeHint(key: String)
    case codeAsking
    case codeSent(ago: String)
    case photosLater(key: String)
    case areaTitle
    case areaFilter
    case keyUp
    // Money.
    case balance(String, age: String)
    case balanceUnknown
    case buyHint(key: String)
    case readOnly
    // Purchases.
    case planned, sending, bought, refused, inDoubt, cancelled
    case isPackage, isOrder
    case reasonLost(String)
    case reasonNotSent(String)
    case reasonInterrupted, reasonNotListed, reasonCannotTell
    case doubtBanner(Int, customNo: String, key: String)
    case wherePackage(customNo: String)
    case whereOrder(customNo: String)
    case noJournal
    // The question.
    case askTitle(isPackage: Bool, profile: String)
    case askFor(String)
    case askPrice(String)
    case askPriceUnknown
    case askBalance(String, age: String, after: String)
    case askBalanceUnknown
    case startsNow, startsNextMonth
    case askOnce
    case typePrice(String)
    case typeItem(String)
    case wrongAnswer(String)
    case keyStart
    // What became of it.
    case doneBought(String, paid: String?)
    case doneRefused(String)
    case doneInDoubt(customNo: String)
    case doneNotSent(String)
    case doneRepeats(customNo: String, isPackage: Bool)
    case tooLittle(price: String, balance: String)
    case noBalance(String)
    case notKept(customNo: String)
    case nothingChosen, notHere, busy
    case codeAsked
    case noOrderNumber
    case notSearched
}
