// HTTP over a bare socket: it shows what really happened to the line, and owes nothing to a client library.

import Glibc
import JSONText
import SandboxPlatform

/// How a line ended.
enum LineEnd: Equatable {
    /// A whole answer.
    case answered(status: Int, headers: [String: String], body: [UInt8])
    /// Closed in order before an answer.
    case closed(received: Int)
    /// Torn down.
    case reset
    case refused
}

enum TinyClient {
    /// Sends one request on a line of its own and reads to the end of the answer or of the line.
    static func exchange(port: Int, _ bytes: [UInt8]) async -> LineEnd {
        await withCheckedContinuation { continuation in
            Thread.start { continuation.resume(returning: blocking(port: port, bytes)) }
        }
    }

    static func send(port: Int, _ request: SandboxRequest) async -> LineEnd {
        await exchange(port: port, bytes(request, host: "127.0.0.1:\(port)"))
    }

    static func get(port: Int, _ path: String) async -> LineEnd {
        await send(port: port, SandboxRequest(method: "GET", target: path, headers: []))
    }

    static func bytes(_ request: SandboxRequest, host: String) -> [UInt8] {
        var head = "\(request.method) \(request.target) HTTP/1.1\r\nHost: \(host)\r\n"
        for header in request.headers { head += "\(header.name): \(header.value)\r\n" }
        head += "Content-Length: \(request.body.count)\r\n\r\n"
        return Array(head.utf8) + request.body
    }

    private static func blocking(port: Int, _ bytes: [UInt8]) -> LineEnd {
        let line = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        defer { close(line) }
        // A hang is a failure told, not a test run that never ends.
        var patience = timeval(tv_sec: 60, tv_usec: 0)
        setsockopt(line, SOL_SOCKET, SO_RCVTIMEO, &patience, socklen_t(MemoryLayout<timeval>.size))
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = in_port_t(UInt16(port)).bigEndian
        address.sin_addr.s_addr = in_addr_t(0x7F00_0001).bigEndian
        let connected = withUnsafePointer(to: &address) {
            $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                connect(line, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
            }
        }
        guard connected == 0 else { return .refused }
        var sent = 0
        while sent < bytes.count {
            let count = bytes[sent...].withUnsafeBytes {
                Glibc.send(line, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
            }
            // The server may answer and close before it read everything.
            guard count > 0 else { break }
            sent += count
        }
        return receive(line)
    }

    private static func receive(_ line: Int32) -> LineEnd {
        var received: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 65_536)
        while true {
            let count = recv(line, &buffer, buffer.count, 0)
            if count < 0 { return errno == ECONNRESET ? .reset : .closed(received: received.count) }
            if count == 0 { return .closed(received: received.count) }
            received.append(contentsOf: buffer[..<count])
            if let answer = parse(received) { return answer }
        }
    }

    /// nil while the answer is not whole.
    private static func parse(_ bytes: [UInt8]) -> LineEnd? {
        let blank = Array("\r\n\r\n".utf8)
        guard let end = bytes.indices.first(where: { bytes[$0...].starts(with: blank) }) else { return nil }
        let lines = String(decoding: bytes[..<end], as: UTF8.self).split(separator: "\r\n")
        guard let status = lines.first?.split(separator: " ").dropFirst().first.flatMap({ Int($0) }) else { return nil }
        var headers: [String: String] = [:]
        for line in lines.dropFirst() {
            let halves = line.split(separator: ":", maxSplits: 1)
            guard halves.count == 2 else { continue }
            headers[halves[0].lowercased()] = String(halves[1].drop { $0 == " " })
        }
        let body = Array(bytes[(end + 4)...])
        guard let length = headers["content-length"].flatMap({ Int($0) }), body.count >= length else { return nil }
        return .answered(status: status, headers: headers, body: body)
    }
}

/// A thread of its own for calls that block: the pools' few threads are needed by the server's tasks.
final class Thread {
    private let body: @Sendable () -> Void

    private init(_ body: @escaping @Sendable () -> Void) { self.body = body }

    static func start(_ body: @escaping @Sendable () -> Void) {
        var thread = pthread_t()
        let handed = Unmanaged.passRetained(Thread(body)).toOpaque()
        pthread_create(
            &thread, nil,
            { handed in
                if let handed { Unmanaged<Thread>.fromOpaque(handed).takeRetainedValue().body() }
                return nil
            }, handed)
        pthread_detach(thread)
    }
}

extension LineEnd {
    /// The answer's document; nil when the line ended otherwise.
    var answer: Answer? {
        guard case .answered(let status, _, let body) = self else { return nil }
        return try? Answer(status: status, body: body)
    }

    var json: JSONValue? {
        guard case .answered(_, _, let body) = self else { return nil }
        return try? JSONValue(parsing: body)
    }
}
