// The arrows of docs/architecture.md, held by reading the sources: a target imports only what its
// line in Package.swift names.

import TestSupport
import Testing

@Suite struct ImportTests {
    /// Modules of the toolchain that any target may import.
    static let toolchain: Set<String> = ["Glibc", "Synchronization", "Dispatch", "Testing", "FoundationEssentials"]

    @Test func everyImportIsDeclaredInPackageSwift() {
        let targets = Project.targets()
        #expect(targets.count > 25)
        for (target, allowed) in targets {
            for file in Project.swiftFiles(of: target) {
                for module in file.imports where !Self.toolchain.contains(module) {
                    #expect(allowed.contains(module), "\(file.path) imports \(module), which \(target) does not declare")
                }
            }
        }
    }

    @Test func foundationStaysOutExceptWhereALibraryNeedsIt() {
        let mayUse: Set<String> = ["WireTransport", "SandboxPlatform"]
        for (target, _) in Project.targets() where !mayUse.contains(target) {
            for file in Project.swiftFiles(of: target) {
                #expect(!file.imports.contains("Foundation") && !file.imports.contains("FoundationEssentials"), "\(file.path)")
            }
        }
    }

    @Test func theSandboxCannotSeeTheClient() {
        let sandbox = Project.targets()["SandboxPlatform"] ?? []
        #expect(!sandbox.contains("PlatformClient") && sandbox.contains("PlatformContract"))
        let console = Project.targets()["ConsoleUI"] ?? []
        #expect(!console.contains("TerminalIO") && !console.contains("PlatformClient"))
    }
}

@Suite struct RuleTests {
    /// What reaches the outside, and the only files that may.
    static let doors: [(word: String, files: [String])] = [
        ("ContinuousClock", []),
        ("Date()", []),
        ("UUID()", []),
        ("Task.sleep", ["Commands/LiveAmbient.swift", "Commands/DemoClock.swift"]),
        ("SystemRandomNumberGenerator", ["Commands/LiveAmbient.swift"]),
        ("clock_gettime", ["Commands/LiveAmbient.swift", "TerminalIO/"]),
        ("client.change(", ["Operations/OperationRunner"]),
    ]

    @Test(arguments: RuleTests.doors.indices)
    func theOutsideEntersByItsDoorsOnly(index: Int) {
        let door = Self.doors[index]
        for file in Project.sources() where file.code.contains(door.word) {
            let isAllowed = door.files.contains { file.path.contains("/Sources/" + $0) }
            #expect(isAllowed, "\(file.path) uses \(door.word)")
        }
    }

    @Test func noFileGrowsBeyondReading() {
        for file in Project.sources() {
            #expect(file.text.split(separator: "\n", omittingEmptySubsequences: false).count <= 401, "\(file.path)")
        }
    }

    @Test func everyFileSaysWhatItIsFor() {
        for file in Project.sources() where !file.path.hasSuffix("main.swift") {
            #expect(file.text.hasPrefix("//"), "\(file.path) does not open with a comment")
        }
    }

    @Test func panesKnowOnlyTheirViewState() {
        for file in Project.swiftFiles(of: "ConsoleUI") where file.path.contains("/Panes/") {
            for word in ["ViewModel(", "Workspace", "Task {", "await "] {
                #expect(!file.code.contains(word), "\(file.path) uses \(word)")
            }
        }
    }

    @Test func unprovenEscapesAreNotUsed() {
        for file in Project.sources() {
            for word in ["@unchecked Sendable", "nonisolated(unsafe)", "try!", "as!", "fatalError("]
            where file.code.contains(word) {
                let lines = file.text.split(separator: "\n", omittingEmptySubsequences: false)
                for (index, line) in lines.enumerated() where line.contains(word) {
                    let near = lines[max(0, index - 2)...index].joined()
                    #expect(near.contains("//"), "\(file.path):\(index + 1) uses \(word) without a proof beside it")
                }
            }
        }
    }
}
