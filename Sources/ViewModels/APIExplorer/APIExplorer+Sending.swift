// From the form to the platform: what is refused here, what is asked first, what came back.

import JSONText
import Operations
import PlatformClient
import PlatformContract
import SIMModel

extension APIExplorerViewModel {
    /// Sends the form, or says what is asked first or why not.
    public func send() -> APISendAnswer {
        let endpoint = endpoint
        guard endpoint.kind == .call else { return .notCalled }
        if let command = Self.spending[endpoint.id] { return .spends(command: command) }
        if endpoint.effect == .spends { return .spends(command: "simdeck help") }
        if Self.journalled.contains(endpoint.id) { return .journalled }
        if endpoint.effect.isChange, client.configuration.isReadOnly { return .readOnly }
        if endpoint.evidence == .inferred { return .unconfirmed(path: endpoint.path) }
        let wrong = forms.fields(of: endpoint, showsPersonal: true).count { $0.problem != nil }
        if wrong > 0 {
            goToFirstToFill()
            part = .form
            changes.mark()
            return .incomplete(wrong)
        }
        if calls.first?.outcome == .running { return .busy }
        let values = forms.values(of: endpoint)
        guard endpoint.effect.isChange else {
            make(endpoint, values)
            return .sent
        }
        questions += 1
        proposal = (questions, endpoint, values)
        let seen = showsPersonal ? values : APIForms.masked(values, of: endpoint)
        return .asks(
            APIQuestion(
                id: questions, row: row, values: seen.map { [$0.name, $0.value] }, cards: Self.cardCount(values),
                limits: endpoint.limits.note, repeatsUnknown: isUnknown(endpoint, values)))
    }

    /// Only the question that was asked last can be confirmed, and only once.
    public func confirm(_ question: APIQuestion) {
        guard let proposal, proposal.id == question.id else { return }
        self.proposal = nil
        make(proposal.endpoint, proposal.values)
    }

    /// A change is on its way.
    public var isSendingChange: Bool {
        calls.contains { $0.outcome == .running && $0.endpoint.effect.isChange }
    }

    /// What spends money is written down before it leaves; these commands do so.
    private static let spending = [
        Catalogue.submitPackageOrder.id: "simdeck package buy", Catalogue.orderApply.id: "simdeck shop order",
    ]
    private static let journalled: Set<String> = [Catalogue.batchShutdown.id, Catalogue.batchRestore.id]

    private static func cardCount(_ values: [WireField]) -> Int {
        values.reduce(0) { sum, field in
            switch field.name {
            case "simNo": sum + 1
            case "simNos":
                if case .array(let items)? = try? JSONValue(parsing: field.value) { sum + items.count } else { sum }
            default: sum
            }
        }
    }

    private func isUnknown(_ endpoint: Endpoint, _ values: [WireField]) -> Bool {
        let last = calls.first { $0.endpoint.id == endpoint.id && $0.values == values }
        guard case .failed(let error)? = last?.outcome else { return false }
        return error.sent == .mayHaveBeenSent
    }

    private func make(_ endpoint: Endpoint, _ values: [WireField]) {
        callsMade += 1
        let number = callsMade
        let started = time.uptime
        calls.insert(Call(endpoint: endpoint, values: values, number: number, at: time.wall, outcome: .running), at: 0)
        if calls.count > Self.remembered { calls.removeLast() }
        cursors[.calls] = nil
        cursors[.reply] = nil
        shown = nil
        part = .reply
        changes.mark()
        ledger.start { [self] in
            do throws(ChangeRecorder.Failure) {
                let reply = try await recorder.call(endpoint, values)
                replies[number] = reply.value
                replies[number - Self.keptReplies] = nil
                end(number, started, .answered(code: reply.code, message: reply.message, bytes: reply.bytes.count))
                if shown == nil { show(number) }
                onEnd(endpoint, values, reply.value)
            } catch {
                var problem = PlatformError(.cancelled, sent: .notSent, endpoint: endpoint.id)
                switch error {
                case .platform(let error): problem = error
                // What cannot be written down does not leave.
                case .store(let error): onStoreProblem(error)
                }
                onProblem(problem)
                onEnd(endpoint, values, nil)
                replies[number - Self.keptReplies] = nil
                end(number, started, .failed(problem))
            }
            changes.mark()
        }
    }

    private func end(_ number: Int, _ started: Uptime, _ outcome: APIOutcome) {
        guard let index = calls.firstIndex(where: { $0.number == number }) else { return }
        calls[index].outcome = outcome
        calls[index].took = time.uptime - started
    }
}
