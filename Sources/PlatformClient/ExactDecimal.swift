// A number as the platform wrote it, digit by digit: `5`, `5.0`, `1e3`, `100.10000000000001`. No
// binary float comes between the reply and the screen.

import SIMModel

/// A decimal of bounded length.
struct ExactDecimal {
    private var negative: Bool
    /// ASCII digits without leading zeros.
    private var digits: [UInt8]
    /// How many of them stand after the point; negative: zeros to be appended.
    private var scale: Int

    /// nil for anything but a plain number (an exponent is accepted), or one out of all proportion.
    init?(_ text: some StringProtocol) {
        var rest = Array(text.utf8)[...]
        while rest.first == 0x20 { rest.removeFirst() }
        while rest.last == 0x20 { rest.removeLast() }
        guard !rest.isEmpty, rest.count <= 64 else { return nil }
        negative = rest.first == 0x2D
        if rest.first == 0x2D || rest.first == 0x2B { rest.removeFirst() }
        digits = []
        scale = 0
        var seen = false
        var pointSeen = false
        while let byte = rest.first {
            if (0x30...0x39).contains(byte) {
                seen = true
                if pointSeen { scale += 1 }
                if !(digits.isEmpty && byte == 0x30) { digits.append(byte) }
            } else if byte == 0x2E, !pointSeen {
                pointSeen = true
            } else {
                break
            }
            rest.removeFirst()
        }
        guard seen else { return nil }
        if let byte = rest.first {
            guard byte | 0x20 == 0x65, let exponent = Int(String(decoding: rest.dropFirst(), as: UTF8.self)),
                exponent.magnitude <= 40
            else { return nil }
            scale -= exponent
        }
        while scale > 0, digits.last == 0x30 {
            digits.removeLast()
            scale -= 1
        }
        if digits.isEmpty { scale = 0 }
    }

    /// The whole number it is; nil when it has a fraction or does not fit.
    var integer: Int64? {
        guard scale <= 0 else { return nil }
        return Int64((negative ? "-" : "") + String(decoding: digits, as: UTF8.self) + zeros(-scale, orEmpty: digits.isEmpty))
    }

    /// The sum it is; nil when it has more than four decimals or does not fit. A number with more digits
    /// than a binary float carries is a float's dust (0.10000000000000001): rounded half up.
    func money(isFloat: Bool) -> Money? {
        var value = self
        if isFloat, digits.count > 15, scale > 4 { value.round(toScale: 4) }
        return Money(decimal: value.plain)
    }

    private mutating func round(toScale wanted: Int) {
        let drop = scale - wanted
        guard drop <= digits.count else {
            (digits, scale) = ([], 0)
            return
        }
        let roundsUp = digits[digits.count - drop] >= 0x35
        digits.removeLast(drop)
        scale = wanted
        guard roundsUp else { return }
        var index = digits.count - 1
        while index >= 0, digits[index] == 0x39 {
            digits[index] = 0x30
            index -= 1
        }
        if index >= 0 { digits[index] += 1 } else { digits.insert(0x31, at: 0) }
    }

    /// Without an exponent.
    private var plain: String {
        var out = digits
        if scale <= 0 {
            out.append(contentsOf: repeatElement(0x30, count: digits.isEmpty ? 1 : -scale))
        } else {
            if out.count <= scale { out.insert(contentsOf: repeatElement(0x30, count: scale + 1 - out.count), at: 0) }
            out.insert(0x2E, at: out.count - scale)
        }
        return (negative ? "-" : "") + String(decoding: out, as: UTF8.self)
    }

    private func zeros(_ count: Int, orEmpty isEmpty: Bool) -> String {
        isEmpty ? "0" : String(repeating: "0", count: count)
    }
}
