// The English words for problems with the configuration.

extension ConfigProblem {
    /// `config.yaml:4:5: unknown key "base_ur"; did you mean "base_url"?`
    public var summary: String {
        var text = "\(place.text): \(reason.words(key: key))"
        if let suggestion {
            switch reason {
            case .unknownKey, .noSuchProfile, .badValue: text += "; did you mean \"\(suggestion)\"?"
            default: text += "; \(suggestion)"
            }
        }
        return text
    }
}

extension ConfigProblem.Reason {
    func words(key: String) -> String {
        switch self {
        case .syntax(let words): "not readable as YAML: \(words)"
        case .badFilter(let why), .badBinding(let why): "\(key): \(why)"
        case .tabIndent: "a tab stands at the start of this line; YAML takes blanks only"
        case .wideCharacter(let found, let meant): "“\(found)” is a full-width or curly character; write \(meant)"
        case .byteOrderMark: "the file begins with a byte order mark (BOM); it is passed over"
        case .carriageReturns: "lines end with CR LF, as on Windows; they are read as they are meant"
        case .unknownKey: "unknown key \"\(key)\""
        case .duplicateKey(let first): "\"\(key)\" stands here twice; the first is on line \(first)"
        case .badValue(let found, let expected): "\(key) is \(found), expected \(expected.words)"
        case .missingKey: "\(key) is missing"
        case .conflict(let other): "\(key) and \(other) exclude each other"
        case .credentialsInAddress: "\(key) has a user name or password in it"
        case .plainHTTP(let host): "\(key) reaches \(host) over plain http: anyone on the way can read and change it"
        case .noSuchProfile(let known):
            "there is no profile \"\(key)\"" + (known.isEmpty ? "" : " (there are: \(known.joined(separator: ", ")))")
        case .noProfileChosen(let known):
            "several profiles and none chosen: set default_profile, --profile or SIMDECK_PROFILE to one of \(known.joined(separator: ", "))"
        case .nothingConfigured(let missing):
            "there is no configuration file, and these variables are not set: \(missing.joined(separator: ", "))"
        case .fileMissing: "\(key): there is no such file"
        case .fileUnreadable(let why): "\(key): cannot be read: \(why)"
        case .fileTooLarge(let limit): "\(key): larger than \(limit) bytes"
        case .loosePermissions(let mode, let mend): "\(key): others may read the file (mode \(mode)): \(mend)"
        case .foreignOwner: "\(key): the file belongs to another user"
        case .emptySecret: "\(key): the first line is empty"
        case .commandFailed(let status): "\(key): the command ended with status \(status)"
        case .commandNotRun(let why): "\(key): the command could not be run: \(why)"
        }
    }
}

extension ConfigProblem.Expected {
    /// What a value must be, in English: `a whole number from 1 to 2`.
    public var words: String {
        switch self {
        case .text: "a text"
        case .trueOrFalse: "true or false"
        case .list: "a list"
        case .mapping: "a mapping"
        case .keys: "a key like Ctrl-D or a list of keys"
        case .wholeNumber(let range): "a whole number from \(range.lowerBound) to \(range.upperBound)"
        case .duration(let range): "a duration like 30s, 5m or 2h, from \(range.lowerBound)s to \(range.upperBound)s"
        case .hours: "hours like 22:00-06:00"
        case .oneOf(let names): "one of \(names.joined(separator: ", "))"
        case .listOf(let names): "a list of some of \(names.joined(separator: ", "))"
        case .mappings(let limit): "a list of mappings, at most \(limit)"
        case .httpAddress: "an address like https://agent.example.cn"
        case .proxyAddress: "an address like http://proxy.example:3128, socks5://host:1080 or none"
        case .colour: "a colour: #rrggbb, a number 0–255, a colour's name or an entry of the palette"
        case .profileName: "a name of letters, digits, -, _ and ., at most 64"
        }
    }
}
