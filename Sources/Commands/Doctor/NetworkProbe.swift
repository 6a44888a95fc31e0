// Names and ports tried by the plainest means, each with its own end: what a call's failure does not tell apart.

import Dispatch
import Glibc

enum NetworkProbe {
    /// The addresses of a host, or the resolver's words. The resolver may take long: after `seconds` it is left.
    static func resolve(_ host: String, within seconds: Int = 5) async -> Result<[String], NetworkTrouble> {
        let name = host.hasPrefix("[") ? String(host.dropFirst().dropLast()) : host
        let (stream, answers) = AsyncStream.makeStream(
            of: Result<[String], NetworkTrouble>.self, bufferingPolicy: .bufferingOldest(1))
        DispatchQueue.global().async {
            answers.yield(addresses(of: name))
            answers.finish()
        }
        DispatchQueue.global().asyncAfter(deadline: .now() + .seconds(seconds)) {
            answers.yield(.failure(.slow(seconds)))
            answers.finish()
        }
        for await answer in stream { return answer }
        return .failure(.slow(seconds))
    }

    /// Milliseconds until a connection stood, or why none does.
    static func connect(_ host: String, port: Int, within seconds: Int = 5) async -> Result<Int, NetworkTrouble> {
        let name = host.hasPrefix("[") ? String(host.dropFirst().dropLast()) : host
        return await withCheckedContinuation { done in
            DispatchQueue.global().async { done.resume(returning: reach(name, port, seconds)) }
        }
    }

    /// nil when the port can be listened on.
    static func listen(_ host: String, port: Int) -> String? {
        guard case .success(let list) = lookUp(host, port, passive: true) else { return "?" }
        defer { freeaddrinfo(list) }
        guard let info = list?.pointee else { return "?" }
        let descriptor = socket(info.ai_family, info.ai_socktype | Int32(SOCK_CLOEXEC.rawValue), 0)
        defer { close(descriptor) }
        var on: Int32 = 1
        setsockopt(descriptor, SOL_SOCKET, SO_REUSEADDR, &on, socklen_t(MemoryLayout<Int32>.size))
        guard bind(descriptor, info.ai_addr, info.ai_addrlen) == 0, Glibc.listen(descriptor, 1) == 0 else {
            return String(cString: strerror(errno))
        }
        return nil
    }

    private static func lookUp(
        _ host: String, _ port: Int, passive: Bool = false
    ) -> Result<UnsafeMutablePointer<addrinfo>?, NetworkTrouble> {
        var hints = addrinfo()
        hints.ai_socktype = Int32(SOCK_STREAM.rawValue)
        if passive { hints.ai_flags = AI_PASSIVE }
        var list: UnsafeMutablePointer<addrinfo>?
        let code = getaddrinfo(host, "\(port)", &hints, &list)
        return code == 0 ? .success(list) : .failure(.words(String(cString: gai_strerror(code))))
    }

    private static func addresses(of host: String) -> Result<[String], NetworkTrouble> {
        lookUp(host, 0).map { list in
            defer { freeaddrinfo(list) }
            var found: [String] = []
            var next = list
            while let info = next?.pointee {
                var text = [CChar](repeating: 0, count: 64)
                if getnameinfo(info.ai_addr, info.ai_addrlen, &text, 64, nil, 0, NI_NUMERICHOST) == 0 {
                    found.append(String(decoding: text.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self))
                }
                next = info.ai_next
            }
            return found
        }
    }

    private static func reach(_ host: String, _ port: Int, _ seconds: Int) -> Result<Int, NetworkTrouble> {
        let list: UnsafeMutablePointer<addrinfo>?
        switch lookUp(host, port) {
        case .success(let found): list = found
        case .failure(let trouble): return .failure(trouble)
        }
        defer { freeaddrinfo(list) }
        var trouble = NetworkTrouble.slow(seconds)
        var next = list
        let start = DispatchTime.now().uptimeNanoseconds
        while let info = next?.pointee {
            let descriptor = socket(info.ai_family, info.ai_socktype | Int32(SOCK_CLOEXEC.rawValue | SOCK_NONBLOCK.rawValue), 0)
            defer { close(descriptor) }
            var failure = Glibc.connect(descriptor, info.ai_addr, info.ai_addrlen) == 0 ? 0 : errno
            if failure == EINPROGRESS {
                var state = pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0)
                failure = ETIMEDOUT
                if poll(&state, 1, Int32(seconds) * 1000) > 0 {
                    var length = socklen_t(MemoryLayout<Int32>.size)
                    getsockopt(descriptor, SOL_SOCKET, SO_ERROR, &failure, &length)
                }
            }
            if failure == 0 { return .success(Int((DispatchTime.now().uptimeNanoseconds - start) / 1_000_000)) }
            trouble = failure == ETIMEDOUT ? .slow(seconds) : .words(String(cString: strerror(failure)))
            next = info.ai_next
        }
        return .failure(trouble)
    }
}

/// Why there was no answer.
enum NetworkTrouble: Error {
    /// The system's words.
    case words(String)
    /// None in so many seconds.
    case slow(Int)
}
