// All rows of the platform's interface, one value each. Source of every row: the platform's page of
// that Chinese title. From these come the request's building and checks, the command line's `call` and
// `endpoints`, the console's forms, the sandbox's routing and the tables of docs/api.md.

/// Every row, in the order of the platform's pages.
public enum Catalogue {
    public static let all: [Endpoint] = [
        orderStatusCodes, provinces, baseConfig, goodsList, sendCode, selectNumber, orderApply, orderSearch,
        goodsDetails, uploadCert, orderCallback, ipLocation, prettyNumberList,
        simStatusCodes, batchQuerySimInfo, batchSubscribe, batchQuerySimStatus, batchQuerySimFlow,
        batchQuerySimMonthFlow, batchShutdown, batchRestore, bindMachine, setSpeedLimit, removeSpeedLimit,
        submitPackageOrder, officialAuthUrl, querySimAction, accountAsset, oneLinkToken,
        queryDeviceInfo, queryDeviceFlow, deviceSwitchNet, clearRealName, oneLinkWirelessToken, deviceRestart,
        deviceReset, devicePowerOff, deviceWifiHide, deviceWifiAccount, deviceShutdown, deviceRestore,
        queryOrderPackages, queryPackageFlow, simPage, simSmsSend, simSmsQuery,
    ]

    /// The rows that we call.
    public static let calls: [Endpoint] = all.filter { $0.kind == .call }

    /// The row with this id.
    public static func endpoint(id: String) -> Endpoint? { all.first { $0.id == id } }

    /// The row served at `path`; a `{name}` in a row's path stands for one part.
    public static func endpoint(method: String, path: String) -> Endpoint? {
        calls.first { $0.method == method && ($0.path == path || $0.pathArguments(in: path) != nil) }
    }
}

extension Endpoint {
    /// The values of the `{name}` parts of the path in `path`; nil when it is another path or has none.
    public func pathArguments(in path: String) -> [String: String]? {
        guard let open = self.path.firstIndex(of: "{"), let close = self.path.firstIndex(of: "}") else { return nil }
        let (head, tail) = (self.path[..<open], self.path[self.path.index(after: close)...])
        guard path.hasPrefix(head), path.hasSuffix(tail), path.utf8.count > head.utf8.count + tail.utf8.count else { return nil }
        let value = path.dropFirst(head.count).dropLast(tail.count)
        guard !value.contains("/") else { return nil }
        return [String(self.path[self.path.index(after: open)..<close]): String(value)]
    }
}

/// Codes that the platform's pages do not list. These numbers are our assumption (the sandbox sends
/// them, the client reads them); a code and its message are always shown as they came.
public enum AssumedCode {
    public static let badParameter = 400
    public static let signature = 401
    public static let permission = 403
    public static let clock = 408
    public static let rate = 429
    public static let internalError = 500
}
