// simdeck generate: the files that go beside the program. Packagers run it, and a test holds the stored
// manual against it.

import ArgumentParser
import Glibc
import Localization

/// `simdeck generate man|completions FOLDER`.
struct GenerateCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "generate",
        abstract: Help.text("Write manual pages or completion scripts.", "生成手册页或补全脚本。"),
        shouldDisplay: false)

    enum Kind: String, CaseIterable, ExpressibleByArgument { case man, completions }

    @Argument(help: help("man or completions.", "man 或 completions。"))
    var kind: Kind

    @Argument(help: help("The folder they go to.", "输出目录。"))
    var folder: String

    @OptionGroup var global: GlobalOptions

    func run() throws {
        switch kind {
        case .man: for page in try ManualPages(language: Help.language).all() { try write(page.text, to: page.path) }
        case .completions: for script in CompletionScripts.all { try write(script.text, to: script.path) }
        }
    }

    /// Everybody may read these, as what they describe.
    private func write(_ content: String, to name: String) throws(CommandFailure) {
        let path = folder + "/" + name
        var slash = path.dropFirst().firstIndex(of: "/")
        while let end = slash {
            mkdir(String(path[..<end]), 0o755)
            slash = path[path.index(after: end)...].firstIndex(of: "/")
        }
        let descriptor = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o644)
        guard descriptor >= 0 else { throw failure(path, errno) }
        defer { close(descriptor) }
        let failed = WholeFile.write(content, to: descriptor)
        if failed != 0 { throw failure(path, failed) }
    }

    private func failure(_ path: String, _ code: Int32) -> CommandFailure {
        CommandFailure(.usage, global.text.cannotWrite(path, String(cString: strerror(code))))
    }
}
