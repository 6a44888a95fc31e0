// zh_CN.GB18030, made from libc's own sources into a folder of the test: nobody has it installed any more.

import CLibc
import TestSupport

/// A folder of locales for LOCPATH.
struct ChineseLocale {
    static let name = "zh_CN.GB18030"
    let folder = TemporaryDirectory()
    let failure: String?

    init() async {
        let run = await Program.run(
            ["-i", "zh_CN", "-f", "GB18030", folder.path + "/" + Self.name],
            environment: ["PATH": "/usr/bin:/bin"], executable: "/usr/bin/localedef")
        failure = run.status == 0 ? nil : run.err
    }
}

/// GB18030 made UTF-8 as it comes, with what tore apart kept for the next time.
final class ChineseBytes {
    private var rest: [UInt8] = []
    /// Bytes came that mean nothing there.
    private(set) var isGarbled = false
    /// Characters beyond ASCII came.
    private(set) var hasChinese = false

    func utf8(_ bytes: [UInt8]) -> [UInt8] {
        let input = rest + bytes
        var (used, bad) = (0, Int32(0))
        var output = [UInt8](repeating: 0, count: input.count * 3 + 4)
        let count = simdeck_gb18030_to_utf8(input, input.count, 0, &used, &bad, &output, output.count)
        guard count >= 0 else { return bytes }
        rest = Array(input[used...])
        if bad != 0 { isGarbled = true }
        if output[..<count].contains(where: { $0 >= 0x80 }) { hasChinese = true }
        return Array(output[..<count])
    }
}
