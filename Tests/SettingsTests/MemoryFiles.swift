// Files and commands of a test's own making.

import Settings

/// What is not listed does not exist.
struct MemoryFiles: FileAccess {
    var files: [String: FileContents] = [:]
    var commands: [String: Result<[UInt8], FileProblem>] = [:]

    init(_ texts: [String: String] = [:], mode: UInt32 = 0o600) {
        for (path, text) in texts { files[path] = FileContents(bytes: Array(text.utf8), mode: mode, isOurs: true) }
    }

    func read(_ path: String, limit: Int) throws(FileProblem) -> FileContents {
        guard let file = files[path] else { throw .missing }
        guard file.bytes.count <= limit else { throw .tooLarge(limit: limit) }
        return file
    }

    func exists(_ path: String) -> Bool { files[path] != nil }

    func run(_ command: String) throws(FileProblem) -> [UInt8] {
        guard let result = commands[command] else { throw .failed(status: 127) }
        return try result.get()
    }
}

let configPath = "/home/op/.config/simdeck/config.yaml"
let home = ["HOME": "/home/op"]

/// The profile that `yaml` gives, as the default configuration file.
func load(
    _ yaml: String, flags: FlagOverrides = FlagOverrides(), environment: [String: String] = [:], others: [String: String] = [:]
) throws(ConfigProblems) -> Profile {
    let files = MemoryFiles(others.merging([configPath: yaml]) { $1 })
    return try Configuration.load(flags: flags, environment: home.merging(environment) { $1 }, files: files)
}

/// What is wrong with `yaml`; empty when nothing is.
func problems(_ yaml: String, flags: FlagOverrides = FlagOverrides(), environment: [String: String] = [:]) -> [ConfigProblem] {
    do {
        _ = try load(yaml, flags: flags, environment: environment)
        return []
    } catch {
        return error.items
    }
}
