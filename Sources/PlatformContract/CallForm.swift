// From the catalogue's description and what a person typed to what goes on the wire, or to everything
// that is wrong with it. The command line, the console's forms and the sandbox's checks agree by this.

import JSONText
import SIMModel

/// A request as far as the contract knows it: no signature, no address.
public struct CallForm: Hashable, Sendable {
    /// The path with its `{name}` parts filled in.
    public var path: String
    public var query: [WireField]
    public var form: [WireField]

    /// What is wrong with a parameter.
    public struct Problem: Error, Hashable, Sendable {
        public enum Reason: Hashable, Sendable {
            /// The endpoint has no such parameter; the nearest right name.
            case unknown(nearest: String?)
            case missing
            /// The value is none of the shape; what it should be: `integer`, `yyyyMM`, `["…"]`, a list of values.
            case badValue(String, expected: String)
            case tooMany(Int, limit: Int)
            case tooLarge(limit: Int)
            /// Given twice.
            case repeated
            /// A rule over several parameters; all their names.
            case choice(Parameter.Choice, [String])
        }

        public var name: String
        public var reason: Reason

        public init(_ name: String, _ reason: Reason) {
            self.name = name
            self.reason = reason
        }
    }

    /// Checks and sorts `values`. An empty optional value counts as not given.
    public static func make(_ endpoint: Endpoint, _ values: [WireField]) -> Result<CallForm, Problems> {
        var problems: [Problem] = []
        var given: [String: String] = [:]
        for field in values {
            guard endpoint.parameter(field.name) != nil else {
                problems.append(Problem(field.name, .unknown(nearest: nearest(field.name, endpoint))))
                continue
            }
            if given[field.name] != nil { problems.append(Problem(field.name, .repeated)) }
            given[field.name] = field.value
        }
        var call = CallForm(path: endpoint.path, query: [], form: [])
        for parameter in endpoint.parameters {
            guard let value = given[parameter.name], !value.isEmpty else {
                if parameter.required { problems.append(Problem(parameter.name, .missing)) }
                continue
            }
            if let reason = fault(value, parameter) { problems.append(Problem(parameter.name, reason)) }
            switch parameter.place {
            case .form: call.form.append(WireField(parameter.name, value))
            case .query: call.query.append(WireField(parameter.name, value))
            case .path: call.path = filled(call.path, parameter.name, value)
            }
        }
        problems += choiceProblems(endpoint, given)
        return problems.isEmpty ? .success(call) : .failure(Problems(items: problems))
    }

    /// Everything that is wrong, in the order of the parameters.
    public struct Problems: Error, Hashable, Sendable {
        public var items: [Problem]
    }

    private static func fault(_ value: String, _ parameter: Parameter) -> Problem.Reason? {
        if !parameter.values.isEmpty, !parameter.values.contains(value) {
            return .badValue(value, expected: parameter.values.joined(separator: ", "))
        }
        if let letters = parameter.letters,
            !letters.contains(value.utf8.count) || !value.utf8.allSatisfy({ isPlain($0) && $0 != 0x2D && $0 != 0x5F })
        {
            return .badValue(value, expected: "\(letters.lowerBound) to \(letters.upperBound) letters and digits")
        }
        switch parameter.shape {
        case .string:
            // A path part must stay one part.
            return parameter.place == .path && !value.utf8.allSatisfy(isPlain)
                ? .badValue(value, expected: "letters and digits") : nil
        case .integer:
            guard let number = Int64(value) else { return .badValue(value, expected: "integer") }
            if let limit = parameter.limit, number > limit { return .tooLarge(limit: limit) }
            if let least = parameter.least, number < least { return .badValue(value, expected: "\(least) or more") }
            return nil
        case .month:
            guard value.utf8.count == 6, let number = Int(value), (1...12).contains(number % 100), number / 100 >= 2000
            else { return .badValue(value, expected: "yyyyMM") }
            return nil
        case .time:
            return value.utf8.count == 19 && CivilTime.parse(platform: value) != nil
                ? nil : .badValue(value, expected: "yyyy-MM-dd HH:mm:ss")
        case .url:
            return value.hasPrefix("http://") || value.hasPrefix("https://")
                ? nil : .badValue(value, expected: "http://… or https://…")
        case .stringList:
            guard let list = try? JSONValue(parsing: value), case .array(let items) = list, !items.isEmpty,
                items.allSatisfy({ if case .string(let text) = $0 { !text.isEmpty } else { false } })
            else { return .badValue(value, expected: #"["…"]"#) }
            if let limit = parameter.limit, items.count > limit { return .tooMany(items.count, limit: limit) }
            return nil
        }
    }

    private static func choiceProblems(_ endpoint: Endpoint, _ given: [String: String]) -> [Problem] {
        [Parameter.Choice.exactlyOne, .atLeastOne, .together].compactMap { choice in
            let names = endpoint.parameters.filter { $0.choice == choice }.map(\.name)
            guard let first = names.first else { return nil }
            let count = names.count { !(given[$0] ?? "").isEmpty }
            let isRight =
                switch choice {
                case .exactlyOne: count == 1
                case .atLeastOne: count >= 1
                case .together: count == 0 || count == names.count
                }
            return isRight ? nil : Problem(first, .choice(choice, names))
        }
    }

    private static func isPlain(_ byte: UInt8) -> Bool {
        switch byte {
        case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x2D, 0x5F: true
        default: false
        }
    }

    private static func filled(_ path: String, _ name: String, _ value: String) -> String {
        path.split(separator: "/", omittingEmptySubsequences: false)
            .map { $0.hasPrefix("{\(name)}") ? value + $0.dropFirst(name.count + 2) : String($0) }
            .joined(separator: "/")
    }

    /// The parameter one would most likely have meant.
    private static func nearest(_ name: String, _ endpoint: Endpoint) -> String? {
        let wanted = name.lowercased()
        let scored = endpoint.parameters.map { ($0.name, distance(wanted, $0.name.lowercased())) }
        guard let best = scored.min(by: { $0.1 < $1.1 }), best.1 <= max(2, wanted.count / 3) else { return nil }
        return best.0
    }

    private static func distance(_ left: String, _ right: String) -> Int {
        let (a, b) = (Array(left.utf8), Array(right.utf8))
        var row = Array(0...b.count)
        for i in a.indices {
            var diagonal = row[0]
            row[0] = i + 1
            for j in b.indices {
                let cost = min(row[j] + 1, row[j + 1] + 1, diagonal + (a[i] == b[j] ? 0 : 1))
                (diagonal, row[j + 1]) = (row[j + 1], cost)
            }
        }
        return row[b.count]
    }
}
