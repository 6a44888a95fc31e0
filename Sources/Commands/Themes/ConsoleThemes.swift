// The themes of a running console: the one to begin with, the chooser's list, and the files that are watched.

import CellGrid
import ConsoleUI
import Localization
import Settings

/// What the console knows of themes besides the one it shows.
@MainActor final class ConsoleThemes {
    /// The name that leaves the choice to the terminal's ground.
    nonisolated static let automatic = "auto"

    private let loader: ThemeLoader
    private let text: CommandText
    /// nil: the terminal's ground decides.
    private let name: String?
    /// What the one in use was asked for by.
    private var used: String
    private var watcher: ThemeWatcher?
    private weak var console: Console?

    init(_ asked: String?, text: CommandText) {
        self.text = text
        loader = ThemeLoader(text: text)
        name = asked == Self.automatic ? nil : asked
        used = name ?? TerminalGround(environment: ProcessFacts.environment).theme
    }

    var followsGround: Bool { name == nil }

    /// The theme for the first frame, read while the rest of it is made. One that was asked for and is broken ends the
    /// start; the ones that nobody asked for have their compiled-in form behind them, and then the second value says
    /// what is wrong with the file.
    func first() -> Task<(theme: Theme, trouble: String?), any Error> {
        Task.detached { [loader, used, isAsked = name != nil] in
            do throws(CommandFailure) {
                return (try loader.load(used), nil)
            } catch {
                guard !isAsked else { throw error }
                return (BuiltInThemes.theme(used) ?? .builtIn, error.message)
            }
        }
    }

    /// A terminal without colours gets the theme made for it, when nobody asked for another.
    func without(colours: Bool, _ theme: Theme) -> Theme {
        guard followsGround, !colours, let mono = try? loader.load("mono") else { return theme }
        used = "mono"
        return mono
    }

    var door: ThemeDoor {
        ThemeDoor(
            list: { [loader] in loader.list() },
            load: { [weak self] name in self?.load(name) ?? ThemeDoor.builtIn(name) },
            taken: { [weak self] theme in self?.taken(theme) },
            configFile: Self.shortened(StatePaths.configFile(environment: ProcessFacts.environment) ?? "config.yaml"))
    }

    /// Begins to tell the console of edits.
    func follow(_ console: Console, _ theme: Theme) {
        self.console = console
        watcher = ThemeWatcher { [weak self] in self?.edited() }
        watcher?.watch(theme.files)
    }

    /// The console wakes: where nobody tells of edits, they are looked for.
    func wake() { watcher?.wake() }

    func stop() { watcher?.stop() }

    private func load(_ name: String) -> Result<Theme, ThemeFailure> {
        do throws(CommandFailure) {
            return .success(try loader.load(name))
        } catch {
            return .failure(ThemeFailure(words: Self.oneLine(error.message)))
        }
    }

    private func taken(_ theme: Theme) {
        // A theme given by its path keeps it: its name alone would lead elsewhere.
        if !(ThemeLoader.isPath(used) && theme.files.first == loader.path(of: used)) { used = theme.name }
        watcher?.watch(theme.files)
    }

    private func edited() { console?.themeEdited(load(used)) }

    private static func oneLine(_ words: String) -> String {
        words.split(separator: "\n").first.map(String.init) ?? words
    }

    private static func shortened(_ path: String) -> String {
        guard let home = ProcessFacts.environment["HOME"], home.count > 1, path.hasPrefix(home + "/") else { return path }
        return "~" + path.dropFirst(home.count)
    }
}
