// What the Devices pane shows of its view-model, personal values masked until they are asked for.

import PlatformClient
import PlatformContract
import SIMModel

extension DevicesViewModel {
    var lines: [DeviceLine] { focused.map { look(at: $0).lines } ?? [] }

    private func look(at device: DeviceFacts) -> (lines: [DeviceLine], hidesPersonal: Bool) {
        device.lines(mask: !showsPersonal) { store.row(of: $0) != nil }
    }

    /// `height`: rows of the list on the screen.
    public func viewState(height: Int) -> DevicesViewState {
        let window = cursor.window(height: height, count: devices.count)
        return DevicesViewState(
            part: part, rows: devices[window].map(row), firstIndex: window.lowerBound,
            cursor: place.map { $0 - window.lowerBound }, count: devices.count, details: focused.map(details),
            showsPersonal: showsPersonal, now: time.wall)
    }

    private func row(_ device: DeviceFacts) -> DeviceRow {
        let (card, online, wifi) = (device.best(\.currentCard), device.best(\.online), device.best(\.wifiName))
        // One age stands for the whole line: that of its oldest value.
        let oldest = [card?.origin, online?.origin, wifi?.origin].compactMap { $0 }.min { $0.fetchedAt < $1.fetchedAt }
        return DeviceRow(
            number: device.number, currentCard: card?.value, online: online?.value, wifiName: wifi?.value,
            origin: oldest ?? device.newest, isAsking: device.isAsking, hasProblem: device.hasProblem)
    }

    private func details(_ device: DeviceFacts) -> DeviceDetails {
        let (lines, hides) = look(at: device)
        _ = lineCursor.window(height: max(1, cursor.height), count: lines.count)
        return DeviceDetails(
            number: device.number,
            answers: DeviceCall.allCases.map { call in
                let (endpoint, answer) = (Self.endpoint(call), device[call])
                return DeviceAnswer(
                    call: call, endpoint: endpoint.id, isConfirmed: isConfirmed(endpoint), isAsking: answer.isAsking,
                    fetchedAt: answer.fetchedAt, problem: answer.problem)
            }, lines: lines, cursor: lineCursor.position(in: lines.count), hidesPersonal: hides)
    }
}
