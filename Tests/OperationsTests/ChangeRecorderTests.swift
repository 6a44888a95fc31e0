// Changes that are no operations: on the disk before they leave, sent once, ended truly.

import Operations
import PlatformClient
import PlatformContract
import SIMModel
import StateStore
import Synchronization
import TestSupport
import Testing

@Suite struct ChangeRecorderTests {
    private struct Setting {
        let folder = TemporaryDirectory()
        let time = ManualTime(wall: noon)
        let transport = OneAnswer()
        let database: StateDatabase
        let journal: ChangeJournal
        let recorder: ChangeRecorder

        init(isReadOnly: Bool = false) throws {
            database = try StateDatabase(directory: folder.path)
            journal = ChangeJournal(database)
            let client = PlatformClient(
                configuration: ClientConfiguration(
                    baseURL: "http://platform.test", isReadOnly: isReadOnly, callsPerMinute: 100_000, readAttempts: 1),
                credentials: Credentials(appID: "id", secret: "secret"), transport: transport, time: time,
                random: SeededRandom(1))
            recorder = ChangeRecorder(client: client, journal: journal, time: time, actor: "li@desk")
        }
    }

    /// Answers every call the same way, and remembers what stood in the journal when it came.
    private final class OneAnswer: HTTPTransport {
        let answer = Mutex<Result<String, TransportFailure>>(.success(#"{"code":0,"message":"操作成功","data":null}"#))
        let calls = Mutex(0)
        let onCall = Mutex<(@Sendable () async -> Void)?>(nil)

        func shutdown() async {}

        func send(_ request: WireRequest, timeout: Duration, replyLimit: Int) async throws(TransportFailure) -> WireReply {
            calls.withLock { $0 += 1 }
            await onCall.withLock { $0 }?()
            let text = try answer.withLock { $0 }.get()
            return WireReply(status: 200, headers: [], body: Array(text.utf8))
        }
    }

    private let values = [WireField("simNo", "14900000017")]

    @Test func itStandsInTheJournalWhenItLeaves() async throws {
        let setting = try Setting()
        let seen = Mutex<[RecordedChange]>([])
        setting.transport.onCall.withLock { [journal = setting.journal] hook in
            hook = {
                let found = (try? await journal.recent(limit: 9)) ?? []
                seen.withLock { $0 = found }
            }
        }
        _ = try await setting.recorder.call(Catalogue.clearRealName, values)
        #expect(seen.withLock { $0 }.map(\.state) == [.sending])
        let change = try #require(try await setting.journal.recent(limit: 9).first)
        #expect(change.state == .done && change.code == 0 && change.target == "14900000017")
        #expect(change.endpoint == Catalogue.clearRealName.id && change.actor == "li@desk")
    }

    @Test(arguments: [
        (TransportFailure(.timeout(seconds: 30), sent: .mayHaveBeenSent), ChangeState.unknown),
        (TransportFailure(.unreachable("port closed"), sent: .notSent), .notSent),
    ])
    func aLostReplyIsInDoubtAndNotRepeated(failure: TransportFailure, state: ChangeState) async throws {
        let setting = try Setting()
        setting.transport.answer.withLock { $0 = .failure(failure) }
        await #expect(throws: ChangeRecorder.Failure.self) { try await setting.recorder.call(Catalogue.clearRealName, values) }
        #expect(try await setting.journal.recent(limit: 9).map(\.state) == [state])
        #expect(setting.transport.calls.withLock { $0 } == 1)
    }

    @Test func aRefusalIsAnEnd() async throws {
        let setting = try Setting()
        setting.transport.answer.withLock { $0 = .success(#"{"code":500,"message":"卡板已销户","data":null}"#) }
        await #expect(throws: ChangeRecorder.Failure.self) { try await setting.recorder.call(Catalogue.clearRealName, values) }
        let change = try #require(try await setting.journal.recent(limit: 9).first)
        #expect(change.state == .refused && change.code == 500 && change.message == "卡板已销户")
    }

    @Test func withoutItsLineOnTheDiskNothingLeaves() async throws {
        let setting = try Setting()
        setting.database.close()
        await #expect(throws: ChangeRecorder.Failure.self) { try await setting.recorder.call(Catalogue.clearRealName, values) }
        #expect(setting.transport.calls.withLock { $0 } == 0)
    }

    @Test func readingAndReadOnlyLeaveNoLine() async throws {
        let setting = try Setting()
        _ = try await setting.recorder.call(Catalogue.querySimAction, [WireField("simNo", "14900000017")])
        let readOnly = try Setting(isReadOnly: true)
        await #expect(throws: ChangeRecorder.Failure.self) { try await readOnly.recorder.call(Catalogue.clearRealName, values) }
        #expect(readOnly.transport.calls.withLock { $0 } == 0)
        for journal in [setting.journal, readOnly.journal] { #expect(try await journal.recent(limit: 9).isEmpty) }
    }

    @Test func personalValuesAreNotKept() async throws {
        let setting = try Setting()
        let values = [WireField("deviceNo", "D860000017"), WireField("name", "simdeck"), WireField("password", "12345678")]
        let endpoint = try #require(Catalogue.all.first { $0.id == "deviceWifiAccount" })
        // The path is not confirmed: the client refuses it before sending, and the line says so.
        await #expect(throws: ChangeRecorder.Failure.self) { try await setting.recorder.call(endpoint, values) }
        let change = try #require(try await setting.journal.recent(limit: 9).first)
        #expect(change.state == .notSent && !change.fields.contains("12345678") && change.target == "D860000017")
    }
}
