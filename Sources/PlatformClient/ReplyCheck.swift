// From an HTTP reply to an opened envelope or the error it stands for. Pure.

import PlatformContract
import SIMModel

/// When a request went out and its reply was whole.
struct CallTimes: Sendable {
    var sentAt: Uptime
    var receivedAt: Uptime
    var receivedWall: WallTime

    /// The wall clock half way between the two, where the platform's own stamp is expected.
    var midpoint: WallTime { receivedWall - (receivedAt - sentAt) / 2 }
}

enum ReplyCheck {
    /// A failed call's kind, and whether the platform itself has spoken.
    struct Failure: Error, Equatable {
        var kind: PlatformError.Kind
        var sent: SendCertainty
        var retryAfter: Duration?
    }

    /// - Throws: an answer without an envelope may come from anything between us and the platform, so
    ///   it does not tell that the platform has not worked: `mayHaveBeenSent`.
    static func open(_ reply: WireReply, _ times: CallTimes, isBare: Bool = false) throws(Failure) -> Envelope {
        let retryAfter = HTTPDate.delay(retryAfter: reply.header("Retry-After"), date: reply.header("Date"))
        let isSuccess = (200..<300).contains(reply.status)
        let envelope: Envelope
        do throws(BadReply) {
            envelope = try Envelope(reply.body, isBare: isBare)
        } catch {
            if reply.status == AssumedCode.rate {
                throw Failure(kind: .rate(code: reply.status, message: ""), sent: .answered, retryAfter: retryAfter)
            }
            let kind: PlatformError.Kind = isSuccess ? .badReply(error.text) : .httpStatus(reply.status)
            throw Failure(kind: kind, sent: .mayHaveBeenSent, retryAfter: retryAfter)
        }
        guard envelope.code == 0 else {
            let kind = Refusal.kind(
                code: envelope.code, message: envelope.message, skew: skew(envelope, reply, times))
            throw Failure(kind: kind, sent: .answered, retryAfter: retryAfter)
        }
        // "Success" under an error status contradicts itself.
        guard isSuccess else {
            throw Failure(kind: .httpStatus(reply.status), sent: .mayHaveBeenSent, retryAfter: retryAfter)
        }
        return envelope
    }

    /// Our clock minus the platform's: by the envelope's stamp, else by the Date header. Both are cut to
    /// whole seconds, so half a second is added.
    static func skew(_ envelope: Envelope?, _ reply: WireReply, _ times: CallTimes) -> Duration? {
        guard let theirs = envelope?.timestamp ?? reply.header("Date").flatMap(HTTPDate.parse) else { return nil }
        return times.midpoint - (theirs + .milliseconds(500))
    }
}
