// Signals as events on the main queue. Made before ncurses starts: it then installs no handlers of its own.

import Dispatch
import Glibc

/// The signals a terminal program hears. The sources are made once and stay: libdispatch replaces a
/// signal's disposition when its source is registered, some time after it was asked to, and sources that
/// come and go can end with the signal lost for good. Without a listener a signal does what it always does.
@MainActor enum SignalSources {
    private static let ending = [SIGTERM, SIGHUP, SIGINT, SIGQUIT]
    private static var sources: [any DispatchSourceSignal] = []
    private static var listener: (owner: ObjectIdentifier, handle: (Int32) -> Void)?

    /// Sends the signals to `handle` until ``stop(_:)`` with the same owner.
    static func listen(_ owner: AnyObject, _ handle: @escaping (Int32) -> Void) {
        listener = (ObjectIdentifier(owner), handle)
        guard sources.isEmpty else { return }
        for number in ending + [SIGWINCH, SIGTSTP, SIGCONT] {
            // Without this the signal's own effect comes first.
            signal(number, SIG_IGN)
            let source = DispatchSource.makeSignalSource(signal: number, queue: .main)
            source.setEventHandler { MainActor.assumeIsolated { received(number) } }
            source.resume()
            sources.append(source)
        }
    }

    static func stop(_ owner: AnyObject) {
        if listener?.owner == ObjectIdentifier(owner) { listener = nil }
    }

    private static func received(_ number: Int32) {
        if let listener {
            listener.handle(number)
        } else if ending.contains(number) {
            signal(number, SIG_DFL)
            var mask = sigset_t()
            sigemptyset(&mask)
            sigaddset(&mask, number)
            pthread_sigmask(SIG_UNBLOCK, &mask, nil)
            raise(number)
        } else if number == SIGTSTP {
            raise(SIGSTOP)
        }
    }
}
