// English words of the Devices pane and of the device's menu.

import SIMModel

extension DeviceMessage {
    public var english: String {
        switch self {
        case .count(let count): "\(groupedCount(count)) \(count == 1 ? "device" : "devices") · this session only"
        case .none(let key):
            "No devices yet. \(key) adds numbers, one a line. The platform cannot list them, so they last until simdeck is left; those that a reply in the API pane names come by themselves."
        case .device: "Device"
        case .currentCard: "Current card"
        case .mainCard: "Main card"
        case .online: "Online"
        case .wifiName: "Wi-Fi name"
        case .wifiHidden: "Wi-Fi hidden"
        case .wifiPassword: "Wi-Fi password"
        case .used: "Used"
        case .asOf: "Platform's as of"
        case .yes: "yes"
        case .no: "no"
        case .info: "info"
        case .flow: "flow"
        case .notAsked: "not asked yet"
        case .asking: "asking…"
        case .answered(let ago): "answer \(ago)"
        case .failed(let what, let remedy): remedy.isEmpty ? what : "\(what) \(remedy)"
        case .unconfirmed(let endpoint): "path unsure; set endpoints: \(endpoint): {confirmed: true}"
        case .cards(let count): "Cards (\(groupedCount(count)))"
        case .cardsUnknown: "Cards: no answer has named them"
        case .others: "Other fields, as the platform names them"
        case .current: "current"
        case .main: "main"
        case .masked(let key): "personal data masked, \(key) shows it"
        case .addTitle: "Add devices"
        case .addHint: "Device numbers, one a line: type or paste. Kept until simdeck is left."
        case .addReading(let count, let duplicates):
            "\(groupedCount(count)) \(count == 1 ? "device" : "devices")"
                + (duplicates > 0 ? ", \(groupedCount(duplicates)) named again" : "")
        case .addProblem(let line, let text): "line \(line): \"\(text)\" is no device number"
        case .addMoreProblems(let count): "and \(groupedCount(count)) more"
        case .addNothing: "No device number in it."
        case .keyAdd: "add them"
        case .added(let count): "Added \(groupedCount(count)) \(count == 1 ? "device" : "devices"), kept until simdeck is left."
        case .addedNothing: "Nothing was added: they are in the list already, or the list is full."
        case .noDevice: "No device is under the cursor."
        case .notInFleet(let card, let key): "\(card) is not among your cards; \(key) in Cards adds it."
        case .filteredOut(let card, let key): "The filter in Cards hides \(card); \(key) there changes it."
        case .menu(let device): "Actions on device \(device)"
        case .keyOpen: "open its form"
        case .switchTo(let card): "Switch the net to card \(card)"
        case .switchCard: "Switch the net to another card"
        case .restart: "Restart"
        case .reset: "Reset to its first state"
        case .powerOff: "Power off"
        case .wifi: "Wi-Fi name and password"
        case .hideWifi: "Hide the Wi-Fi"
        case .showWifi: "Show the Wi-Fi"
        case .stop: "Stop"
        case .resume: "Resume"
        case .readOnly: "read-only"
        }
    }
}
