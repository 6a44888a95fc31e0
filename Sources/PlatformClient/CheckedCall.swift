// The checks before a call: what this profile may do, what the contract allows, whom it is about.

import JSONText
import PlatformContract
import SIMModel

/// A call that may go as soon as there is room for it.
struct CheckedCall: Sendable {
    /// With the path of the configuration.
    var endpoint: Endpoint
    var form: CallForm
    var need: RateNeed
}

/// What a call takes from the rate budget besides its place.
struct RateNeed: Sendable, Hashable {
    var endpoint: String
    var cards: [CardNumber]
    var limits: Limits

    init(endpoint: String = "", cards: [CardNumber] = [], limits: Limits = Limits()) {
        self.endpoint = endpoint
        self.cards = cards
        self.limits = limits
    }
}

extension PlatformClient {
    /// - Throws: all as `notSent`.
    nonisolated func checked(_ asked: Endpoint, _ values: [WireField]) throws(PlatformError) -> CheckedCall {
        let endpoint = configuration.effective(asked)
        func refusal(_ kind: PlatformError.Kind) -> PlatformError {
            PlatformError(kind, sent: .notSent, endpoint: endpoint.id)
        }
        guard endpoint.kind == .call else { throw refusal(.invalidRequest("\(endpoint.id) is not called")) }
        if endpoint.effect.isChange, configuration.isReadOnly { throw refusal(.readOnly) }
        if endpoint.evidence == .inferred { throw refusal(.unconfirmedEndpoint(path: endpoint.path)) }
        let form: CallForm
        do throws(CallForm.Problems) {
            form = try CallForm.make(endpoint, values).get()
        } catch {
            throw refusal(.invalidRequest(error.words))
        }
        if let fault = Self.spanFault(endpoint, form) { throw refusal(.invalidRequest(fault)) }
        let need = RateNeed(endpoint: endpoint.id, cards: Self.cards(form), limits: endpoint.limits)
        return CheckedCall(endpoint: endpoint, form: form, need: need)
    }

    /// upstream: simSmsQuery takes at most 31 days, in their order.
    private static func spanFault(_ endpoint: Endpoint, _ form: CallForm) -> String? {
        guard endpoint.id == Catalogue.simSmsQuery.id else { return nil }
        func day(_ name: String) -> WallTime? {
            form.form.first { $0.name == name }.flatMap { CivilTime.parse(platform: $0.value) }
        }
        guard let from = day("fromDate"), let to = day("toDate") else { return nil }
        if to < from { return "toDate: before fromDate" }
        return to - from > .hours(31 * 24) ? "toDate: more than 31 days after fromDate" : nil
    }

    /// The cards that a request names, each once.
    private static func cards(_ form: CallForm) -> [CardNumber] {
        var texts: [String] = []
        for field in form.form + form.query {
            switch field.name {
            case "simNo": texts.append(field.value)
            case "simNos":
                if case .array(let elements)? = try? JSONValue(parsing: field.value) {
                    texts += elements.compactMap(Tolerant.text)
                }
            default: break
            }
        }
        var seen: Set<CardNumber> = []
        return texts.compactMap { CardNumber($0) }.filter { seen.insert($0).inserted }
    }
}
