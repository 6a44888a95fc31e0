// What the verbs of fleet share: the profile's state for commands that mostly ask the platform nothing.

import JSONText
import Localization
import PlatformClient
import SIMModel
import StateStore

/// Opens the profile's state for a command that asks the platform nothing.
struct FleetWork {
    var global: GlobalOptions

    init(_ global: GlobalOptions) { self.global = global }

    func runLocally(_ body: (LiveState) async throws -> Void) async throws {
        try await run { state, _ in try await body(state) }
    }

    func run(_ body: (LiveState, PlatformClient) async throws -> Void) async throws {
        let session = try LiveSession.open(global)
        let outcome: Result<Void, any Error>
        do {
            try await body(try session.openState(), session.client)
            outcome = .success(())
        } catch let error as StoreError {
            outcome = .failure(CommandFailure(.configuration, global.text.store(error)))
        } catch {
            outcome = .failure(error)
        }
        await session.client.shutdown()
        try outcome.get()
    }

    /// A change of a list; tells how many of the cards it was about.
    func change(of count: Int, _ body: (LiveState, WallTime) async throws -> Int) async throws {
        let now = LiveTime().wall
        try await runLocally { state in
            let changed = try await body(state, now)
            OutputStream.err.line("simdeck: " + global.text.listChanged(changed, of: count))
        }
    }

    /// Cards read at a time.
    private static let page = 10_000

    /// The list, a piece after the other.
    static func each(
        _ fleet: FleetList, tag: String? = nil, _ body: ([FleetEntry]) throws -> Void
    ) async throws {
        var last: Int64 = 0
        while true {
            let page = try await fleet.page(after: last, limit: Self.page, tag: tag)
            if page.last == last { return }
            last = page.last
            try body(page.entries)
        }
    }

    static func print(_ document: ItemDocument, _ table: TextTable, _ output: OutputOptions) {
        switch output.format {
        case .json: OutputStream.out.line(document.json.prettyText)
        case .jsonl: OutputStream.out.write(document.jsonLines)
        case .csv: OutputStream.out.write(document.csv)
        case .table: if !document.items.isEmpty { OutputStream.out.write(table.text) }
        }
    }
}
