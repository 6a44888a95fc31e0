// The API pane over a real client: what is filled in, checked, asked, sent, remembered and masked.

import JSONText
import PlatformContract
import SIMModel
import Synchronization
import TestSupport
import Testing

@testable import ViewModels

@Suite("The API pane's view-model")
@MainActor struct APIExplorerTests {
    private func field(_ name: String, _ state: APIViewState) -> APIField? { state.form.fields.first { $0.name == name } }

    @Test("Every row of the interface is listed, with what it does")
    func rows() throws {
        let rig = try Rig(cards: 1)
        let state = rig.workspace.api.viewState(height: 20)
        #expect(state.rows.count == 46)
        #expect(state.rows.map(\.id) == Catalogue.all.map(\.id))
        #expect(state.rows.first { $0.id == "orderApply" }?.effect == .spends)
        #expect(state.rows.contains { $0.kind == .push } && state.rows.contains { $0.kind == .codes })
        #expect(state.rows.contains { $0.isInferred })
    }

    @Test("Every form opens, its example is right, and its request hides sign and secret", arguments: Catalogue.calls)
    func everyForm(_ endpoint: Endpoint) throws {
        let rig = try Rig(cards: 1)
        let api = rig.workspace.api
        api.open(endpoint.id, card: nil, targets: [])
        var hasChoice = false
        for parameter in endpoint.parameters where parameter.required || (parameter.choice != nil && !hasChoice) {
            if parameter.choice != nil { hasChoice = parameter.choice != .together }
            api.set(parameter.name, to: parameter.example)
        }
        let state = api.viewState(height: 20)
        #expect(state.row.id == endpoint.id)
        #expect(
            state.form.problemCount == 0,
            "\(state.form.fields.compactMap { field in field.problem.map { "\(field.name) \($0)" } })")
        #expect(!state.form.request.isEmpty)
        if !endpoint.isFile { #expect(state.form.request.contains { $0.hasSuffix(": ***") }) }
        #expect(api.commandText?.hasPrefix("simdeck call \(endpoint.id)") == true)
        #expect(api.curlText?.hasPrefix("curl -X \(endpoint.method)") == true)
    }

    @Test("Cards are filled in from the cursor or the marks; what was typed is never overwritten")
    func filling() async throws {
        let rig = try Rig(cards: 3)
        await rig.open()
        let api = rig.workspace.api
        api.open("batchQuerySimInfo", card: Rig.card(0), targets: [Rig.card(0), Rig.card(1)])
        #expect(field("simNos", api.viewState(height: 20))?.value == "\(Rig.card(0)) \(Rig.card(1))")
        #expect(api.commandText == #"simdeck call batchQuerySimInfo 'simNos=["\#(Rig.card(0))","\#(Rig.card(1))"]'"#)
        api.open("batchQuerySimInfo", card: Rig.card(2), targets: [Rig.card(2)])
        #expect(field("simNos", api.viewState(height: 20))?.value == "\(Rig.card(2))")
        api.set("simNos", to: "123")
        api.open("batchQuerySimInfo", card: Rig.card(0), targets: [Rig.card(0)])
        #expect(field("simNos", api.viewState(height: 20))?.value == "123")
    }

    @Test("A read is sent at once; its reply is a tree that folds, and stands among the calls")
    func reading() async throws {
        let rig = try Rig(cards: 2)
        await rig.open()
        let api = rig.workspace.api
        api.open("batchQuerySimInfo", card: Rig.card(0), targets: [Rig.card(0)])
        rig.platform.forgetCalls()
        #expect(api.send() == .sent)
        #expect(api.viewState(height: 20).calls.first?.outcome == .running)
        await rig.workspace.work.untilIdle()
        var state = api.viewState(height: 20)
        #expect(rig.platform.calls(Catalogue.batchQuerySimInfo) == [["\(Rig.card(0))"]])
        #expect(state.part == .reply)
        #expect(state.reply.contains { $0.key == "simNo" && $0.text == "\"\(Rig.card(0))\"" })
        guard case .answered(0, _, let bytes)? = state.calls.first?.outcome else {
            Issue.record("no answer")
            return
        }
        #expect(bytes > 100)
        let all = state.reply.count
        api.toggleFold()
        state = api.viewState(height: 20)
        #expect(state.reply.count == 1 && state.reply[0].isFolded)
        api.toggleFold()
        #expect(api.viewState(height: 20).reply.count == all)
    }

