// Amounts as the platform counts them: data in kilobytes, money in exact decimals.

/// An amount of data. Unit: KB of 1,024 bytes (upstream: totalFlow, useFlow; 1 GB = 1,048,576 KB).
public struct DataVolume: Hashable, Sendable, Comparable {
    public var kilobytes: Int64

    public init(kilobytes: Int64) { self.kilobytes = kilobytes }

    public static let zero = DataVolume(kilobytes: 0)

    public static func < (left: DataVolume, right: DataVolume) -> Bool { left.kilobytes < right.kilobytes }
    public static func + (left: DataVolume, right: DataVolume) -> DataVolume {
        DataVolume(kilobytes: left.kilobytes &+ right.kilobytes)
    }
    public static func - (left: DataVolume, right: DataVolume) -> DataVolume {
        DataVolume(kilobytes: left.kilobytes &- right.kilobytes)
    }

    /// The one rule for showing data, at most seven characters: `512K`, `3.42M`, `12.41G`, `1.92T`.
    public var text: String { Self.text(kilobytes: Double(kilobytes)) }

    /// The same rule for a fractional amount (a rate's kilobytes a second).
    public static func text(kilobytes: Double) -> String {
        let magnitude = kilobytes.magnitude
        if magnitude < 1024 { return "\(Int64(kilobytes.rounded()))K" }
        var value = kilobytes / 1024
        var unit = "M"
        for next in ["G", "T", "P"] where value.magnitude >= 1024 {
            value /= 1024
            unit = next
        }
        return fixed(value, decimals: value.magnitude >= 999.995 ? 0 : 2) + unit
    }
}

/// A sum of money, exact. Unit: yuan (inferred; upstream names none), four decimals kept.
public struct Money: Hashable, Sendable, Comparable {
    /// Ten-thousandths of a yuan.
    public let tenThousandths: Int64

    public init(tenThousandths: Int64) { self.tenThousandths = tenThousandths }

    /// Reads `-12`, `2990.3`, `1e3` is refused: nil for anything that is not a plain decimal that
    /// fits exactly (more than four decimals are accepted only when the rest are zeros).
    public init?(decimal text: some StringProtocol) {
        var digits = Array(text.utf8)[...]
        var negative = false
        if let sign = digits.first, sign == 0x2D || sign == 0x2B {
            negative = sign == 0x2D
            digits = digits.dropFirst()
        }
        var value: Int64 = 0
        var decimals = -1
        var seen = false
        for byte in digits {
            if byte == 0x2E {
                guard decimals < 0 else { return nil }
                decimals = 0
                continue
            }
            guard (0x30...0x39).contains(byte) else { return nil }
            seen = true
            if decimals >= 4 {
                guard byte == 0x30 else { return nil }
                continue
            }
            if decimals >= 0 { decimals += 1 }
            let (product, overflow) = value.multipliedReportingOverflow(by: 10)
            let (sum, carried) = product.addingReportingOverflow(Int64(byte - 0x30))
            guard !overflow, !carried else { return nil }
            value = sum
        }
        guard seen else { return nil }
        for _ in max(decimals, 0)..<4 {
            let (product, overflow) = value.multipliedReportingOverflow(by: 10)
            guard !overflow else { return nil }
            value = product
        }
        tenThousandths = negative ? -value : value
    }

    public static func < (left: Money, right: Money) -> Bool { left.tenThousandths < right.tenThousandths }
    public static func - (left: Money, right: Money) -> Money {
        Money(tenThousandths: left.tenThousandths &- right.tenThousandths)
    }

    /// Plain decimal with at least two decimals: `2990.30`, `-0.1250`.
    public var text: String {
        let magnitude = tenThousandths.magnitude
        let whole = magnitude / 10_000
        let fraction = magnitude % 10_000
        let tail = fraction % 100 == 0 ? padded(fraction / 100, 2) : padded(fraction, 4)
        return (tenThousandths < 0 ? "-" : "") + "\(whole).\(tail)"
    }

    /// For people: thousands parted by commas, `10,000.50`.
    public var grouped: String {
        let plain = text
        let sign = plain.hasPrefix("-") ? "-" : ""
        let parts = plain.drop { $0 == "-" }.split(separator: ".", maxSplits: 1)
        return sign + groupedDigits(String(parts[0])) + "." + parts[1]
    }
}

/// `1234567` → `1,234,567`.
public func groupedDigits(_ digits: String) -> String {
    var out = ""
    for (index, character) in digits.enumerated() {
        if index > 0, (digits.count - index) % 3 == 0 { out.append(",") }
        out.append(character)
    }
    return out
}

/// A count for people: `5,000`.
public func groupedCount(_ value: Int) -> String {
    (value < 0 ? "-" : "") + groupedDigits("\(value.magnitude)")
}

/// A number with a fixed count of decimals, without Foundation.
public func fixed(_ value: Double, decimals: Int) -> String {
    guard value.isFinite, value.magnitude < 1e15 else { return "\(value)" }
    var scale: Double = 1
    for _ in 0..<decimals { scale *= 10 }
    let scaled = UInt64((value.magnitude * scale).rounded())
    let sign = value < 0 && scaled > 0 ? "-" : ""
    guard decimals > 0 else { return sign + "\(scaled)" }
    let divisor = UInt64(scale)
    return sign + "\(scaled / divisor)." + padded(scaled % divisor, decimals)
}

/// Digits with leading zeros up to `width`.
public func padded(_ value: some BinaryInteger, _ width: Int) -> String {
    let digits = "\(value)"
    return String(repeating: "0", count: max(0, width - digits.count)) + digits
}
