// The one way a changing call other than stop, resume and buying leaves: written down, sent once, its
// answer written down.

public import PlatformClient
public import PlatformContract
public import SIMModel
public import StateStore

/// Sends changes that have their place in the journal of changes.
public struct ChangeRecorder: Sendable {
    private let client: PlatformClient
    private let journal: ChangeJournal
    private let time: any TimeSource
    private let actor: String

    public init(client: PlatformClient, journal: ChangeJournal, time: any TimeSource, actor: String) {
        self.client = client
        self.journal = journal
        self.time = time
        self.actor = actor
    }

    /// Why no answer can be shown.
    public enum Failure: Error, Hashable, Sendable {
        /// It could not be written down: nothing was sent.
        case store(StoreError)
        case platform(PlatformError)
    }

    /// A reading call leaves as it is; a changing one is on the disk before its first byte.
    public func call(_ endpoint: Endpoint, _ values: [WireField]) async throws(Failure) -> RawReply {
        guard endpoint.effect.isChange, !client.configuration.isReadOnly else {
            do throws(PlatformError) { return try await client.call(endpoint, values) } catch { throw .platform(error) }
        }
        let traceID = client.newTraceID()
        let id: Int64
        do throws(StoreError) {
            id = try await journal.begin(
                endpoint: endpoint.id, target: Self.target(values), fields: Self.shown(values, of: endpoint),
                traceID: traceID, by: actor, at: time.wall)
        } catch { throw .store(error) }
        // In a task of its own: giving up the wait must not cut a call whose bytes are out.
        let (client, journal, time) = (client, journal, time)
        let outcome = await Task { () -> Result<RawReply, PlatformError> in
            let outcome: Result<RawReply, PlatformError>
            do throws(PlatformError) {
                outcome = .success(try await client.call(endpoint, values, traceID: traceID))
            } catch { outcome = .failure(error) }
            let (state, code, message) = Self.end(outcome)
            // Where the disk refuses, the row stays `sending`, and the next start calls it unknown.
            try? await journal.end(id, state, code: code, message: message, at: time.wall)
            return outcome
        }.value
        switch outcome {
        case .success(let reply): return reply
        case .failure(let error): throw .platform(error)
        }
    }

    private static func end(_ outcome: Result<RawReply, PlatformError>) -> (ChangeState, Int?, String?) {
        switch outcome {
        case .success(let reply): return (.done, reply.code, reply.message)
        case .failure(let error):
            switch (error.sent, error.kind) {
            case (.notSent, _): return (.notSent, nil, error.words)
            case (.answered, .refused(let code, let message)), (.answered, .signature(let code, let message)),
                (.answered, .rate(let code, let message)):
                return (.refused, code, message)
            case (.answered, .clock(_, let code, let message)): return (.refused, code, message)
            case (.mayHaveBeenSent, _), (.answered, _): return (.unknown, nil, error.words)
            }
        }
    }

    /// The card or device, for the list.
    private static func target(_ values: [WireField]) -> String {
        values.first { ["simNo", "simNos", "iccid", "deviceNo", "keyNo"].contains($0.name) }?.value ?? ""
    }

    /// Personal values never reach the disk as they are.
    private static func shown(_ values: [WireField], of endpoint: Endpoint) -> String {
        values.map { field in
            let isPersonal = endpoint.parameter(field.name)?.isPersonal ?? false
            let masking = PersonalFields.masking(of: field.name) ?? (isPersonal ? .secret : nil)
            return "\(field.name)=\(masking?.mask(field.value) ?? field.value)"
        }.joined(separator: " ")
    }
}
