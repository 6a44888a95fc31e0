// A text as the dark and light modules of a QR code. The encoding is the library's; here are its limits.

import CQRCode

/// Why a text has no code.
public enum QRProblem: Error, Hashable, Sendable {
    /// Nothing to encode.
    case empty
    /// Unit: bytes of UTF-8, and the most that fit the largest code drawn here.
    case tooLong(bytes: Int, limit: Int)
}

/// A square of modules without its quiet zone.
public struct QRCode: Hashable, Sendable {
    /// Largest version made: 97 modules a side. More does not fit a terminal, and no link is longer.
    public static let largestVersion = 20
    /// Bytes that fit ``largestVersion`` at error correction level L, by the standard's table.
    public static let byteLimit = 858

    /// Modules a side: 21 to 97.
    public let size: Int
    /// Row by row; true is dark.
    private let modules: [Bool]

    /// The smallest code for `text`, at level L or any higher level of error correction that makes it no larger.
    public static func encode(_ text: String) throws(QRProblem) -> QRCode {
        guard !text.isEmpty else { throw .empty }
        let bytes = Array(text.utf8)
        let tooLong = QRProblem.tooLong(bytes: bytes.count, limit: byteLimit)
        // Digits alone would fit more; one limit is easier to tell.
        guard bytes.count <= byteLimit else { throw tooLong }
        let room = Int(simdeck_qr_buffer_length(Int32(largestVersion)))
        var work = [UInt8](repeating: 0, count: room)
        var code = work
        // As bytes always: what a link holds is then what a phone reads, letter for letter.
        work.replaceSubrange(0..<bytes.count, with: bytes)
        let isMade = qrcodegen_encodeBinary(
            &work, bytes.count, &code, qrcodegen_Ecc_LOW, qrcodegen_VERSION_MIN, Int32(largestVersion), qrcodegen_Mask_AUTO, true)
        guard isMade else { throw tooLong }
        let size = Int(qrcodegen_getSize(code))
        var modules: [Bool] = []
        modules.reserveCapacity(size * size)
        for y in 0..<Int32(size) {
            for x in 0..<Int32(size) { modules.append(qrcodegen_getModule(code, x, y)) }
        }
        return QRCode(size: size, modules: modules)
    }

    /// Whether a module is dark; outside of the code nothing is.
    public func isDark(x: Int, y: Int) -> Bool {
        guard (0..<size).contains(x), (0..<size).contains(y) else { return false }
        return modules[y * size + x]
    }
}
