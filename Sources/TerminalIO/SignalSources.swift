// Signals as events on the main queue. Taken before ncurses starts: it then installs no handlers of its own.

import CLibc
import Dispatch
import Glibc

/// The signals a terminal program hears. A handler of our own writes them into a pipe: libdispatch's signal
/// sources take hold some time after they are made, and a signal that comes until then is lost. Without a
/// listener a signal does what it always does.
@MainActor enum SignalSources {
    private static let ending: Set<Int32> = [SIGTERM, SIGHUP, SIGINT, SIGQUIT]
    private static var source: (any DispatchSourceRead)?
    private static var listener: (owner: ObjectIdentifier, handle: (Int32) -> Void)?
    /// The listener was told to end: the same wish once more does not cut it short.
    private static var isEnding = false

    /// Sends the signals to `handle` until ``stop(_:)`` with the same owner.
    static func listen(_ owner: AnyObject, _ handle: @escaping (Int32) -> Void) {
        listener = (ObjectIdentifier(owner), handle)
        isEnding = false
        guard source == nil else { return }
        let numbers = ending + [SIGWINCH, SIGTSTP, SIGCONT]
        let descriptor = simdeck_terminal_signals_take(numbers, Int32(numbers.count))
        // Without descriptors for a pipe the signals keep their own effect, which ends the program, too.
        guard descriptor >= 0 else { return simdeck_terminal_signals_give_back() }
        let source = DispatchSource.makeReadSource(fileDescriptor: descriptor, queue: .main)
        source.setEventHandler { MainActor.assumeIsolated { deliver(waiting(descriptor)) } }
        source.resume()
        self.source = source
    }

    static func stop(_ owner: AnyObject) {
        guard listener?.owner == ObjectIdentifier(owner) else { return }
        listener = nil
        guard let source else { return }
        let descriptor = Int32(source.handle)
        source.cancel()
        self.source = nil
        simdeck_terminal_signals_give_back()
        // What came in the meantime has its own effect now.
        for number in waiting(descriptor) where !(isEnding && ending.contains(number)) { kill(getpid(), number) }
    }

    private static func deliver(_ numbers: [Int32]) {
        for number in numbers {
            isEnding = isEnding || ending.contains(number)
            listener?.handle(number)
        }
    }

    private static func waiting(_ descriptor: Int32) -> [Int32] {
        var bytes = [UInt8](repeating: 0, count: 256)
        let count = read(descriptor, &bytes, bytes.count)
        return bytes.prefix(max(0, count)).map { Int32($0) }
    }
}
