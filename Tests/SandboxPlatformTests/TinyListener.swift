// A receiver of pushes over a bare socket: each request is read whole, kept, and answered as told.

import Glibc
import PlatformContract
import SandboxPlatform
import Synchronization

/// Answers each connection once, in turn, until the answers are used up.
final class TinyListener: Sendable {
    /// A request as it came.
    struct Received: Sendable {
        var line: String
        var headers: [String: String]
        var body: [UInt8]
    }

    let port: Int
    private let stream: AsyncStream<Received>
    private let continuation: AsyncStream<Received>.Continuation

    /// `answers` are the statuses of the first, second, … request; 0 never answers and holds the line.
    init(_ answers: [Int]) throws {
        let line = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_addr.s_addr = in_addr_t(0x7F00_0001).bigEndian
        var length = socklen_t(MemoryLayout<sockaddr_in>.size)
        let isBound = withUnsafeMutablePointer(to: &address) {
            $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                bind(line, $0, length) == 0 && listen(line, 16) == 0 && getsockname(line, $0, &length) == 0
            }
        }
        guard isBound else { throw Bench.Cut() }
        port = Int(UInt16(bigEndian: address.sin_port))
        (stream, continuation) = AsyncStream.makeStream(of: Received.self)
        let continuation = continuation
        Thread.start {
            for status in answers {
                let connection = accept(line, nil, nil)
                guard connection >= 0 else { break }
                if let received = Self.read(connection) {
                    guard status > 0 else {
                        continuation.yield(received)
                        continue
                    }
                    let answer = Array("HTTP/1.1 \(status) X\r\nContent-Length: 0\r\n\r\n".utf8)
                    _ = send(connection, answer, answer.count, Int32(MSG_NOSIGNAL))
                    continuation.yield(received)
                }
                close(connection)
            }
            close(line)
            continuation.finish()
        }
    }

    /// The next request; nil after the last.
    func next() async -> Received? {
        for await received in stream { return received }
        return nil
    }

    private static func read(_ connection: Int32) -> Received? {
        var bytes: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 65_536)
        let blank = Array("\r\n\r\n".utf8)
        while true {
            let count = recv(connection, &buffer, buffer.count, 0)
            guard count > 0 else { return nil }
            bytes += buffer[..<count]
            guard let end = bytes.indices.first(where: { bytes[$0...].starts(with: blank) }) else { continue }
            let lines = String(decoding: bytes[..<end], as: UTF8.self).split(separator: "\r\n")
            var headers: [String: String] = [:]
            for line in lines.dropFirst() {
                let halves = line.split(separator: ":", maxSplits: 1)
                if halves.count == 2 { headers[halves[0].lowercased()] = String(halves[1].drop { $0 == " " }) }
            }
            let body = Array(bytes[(end + 4)...])
            guard let length = headers["content-length"].flatMap({ Int($0) }), body.count >= length else { continue }
            return Received(line: lines.first.map(String.init) ?? "", headers: headers, body: body)
        }
    }
}
