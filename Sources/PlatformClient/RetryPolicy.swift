// Whether a failed call is made again, and when. Pure. A change never is, whatever happened: only its
// owner, who has a journal, may decide that.

import PlatformContract
public import SIMModel

struct RetryPolicy: Sendable {
    enum Decision: Equatable {
        case giveUp
        case again(after: Duration)
    }

    /// The first try included.
    let attempts: Int
    /// The first pause is drawn from zero to this, and the span doubles each time.
    static let firstSpan: Duration = .milliseconds(500)
    static let longestSpan: Duration = .seconds(10)
    /// A longer Retry-After is not waited for.
    static let longestWait: Duration = .seconds(60)

    /// - Parameters:
    ///   - attempt: how many were made, this one included.
    ///   - draw: a random number in 0..<1 (full jitter).
    func decide(
        after error: PlatformError, effect: Effect, attempt: Int, retryAfter: Duration?, draw: Double
    ) -> Decision {
        guard !effect.isChange, attempt < attempts, Self.mayPass(error.kind) else { return .giveUp }
        if let retryAfter, retryAfter > Self.longestWait { return .giveUp }
        let span = min(Self.longestSpan, Self.firstSpan * (1 << min(attempt - 1, 10)))
        let jitter = Duration.milliseconds(Int64(Double(span.inMilliseconds) * draw))
        return .again(after: max(jitter, retryAfter ?? .zero))
    }

    /// Whether the same question may have better luck later.
    private static func mayPass(_ kind: PlatformError.Kind) -> Bool {
        switch kind {
        case .unreachable, .proxy, .timeout, .connectionLost, .rate: true
        case .httpStatus(let status): status >= 500 || status == 408
        case .refused(let code, _): code == AssumedCode.internalError
        case .signature, .clock, .readOnly, .invalidRequest, .unconfirmedEndpoint, .tls, .badReply, .replyTooLarge,
            .cancelled:
            false
        }
    }
}

extension PlatformError {
    /// Whether other calls of the same question would meet the same fate, so that they are not made.
    public var isHopeless: Bool {
        switch kind {
        case .unreachable, .proxy, .tls, .signature, .clock, .readOnly, .invalidRequest, .unconfirmedEndpoint, .cancelled:
            true
        case .refused, .rate, .timeout, .connectionLost, .httpStatus, .badReply, .replyTooLarge: false
        }
    }
}
