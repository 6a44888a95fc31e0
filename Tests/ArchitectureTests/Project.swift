// The project's own sources, read as text.

import Glibc
import TestSupport

/// A source file.
struct SourceFile {
    var path: String
    var text: String

    /// Without whole-line comments.
    var code: String {
        text.split(separator: "\n", omittingEmptySubsequences: false)
            .filter { !$0.drop(while: { $0 == " " }).hasPrefix("//") }
            .joined(separator: "\n")
    }

    /// The modules it imports.
    var imports: Set<String> {
        var found: Set<String> = []
        for line in text.split(separator: "\n") {
            let words = line.split(separator: " ")
            guard let place = words.firstIndex(of: "import"), place <= 2,
                words.prefix(place).allSatisfy({ $0.first == "@" || ["public", "package", "internal"].contains($0) })
            else {
                continue
            }
            var name = words[place + 1]
            if ["struct", "class", "enum", "func", "protocol", "let", "typealias"].contains(name), words.count > place + 2 {
                name = words[place + 2]
            }
            found.insert(String(name.prefix { $0 != "." }))
        }
        return found
    }
}

enum Project {
    static let root = TestFile.projectRoot()

    /// Every Swift file under Sources.
    static func sources() -> [SourceFile] { files(under: root + "/Sources") }

    static func swiftFiles(of target: String) -> [SourceFile] {
        let path =
            target == "TestSupport" ? "/Tests/Support" : target.hasSuffix("Tests") ? "/Tests/\(target)" : "/Sources/\(target)"
        return files(under: root + path)
    }

    /// Target names with the modules that Package.swift lets them import.
    static func targets() -> [String: Set<String>] {
        let manifest = TestFile.text(root + "/Package.swift") ?? ""
        guard let start = manifest.range(of: "targets: [\n        // 0") else { return [:] }
        var targets: [String: Set<String>] = [:]
        // Each declaration starts with layer( / tests( / .target( / .executableTarget( and its first quoted name.
        var rest = manifest[start...]
        while let call = firstCall(in: rest) {
            let body = balanced(from: call, in: rest)
            let names = quoted(body)
            if let name = names.first {
                var allowed = Set(names.dropFirst())
                for (constant, module) in [
                    ("nioCore", "NIOCore"), ("nioPosix", "NIOPosix"), ("nioSSL", "NIOSSL"), ("logging", "Logging"),
                ]
                where body.contains(constant) { allowed.insert(module) }
                allowed.insert(name)
                targets[name] = allowed
            }
            rest = rest[rest.index(call, offsetBy: body.count)...]
        }
        return targets
    }

    private static func firstCall(in text: Substring) -> Substring.Index? {
        let starts = ["layer(", "tests(", ".target(", ".executableTarget("]
        var index = text.startIndex
        while index < text.endIndex {
            let tail = text[index...]
            if starts.contains(where: { tail.hasPrefix($0) }) { return index }
            index = text.index(after: index)
        }
        return nil
    }

    private static func balanced(from start: Substring.Index, in text: Substring) -> Substring {
        var depth = 0
        var index = start
        while index < text.endIndex {
            if text[index] == "(" { depth += 1 }
            if text[index] == ")" {
                depth -= 1
                if depth == 0 { return text[start...index] }
            }
            index = text.index(after: index)
        }
        return text[start...]
    }

    private static func quoted(_ text: Substring) -> [String] {
        text.split(separator: "\"", omittingEmptySubsequences: false).enumerated().filter { $0.offset % 2 == 1 }.map {
            String($0.element)
        }
    }

    private static func files(under folder: String) -> [SourceFile] {
        guard let directory = opendir(folder) else { return [] }
        defer { closedir(directory) }
        var found: [SourceFile] = []
        while let entry = readdir(directory) {
            let name = withUnsafePointer(to: &entry.pointee.d_name) {
                $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
            }
            if name.hasPrefix(".") { continue }
            let path = folder + "/" + name
            if name.hasSuffix(".swift") {
                found.append(SourceFile(path: path, text: TestFile.text(path) ?? ""))
            } else {
                found += files(under: path)
            }
        }
        return found.sorted { $0.path < $1.path }
    }
}

extension String {
    /// The place where `text` starts.
    func range(of text: String) -> String.Index? {
        var index = startIndex
        while index < endIndex {
            if self[index...].hasPrefix(text) { return index }
            index = self.index(after: index)
        }
        return nil
    }
}
