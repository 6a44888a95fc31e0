// A profile's state for commands that ask the platform nothing: no account is needed, no client is made.

import Localization
import SIMModel
import Settings
import StateStore

/// Opens the state and turns its errors into words.
enum LocalState {
    static func run(_ global: GlobalOptions, _ body: (_ profile: String, StateDatabase) async throws -> Void) async throws {
        let text = global.text
        let profile: String
        do throws(ConfigProblems) {
            profile = try Configuration.profileName(
                flags: global.overrides(), environment: ProcessFacts.environment,
                files: LiveFileAccess(environment: ProcessFacts.environment))
        } catch {
            throw CommandFailure(.configuration, text.configuration(error))
        }
        guard let directory = StatePaths.stateDirectory(profile: profile, environment: ProcessFacts.environment) else {
            throw CommandFailure(.configuration, text.noHome)
        }
        do {
            let database = try StateDatabase(directory: directory)
            if let aside = database.setAside { OutputStream.err.line("simdeck: " + text.journalSetAside(aside)) }
            try await body(profile, database)
        } catch let error as StoreError {
            throw CommandFailure(.configuration, text.store(error))
        }
    }
}
