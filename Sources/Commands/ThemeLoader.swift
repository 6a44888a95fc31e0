// Finding themes: a file by its path, else by name in the user's folder, beside the executable, in the
// installation, in the project.

import ConsoleUI
import Glibc
import Localization
import Settings

/// Reads themes from disk.
struct ThemeLoader {
    var text: CommandText
    var environment: [String: String] = ProcessFacts.environment

    /// The folders looked through, first found wins.
    var folders: [String] {
        var folders: [String] = []
        let home = environment["HOME"] ?? ""
        folders.append((environment["XDG_CONFIG_HOME"] ?? home + "/.config") + "/simdeck/themes")
        if let beside = ProcessFacts.executableFolder {
            folders += [beside + "/themes", beside + "/../share/simdeck/themes"]
            // .build/<triple>/<configuration>/simdeck lies three folders below the project.
            folders.append(beside + "/../../../themes")
        }
        return folders + ["/usr/local/share/simdeck/themes", "/usr/share/simdeck/themes"]
    }

    /// The theme called `name` (a path when it has a slash); without a name the default one, and the
    /// built-in copy of it when no file is found.
    func load(_ name: String?) throws(CommandFailure) -> Theme {
        guard let name else { return document("default").map(resolve) ?? Theme.builtIn }
        guard let file = name.contains("/") ? name : path(of: name), let content = Self.content(file) else {
            if name == Theme.builtIn.name { return Theme.builtIn }
            throw CommandFailure(.configuration, text.themeNotFound(name, folders))
        }
        do {
            return resolve(try ThemeDocument.read(content, file: file))
        } catch {
            throw CommandFailure(.configuration, text.configuration(error))
        }
    }

    private func resolve(_ found: ThemeDocument) -> Theme {
        let theme = Theme.resolve(found) { self.document($0) }
        for warning in theme.warnings { OutputStream.err.line("simdeck: " + text.theme(warning)) }
        return theme
    }

    private func document(_ name: String) -> ThemeDocument? {
        path(of: name).flatMap { file in Self.content(file).flatMap { try? ThemeDocument.read($0, file: file) } }
    }

    private func path(of name: String) -> String? {
        folders.map { "\($0)/\(name).yaml" }.first { access($0, R_OK) == 0 }
    }

    private static func content(_ path: String) -> String? {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { return nil }
        defer { close(descriptor) }
        var bytes: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 1 << 14)
        while bytes.count < 1 << 20 {
            let count = read(descriptor, &buffer, buffer.count)
            if count <= 0 { break }
            bytes.append(contentsOf: buffer[..<count])
        }
        return String(validating: bytes, as: UTF8.self)
    }
}
