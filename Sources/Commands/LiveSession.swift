// One profile put to work: configuration, client, journal. The only place that puts them together.

import Localization
import Operations
import PlatformClient
import PlatformContract
import SIMModel
import Settings
import StateStore
import WireTransport

/// A profile with its client.
struct LiveSession {
    var profile: Profile
    var client: PlatformClient
    var text: CommandText
    let time: any TimeSource
    let random: any RandomSource

    /// Reads the configuration and makes the client; nothing is sent yet.
    static func open(_ options: GlobalOptions, readOnly: Bool = false) throws(CommandFailure) -> LiveSession {
        try openWithSecret(options, readOnly: readOnly).session
    }

    /// The same for who checks the platform's own signatures.
    static func openWithSecret(
        _ options: GlobalOptions, readOnly: Bool = false, tellsWarnings: Bool = true
    ) throws(CommandFailure) -> (session: LiveSession, secret: Secret) {
        let text = options.text
        let (profile, secret) = try read(options, readOnly: readOnly, tellsWarnings, text)
        return (try LiveSession(profile: profile, secret: secret, text: text), secret)
    }

    private static let files = LiveFileAccess(environment: ProcessFacts.environment)

    private static func read(
        _ options: GlobalOptions, readOnly: Bool, _ tellsWarnings: Bool, _ text: CommandText
    ) throws(CommandFailure) -> (Profile, Secret) {
        do throws(ConfigProblems) {
            let profile = try Configuration.load(
                flags: options.overrides(readOnly: readOnly), environment: ProcessFacts.environment, files: Self.files)
            let secret = try Configuration.resolveSecret(profile, files: Self.files)
            for warning in profile.warnings where tellsWarnings {
                OutputStream.err.line("simdeck: " + text.configuration(warning))
            }
            return (profile, secret)
        } catch {
            throw CommandFailure(.configuration, text.configuration(error))
        }
    }

    /// `attempts`: how often a read is tried; nil is the usual. `clock`: moved by another program; only over the
    /// demo's sandbox.
    init(
        profile: Profile, secret: Secret, text: CommandText, attempts: Int? = nil, clock: DemoClock? = nil, seed: UInt64 = 0
    ) throws(CommandFailure) {
        self.profile = profile
        self.text = text
        // The client draws as its calls come; what is shown must not depend on their order.
        random = clock == nil ? LiveRandom() : SeededDice(seed: seed &+ 1)
        let wireRandom: any RandomSource = clock == nil ? random : SeededDice(seed: seed &+ 2)
        time = clock ?? LiveTime()
        let proxy: ProxySetting?
        do throws(ProxyProblem) {
            proxy = try ProxySetting.resolve(
                baseURL: profile.baseURL, explicit: profile.proxy, environment: ProcessFacts.environment)
        } catch {
            throw CommandFailure(.configuration, text.proxy(error))
        }
        var transport = TransportConfiguration()
        transport.caFile = profile.caFile
        transport.proxy = proxy
        transport.userAgent = "simdeck/\(Version.current)"
        let wire: AsyncHTTPTransport
        do {
            wire = try AsyncHTTPTransport(configuration: transport)
        } catch {
            throw CommandFailure(
                .configuration, text.problem(PlatformError(error.kind, sent: error.sent, endpoint: "")))
        }
        var configuration = ClientConfiguration(baseURL: profile.baseURL)
        configuration.isReadOnly = profile.readOnly
        if let attempts { configuration.readAttempts = attempts }
        if let calls = profile.poll.callsPerMinute { configuration.callsPerMinute = calls }
        configuration.endpoints = profile.endpoints.mapValues {
            EndpointOverride(path: $0.path, isConfirmed: $0.isConfirmed ?? false)
        }
        client = PlatformClient(
            configuration: configuration, credentials: Credentials(appID: profile.appID, secret: secret.reveal()),
            transport: clock.map { CountedTransport(inner: wire, clock: $0) } ?? wire, time: time, random: wireRandom)
    }

    /// Opens the profile's journal. `speed`: how much faster than life the platform is (a sandbox).
    func openState(speed: Double = 1) throws(CommandFailure) -> LiveState {
        let directory = try stateDirectory()
        do throws(StoreError) {
            let database = try StateDatabase(directory: directory)
            if let aside = database.setAside { OutputStream.err.line("simdeck: " + text.journalSetAside(aside)) }
            return state(database, speed: speed)
        } catch {
            throw CommandFailure(.configuration, text.store(error))
        }
    }

    /// The same, opened when ``StateDatabase/begin()`` says so; ``StateDatabase/opened()`` tells how it went.
    func unopenedState(speed: Double) throws(CommandFailure) -> LiveState {
        state(StateDatabase(unopened: try stateDirectory()), speed: speed)
    }

    private func stateDirectory() throws(CommandFailure) -> String {
        guard let directory = StatePaths.stateDirectory(profile: profile.name, environment: ProcessFacts.environment) else {
            throw CommandFailure(.configuration, text.noHome)
        }
        return directory
    }

    private func state(_ database: StateDatabase, speed: Double) -> LiveState {
        let journal = OperationJournal(database)
        var timing = FollowTiming.standard
        if let patience = profile.confirm.unconfirmedAfter { timing.acceptedDeadline = patience }
        let feed = ObservationFeed()
        let runner = OperationRunner(
            client: client, journal: journal, feed: feed,
            lease: FollowerLease(database, holder: ProcessFacts.holder), time: time, random: random,
            actor: ProcessFacts.operatorName, timing: timing.scaled(by: speed), guards: profile.confirm.guards)
        let purchases = PurchaseRunner(
            port: client, journal: PurchaseJournal(database), time: time, random: random,
            actor: ProcessFacts.operatorName)
        let changes = ChangeJournal(database)
        return LiveState(
            database: database, journal: journal, fleet: FleetList(database),
            protected: ProtectedCards(database), feed: feed, runner: runner, purchases: purchases,
            changes: changes,
            recorder: ChangeRecorder(client: client, journal: changes, time: time, actor: ProcessFacts.operatorName))
    }
}

/// The journal of a profile and what works on it.
struct LiveState {
    var database: StateDatabase
    var journal: OperationJournal
    /// The profile's own list of cards, for a console that was given none.
    var fleet: FleetList
    /// Cards that no operation on several cards touches.
    var protected: ProtectedCards
    var feed: ObservationFeed
    var runner: OperationRunner
    /// The only spender of this process.
    var purchases: PurchaseRunner
    /// What was changed besides, and the only way it is sent.
    var changes: ChangeJournal
    var recorder: ChangeRecorder
}

extension ConfirmConfig {
    /// The rules that no answer passes.
    var guards: OperationGuards {
        let quiet = quietHours
        return OperationGuards(cardsPerHour: maxPerHour) { quiet?.contains($0) ?? false }
    }

    /// When a run stops by itself. A person's own wish may be stricter, never laxer, than the profile.
    func policy(canary: Int?, failures: Int?, unknowns: Int?) -> RunPolicy {
        let usual = RunPolicy()
        return RunPolicy(
            canary: max(self.canary ?? 0, canary ?? 0),
            failureLimit: failureLimit.map { min($0, failures ?? $0) } ?? failures ?? usual.failureLimit,
            unknownLimit: unknownLimit.map { min($0, unknowns ?? $0) } ?? unknowns ?? usual.unknownLimit)
    }
}
