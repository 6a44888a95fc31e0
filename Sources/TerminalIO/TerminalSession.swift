// The terminal for the length of a run: signals, keys, one timer, and the way back. It never polls:
// without a key, a signal or an armed timer the process sleeps.

public import CellGrid
import Dispatch
import Glibc

/// An open terminal with its events.
@MainActor public final class TerminalSession {
    private let screen: CursesScreen
    private let cursesDisplay: CursesDisplay
    private let relay: SignalRelay
    private var decoder = KeyDecoder()
    private var reader: (any DispatchSourceRead)?
    private var timer: (any DispatchSourceTimer)?
    private var onInput: (@MainActor ([InputEvent]) -> Void)?
    /// When the program's own timer is due. Unit: milliseconds of uptime.
    private var programDeadline: UInt64?
    private var isRestored = false
    /// What stops the process; a test puts something else here.
    var stopProcess: () -> Void = { raise(SIGSTOP) }

    /// The time given to ``schedule(after:)`` has passed. The timer is not armed any more.
    public var onTimer: (@MainActor () -> Void)?
    /// Somebody wants the program to end: TERM, HUP, INT or QUIT. Ctrl-C as a key is an event like any other.
    public var onTerminate: (@MainActor (Int32) -> Void)?

    /// Takes the terminal. The screen stays blank until the first frame.
    public init(options: TerminalOptions) throws(TerminalError) {
        let relay = SignalRelay()
        SignalSources.listen(relay) { relay.session?.received($0) }
        do {
            screen = try CursesScreen(options)
        } catch {
            SignalSources.stop(relay)
            throw error
        }
        self.relay = relay
        cursesDisplay = CursesDisplay(screen)
        decoder.mouse = options.mouse
        decoder.characters = options.characters
        decoder.ownKeys = screen.ownKeys()
        relay.session = self
        cursesDisplay.onDiscard = { [weak self] in self?.discardInput() }
        cursesDisplay.onSuspend = { [weak self] in self?.suspend() }
    }

    public var display: any Display { cursesDisplay }

    /// What the line has not taken yet. Unit: bytes.
    var waitingBytes: Int { screen.output.waitingBytes }

    /// How many colours there are.
    public var colourDepth: ColourDepth { screen.depth }

    /// Starts to deliver events, all on the main actor. Returns at once.
    public func run(onInput: @escaping @MainActor ([InputEvent]) -> Void) {
        guard !isRestored else { return }
        // A second listener takes over from the first.
        self.onInput = onInput
        guard reader == nil else { return }
        let reader = DispatchSource.makeReadSource(fileDescriptor: screen.options.inputFD, queue: .main)
        reader.setEventHandler { [weak self] in MainActor.assumeIsolated { self?.readable() } }
        self.reader = reader
        let timer = DispatchSource.makeTimerSource(queue: .main)
        timer.setEventHandler { [weak self] in MainActor.assumeIsolated { self?.timerFired() } }
        timer.schedule(deadline: .distantFuture)
        self.timer = timer
        timer.resume()
        reader.resume()
    }

    /// Arms the one timer, or disarms it with nil; ``onTimer`` is called once.
    public func schedule(after delay: Duration?) {
        programDeadline = delay.map { delay in
            let parts = delay.components
            return now &+ UInt64(max(0, parts.seconds * 1000 + (parts.attoseconds + 999_999_999_999_999) / 1_000_000_000_000_000))
        }
        armTimer()
    }

    /// Lets `body` have the terminal as it was found: a command that may ask for something itself.
    public func lent<Value>(_ body: () throws -> Value) rethrows -> Value {
        guard !isRestored else { return try body() }
        screen.leave()
        defer {
            screen.retake()
            cursesDisplay.forget()
        }
        return try body()
    }

    /// Gives the terminal back as it was found. May be called any number of times.
    public func restore() {
        guard !isRestored else { return }
        isRestored = true
        reader?.cancel()
        timer?.cancel()
        (reader, timer, onInput) = (nil, nil, nil)
        dropAnswer()
        screen.close()
        SignalSources.stop(relay)
    }

    /// Asks for the colour behind the letters, where the terminal may know the question. The answer arrives as
    /// ``InputEvent/background(_:)``, or never; nothing waits for it.
    public func askGround() {
        guard !isRestored, screen.askGround() else { return }
        decoder.asked(at: now)
        armTimer()
    }

    // MARK: input

    private func readable() {
        var buffer = [UInt8](repeating: 0, count: 16_384)
        var events: [InputEvent] = []
        var isGone = false
        // A bound for one turn: signals and the timer get theirs in between.
        for _ in 0..<64 {
            var state = pollfd(fd: screen.options.inputFD, events: Int16(POLLIN), revents: 0)
            guard poll(&state, 1, 0) > 0 else { break }
            let count = read(screen.options.inputFD, &buffer, buffer.count)
            if count > 0 {
                events += decoder.feed(buffer[..<count], at: now)
            } else if count == 0 || errno != EINTR && errno != EAGAIN {
                // The line was cut. Without this the source would fire for ever.
                isGone = true
                break
            }
        }
        if isGone {
            reader?.cancel()
            reader = nil
            events.append(.hangUp)
        }
        if decoder.saysGroundChanged { askGround() }
        armTimer()
        deliver(events)
    }

    private func discardInput() {
        guard !isRestored else { return }
        tcflush(screen.options.inputFD, TCIFLUSH)
        decoder.discard()
        armTimer()
    }

    /// An answer that is here already and that nobody will read would stand on the shell's line.
    private func dropAnswer() {
        if decoder.awaitsAnswer(now) { tcflush(screen.options.inputFD, TCIFLUSH) }
    }

    private func deliver(_ events: [InputEvent]) {
        if !events.isEmpty { onInput?(events) }
    }

    // MARK: time

    private var now: UInt64 { DispatchTime.now().uptimeNanoseconds / 1_000_000 }

    private func armTimer() {
        let due = [programDeadline, decoder.deadline].compactMap { $0 }.min()
        guard let due else {
            timer?.schedule(deadline: .distantFuture)
            return
        }
        timer?.schedule(deadline: DispatchTime(uptimeNanoseconds: due &* 1_000_000), leeway: .milliseconds(1))
    }

    private func timerFired() {
        let time = now
        let events = decoder.flush(at: time)
        let isDue = programDeadline.map { $0 <= time } ?? false
        if isDue { programDeadline = nil }
        armTimer()
        deliver(events)
        if isDue { onTimer?() }
    }

    // MARK: signals

    private func received(_ signal: Int32) {
        guard !isRestored else { return }
        switch signal {
        case SIGWINCH:
            if screen.measure() { resized() }
        case SIGTSTP: suspend()
        case SIGCONT:
            screen.retake()
            resized()
        default: onTerminate?(signal)
        }
    }

    private func resized() {
        cursesDisplay.forget()
        deliver([.resized(screen.size)])
    }

    /// Stops with `raise`, which stops before it returns; a signal to the group would stop a little later,
    /// in the middle of taking the terminal again. SIGCONT then arrives as an event and brings a frame.
    private func suspend() {
        guard !isRestored else { return }
        dropAnswer()
        screen.leave()
        stopProcess()
        screen.retake()
        cursesDisplay.forget()
    }
}

/// Signals may come before the session is whole; they wait for nothing and are dropped until then.
@MainActor private final class SignalRelay {
    weak var session: TerminalSession?
}
