// The platform's log of operations, and the account's money.

import JSONText
import SIMModel

enum LogReader {
    /// upstream: querySimAction.
    static func entries(_ envelope: Envelope) throws(BadReply) -> (entries: [ActionLogEntry], problems: [String]) {
        let (elements, place) = try envelope.list()
        var entries: [ActionLogEntry] = []
        var problems: [String] = []
        for (index, element) in elements.enumerated() {
            let here = "\(place)[\(index)]"
            guard var reader = FieldReader(element, at: here) else {
                problems.append("\(here): expected an object, found \(Tolerant.kind(of: element))")
                continue
            }
            if let entry = entry(&reader) {
                entries.append(entry)
            } else if reader.problems.isEmpty {
                problems.append("\(here): actionType, simNo or status is missing")
            }
            problems += reader.problems
        }
        return (entries, problems)
    }

    private static func entry(_ reader: inout FieldReader) -> ActionLogEntry? {
        let actionType = reader.integer("actionType")
        let actionText = reader.text("actionTypeText")
        let operateID = reader.integer64("operateId")
        let simNo = reader.cardNumber("simNo")
        let status: Coded<ActionStatus>? = reader.code("status")
        let failReason = reader.text("failReason")
        let serialNumber = reader.text("serialNumber")
        let createdAt = reader.time("createdAt")
        guard let actionType, let simNo, let status else { return nil }
        return ActionLogEntry(
            actionType: actionType, actionText: actionText ?? "", operateID: operateID, simNo: simNo,
            status: status, failReason: failReason, serialNumber: serialNumber, createdAt: createdAt)
    }
}

enum AssetsReader {
    /// upstream: accountAsset.
    static func assets(_ envelope: Envelope) throws(BadReply) -> (assets: AccountAssets, problems: [String]) {
        guard let data = envelope.data, case .object = data else { throw BadReply("data: expected an object") }
        guard let value = data["main"] else { throw BadReply("data.main: missing") }
        guard var reader = FieldReader(value == .null ? .array([]) : value, at: "data.main") else {
            throw BadReply("data.main: expected an object, found \(Tolerant.kind(of: value))")
        }
        let main = AccountAssets.Main(
            id: reader.integer64("id"), username: reader.text("username"), balance: reader.money("balance"),
            createdAt: reader.time("createdAt"))
        var problems = reader.problems
        guard let elements = Tolerant.elements(data["pools"]) else { throw BadReply("data.pools: expected a list") }
        var pools: [AccountAssets.Pool] = []
        for (index, element) in elements.enumerated() {
            let here = "data.pools[\(index)]"
            guard var reader = FieldReader(element, at: here) else {
                problems.append("\(here): expected an object, found \(Tolerant.kind(of: element))")
                continue
            }
            if let pool = pool(&reader) {
                pools.append(pool)
            } else if reader.problems.isEmpty {
                problems.append("\(here).id: missing")
            }
            problems += reader.problems
        }
        return (AccountAssets(main: main, pools: pools), problems)
    }

    private static func pool(_ reader: inout FieldReader) -> AccountAssets.Pool? {
        guard let id = reader.integer64("id") else { return nil }
        var pool = AccountAssets.Pool(id: id)
        pool.name = reader.text("name")
        pool.memberID = reader.integer64("memberId")
        pool.code = reader.text("code")
        pool.deposit = reader.money("deposit")
        pool.balance = reader.money("balance")
        pool.status = reader.integer("status")
        pool.createdAt = reader.time("createdAt")
        pool.updatedAt = reader.time("updatedAt")
        pool.frozen = reader.money("frozenBalance")
        pool.available = reader.money("availableBalance")
        return pool
    }
}