    @Test("A change asks first, is sent once by its own question, and never by an older one")
    func changing() async throws {
        let rig = try Rig(cards: 1)
        await rig.open()
        let api = rig.workspace.api
        api.open("bindMachine", card: Rig.card(0), targets: [])
        guard case .asks(let first) = api.send(), case .asks(let second) = api.send() else {
            Issue.record("no question")
            return
        }
        #expect(second.values == [["simNo", "\(Rig.card(0))"]] && second.cards == 1)
        await rig.workspace.work.untilIdle()
        #expect(rig.platform.calls(Catalogue.bindMachine).isEmpty)
        api.confirm(first)
        #expect(rig.platform.state.withLock { $0.changes } == 0)
        // What is typed beneath the question changes nothing of it.
        api.set("simNo", to: "14999999999")
        api.confirm(second)
        api.confirm(second)
        await rig.workspace.work.untilIdle()
        #expect(rig.platform.calls(Catalogue.bindMachine).count == 1)
        #expect(api.viewState(height: 20).calls.first?.values == "simNo=\(Rig.card(0))")
    }

    @Test("Money, stop and resume, unsure paths, wrong forms, read-only runs: refused, and nothing is sent")
    func refusing() async throws {
        let rig = try Rig(cards: 1)
        let api = rig.workspace.api
        api.open("submitPackageOrder", card: Rig.card(0), targets: [])
        #expect(api.send() == .spends(command: "simdeck package buy"))
        api.open("orderApply", card: nil, targets: [])
        #expect(api.send() == .spends(command: "simdeck shop order"))
        for id in ["batchShutdown", "batchRestore"] {
            api.open(id, card: Rig.card(0), targets: [Rig.card(0)])
            #expect(api.send() == .journalled)
        }
        for endpoint in Catalogue.all where endpoint.effect == .spends {
            api.open(endpoint.id, card: nil, targets: [])
            guard case .spends = api.send() else {
                Issue.record("\(endpoint.id) was not refused")
                continue
            }
        }
        let unsure = try #require(Catalogue.calls.first { $0.evidence == .inferred })
        api.open(unsure.id, card: nil, targets: [])
        #expect(api.send() == .unconfirmed(path: unsure.path))
        api.open("simStatusCodes", card: nil, targets: [])
        #expect(api.send() == .notCalled)
        api.open("setSpeedLimit", card: Rig.card(0), targets: [])
        #expect(api.send() == .incomplete(1))
        #expect(api.editedField?.name == "speedCode")
        api.set("speedCode", to: "9Gbps")
        #expect(field("speedCode", api.viewState(height: 20))?.problem != nil)
        let closed = try Rig(cards: 1, isReadOnly: true)
        closed.workspace.api.open("bindMachine", card: Rig.card(0), targets: [])
        #expect(closed.workspace.api.send() == .readOnly)
        #expect(rig.platform.state.withLock { $0.calls.isEmpty })
        #expect(closed.platform.state.withLock { $0.calls.isEmpty })
    }

    @Test("More than 50 calls are not remembered; an old one comes back into the form")
    func history() async throws {
        let rig = try Rig(cards: 1)
        let api = rig.workspace.api
        for index in 0..<53 {
            api.open("querySimAction", card: nil, targets: [])
            api.set("serialNumber", to: "s\(index)")
            #expect(api.send() == .sent)
            await rig.workspace.work.untilIdle()
        }
        var state = api.viewState(height: 20)
        #expect(state.calls.count == 50)
        #expect(state.calls.first?.values == "serialNumber=s52")
        api.open("bindMachine", card: nil, targets: [])
        api.go(to: .calls)
        api.moveToLast()
        api.reopenCall()
        state = api.viewState(height: 20)
        #expect(state.row.id == "querySimAction" && state.part == .form)
        #expect(field("serialNumber", state)?.value == "s3")
    }

    @Test("Personal values are masked in form, request, copies and calls until they are asked for")
    func personal() throws {
        let rig = try Rig(cards: 1)
        let api = rig.workspace.api
        api.open("orderApply", card: nil, targets: [])
        let person = try #require(
            Catalogue.orderApply.parameters.first { $0.isPersonal || PersonalFields.masking(of: $0.name) != nil })
        for parameter in Catalogue.orderApply.parameters { api.set(parameter.name, to: parameter.example) }
        let secret = person.example
        let state = api.viewState(height: 20)
        #expect(field(person.name, state)?.value != secret)
        #expect(!state.form.request.isEmpty)
        #expect(
            !state.form.request.contains {
                $0.contains("\(person.name)=\(WireForm.encode([WireField("x", secret)]).dropFirst(2))")
            })
        #expect(api.hidesPersonal)
        #expect(api.commandText?.contains("\(person.name)=\(secret)") == false)
        #expect(api.togglePersonal())
        #expect(field(person.name, api.viewState(height: 20))?.value == secret)
        #expect(!api.hidesPersonal)
    }

    @Test("A lost change is told as unknown, and the question for the same again says so")
    func doubt() async throws {
        let rig = try Rig(cards: 1)
        let api = rig.workspace.api
        api.open("bindMachine", card: Rig.card(0), targets: [])
        guard case .asks(let question) = api.send() else {
            Issue.record("no question")
            return
        }
        #expect(!question.repeatsUnknown)
        rig.platform.state.withLock { $0.loses = true }
        api.confirm(question)
        await rig.workspace.work.untilIdle()
        #expect(rig.platform.calls(Catalogue.bindMachine).count == 1)
        api.go(to: .form)
        guard case .asks(let again) = api.send() else {
            Issue.record("no question")
            return
        }
        #expect(again.repeatsUnknown)
    }
}

