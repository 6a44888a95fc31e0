// Words of the Devices pane and of the device's menu.

public import SIMModel

/// A word or sentence of the Devices pane.
public enum DeviceMessage: Message, Hashable {
    case count(Int)
    /// The list is empty.
    case none(key: String)
    // Heads of the list, and fields of a device.
    case device, currentCard, mainCard, online, wifiName, wifiHidden, wifiPassword, used, asOf
    case yes, no
    // The two calls.
    case info, flow
    case notAsked
    case asking
    case answered(String)
    /// The last try failed; what it answered before stays.
    case failed(String, remedy: String)
    /// Names the entry of the configuration that confirms the path.
    case unconfirmed(endpoint: String)
    // Parts of the details.
    case cards(Int)
    case cardsUnknown
    case others
    case current, main
    case masked(key: String)
    // Adding.
    case addTitle
    case addHint
    case addReading(Int, duplicates: Int)
    case addProblem(line: Int, text: String)
    case addMoreProblems(Int)
    case addNothing
    case keyAdd
    // Notices.
    case added(Int)
    case addedNothing
    case noDevice
    case notInFleet(CardNumber, key: String)
    case filteredOut(CardNumber, key: String)
    // The menu.
    case menu(String)
    case keyOpen
    case switchTo(CardNumber)
    case switchCard, restart, reset, powerOff, wifi, hideWifi, showWifi, stop, resume
    case readOnly
}
