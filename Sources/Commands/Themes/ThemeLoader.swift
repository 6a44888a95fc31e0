// Finding themes: a file by its path, else by name in the user's folder, beside the executable, in the
// project, in the installation; at last what is compiled in.

import ConsoleUI
import Glibc
import Localization
import Settings

/// Reads themes from disk.
struct ThemeLoader {
    var text: CommandText
    var environment: [String: String] = ProcessFacts.environment
    /// Where the executable lies.
    var beside: String? = ProcessFacts.executableFolder

    /// Largest theme that is read. Unit: bytes.
    private static let sizeLimit = 1 << 20
    /// The most files of one folder that are looked at.
    private static let folderLimit = 200

    /// The folders looked through, first found wins.
    var folders: [String] {
        var folders: [String] = []
        if let config = environment["XDG_CONFIG_HOME"], config.hasPrefix("/") {
            folders.append(config + "/simdeck/themes")
        } else if let home = environment["HOME"], home.hasPrefix("/") {
            folders.append(home + "/.config/simdeck/themes")
        }
        if let beside {
            folders += [beside + "/themes", beside + "/../share/simdeck/themes"]
            // .build/<triple>/<configuration>/simdeck lies three folders below the project; nowhere else is a
            // folder `themes` so far up anybody's business.
            if beside.contains("/.build") { folders.append(beside + "/../../../themes") }
        }
        folders += ["/usr/local/share/simdeck/themes", "/usr/share/simdeck/themes"]
        return folders.map { folder in
            // As a person would write it, where it is there.
            guard let found = realpath(folder, nil) else { return folder }
            defer { free(found) }
            return String(cString: found)
        }
    }

    /// The theme called `name`: a path when it has a slash or ends in `.yaml`. What is wrong in it is told with
    /// file, line and column.
    func load(_ name: String) throws(CommandFailure) -> Theme {
        let theme = try read(name)
        guard theme.problems.isEmpty else { throw CommandFailure(.configuration, text.theme(theme.problems)) }
        return theme
    }

    /// The same, with what is wrong in how its parts fit together left in it.
    func read(_ name: String) throws(CommandFailure) -> Theme {
        do {
            guard let document = try document(name) else {
                throw CommandFailure(.configuration, text.themeNotFound(name, folders, known: names))
            }
            return resolve(document)
        } catch let problems as ConfigProblems {
            throw CommandFailure(.configuration, text.configuration(problems))
        } catch let failure as CommandFailure {
            throw failure
        } catch {
            throw CommandFailure(.configuration, "\(error)")
        }
    }

    /// Every theme there is a name for, built-in ones first.
    var names: [String] {
        var names = BuiltInThemes.names
        for folder in folders { names += Self.themes(in: folder).filter { !names.contains($0) } }
        return names
    }

    /// The themes as a list shows them; those that cannot be read are left out.
    func list() -> [ThemeListing] {
        names.compactMap { name in
            guard let document = try? document(name) else { return nil }
            let theme = resolve(document)
            return ThemeListing(name: name, file: path(of: name), ground: theme.ground, about: theme.about)
        }
    }

    /// The file a name stands for; nil for what is compiled in, or not there.
    func path(of name: String) -> String? {
        if Self.isPath(name) { return StatePaths.expand(name, environment: environment) }
        return folders.map { "\($0)/\(name).yaml" }.first { access($0, R_OK) == 0 }
    }

    static func isPath(_ name: String) -> Bool { name.contains("/") || name.hasSuffix(".yaml") }

    private func resolve(_ document: ThemeDocument) -> Theme {
        Theme.resolve(document) { parent in
            // A theme may build on one of the same name that came with the program.
            if parent == document.name || path(of: parent) == document.file { return BuiltInThemes.document(parent) }
            return try? self.document(parent)
        }
    }

    private func document(_ name: String) throws(ConfigProblems) -> ThemeDocument? {
        guard let file = path(of: name), let content = Self.content(file) else {
            return Self.isPath(name) ? nil : BuiltInThemes.document(name)
        }
        return try ThemeDocument.read(content, file: file)
    }

    private static func themes(in folder: String) -> [String] {
        guard let directory = opendir(folder) else { return [] }
        defer { closedir(directory) }
        var names: [String] = []
        while names.count < folderLimit, let entry = readdir(directory) {
            let name = withUnsafePointer(to: &entry.pointee.d_name) {
                $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
            }
            if name.hasSuffix(".yaml"), !name.hasPrefix(".") { names.append(String(name.dropLast(5))) }
        }
        return names.sorted()
    }

    private static func content(_ path: String) -> String? {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { return nil }
        defer { close(descriptor) }
        var bytes: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 1 << 14)
        while bytes.count < sizeLimit {
            let count = Glibc.read(descriptor, &buffer, buffer.count)
            if count <= 0 { break }
            bytes.append(contentsOf: buffer[..<count])
        }
        return String(decoding: bytes, as: UTF8.self)
    }
}
