// Single words of the console: titles of panes, heads of columns, names of fields.

/// A word without arguments. ICCID, IMSI, IMEI and `%` are the same everywhere and need none.
public enum Label: String, CaseIterable, Message, Hashable {
    case cards, flow, assets, history, operations, devices, shop, api
    case simNumber, state, online, used, quota, rate, trend, ends, age, operation, pool, package, carrier
    case activation, realName, platformRealName, network, cancellation, replacement, polling
    case rechargeTimes, activatedAt, realNameAt, platformRealNameAt, lastPolled, stateAsOf, source, flowSource, took
    case biggest, ofQuota, sinceStart, thisCard, allLive, month
    case balance, deposit, frozen, available, lasts, spends, account, code, updated
    case time, action, result, serial, you, platform
    case reason, trace, created, sent, failReason, number, meaning, group
    case notFound, ended, watched, protected, lastDigits, operationNumber, tags, note, fine, low, empty
    case count, profile, errors, help, palette, themes, sort, frequency, addCards, everywhere, elsewhere, copied
}
