// The SHA-256 of bytes as people compare it.

import Crypto

/// Digests for files that leave the machine.
public enum FileDigest {
    /// 64 hexadecimal digits, as `sha256sum` prints them.
    public static func sha256(_ bytes: [UInt8]) -> String {
        SHA256.hash(data: bytes).map { byte in
            let digits = String(byte, radix: 16)
            return digits.count == 1 ? "0" + digits : digits
        }.joined()
    }
}
