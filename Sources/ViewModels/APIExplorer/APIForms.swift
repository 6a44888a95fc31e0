// What was typed for each endpoint, and what of it is wrong. Pure: the catalogue in, fields out.

import PlatformContract
import SIMModel

/// The forms of the API pane. A form keeps what was typed while another endpoint is looked at.
struct APIForms {
    private var typed: [String: [String: String]] = [:]
    /// What was filled in from a card, so that another card may take its place but nothing typed is lost.
    private var filled: [String: [String: String]] = [:]

    func text(_ name: String, of endpoint: Endpoint) -> String { typed[endpoint.id]?[name] ?? "" }

    mutating func set(_ name: String, _ text: String, of endpoint: Endpoint) {
        guard endpoint.parameter(name) != nil else { return }
        typed[endpoint.id, default: [:]][name] = text
        filled[endpoint.id]?[name] = nil
    }

    /// Writes `value` where nothing stands, or what an earlier card filled in.
    mutating func fill(_ name: String, _ value: String, of endpoint: Endpoint) {
        guard endpoint.parameter(name) != nil else { return }
        let now = text(name, of: endpoint)
        guard now.isEmpty || now == filled[endpoint.id]?[name] else { return }
        typed[endpoint.id, default: [:]][name] = value
        filled[endpoint.id, default: [:]][name] = value
    }

    /// The cards of the table, in the fields that name cards.
    mutating func fill(focus: CardNumber?, targets: [CardNumber], of endpoint: Endpoint) {
        if let focus { fill("simNo", focus.description, of: endpoint) }
        if !targets.isEmpty { fill("simNos", targets.map(\.description).joined(separator: " "), of: endpoint) }
    }

    mutating func replace(_ values: [WireField], of endpoint: Endpoint) {
        filled[endpoint.id] = nil
        typed[endpoint.id] = [:]
        for field in values { typed[endpoint.id]?[field.name] = field.value }
    }

    /// What goes on the wire; fields left empty are left out.
    func values(of endpoint: Endpoint) -> [WireField] {
        endpoint.parameters.compactMap { parameter in
            let text = text(parameter.name, of: endpoint)
            return text.isEmpty ? nil : WireField(parameter.name, Self.wire(text, parameter))
        }
    }

    /// A list may be typed as words.
    private static func wire(_ text: String, _ parameter: Parameter) -> String {
        guard parameter.shape == .stringList, text.first != "[" else { return text }
        return WireForm.list(text.split { " ,;\t，；".contains($0) }.map(String.init))
    }

    func fields(of endpoint: Endpoint, showsPersonal: Bool) -> [APIField] {
        var problems: [String: APIProblem] = [:]
        if case .failure(let found) = CallForm.make(endpoint, values(of: endpoint)) {
            for problem in found.items where problems[problem.name] == nil {
                problems[problem.name] = Self.problem(problem.reason)
            }
        }
        return endpoint.parameters.map { parameter in
            let value = text(parameter.name, of: endpoint)
            return APIField(
                name: parameter.name, value: showsPersonal ? value : Self.masked(value, parameter),
                place: parameter.place.rawValue, shape: parameter.shape.rawValue, isRequired: parameter.required,
                limit: parameter.limit, least: parameter.least, letters: parameter.letters, values: parameter.values,
                choice: parameter.choice.flatMap { APIChoice(rawValue: $0.rawValue) }, trap: parameter.trap,
                isPersonal: Self.masking(of: parameter) != nil, problem: problems[parameter.name])
        }
    }

    private static func problem(_ reason: CallForm.Problem.Reason) -> APIProblem? {
        switch reason {
        case .missing: .missing
        case .badValue(_, let expected): .badValue(expected: expected)
        case .tooMany(let count, let limit): .tooMany(count, limit: limit)
        case .tooLarge(let limit): .tooLarge(limit: limit)
        case .choice(let choice, let names): APIChoice(rawValue: choice.rawValue).map { .choice($0, names) }
        // Names come from the catalogue, each once.
        case .unknown, .repeated: nil
        }
    }

    // MARK: what may be seen

    private static func masking(of parameter: Parameter) -> Masking? {
        PersonalFields.masking(of: parameter.name) ?? (parameter.isPersonal ? .secret : nil)
    }

    static func masked(_ value: String, _ parameter: Parameter) -> String { masking(of: parameter)?.mask(value) ?? value }

    static func masked(_ values: [WireField], of endpoint: Endpoint) -> [WireField] {
        values.map { field in
            endpoint.parameter(field.name).map { WireField(field.name, masked(field.value, $0)) } ?? field
        }
    }

    /// Encoded fields (`a=b&c=d`) with the personal ones masked; the others stay byte for byte.
    static func masked(encoded text: String, of endpoint: Endpoint) -> String {
        text.split(separator: "&", omittingEmptySubsequences: false).map { pair in
            guard let field = WireForm.decode(pair)?.first, let parameter = endpoint.parameter(field.name),
                let masking = masking(of: parameter)
            else { return String(pair) }
            return "\(field.name)=\(masking.mask(field.value))"
        }.joined(separator: "&")
    }
}
