// The tags and notes of the fleet in memory: each tag and each combination of tags once, a number a row for the
// combination, and nothing at all as long as no card has a tag.

import SIMModel
import StateStore

/// What a filter asks of tags and notes.
enum TagTest: Hashable, Sendable {
    /// This tag, by ``FleetTag/key(_:)``, or by the initials of its Chinese characters.
    case tag(String)
    /// Part of any tag, or the beginning of its initials.
    case word(String)
    case noTag
    /// Part of the note.
    case note(String)
    case noNote
}

/// Tags and notes by row.
struct FleetTags: Sendable {
    private struct Name: Sendable {
        var name: String
        var key: String
        /// nil: no Chinese in it.
        var initials: String?
    }

    private var names: [Name] = []
    private var places: [String: Int] = [:]
    /// Each combination once, its tags in the order of their words; the first is the empty one.
    private(set) var sets: [[Int]] = [[]]
    private var setPlaces: [[Int]: UInt32] = [[]: 0]
    /// By row; empty while no card has a tag, and as long as the last row that has one.
    private var setOfRow: [UInt32] = []
    private var notes: [Int: String] = [:]

    /// No card has a tag.
    var hasNoTags: Bool { setOfRow.isEmpty }
    var hasNoNotes: Bool { notes.isEmpty }

    // MARK: reading

    func tags(_ row: Int) -> [String] { sets[Int(set(row))].map { names[$0].name } }
    func note(_ row: Int) -> String? { notes[row] }
    func set(_ row: Int) -> UInt32 { row < setOfRow.count ? setOfRow[row] : 0 }
    /// Every tag that a card has had, in the order they came.
    var allTags: [String] { names.map(\.name) }

    /// The place of each combination in the order of their words; nil for no tag.
    var ranks: [Int?] {
        let words = sets.map { $0.map { names[$0].key }.joined(separator: "\u{1}") }
        var ranks = [Int?](repeating: nil, count: sets.count)
        for (rank, set) in words.indices.sorted(by: { words[$0] < words[$1] }).enumerated() where set != 0 {
            ranks[set] = rank
        }
        return ranks
    }

    // MARK: writing

    /// Takes over what was kept, when row `n` of the fleet is number `n` of the list.
    mutating func load(_ kept: FleetSnapshot) {
        var places: [Int] = []
        for name in kept.tagNames { places.append(place(of: name)) }
        let numbers = kept.tagSets.map { number(of: $0.map { places[$0] }) }
        setOfRow = kept.setOfRow.map { numbers[Int($0)] }
        notes = kept.notes
    }

    /// True when that is news.
    mutating func set(_ tags: [String], _ row: Int) -> Bool {
        var wanted: [Int] = []
        for tag in tags {
            let place = place(of: tag)
            if !wanted.contains(place) { wanted.append(place) }
        }
        let number = number(of: wanted.sorted { names[$0].key < names[$1].key })
        guard set(row) != number else { return false }
        while setOfRow.count <= row { setOfRow.append(0) }
        setOfRow[row] = number
        return true
    }

    /// Adds and takes tags; true when something changed.
    mutating func change(_ row: Int, add: [String], remove: [String]) -> Bool {
        let gone = Set(remove.map { FleetTag.key($0) })
        return set((tags(row) + add).filter { !gone.contains(FleetTag.key($0)) }, row)
    }

    mutating func setNote(_ note: String?, _ row: Int) -> Bool {
        guard notes[row] != note else { return false }
        notes[row] = note
        return true
    }

    private mutating func place(of name: String) -> Int {
        let key = FleetTag.key(name)
        if let place = places[key] { return place }
        names.append(Name(name: name, key: key, initials: PinyinInitials.of(key)))
        places[key] = names.count - 1
        return names.count - 1
    }

    private mutating func number(of tags: [Int]) -> UInt32 {
        if let number = setPlaces[tags] { return number }
        let number = UInt32(clamping: sets.count)
        sets.append(tags)
        setPlaces[tags] = number
        return number
    }

    // MARK: filters

    /// For each combination whether it passes: worked out once a query, so that a row costs one look.
    func matching(_ test: TagTest) -> [Bool] {
        let passing = Set(names.indices.filter { Self.passes(test, names[$0]) })
        return sets.map { set in test == .noTag ? set.isEmpty : set.contains { passing.contains($0) } }
    }

    func passes(_ test: TagTest, _ row: Int) -> Bool {
        switch test {
        case .noTag: set(row) == 0
        case .note(let part): notes[row].map { FleetTag.key($0).contains(part) } ?? false
        case .noNote: notes[row] == nil
        case .tag, .word: sets[Int(set(row))].contains { Self.passes(test, names[$0]) }
        }
    }

    private static func passes(_ test: TagTest, _ name: Name) -> Bool {
        switch test {
        case .tag(let key): name.key == key || name.initials == key
        case .word(let part): name.key.contains(part) || name.initials?.hasPrefix(part) ?? false
        case .noTag, .note, .noNote: false
        }
    }
}
