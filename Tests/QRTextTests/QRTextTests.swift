// Codes against known-good ones, their limits, and both ways of drawing them.

import QRText
import Testing

@Suite("QR codes as text")
struct QRTextTests {
    /// libqrencode 4.1.1, another encoder: `qrencode -t ASCII -m 0 -l H -8 "SIM 149"`, `#` for `##`.
    private static let short = """
        #######.#.#...#######
        #.....#..#....#.....#
        #.###.#..#.#..#.###.#
        #.###.#.#.###.#.###.#
        #.###.#...#...#.###.#
        #.....#..##.#.#.....#
        #######.#.#.#.#######
        .........#.#.........
        ..#.###.##.#.#...#..#
        .#..##.#.##.####.###.
        #..#..##....##..#####
        #..##...##.#........#
        .#...########.....#.#
        ........###.###.#.#..
        #######...##.#..#####
        #.....#.#..##.##.#..#
        #.###.#.##.#.#.##..##
        #.###.#..#.#.#..##.#.
        #.###.#.#...###.#.#.#
        #.....#...##..#..#.#.
        #######..##.#.#.##.##
        """

    /// The same with `-l M -8 "https://x.example/r/1"`.
    private static let link = """
        #######.#.#.#.#.#.#######
        #.....#...#..##.#.#.....#
        #.###.#.####.#.#..#.###.#
        #.###.#..##.###...#.###.#
        #.###.#...#.##....#.###.#
        #.....#.#.#..#....#.....#
        #######.#.#.#.#.#.#######
        .........#......#........
        #.#...##.#....#.#..#..#.#
        ..####..#.##.#.##.#..#.##
        ##...###.#..#..##..####.#
        ...#.#..###...#...#.##...
        #....###.#..#.##..#.....#
        .####...#.#.#.###.##...##
        ###..##.....####..#..##.#
        ...#.#.#...##.#.##.###...
        ##...###.....##.#####..#.
        ........###..#..#...#...#
        #######.####....#.#.#...#
        #.....#..#...#.##...#..#.
        #.###.#..#####.######...#
        #.###.#..#..#..#.#..#.##.
        #.###.#.#.#.#####..###.##
        #.....#..#.##.#.#.###....
        #######.###..##.###..#..#
        """

    private func picture(_ code: QRCode) -> String {
        (0..<code.size).map { y in (0..<code.size).map { code.isDark(x: $0, y: y) ? "#" : "." }.joined() }.joined(separator: "\n")
    }

    @Test("Module by module what another encoder makes; the level is the highest that makes it no larger")
    func knownGood() throws {
        #expect(picture(try QRCode.encode("SIM 149")) == Self.short)
        #expect(picture(try QRCode.encode("https://x.example/r/1")) == Self.link)
    }

    @Test(
        "The smallest version is taken: bytes that fit a level L code of each size, and one more",
        arguments: [
            (bytes: 17, size: 21), (18, 25), (78, 33), (79, 37), (271, 57), (272, 61), (858, 97),
        ])
    func sizes(_ bytes: Int, _ size: Int) throws {
        #expect(try QRCode.encode(String(repeating: "a", count: bytes)).size == size)
    }

    @Test("What is too long, or nothing, says so; bytes count, not letters")
    func limits() {
        #expect(throws: QRProblem.empty) { try QRCode.encode("") }
        #expect(throws: QRProblem.tooLong(bytes: 859, limit: 858)) { try QRCode.encode(String(repeating: "1", count: 859)) }
        #expect(throws: QRProblem.tooLong(bytes: 861, limit: 858)) { try QRCode.encode(String(repeating: "卡", count: 287)) }
        #expect(throws: Never.self) { try QRCode.encode(String(repeating: "卡", count: 286)) }
    }

    @Test("Outside of the code there is light")
    func outside() throws {
        let code = try QRCode.encode("SIM 149")
        #expect(code.isDark(x: 0, y: 0) && code.isDark(x: 20, y: 0) && code.isDark(x: 0, y: 20))
        for (x, y) in [(-1, 0), (0, -1), (21, 0), (0, 21)] { #expect(!code.isDark(x: x, y: y)) }
    }

    @Test(
        "Both forms hold the very modules, the quiet zone round them, and lines of one width", arguments: [2, 4], [false, true])
    func drawing(_ quiet: Int, _ isInverted: Bool) throws {
        let code = try QRCode.encode("https://x.example/r/1")
        let wanted = (-quiet..<(code.size + quiet)).map { y in
            (-quiet..<(code.size + quiet)).map { code.isDark(x: $0, y: y) != isInverted }
        }
        let ascii = code.lines(.ascii, quiet: quiet, isInverted: isInverted)
        #expect(ascii == wanted.map { $0.map { $0 ? "##" : "  " }.joined() })
        #expect(ascii.count == code.extent(.ascii, quiet: quiet).rows)
        #expect(ascii.allSatisfy { $0.count == code.extent(.ascii, quiet: quiet).columns })

        let halves = code.lines(.halfBlocks, quiet: quiet, isInverted: isInverted)
        var read: [[Bool]] = []
        for line in halves {
            read.append(line.map { "▀█".contains($0) })
            read.append(line.map { "▄█".contains($0) })
        }
        // A side is odd: half a row of light lies below the last.
        #expect(read.popLast() == wanted[0].map { _ in isInverted })
        #expect(read == wanted)
        #expect(halves.count == code.extent(.halfBlocks, quiet: quiet).rows)
        #expect(halves.allSatisfy { $0.count == code.extent(.halfBlocks, quiet: quiet).columns })
    }

    @Test(
        "Printed on a terminal each line says black on white and takes it back; on paper it says nothing",
        arguments: [QRForm.halfBlocks, .ascii])
    func printed(_ form: QRForm) throws {
        let code = try QRCode.encode("SIM 149")
        #expect(code.printed(form, on: .paper) == code.lines(form, quiet: 4))
        #expect(code.printed(form, on: .terminal) == code.lines(form, quiet: 4).map { "\u{1B}[0;30;47m\($0)\u{1B}[0m" })
    }

    @Test("No drawing goes without its quiet zone")
    func quietZone() throws {
        let code = try QRCode.encode("SIM 149")
        #expect(code.lines(.ascii, quiet: 0) == code.lines(.ascii, quiet: 2))
    }
}
