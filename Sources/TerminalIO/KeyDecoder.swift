// Bytes from the terminal → events. Pure: bytes and the time go in, events come out, and a deadline says
// when to call again. Nothing is lost or misread where the line tears a sequence or a character.

import CellGrid

/// Decodes what a terminal sends. Unit of time: milliseconds of any monotonic clock.
struct KeyDecoder {
    /// How long a lone Esc waits to become the start of a sequence.
    static let escapeWait: UInt64 = 50
    /// How long the start of a control sequence waits for its rest before it is what a person typed.
    static let sequenceWait: UInt64 = 500
    /// How long after Esc a `[` may still be the rest of a torn sequence.
    static let tornWait: UInt64 = 1000
    /// Silence after which Ctrl-C or Esc gives up a paste whose end never came.
    static let pasteSilence: UInt64 = 2000
    /// Longest paste. Unit: bytes.
    static let pasteLimit = 1 << 20
    /// Longest control sequence; the rest of a longer one is dropped.
    static let sequenceLimit = 64

    private enum State {
        case ground
        case escape
        /// Esc was already given out alone; a `[` now may be its torn rest.
        case afterEscape
        /// `Esc [` and what followed; `isLate` when Esc was already given out.
        case control([UInt8], isLate: Bool)
        /// `Esc O`.
        case single
        /// `Esc [ [`: the Linux console's function keys.
        case linux
        /// Bytes of an old mouse report still to be dropped.
        case drop(Int)
        case paste
        /// A character of several bytes, not whole yet.
        case utf8([UInt8], alt: Bool)
    }

    var takesMouse = false
    /// Sequences that this terminal's description names and nobody else uses.
    var ownKeys: [[UInt8]: Key] = [:]
    private var state = State.ground
    private var since: UInt64 = 0
    private var pasted: [UInt8] = []
    /// How much of the paste's end has been seen.
    private var endMatched = 0
    private var isPasteCut = false
    private var isPasteDropped = false
    private var events: [InputEvent] = []

    /// When ``flush(at:)`` is due; nil when nothing waits.
    var deadline: UInt64? {
        switch state {
        case .escape, .single, .linux: since + Self.escapeWait
        case .control(let bytes, _): bytes.isEmpty ? since + Self.sequenceWait : nil
        case .ground, .afterEscape, .drop, .paste, .utf8: nil
        }
    }

    /// Takes what one read gave.
    mutating func feed(_ bytes: some Collection<UInt8>, at now: UInt64) -> [InputEvent] {
        events = []
        if case .paste = state, bytes.count == 1, let byte = bytes.first, byte == 0x03 || byte == 0x1B,
            now >= since + Self.pasteSilence
        {
            endPaste()
        } else {
            for byte in bytes { take(byte, now) }
        }
        if !bytes.isEmpty { since = now }
        return events
    }

    /// Gives out what waited too long.
    mutating func flush(at now: UInt64) -> [InputEvent] {
        events = []
        guard let deadline, now >= deadline else { return [] }
        switch state {
        case .escape:
            key(.escape)
            (state, since) = (.afterEscape, now)
            return events
        case .single: key(.character("O"), alt: true)
        case .linux: key(.character("["), alt: true)
        case .control(_, let isLate): key(.character("["), alt: !isLate)
        case .ground, .afterEscape, .drop, .paste, .utf8: break
        }
        state = .ground
        return events
    }

    /// Forgets what is half read. A paste that has begun is dropped to its end: it must not become keys.
    mutating func discard() {
        if case .paste = state {
            pasted = []
            isPasteDropped = true
        } else {
            state = .ground
        }
    }

    private mutating func take(_ byte: UInt8, _ now: UInt64) {
        switch state {
        case .ground: ground(byte, alt: false)
        case .escape:
            switch byte {
            case 0x1B: key(.escape)
            case 0x5B: state = .control([], isLate: false)
            case 0x4F: state = .single
            default:
                state = .ground
                ground(byte, alt: true)
            }
        case .afterEscape:
            state = .ground
            if byte == 0x5B, now < since + Self.tornWait { state = .control([], isLate: true) } else { ground(byte, alt: false) }
        case .control(let bytes, let isLate): control(byte, bytes, isLate: isLate)
        case .single:
            state = .ground
            if let found = KeySequences.single(byte) ?? ownKeys[[0x1B, 0x4F, byte]] {
                events.append(.key(found))
            } else if byte < 0x20 || byte >= 0x7F {
                key(.character("O"), alt: true)
                ground(byte, alt: false)
            }
        case .linux:
            state = .ground
            if (0x41...0x45).contains(byte) { key(.function(Int(byte) - 0x40)) }
        case .drop(let left): state = left > 1 ? .drop(left - 1) : .ground
        case .paste: paste(byte)
        case .utf8(let bytes, let alt): utf8(byte, bytes, alt: alt)
        }
    }

