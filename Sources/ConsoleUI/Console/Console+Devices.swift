// What keys mean in the Devices pane, and what of it is written to a file.

import Localization
import SIMModel
import ViewModels

extension Console {
    func devicesNow() -> DevicesViewState { model.devices(height: height(of: .devices)) }

    /// Enter in the Devices pane: into the details; there a field is shown uncut, and a card leads to the card.
    func openInDevices() {
        let state = devicesNow()
        guard state.part == .details else { return model.devicesGo(to: .details) }
        guard let details = state.details, let line = state.line else { return }
        guard case .card(let card) = line else {
            if let box = RowDetails.field(line, of: details.number, now: state.now, context) { overlays.append(box) }
            return
        }
        guard card.isInFleet else { return refuse(.device(.notInFleet(card.simNo, key: contextKeys[.addCards]))) }
        model.moveCards(to: card.simNo)
        // A line of another card under the cursor would be taken for this one.
        let cards = cardsNow()
        guard cards.cursor.map({ cards.rows[$0].simNo }) == card.simNo else {
            return refuse(.device(.filteredOut(card.simNo, key: contextKeys[.filter])))
        }
        go(to: .cards)
    }

    func openDeviceMenu() {
        guard let menu = model.deviceMenu() else { return refuse(.device(.noDevice)) }
        overlays.append(DeviceMenuBox(menu))
    }
}

enum DevicesExport {
    /// The device's fields where the details are shown, else the list.
    static func rows(_ state: DevicesViewState) -> [[String]] {
        guard state.part == .details, let details = state.details else {
            return [["deviceNo", "currentSimNo", "onlineStatus", "wifiName", "source", "fetchedAt"]]
                + state.rows.map { row in
                    [
                        row.number, row.currentCard?.description ?? "", row.online.map { "\($0.code)" } ?? "", row.wifiName ?? "",
                        row.origin?.call.rawValue ?? "", row.origin?.fetchedAt.iso8601 ?? "",
                    ]
                }
        }
        return [["deviceNo", "name", "value", "source", "fetchedAt"]]
            + details.lines.flatMap { line -> [[String]] in
                func row(_ name: String, _ value: String, _ origin: DeviceOrigin?) -> [String] {
                    [details.number, name, value, origin?.call.rawValue ?? "", origin?.fetchedAt.iso8601 ?? ""]
                }
                switch line {
                case .field(let name, let value, let origin):
                    return Self.fields(name, value).map { row($0.0, $0.1, origin) }
                case .other(let key, let text, let origin): return [row(key, text, origin)]
                case .card(let card):
                    let place = "cards[\(card.simNo)]."
                    return [
                        row(place + "iccid", card.iccid?.description ?? "", card.origin),
                        row(place + "simStatus", card.status.map { "\($0.code)" } ?? "", card.origin),
                        row(place + "useFlow", card.used.map { "\($0.kilobytes)" } ?? "", card.origin),
                        row(place + "totalFlow", card.quota.map { "\($0.kilobytes)" } ?? "", card.origin),
                    ]
                case .cardsHead, .othersHead: return []
                }
            }
    }

    /// Named as the platform names them; a volume and its quota are two.
    private static func fields(_ name: DeviceFieldName, _ value: DeviceValue?) -> [(String, String)] {
        let key =
            switch name {
            case .currentCard: "currentSimNo"
            case .mainCard: "mainSimNo"
            case .online: "onlineStatus"
            case .wifiName: "wifiName"
            case .wifiHidden: "wifiHide"
            case .wifiPassword: "wifiPassword"
            case .used: "useFlow"
            case .asOf: "updatedAt"
            }
        switch value {
        case nil: return [(key, "")]
        case .text(let text): return [(key, text)]
        case .card(let number): return [(key, number.description)]
        case .online(let status): return [(key, "\(status.code)")]
        case .hidden(let isHidden): return [(key, isHidden ? "1" : "0")]
        case .volume(let used, let quota):
            return [(key, "\(used.kilobytes)")] + (quota.map { [("totalFlow", "\($0.kilobytes)")] } ?? [])
        case .moment(let time): return [(key, time.iso8601)]
        }
    }
}
