// Receiving pushes in a process: the server, and what it received taken into cache, journal and purchases.

import Localization
import Operations
import PlatformContract
import PushReceiver
import SIMModel
import Settings
import StateStore

/// A push server with its feeder.
struct PushIntake {
    let server: PushServer
    let feeder: PushFeeder

    /// Listens where the flags, else the profile, say.
    static func start(
        _ session: LiveSession, secret: Secret, state: LiveState, host: String? = nil, port: Int? = nil
    ) async throws(CommandFailure) -> PushIntake {
        let feeder = feeder(session, state)
        var configuration = ListenConfiguration(credentials: Credentials(appID: session.profile.appID, secret: secret.reveal()))
        configuration.host = host ?? session.profile.listen.host ?? "127.0.0.1"
        configuration.port = port ?? session.profile.listen.port ?? 2900
        do {
            let server = try await PushServer.start(configuration, inbox: PushInbox(state.database), time: session.time)
            return PushIntake(server: server, feeder: feeder)
        } catch {
            throw CommandFailure(.unreachable, session.text.cannotListen("\(error)"))
        }
    }

    /// What takes stored pushes on, also those that another process received.
    static func feeder(_ session: LiveSession, _ state: LiveState) -> PushFeeder {
        PushFeeder(inbox: PushInbox(state.database), feed: state.feed, purchases: state.purchases, time: session.time)
    }

    /// Until the server stops or the task is cancelled.
    func run(tell: (PushNotice) -> Void = { _ in }) async {
        for await notice in server.received {
            tell(notice)
            // A push that cannot be taken on now stays in the inbox for the next pass.
            if notice.status.code == 200 { _ = try? await feeder.pass() }
        }
    }
}
