// What can be done to a device, each by an endpoint's form, and why not where that is known; and what the
// API pane's replies teach about devices.

import JSONText
import PlatformClient
import PlatformContract
public import SIMModel

/// An entry of the device's menu.
public enum DeviceAction: Hashable, Sendable {
    /// To this card of the device.
    case switchTo(CardNumber)
    /// To a card that has to be typed: no other one is known.
    case switchCard
    case restart, reset, powerOff, wifi, hideWifi, showWifi, stop, resume

    /// Entries that every device has.
    static let always: [DeviceAction] = [.restart, .reset, .powerOff, .wifi, .hideWifi, .showWifi, .stop, .resume]

    var endpoint: Endpoint {
        switch self {
        case .switchTo, .switchCard: Catalogue.deviceSwitchNet
        case .restart: Catalogue.deviceRestart
        case .reset: Catalogue.deviceReset
        case .powerOff: Catalogue.devicePowerOff
        case .wifi: Catalogue.deviceWifiAccount
        case .hideWifi, .showWifi: Catalogue.deviceWifiHide
        case .stop: Catalogue.deviceShutdown
        case .resume: Catalogue.deviceRestore
        }
    }
}

/// Why an entry of the device's menu cannot be chosen.
public enum DeviceActionObstacle: Hashable, Sendable {
    case readOnly
    /// No page of the platform shows its path: the endpoint's id, which is its key under `endpoints`.
    case unconfirmed(endpoint: String)
}

/// The device's menu as everything is known now.
public struct DeviceMenu: Hashable, Sendable {
    public struct Entry: Hashable, Sendable {
        public var action: DeviceAction
        /// nil: it can be chosen.
        public var obstacle: DeviceActionObstacle?

        public init(action: DeviceAction, obstacle: DeviceActionObstacle?) {
            self.action = action
            self.obstacle = obstacle
        }
    }

    public var device: String
    public var online: Coded<OnlineStatus>?
    /// As it is now, for the form that changes it.
    public var wifiName: String?
    public var entries: [Entry]

    public init(device: String, online: Coded<OnlineStatus>?, wifiName: String?, entries: [Entry]) {
        self.device = device
        self.online = online
        self.wifiName = wifiName
        self.entries = entries
    }
}

extension DevicesViewModel {
    /// Cards a menu offers to switch to; each has a digit.
    static let offeredCards = 9

    /// The menu of the device under the cursor; nil when there is none.
    public func menu(isReadOnly: Bool) -> DeviceMenu? {
        guard let device = focused else { return nil }
        let current = device.currentCard
        let others = device.cards.map(\.simNo).filter { $0 != current }.prefix(Self.offeredCards)
        let switches: [DeviceAction] = others.isEmpty ? [.switchCard] : others.map { .switchTo($0) }
        return DeviceMenu(
            device: device.number, online: device.best(\.online)?.value, wifiName: device.best(\.wifiName)?.value,
            entries: (switches + DeviceAction.always).map { action in
                let endpoint = action.endpoint
                let obstacle: DeviceActionObstacle? =
                    isReadOnly ? .readOnly : isConfirmed(endpoint) ? nil : .unconfirmed(endpoint: endpoint.id)
                return .init(action: action, obstacle: obstacle)
            })
    }

    /// Learns from a call of the API pane: devices it named, cards in them, a device it was to change.
    func noticed(_ endpoint: Endpoint, _ values: [WireField], _ reply: JSONValue?) {
        let own = values.first { $0.name == "deviceNo" }?.value
        let changed = endpoint.effect.isChange ? own : nil
        var named: [String] = []
        var links: [(card: CardNumber, device: String)] = []
        if let reply {
            // A number the platform answered to without refusing it.
            if let own { named.append(own) }
            Self.collect(reply, &named, &links)
        }
        guard !named.isEmpty || changed != nil else { return }
        noticed(named: named, links: links, changed: changed)
    }

    /// upstream: deviceNo, beside a card's simNo in the flow of a month.
    private static func collect(
        _ value: JSONValue, _ named: inout [String], _ links: inout [(card: CardNumber, device: String)]
    ) {
        switch value {
        case .array(let elements): for element in elements { collect(element, &named, &links) }
        case .object(let members):
            let item = OpenItem(fields: members)
            if let device = item.text("deviceNo") {
                named.append(device)
                if let card = item.text("simNo").flatMap({ CardNumber($0) }) { links.append((card, device)) }
            }
            for member in members { collect(member.value, &named, &links) }
        case .null, .bool, .integer, .decimal, .string: break
        }
    }
}

extension APIExplorerViewModel {
    /// Opens the form of a device's entry, filled in for this device and nothing else.
    public func open(_ action: DeviceAction, of menu: DeviceMenu) {
        var values = [WireField("deviceNo", menu.device)]
        switch action {
        case .switchTo(let card): values.append(WireField("simNo", card.description))
        case .hideWifi: values.append(WireField("hide", "1"))
        case .showWifi: values.append(WireField("hide", "0"))
        case .wifi: if let name = menu.wifiName { values.append(WireField("name", name)) }
        case .switchCard, .restart, .reset, .powerOff, .stop, .resume: break
        }
        open(action.endpoint.id, values: values)
    }
}