    private mutating func ground(_ byte: UInt8, alt: Bool) {
        switch byte {
        case 0x1B: state = .escape
        case 0x80...: utf8(byte, [], alt: alt)
        default: events.append(.key(KeySequences.plain(byte, alt: alt)))
        }
    }

    private mutating func control(_ byte: UInt8, _ bytes: [UInt8], isLate: Bool) {
        switch byte {
        case 0x1B: state = .escape
        case 0..<0x20, 0x7F...:
            // A control key ends what was half read, so that Ctrl-C always gets through.
            state = .ground
            ground(byte, alt: false)
        case 0x5B where bytes.isEmpty: state = .linux
        case 0x4D where bytes.isEmpty: state = .drop(3)
        case 0x40...:
            state = .ground
            if bytes.count < Self.sequenceLimit { finish(bytes, byte) }
        default:
            state = .control(bytes.count < Self.sequenceLimit ? bytes + [byte] : bytes, isLate: isLate)
        }
    }

    private mutating func finish(_ bytes: [UInt8], _ final: UInt8) {
        if final == 0x7E, bytes == Array("200".utf8) {
            (state, pasted, endMatched) = (.paste, [], 0)
            (isPasteDropped, isPasteCut) = (false, false)
            return
        }
        if let event = KeySequences.control(bytes, final, takesMouse: takesMouse) {
            events.append(event)
        } else if let own = ownKeys[[0x1B, 0x5B] + bytes + [final]] {
            events.append(.key(own))
        }
    }

    private static let pasteEnd = Array("\u{1B}[201~".utf8)

    /// The end is looked for past the limit as well, or the rest would become keys.
    private mutating func paste(_ byte: UInt8) {
        if byte == Self.pasteEnd[endMatched] {
            endMatched += 1
            if endMatched == Self.pasteEnd.count { endPaste() }
            return
        }
        keep(Self.pasteEnd[..<endMatched])
        endMatched = byte == 0x1B ? 1 : 0
        if endMatched == 0 { keep([byte]) }
    }

    private mutating func keep(_ bytes: some Collection<UInt8>) {
        if pasted.count + bytes.count <= Self.pasteLimit { pasted += bytes } else { isPasteCut = true }
    }

    private mutating func endPaste() {
        state = .ground
        var text = pasted
        (pasted, endMatched) = ([], 0)
        guard !isPasteDropped else {
            isPasteDropped = false
            return
        }
        if isPasteCut {
            // Half a number must not be read as a whole one: the last line goes too.
            if let end = text.lastIndex(where: { $0 == 0x0A || $0 == 0x0D }) { text.removeSubrange(end...) }
        }
        events.append(.paste(KeySequences.pastedText(text)))
    }

    private mutating func utf8(_ byte: UInt8, _ before: [UInt8], alt: Bool) {
        let bytes = before + [byte]
        let length =
            switch bytes[0] {
            case 0xC2...0xDF: 2
            case 0xE0...0xEF: 3
            case 0xF0...0xF4: 4
            default: 0
            }
        if !before.isEmpty, !(0x80...0xBF).contains(byte) {
            // Not a character: what came of it is dropped, this byte stands for itself.
            state = .ground
            ground(byte, alt: false)
        } else if bytes.count < length {
            state = .utf8(bytes, alt: alt)
        } else {
            state = .ground
            guard let text = String(validating: bytes, as: UTF8.self), let character = text.first,
                character.unicodeScalars.allSatisfy({ $0.value >= 0xA0 && $0.value != 0xFEFF })
            else { return }
            key(.character(character), alt: alt)
        }
    }

    private mutating func key(_ code: Key.Code, alt: Bool = false) { events.append(.key(Key(code, alt: alt))) }
}
