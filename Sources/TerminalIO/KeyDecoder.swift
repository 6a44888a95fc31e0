// Bytes from the terminal → events. Pure: bytes and the time go in, events come out, and a deadline says
// when to call again. Nothing is lost or misread where the line tears a sequence or a character.

import CLibc
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
    /// From so many digits and line ends in one read on, it is a paste from a terminal without brackets. Unit: bytes.
    static let burst = 24
    /// So long a burst may be silent before it is over. Unit: milliseconds.
    static let burstWait: UInt64 = 80
    /// Longest control sequence; the rest of a longer one is dropped.
    static let sequenceLimit = 64
    /// How long after the question for the ground a lone Esc may be the start of the answer.
    static let answerWait: UInt64 = 2000
    /// How long the rest of an answer that has begun is waited for.
    static let answerSilence: UInt64 = 5000

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
        /// `Esc ]` and what followed: what a terminal answers. `isLate` when Esc was already given out.
        case string([UInt8], isLate: Bool)
        /// The same, and the Esc of its end.
        case stringEnd([UInt8])
        /// A paste without brackets.
        case burst
        /// A character of several bytes, not whole yet.
        case utf8([UInt8], alt: Bool)
    }

    var mouse = MouseUse.off
    var characters = CharacterSet.utf8
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
    /// The ground was asked for and nothing was answered yet: until when an Esc is taken for the answer's.
    private var answerUntil: UInt64?
    /// The terminal says that its colours changed.
    private(set) var saysGroundChanged = false

    /// The question for the ground was sent.
    mutating func asked(at now: UInt64) {
        answerUntil = now + Self.answerWait
        saysGroundChanged = false
    }

    /// When ``flush(at:)`` is due; nil when nothing waits.
    var deadline: UInt64? {
        switch state {
        case .escape: since + (awaitsAnswer(since) ? Self.sequenceWait : Self.escapeWait)
        case .single, .linux: since + Self.escapeWait
        case .string(let bytes, _): since + wait(for: bytes)
        case .stringEnd(let bytes): since + (GroundAnswer.colour(bytes) == nil ? Self.escapeWait : Self.answerSilence)
        case .control(let bytes, _): bytes.isEmpty ? since + Self.sequenceWait : nil
        case .burst: since + Self.burstWait
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
            if case .ground = state, Self.isBurst(bytes) {
                (state, pasted, endMatched) = (.burst, [], 0)
                (isPasteDropped, isPasteCut) = (false, false)
            }
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
        case .string(let bytes, let isLate): if bytes.isEmpty { key(.character("]"), alt: !isLate) }
        case .stringEnd(let bytes): if GroundAnswer.colour(bytes) == nil { key(.escape) }
        case .burst:
            endPaste()
            return events
        case .ground, .afterEscape, .drop, .paste, .utf8: break
        }
        state = .ground
        return events
    }

    /// Forgets what is half read. A paste that has begun is dropped to its end: it must not become keys.
    mutating func discard() {
        switch state {
        case .paste, .burst:
            pasted = []
            isPasteDropped = true
        // The rest of an answer that has begun is no key either.
        case .string, .stringEnd: break
        default: state = .ground
        }
    }

    /// Digits, blanks and line ends, more than anybody types between two reads.
    private static func isBurst(_ bytes: some Collection<UInt8>) -> Bool {
        bytes.count >= burst && bytes.allSatisfy(isOfNumbers)
            && bytes.contains { $0 == 0x0A || $0 == 0x0D }
    }

    private static func isOfNumbers(_ byte: UInt8) -> Bool {
        (0x30...0x39).contains(byte) || [0x0A, 0x0D, 0x20, 0x2C].contains(byte)
    }

    private mutating func take(_ byte: UInt8, _ now: UInt64) {
        switch state {
        case .ground: ground(byte, alt: false)
        case .escape:
            switch byte {
            case 0x1B: key(.escape)
            case 0x5B: state = .control([], isLate: false)
            case 0x4F: state = .single
            case 0x5D: state = .string([], isLate: false)
            default:
                state = .ground
                ground(byte, alt: true)
            }
        case .afterEscape:
            state = .ground
            switch byte {
            case 0x5B where now < since + Self.tornWait: state = .control([], isLate: true)
            case 0x5D where now < since + Self.tornWait && answerUntil != nil: state = .string([], isLate: true)
            default: ground(byte, alt: false)
            }
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
        case .string(let bytes, let isLate): string(byte, bytes, isLate: isLate)
        case .stringEnd(let bytes):
            state = .escape
            if byte == 0x5C { finishString(bytes) } else { take(byte, now) }
        case .burst where Self.isOfNumbers(byte): keep([byte])
        case .burst:
            endPaste()
            ground(byte, alt: false)
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

    func awaitsAnswer(_ now: UInt64) -> Bool { answerUntil.map { now < $0 } ?? false }

    /// What looks like the answer may come torn; anything else that never ends must not eat keys for long.
    private func wait(for bytes: [UInt8]) -> UInt64 {
        if bytes.isEmpty { return answerUntil == nil ? Self.escapeWait : Self.sequenceWait }
        return GroundAnswer.begins(with: bytes) ? Self.answerSilence : Self.sequenceWait
    }

    private mutating func string(_ byte: UInt8, _ bytes: [UInt8], isLate: Bool) {
        switch byte {
        case 0x07: finishString(bytes)
        case 0x1B: state = .stringEnd(bytes)
        case ..<0x20:
            // A control key ends what was half read, so that Ctrl-C always gets through.
            state = .ground
            ground(byte, alt: false)
        case 0x30...0x39 where bytes.isEmpty: state = .string([byte], isLate: isLate)
        case _ where bytes.isEmpty:
            // Terminals' strings begin with a number: this was typed.
            state = .ground
            key(.character("]"), alt: !isLate)
            ground(byte, alt: false)
        default: state = .string(bytes.count < Self.sequenceLimit ? bytes + [byte] : bytes, isLate: isLate)
        }
    }

    private mutating func finishString(_ bytes: [UInt8]) {
        state = .ground
        guard let colour = GroundAnswer.colour(bytes) else { return }
        answerUntil = nil
        events.append(.background(colour))
    }

    private mutating func finish(_ bytes: [UInt8], _ final: UInt8) {
        if final == 0x7E, bytes == Array("200".utf8) {
            (state, pasted, endMatched) = (.paste, [], 0)
            (isPasteDropped, isPasteCut) = (false, false)
            return
        }
        // The terminal has told what it is, as it was asked to behind the ground: no other answer comes.
        if final == 0x63, bytes.first == 0x3F { answerUntil = nil }
        if final == 0x6E, bytes.starts(with: GroundAnswer.change) { saysGroundChanged = true }
        if let event = KeySequences.control(bytes, final, mouse: mouse) {
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
        if characters == .chinese { text = ChineseBytes.utf8(text) }
        events.append(.paste(KeySequences.pastedText(text)))
        if isPasteCut { events.append(.pasteCut(limit: Self.pasteLimit)) }
    }

    private mutating func utf8(_ byte: UInt8, _ before: [UInt8], alt: Bool) {
        if characters == .chinese { return chinese(byte, before, alt: alt) }
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

    /// Two bytes, or four when the second is a digit; the last ones may be ASCII and are no keys.
    private mutating func chinese(_ byte: UInt8, _ before: [UInt8], alt: Bool) {
        let bytes = before + [byte]
        let isRight =
            switch bytes.count {
            case 1, 3: (0x81...0xFE).contains(byte)
            case 2: (0x40...0xFE).contains(byte) && byte != 0x7F || (0x30...0x39).contains(byte)
            default: (0x30...0x39).contains(byte)
            }
        guard isRight else {
            state = .ground
            if byte < 0x80 { ground(byte, alt: false) }
            return
        }
        let length = bytes.count > 1 && bytes[1] < 0x40 ? 4 : 2
        guard bytes.count == length else {
            state = .utf8(bytes, alt: alt)
            return
        }
        state = .ground
        guard let text = String(validating: ChineseBytes.utf8(bytes), as: UTF8.self), let character = text.first,
            character != "\u{FFFD}", character.unicodeScalars.allSatisfy({ $0.value >= 0xA0 && $0.value != 0xFEFF })
        else { return }
        key(.character(character), alt: alt)
    }

    private mutating func key(_ code: Key.Code, alt: Bool = false) { events.append(.key(Key(code, alt: alt))) }
}

/// GB18030 made UTF-8; what means nothing becomes U+FFFD.
enum ChineseBytes {
    static func utf8(_ bytes: [UInt8]) -> [UInt8] {
        var (used, bad) = (0, Int32(0))
        var output = [UInt8](repeating: 0, count: bytes.count * 3 + 4)
        let count = simdeck_gb18030_to_utf8(bytes, bytes.count, 1, &used, &bad, &output, output.count)
        return count < 0 ? bytes : Array(output[..<count])
    }
}
