// HTTP over a bare socket: it shows what really happened to the line, and sends what no client would.

import Glibc

/// A connection to a server on this machine. Everything on it blocks: use it through ``onThread(_:)``.
struct RawLine {
    private let socket: Int32

    /// nil: refused.
    init?(port: Int) {
        socket = Glibc.socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        // A hang is a failure told, not a test run that never ends.
        var patience = timeval(tv_sec: 60, tv_usec: 0)
        setsockopt(socket, SOL_SOCKET, SO_RCVTIMEO, &patience, socklen_t(MemoryLayout<timeval>.size))
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = in_port_t(UInt16(port)).bigEndian
        address.sin_addr.s_addr = in_addr_t(0x7F00_0001).bigEndian
        let connected = withUnsafePointer(to: &address) {
            $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                connect(socket, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
            }
        }
        guard connected == 0 else {
            Glibc.close(socket)
            return nil
        }
    }

    /// False when the other side took no more.
    @discardableResult
    func send(_ bytes: [UInt8]) -> Bool {
        var sent = 0
        while sent < bytes.count {
            let count = bytes[sent...].withUnsafeBytes {
                Glibc.send(socket, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
            }
            guard count > 0 else { return false }
            sent += count
        }
        return true
    }

    /// Says that nothing more will come.
    func finishSending() { shutdown(socket, Int32(SHUT_WR)) }

    /// The status of the next answer, read whole; nil: the line ended before it.
    func status() -> Int? {
        var received: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 4096)
        while true {
            let count = recv(socket, &buffer, buffer.count, 0)
            guard count > 0 else { return nil }
            received.append(contentsOf: buffer[..<count])
            guard let end = Self.endOfHead(received) else { continue }
            let head = String(decoding: received[..<end], as: UTF8.self).lowercased()
            let length = head.split(separator: "\r\n").compactMap { line in
                line.hasPrefix("content-length:") ? Int(line.dropFirst(15).drop { $0 == " " }) : nil
            }
            if received.count - end >= (length.first ?? 0) {
                return head.split(separator: " ").dropFirst().first.flatMap { Int($0) }
            }
        }
    }

    private static func endOfHead(_ bytes: [UInt8]) -> Int? {
        let blank = Array("\r\n\r\n".utf8)
        return bytes.indices.first { bytes[$0...].starts(with: blank) }.map { $0 + blank.count }
    }

    func close() { Glibc.close(socket) }
}

/// Runs what blocks on a thread of its own: the pools' few threads are needed by the server's tasks.
func onThread<Result: Sendable>(_ body: @escaping @Sendable () -> Result) async -> Result {
    await withCheckedContinuation { continuation in
        let work = Unmanaged.passRetained(Work { continuation.resume(returning: body()) }).toOpaque()
        var thread = pthread_t()
        pthread_create(
            &thread, nil,
            { work in
                if let work { Unmanaged<Work>.fromOpaque(work).takeRetainedValue().body() }
                return nil
            }, work)
        pthread_detach(thread)
    }
}

private final class Work {
    let body: @Sendable () -> Void
    init(_ body: @escaping @Sendable () -> Void) { self.body = body }
}
