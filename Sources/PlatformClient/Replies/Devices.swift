// Devices. Of their replies only the envelope is known, so what arrives is shown whole.

public import PlatformContract
public import SIMModel

extension PlatformClient {
    /// upstream: queryDeviceInfo. Its path waits for its confirmation.
    public nonisolated func device(
        _ deviceNo: String, priority: CallPriority = .interactive
    ) async throws(PlatformError) -> OpenItem {
        try await decoded(Catalogue.queryDeviceInfo, ["deviceNo": deviceNo], priority: priority) { OpenItem($0.data) }
    }

    /// upstream: queryDeviceFlow. The same facts, fresher, and it succeeds more often.
    public nonisolated func deviceFlow(
        _ deviceNo: String, priority: CallPriority = .interactive
    ) async throws(PlatformError) -> OpenItem {
        try await decoded(Catalogue.queryDeviceFlow, ["deviceNo": deviceNo], priority: priority) { OpenItem($0.data) }
    }

    /// Switches a device to another of its cards; not at once. The page prints a reply that is
    /// probably copied, so nothing of it is read.
    @discardableResult
    public nonisolated func switchDeviceCard(
        _ deviceNo: String, to simNo: CardNumber, remark: String? = nil, traceID: String? = nil
    ) async throws(PlatformError) -> RawReply {
        try await act(
            Catalogue.deviceSwitchNet, ["deviceNo": deviceNo, "simNo": simNo.description, "remark": remark],
            traceID: traceID)
    }

    /// Any of the device actions; their paths wait for their confirmation.
    /// - Parameter extra: what this action wants besides the device, e.g. `hide`.
    @discardableResult
    public nonisolated func deviceAction(
        _ endpoint: Endpoint, _ deviceNo: String, _ extra: [WireField] = [], traceID: String? = nil
    ) async throws(PlatformError) -> RawReply {
        try await act(endpoint, ["deviceNo": deviceNo], more: extra, traceID: traceID)
    }
}
