// The outside's time and dice. Everything that waits, dates or draws lots takes these; tests hand
// in their own.

/// Where time comes from.
public protocol TimeSource: Sendable {
    /// The wall clock now.
    var wall: WallTime { get }
    /// The monotonic clock now.
    var uptime: Uptime { get }
    /// Returns at `deadline`, or throws `CancellationError` when the task is cancelled.
    func wait(until deadline: Uptime) async throws
}

/// Where random bits come from.
public protocol RandomSource: Sendable {
    func next() -> UInt64
}

extension RandomSource {
    /// A number in 0..<1.
    public func unit() -> Double { Double(next() >> 11) * 0x1p-53 }

    /// 32 lower-case hexadecimal characters (upstream: header traceID).
    public func hex32() -> String {
        let digits = Array("0123456789abcdef".utf8)
        var out: [UInt8] = []
        out.reserveCapacity(32)
        for _ in 0..<2 {
            let word = next()
            for shift in stride(from: UInt64(60), through: 0, by: -4) {
                out.append(digits[Int((word >> shift) & 15)])
            }
        }
        return String(decoding: out, as: UTF8.self)
    }
}
