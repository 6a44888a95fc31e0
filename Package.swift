// swift-tools-version: 6.2
// The layers of simdeck, lowest first. A target imports only what its line here names;
// Tests/ArchitectureTests reads this file and fails on any other import.
import PackageDescription

/// Language fences for every target: no implicit existential, no member from a module that the
/// file does not import, no type leaked through an import that is not declared public.
let fences: [SwiftSetting] = [
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .swiftLanguageMode(.v6),
]

func layer(
    _ name: String, uses: [Target.Dependency] = [], path: String? = nil, linker: [LinkerSetting] = []
) -> Target {
    .target(name: name, dependencies: uses, path: path, swiftSettings: fences, linkerSettings: linker)
}

func tests(_ name: String, uses: [Target.Dependency], exclude: [String] = []) -> Target {
    .testTarget(name: name, dependencies: uses, exclude: exclude, swiftSettings: fences)
}

let nioCore = Target.Dependency.product(name: "NIOCore", package: "swift-nio")
let nioPosix = Target.Dependency.product(name: "NIOPosix", package: "swift-nio")
let nioSSL = Target.Dependency.product(name: "NIOSSL", package: "swift-nio-ssl")
let logging = Target.Dependency.product(name: "Logging", package: "swift-log")

let package = Package(
    name: "simdeck",
    products: [.executable(name: "simdeck", targets: ["simdeck"])],
    dependencies: [
        .package(url: "https://github.com/swift-server/async-http-client", from: "1.37.0"),
        .package(url: "https://github.com/hummingbird-project/hummingbird", from: "2.28.1", traits: []),
        .package(url: "https://github.com/apple/swift-nio", from: "2.101.2"),
        .package(url: "https://github.com/apple/swift-nio-ssl", from: "2.37.6"),
        .package(url: "https://github.com/apple/swift-nio-extras", from: "1.35.2"),
        .package(url: "https://github.com/apple/swift-log", from: "1.16.2"),
        .package(url: "https://github.com/apple/swift-crypto", from: "4.5.2"),
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
    ],
    targets: [
        // 0: import nothing of ours
        layer("SIMModel", uses: ["CLibc"]),
        layer("JSONText"),
        .target(name: "CLibc"),
        .target(name: "CNcurses", linkerSettings: [.linkedLibrary("ncursesw")]),
        .systemLibrary(name: "CSQLite"),
        layer("CellGrid", uses: ["CLibc"]),
        .systemLibrary(name: "CYAML"),
        .systemLibrary(name: "CQRCode"),
        // Archives, not shared objects: they go into the program, for machines without the library.
        layer("QRText", uses: ["CQRCode"], linker: [.linkedLibrary(":libqrcodegen.a")]),
        // 1
        layer("PlatformContract", uses: ["SIMModel", "JSONText"]),
        layer("Localization", uses: ["SIMModel"]),
        layer("Settings", uses: ["SIMModel", "CYAML"], linker: [.linkedLibrary(":libyaml.a")]),
        layer("StateStore", uses: ["SIMModel", "CSQLite", .product(name: "Crypto", package: "swift-crypto")]),
        layer("TerminalIO", uses: ["CellGrid", "CNcurses", "CLibc"]),
        // 2: reach the network, each in one direction
        layer("PlatformClient", uses: ["PlatformContract", "SIMModel", "JSONText"]),
        layer(
            "WireTransport",
            uses: [
                "PlatformClient", "SIMModel", .product(name: "AsyncHTTPClient", package: "async-http-client"),
                .product(name: "NIOHTTP1", package: "swift-nio"),
                .product(name: "NIOHTTPCompression", package: "swift-nio-extras"), nioCore, nioPosix, nioSSL,
            ]),
        layer(
            "SandboxPlatform",
            uses: [
                "PlatformContract", "SIMModel", "JSONText",
                .product(name: "Hummingbird", package: "hummingbird"),
                .product(name: "HummingbirdTLS", package: "hummingbird"),
                nioCore, nioPosix, nioSSL, logging,
            ]),
        layer(
            "PushReceiver",
            uses: [
                "PlatformContract", "StateStore", "SIMModel",
                .product(name: "Hummingbird", package: "hummingbird"), nioCore, nioPosix, logging,
            ]),
        // 3, 4, 5
        layer("Operations", uses: ["PlatformClient", "PlatformContract", "StateStore", "SIMModel"]),
        layer(
            "ViewModels",
            uses: ["Operations", "PlatformClient", "PlatformContract", "StateStore", "SIMModel", "JSONText"]),
        layer("ConsoleUI", uses: ["ViewModels", "QRText", "CellGrid", "Localization", "Settings", "SIMModel"]),
        // 6: the only composition root
        layer(
            "Commands",
            uses: [
                "SIMModel", "JSONText", "CellGrid", "CLibc", "QRText", "PlatformContract", "Localization", "Settings",
                "StateStore", "TerminalIO", "PlatformClient", "WireTransport", "SandboxPlatform", "PushReceiver",
                "Operations", "ViewModels", "ConsoleUI", logging,
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
            ]),
        .executableTarget(name: "simdeck", dependencies: ["Commands"], swiftSettings: fences),

        layer("TestSupport", uses: ["CellGrid", "SIMModel", "CLibc"], path: "Tests/Support"),
        // A terminal that is not ours, for tests only.
        .target(name: "CVterm", path: "Tests/CVterm", linkerSettings: [.linkedLibrary("vterm")]),
        layer("Emulator", uses: ["CVterm"], path: "Tests/Emulator"),
        tests("SIMModelTests", uses: ["SIMModel", "JSONText", "TestSupport"]),
        tests("CellGridTests", uses: ["CellGrid", "TestSupport"]),
        tests("QRTextTests", uses: ["QRText"]),
        tests(
            "PlatformContractTests", uses: ["PlatformContract", "SIMModel", "JSONText", "TestSupport"],
            exclude: ["independent_signature.py"]),
        tests(
            "PlatformClientTests",
            uses: ["PlatformClient", "PlatformContract", "SIMModel", "JSONText", "TestSupport"],
            exclude: ["Samples"]),
        tests("SettingsTests", uses: ["Settings", "SIMModel", "TestSupport"]),
        tests(
            "StateStoreTests", uses: ["StateStore", "SIMModel", "CSQLite", "TestSupport"], exclude: ["Versions"]),
        tests(
            "PushReceiverTests",
            uses: ["PushReceiver", "PlatformContract", "StateStore", "SIMModel", "TestSupport"]),
        tests("SandboxPlatformTests", uses: ["SandboxPlatform", "PlatformContract", "SIMModel", "JSONText", "TestSupport"]),
        tests(
            "OperationsTests",
            uses: ["Operations", "PlatformClient", "PlatformContract", "StateStore", "SIMModel", "TestSupport"]),
        tests(
            "FaultTests",
            uses: [
                "Operations", "PlatformClient", "PlatformContract", "SandboxPlatform", "StateStore", "SIMModel",
                "TestSupport",
            ]),
        tests(
            "ViewModelsTests",
            uses: [
                "ViewModels", "Operations", "PlatformClient", "PlatformContract", "StateStore", "SIMModel",
                "JSONText", "TestSupport",
            ]),
        tests(
            "ConsoleUITests",
            uses: ["ConsoleUI", "ViewModels", "QRText", "CellGrid", "Localization", "Settings", "SIMModel", "TestSupport"],
            exclude: ["Golden"]),
        tests(
            "CommandsTests",
            uses: [
                "Commands", "ConsoleUI", "SandboxPlatform", "ViewModels", "Settings", "Localization", "SIMModel", "JSONText",
                "TestSupport", .product(name: "ArgumentParser", package: "swift-argument-parser"),
            ]),
        tests(
            "IntegrationTests",
            uses: [
                "SandboxPlatform", "WireTransport", "PlatformClient", "PlatformContract", "Operations", "StateStore",
                "ViewModels", "SIMModel", "JSONText", "TestSupport", nioCore, nioPosix, nioSSL,
            ]),
        tests("TerminalTests", uses: ["TerminalIO", "CellGrid", "CLibc", "TestSupport", "Emulator"]),
        tests("MatrixTests", uses: ["JSONText", "CLibc", "TestSupport", "Emulator"]),
        tests("ArchitectureTests", uses: ["TestSupport"]),
    ]
)
