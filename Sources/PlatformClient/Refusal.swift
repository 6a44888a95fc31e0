// What a non-zero code means. The platform documents none: the few numbers we know are assumptions, so
// the measured clock is asked first, and code and message are kept as they came.

import PlatformContract
import SIMModel

enum Refusal {
    /// - Parameter skew: our clock minus the platform's as measured by this very reply; nil: unknown.
    static func kind(code: Int, message: String, skew: Duration?) -> PlatformError.Kind {
        if code == AssumedCode.rate { return .rate(code: code, message: message) }
        if let skew, skew.inSeconds.magnitude > Signature.clockTolerance.magnitude {
            return .clock(skew: skew.inSeconds, code: code, message: message)
        }
        switch code {
        case AssumedCode.clock:
            guard let skew else { break }
            return .clock(skew: skew.inSeconds, code: code, message: message)
        case AssumedCode.signature: return .signature(code: code, message: message)
        default: break
        }
        return .refused(code: code, message: message)
    }
}
