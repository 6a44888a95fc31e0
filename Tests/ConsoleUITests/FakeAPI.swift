// The API pane's part of the made-up model, and view states of it that are hard to draw.

import ConsoleUI
import Localization
import SIMModel
import ViewModels

extension FakeModel {
    func api(height: Int) -> APIViewState {
        var state = Fixture.api(apiPart)
        if let typed = apiTyped.last {
            for index in state.form.fields.indices where state.form.fields[index].name == typed.name {
                state.form.fields[index].value = typed.text
            }
        }
        state.link = apiPart == .reply ? apiLink : nil
        return state
    }
    func apiGo(to part: APIPart) { apiPart = part }
    func apiStep(by steps: Int) {
        let all = APIPart.allCases
        let index = (all.firstIndex(of: apiPart) ?? 0) + steps
        apiPart = all[max(0, min(all.count - 1, index))]
    }
    func apiBack() -> Bool {
        guard apiPart != .list else { return false }
        apiPart = apiPart == .form ? .list : .form
        return true
    }
    func apiField() -> (name: String, text: String, values: [String])? { ("speedCode", "", ["2Mbps", "1Mbps"]) }
    func apiSet(_ name: String, to text: String) { apiTyped.append((name, text)) }
    func apiToggleFold() { apiFolds += 1 }
    func apiReopen() { apiPart = .form }
    func apiTogglePersonal() -> Bool { true }
    func apiSend() -> APISendAnswer { apiAnswer }
    func apiConfirm(_ question: APIQuestion) { apiConfirmed.append(question) }
    func apiCopy(asCurl: Bool) -> String? { asCurl ? "curl -X POST 'https://x'" : "simdeck call setSpeedLimit simNo=14900000042" }
    var apiHidesPersonal: Bool { false }
    func cardMenu() -> CardMenu? { cardsState.cursor == nil ? nil : Fixture.menu() }
    func open(_ action: CardAction, card: CardNumber) {
        opened.append((action, card))
        apiPart = .form
    }
}

extension Fixture {
    static let apiRows: [APIRow] = [
        APIRow(
            id: "simStatusCodes", title: "SIM status codes", titleZh: "物联卡相关状态码说明", kind: .codes, effect: .reads,
            isInferred: false),
        APIRow(id: "orderCallback", title: "Order callback", titleZh: "订单回调", kind: .push, effect: .reads, isInferred: false),
        APIRow(
            id: "batchQuerySimInfo", title: "Card records", titleZh: "批量查询卡板信息", kind: .call, effect: .reads, isInferred: false),
        APIRow(
            id: "setSpeedLimit", title: "Limit a card's speed", titleZh: "单卡限速", kind: .call, effect: .changes, isInferred: false),
        APIRow(
            id: "submitPackageOrder", title: "Buy a package", titleZh: "单卡/设备订购套餐包", kind: .call, effect: .spends,
            isInferred: false),
        APIRow(
            id: "deviceReset", title: "Reset a device to its factory state", titleZh: "设备恢复出厂", kind: .call, effect: .changes,
            isInferred: true),
    ]

    static func call(_ number: Int, _ endpoint: String, _ values: String, _ outcome: APIOutcome, isChange: Bool = false)
        -> APICall
    {
        APICall(
            number: number, endpoint: endpoint, isChange: isChange, values: values, at: now - .seconds(90),
            took: .milliseconds(420),
            outcome: outcome)
    }

    static func api(_ part: APIPart, cursor: Int = 3, isRight: Bool = false, failed: PlatformError? = nil) -> APIViewState {
        let form = APIForm(
            method: "POST", path: "/openapi/iot/setSpeedLimit", limits: "1 card, once in 3 minutes; shared-pool cards only",
            fields: [
                APIField(name: "simNo", value: "14900000042"),
                APIField(
                    name: "speedCode", value: isRight ? "1Mbps" : "3", values: ["2Mbps", "1Mbps", "512Kbps", "128Kbps"],
                    trap: "the codes differ by carrier",
                    problem: isRight ? nil : .badValue(expected: "2Mbps, 1Mbps, 512Kbps, 128Kbps")),
                APIField(name: "releaseSpeedAt", shape: "time", isRequired: false),
                APIField(name: "certNo", value: "1101**********1234", isRequired: false, isPersonal: true),
            ],
            request: isRight
                ? [
                    "POST https://agent.example.cn/openapi/iot/setSpeedLimit", "appID: demo", "timestamp: 1764000202",
                    "sign: ***",
                    "traceID: 00112233445566778899aabbccddeeff", "",
                    "simNo=14900000042&speedCode=1Mbps&certNo=1101**********1234",
                ] : [])
        let answered = call(
            3, "setSpeedLimit", "simNo=14900000042 speedCode=1Mbps", .answered(code: 0, message: "操作成功", bytes: 1532),
            isChange: true)
        let lost = PlatformError(
            .timeout(seconds: 30), sent: .mayHaveBeenSent, endpoint: "bindMachine", traceID: "00112233445566778899aabbccddeeff")
        let calls = [
            answered, call(2, "bindMachine", "simNo=14900000042", .failed(lost), isChange: true),
            call(1, "batchQuerySimInfo", #"simNos=["14900000042"]"#, .failed(unreachable)),
        ]
        func row(_ node: Int, _ depth: Int, _ key: String, _ text: String, _ kind: JSONTreeKind, folded: Bool = false)
            -> JSONTreeRow
        {
            JSONTreeRow(node: node, depth: depth, key: key, text: text, kind: kind, isFolded: folded)
        }
        return APIViewState(
            part: part, rows: apiRows, cursor: cursor, form: form, fieldCursor: 1,
            shown: failed.map { call(2, "bindMachine", "simNo=14900000042", .failed($0), isChange: true) } ?? answered,
            reply: failed == nil
                ? [
                    row(0, 0, "", "", .object(4)), row(1, 1, "code", "0", .number), row(2, 1, "message", "\"操作成功\"", .string),
                    row(3, 1, "data", "", .object(3)), row(4, 2, "certName", "\"张**\"", .string),
                    row(5, 2, "items", "", .array(1204), folded: true), row(1300, 2, "note", "null", .literal),
                    row(1301, 1, "extra", "", .array(0)), row(1302, 0, "", "", .rest(12)),
                ] : [],
            replyCursor: 5, calls: calls, callCursor: 1, showsPersonal: false, now: now)
    }

    static func question(repeats: Bool = true) -> APIQuestion {
        APIQuestion(
            id: 1, row: apiRows[3], values: [["simNo", "14900000042"], ["speedCode", "1Mbps"]], cards: 1,
            limits: "1 card, once in 3 minutes; shared-pool cards only", repeatsUnknown: repeats)
    }

    static func menu() -> CardMenu {
        let obstacles: [CardAction: CardActionObstacle] = [
            .rebind: .notSeparated, .clearRealName: .notVerified, .monthFlow: .tooMany(12, limit: 10),
        ]
        return CardMenu(
            card: card("14900000042"), status: Coded(.stopped), targets: 12,
            entries: CardAction.allCases.map { .init(action: $0, obstacle: obstacles[$0]) })
    }
}
