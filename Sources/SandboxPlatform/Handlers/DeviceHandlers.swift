// Devices: what they are, and what is done to one. Every field of a reply is invented, but the records
// that deviceSwitchNet's page shows.

import JSONText
import PlatformContract
import SIMModel

extension World {
    func device(_ parameters: CheckedParameters) throws(Refusal) -> DeviceFacts {
        guard let place = fleet.plan.devicePlace(parameters.required("deviceNo")) else {
            throw .parameter("参数deviceNo对应的设备不存在")
        }
        return fleet.plan.device(place)
    }

    private func state(_ device: DeviceFacts) -> DeviceState { devices[device.number] ?? DeviceState(device) }

    func deviceInfo(_ parameters: CheckedParameters, at now: WallTime) throws(Refusal) -> Reply {
        let device = try device(parameters)
        let state = state(device)
        // As stored, like the cards' records: the flow's endpoint is fresher.
        return .data(
            .object(
                Self.common(self, device, state, at: snapshotMoment(now), now: now) + [
                    JSONMember(key: "wifiName", value: .string(state.wifiName)),
                    JSONMember(key: "wifiPassword", value: .string(state.wifiPassword)),
                    JSONMember(key: "wifiHide", value: .integer(state.isWifiHidden ? 1 : 0)),
                    JSONMember(key: "restartTimes", value: .integer(Int64(state.restarts))),
                    JSONMember(key: "resetTimes", value: .integer(Int64(state.resets))),
                ]))
    }

    func deviceFlow(_ parameters: CheckedParameters, at now: WallTime) throws(Refusal) -> Reply {
        let device = try device(parameters)
        return .data(.object(Self.common(self, device, state(device), at: now, now: now)))
    }

    private static func common(
        _ world: World, _ device: DeviceFacts, _ state: DeviceState, at moment: WallTime, now: WallTime
    ) -> [JSONMember] {
        let current = state.card(at: now)
        let cards = device.cards.map { index -> JSONValue in
            let card = world.fleet.card(index, at: moment)
            return .fields(
                ("simNo", .string(world.fleet.plan.simNo(index))),
                ("iccid", .string(world.fleet.plan.iccid(index, card.facts.gateway))),
                ("gatewayId", .integer(Int64(card.facts.gateway.rawValue))),
                ("simStatus", .integer(Int64(card.status.rawValue))), ("isCurrent", .bool(index == current)),
                ("totalFlow", .integer(card.quota)), ("useFlow", .integer(card.used)))
        }
        let used = device.cards.reduce(Int64(0)) { $0 + world.fleet.card($1, at: moment).used }
        let isOnline = state.isUp(at: now) && world.fleet.card(current, at: moment).isRunning
        return [
            JSONMember(key: "deviceNo", value: .string(device.number)),
            JSONMember(key: "onlineStatus", value: .integer(isOnline ? 1 : 2)),
            JSONMember(key: "powerStatus", value: .integer(state.isPoweredOff ? 2 : 1)),
            JSONMember(key: "mainSimNo", value: .string(world.fleet.plan.simNo(device.main))),
            JSONMember(key: "currentSimNo", value: .string(world.fleet.plan.simNo(current))),
            JSONMember(key: "useFlow", value: .integer(used)), JSONMember(key: "cards", value: .array(cards)),
            JSONMember(key: "updatedAt", value: .string(WireText.time(moment))),
        ]
    }

    /// upstream: deviceSwitchNet. Not immediate; the page prints the card's record as the reply.
    mutating func switchCard(_ parameters: CheckedParameters, at now: WallTime) throws(Refusal) -> Reply {
        let device = try device(parameters)
        let target = try card(parameters)
        guard device.cards.contains(target) else { throw .parameter("参数simNo不是该设备的卡板") }
        var state = state(device)
        guard state.isUp(at: now) else { throw .business("设备不在线") }
        state.current = state.card(at: now)
        switchesMade += 1
        let seconds = 30 + 90 * fleet.plan.dice.unit(.switchDelay, switchesMade)
        state.next = (target, now + .milliseconds(Int64(seconds * 1000 / fleet.speed)))
        devices[device.number] = state
        return .data(.fields(("items", records([target], at: snapshotMoment(now)))))
    }

    /// Restart, reset, power off and Wi-Fi.
    mutating func deviceAction(
        _ endpoint: Endpoint, _ parameters: CheckedParameters, at now: WallTime
    ) throws(Refusal) -> Reply {
        let device = try device(parameters)
        var state = state(device)
        let upAt = now + .milliseconds(Int64(90_000 / fleet.speed))
        switch endpoint.id {
        case Catalogue.deviceRestart.id:
            state.restarts += 1
            state.isPoweredOff = false
            state.upAt = upAt
        case Catalogue.deviceReset.id:
            // As it came from the factory, on its main card.
            let (restarts, resets) = (state.restarts, state.resets)
            state = DeviceState(device)
            (state.restarts, state.resets, state.upAt) = (restarts, resets + 1, upAt)
        case Catalogue.devicePowerOff.id: state.isPoweredOff = true
        case Catalogue.deviceWifiHide.id: state.isWifiHidden = parameters.text("hide") == "1"
        default:
            let (name, password) = (parameters.required("name"), parameters.required("password"))
            guard (1...32).contains(name.utf8.count) else { throw .parameter("参数name最多32字节") }
            guard (8...63).contains(password.utf8.count) else { throw .parameter("参数password应为8-63位") }
            (state.wifiName, state.wifiPassword) = (name, password)
        }
        devices[device.number] = state
        return .done
    }

    /// Stop and resume go to the main card, as an operation of it.
    mutating func deviceOperation(
        _ kind: OperationKind, _ parameters: CheckedParameters, _ draw: FaultDraw, at now: WallTime
    ) throws(Refusal) -> Reply {
        _ = take(kind, [try device(parameters).main], draw, at: now)
        return .done
    }
}