@Suite("A reply as a tree")
struct JSONTreeTests {
    @Test("Long lists start folded, a leaf folds what it is part of, masking keeps the folds")
    func folding() throws {
        let items = JSONValue.array((0..<60).map { .fields(("simNo", .string("\($0)")), ("phone", .string("13800000000"))) })
        let document = JSONValue.fields(("code", .integer(0)), ("data", .fields(("items", items), ("one", .array([.null])))))
        var tree = JSONTree(document)
        #expect(tree.rows.map(\.key) == ["", "code", "data", "items", "one", "[0]"])
        #expect(tree.toggle(at: 3) == 3)
        #expect(tree.rows.count == 6 + 60 * 3)
        // The leaf simNo of [1]: folding it folds [1].
        let leaf = try #require(tree.rows.firstIndex { $0.text == "\"1\"" })
        #expect(tree.rows[tree.toggle(at: leaf)].key == "[1]")
        #expect(tree.rows.count == 6 + 60 * 3 - 2)
        let masked = tree.showing(PersonalFields.masked(document))
        #expect(masked.rows.count == tree.rows.count)
        #expect(masked.rows.contains { $0.key == "phone" } && !masked.rows.contains { $0.text.contains("13800000000") })
    }

    @Test("A reply of any size has a bounded number of lines, and says how many are missing")
    func bounded() {
        let long = JSONValue.array((0..<30_000).map { .integer($0) })
        var tree = JSONTree(long)
        #expect(tree.rows.count == 1)
        _ = tree.toggle(at: 0)
        #expect(tree.rows.count == JSONTree.limit + 1)
        #expect(tree.rows.last?.kind == .rest(30_001 - JSONTree.limit))
    }
}

@Suite("The card's menu")
@MainActor struct CardMenuTests {
    private func obstacle(_ action: CardAction, _ rig: Rig, isReadOnly: Bool = false) -> CardActionObstacle? {
        rig.cards.menu(isReadOnly: isReadOnly) { _ in true }?.entries.first { $0.action == action }?.obstacle
    }

    @Test("Each entry opens an endpoint that exists, filled in for the card, and only its blanks are left")
    func opens() throws {
        let rig = try Rig(cards: 1)
        for action in CardAction.allCases where action != .device {
            rig.workspace.api.open(action, card: Rig.card(0))
            let state = rig.workspace.api.viewState(height: 20)
            #expect(state.row.id == action.endpoint && state.part == .form)
            #expect(state.row.effect == (action.isChange ? .changes : .reads))
            #expect(state.form.fields.contains { $0.name.hasPrefix("simNo") && $0.value.contains("\(Rig.card(0))") })
            #expect(state.form.problemCount == (action == .limitSpeed ? 1 : 0), "\(action)")
        }
    }

    @Test("The month filled in is the one that has closed, over the turn of a year too")
    func month() throws {
        let rig = try Rig(cards: 1)
        rig.workspace.api.open(.monthFlow, card: Rig.card(0))
        let typed = rig.workspace.api.viewState(height: 20).form.fields.first { $0.name == "month" }?.value
        let now = CivilTime(rig.time.wall)
        let expected = now.month == 1 ? (now.year - 1) * 100 + 12 : now.year * 100 + now.month - 1
        #expect(typed == "\(expected)")
    }

    @Test("What is known of a card forbids; what is not known yet does not")
    func obstacles() async throws {
        let rig = try Rig(cards: 1)
        #expect(CardAction.allCases.allSatisfy { obstacle($0, rig) == nil })
        await rig.open()
        #expect(obstacle(.rebind, rig) == .notSeparated)
        #expect(obstacle(.limitSpeed, rig) == nil)
        #expect(obstacle(.limitSpeed, rig, isReadOnly: true) == .readOnly)
        #expect(obstacle(.packages, rig, isReadOnly: true) == nil)
        let gone = try Rig(cards: 1)
        gone.platform.edit("\(Rig.card(0))") { $0.cancelled = true }
        await gone.open()
        for action in CardAction.allCases where action.isChange { #expect(obstacle(action, gone) == .closed) }
        #expect(obstacle(.messages, gone) == nil)
        let alone = try Rig(cards: 1)
        alone.platform.edit("\(Rig.card(0))") { $0.pool = 0 }
        await alone.open()
        #expect(obstacle(.limitSpeed, alone) == .notInPool)
    }

    @Test("More marked cards than a call may name are not offered")
    func many() async throws {
        let rig = try Rig(cards: 40)
        await rig.open()
        _ = rig.cards.markAllShown()
        #expect(obstacle(.monthFlow, rig) == .tooMany(40, limit: 10))
        #expect(obstacle(.subscribe, rig) == nil)
    }
}
