// Tags and notes of the profile's cards: taken in with a list, changed by hand, read all at once.

public import SIMModel

/// What a list did to the profile's.
public struct FleetMergeCounts: Hashable, Sendable {
    public var added = 0
    /// Cards the list had already, or that were named twice: their tags were added, a note replaced the old one.
    public var merged = 0

    public init() {}
}

/// What a change by hand did.
public struct FleetChangeCounts: Hashable, Sendable {
    /// Cards that were in the list.
    public var found = 0
    /// Those that were not so before.
    public var changed = 0

    public init() {}
}

/// The whole list in one reading, as ``FleetList`` keeps it.
public struct FleetSnapshot: Sendable {
    /// In the order they were added.
    public var numbers: [CardNumber] = []
    /// Each tag once.
    public var tagNames: [String] = []
    /// Each combination of tags once, as places in ``tagNames``; the first is the empty one.
    public var tagSets: [[Int]] = [[]]
    /// A place in ``tagSets`` for each number; empty while no card has a tag.
    public var setOfRow: [UInt32] = []
    /// By place in ``numbers``.
    public var notes: [Int: String] = [:]

    public init() {}
}

extension FleetList {
    /// Most different tags of a profile: more are a column that is none of tags.
    public static let mostTags = 10_000

    /// Takes in cards with their tags and notes, all or none of `entries`. `tags` are added to every card.
    public func merge(_ entries: [FleetEntry], tags: [String] = [], at now: WallTime) async throws(StoreError) -> FleetMergeCounts
    {
        try await database.change { connection throws(StoreError) in
            var counts = FleetMergeCounts()
            var sets = TagSets(connection)
            for entry in entries {
                let named = tags.isEmpty ? entry.tags : entry.tags + tags
                let wanted = try sets.tags(named)
                if try Self.merge(entry, wanted, &sets, connection, now) { counts.added += 1 } else { counts.merged += 1 }
            }
            return counts
        }
    }

    /// True when the card is new.
    private static func merge(
        _ entry: FleetEntry, _ tags: [Int64], _ sets: inout TagSets, _ connection: Connection, _ now: WallTime
    ) throws(StoreError) -> Bool {
        let iccid = entry.iccid ?? (entry.simNo.isICCID ? entry.simNo : nil)
        var known = iccid == nil ? nil : try row(of: entry, iccid, connection)
        if known == nil {
            try connection.run(
                "INSERT INTO fleet (sim_no, added_at, iccid, tag_set, note) VALUES (?, ?, ?, ?, ?) ON CONFLICT (sim_no) DO NOTHING",
                [
                    .text(entry.simNo.description), .integer(now.milliseconds), .optional(iccid?.description),
                    .optional(try sets.set(tags)), .optional(entry.note),
                ])
            if connection.changes > 0 { return true }
            known = try row(of: entry, nil, connection)
        }
        guard let known else { throw .failed(reason: "a card of the fleet cannot be read") }
        let set = try sets.set(try sets.members(known.set) + tags)
        try connection.run(
            "UPDATE fleet SET tag_set = ?, note = coalesce(?, note), iccid = coalesce(iccid, ?) WHERE id = ?",
            [.optional(set), .optional(entry.note), .optional(iccid?.description), .integer(known.id)])
        // The list named it by its ICCID; now its own number is known.
        if known.isNamedByICCID, !entry.simNo.isICCID {
            try connection.run("UPDATE fleet SET sim_no = ? WHERE id = ?", [.text(entry.simNo.description), .integer(known.id)])
        }
        return false
    }

    private struct KnownRow {
        var id: Int64
        var set: Int64?
        var isNamedByICCID: Bool
    }

    private static func row(of entry: FleetEntry, _ iccid: CardNumber?, _ connection: Connection) throws(StoreError) -> KnownRow?
    {
        var found: KnownRow?
        func take(_ row: SQLRow) {
            guard found == nil, let id = row.integer(0) else { return }
            found = KnownRow(
                id: id, set: row.integer(1), isNamedByICCID: row.text(2).flatMap { CardNumber($0) }?.isICCID ?? false)
        }
        try connection.run("SELECT id, tag_set, sim_no FROM fleet WHERE sim_no = ?", [.text(entry.simNo.description)], row: take)
        guard found == nil, let iccid else { return found }
        try connection.run(
            "SELECT id, tag_set, sim_no FROM fleet WHERE iccid IS NOT NULL AND substr(iccid, 1, 19) = ?",
            [.text(iccid.comparisonKey.description)], row: take)
        return found
    }

    /// Adds and takes tags. Cards that the list does not have stay out of it.
    public func tag(_ cards: [CardNumber], add: [String], remove: [String]) async throws(StoreError) -> FleetChangeCounts {
        try await database.change { connection throws(StoreError) in
            var counts = FleetChangeCounts()
            var sets = TagSets(connection)
            let (added, removed) = (try sets.tags(add), Set(try sets.known(remove)))
            for card in cards {
                guard let known = try Self.row(of: FleetEntry(simNo: card), card, connection) else { continue }
                counts.found += 1
                let set = try sets.set((try sets.members(known.set) + added).filter { !removed.contains($0) })
                guard set != known.set else { continue }
                try connection.run("UPDATE fleet SET tag_set = ? WHERE id = ?", [.optional(set), .integer(known.id)])
                counts.changed += 1
            }
            try TagSets.prune(connection)
            return counts
        }
    }

    /// Those of `cards` that the list has.
    public func known(_ cards: [CardNumber]) async throws(StoreError) -> Set<CardNumber> {
        try await database.access { connection throws(StoreError) in
            var known: Set<CardNumber> = []
            for card in cards where try Self.row(of: FleetEntry(simNo: card), card, connection) != nil { known.insert(card) }
            return known
        }
    }

    /// Writes a note; nil takes it away.
    public func note(_ cards: [CardNumber], _ note: String?) async throws(StoreError) -> FleetChangeCounts {
        try await database.change { connection throws(StoreError) in
            var counts = FleetChangeCounts()
            for card in cards {
                guard let known = try Self.row(of: FleetEntry(simNo: card), card, connection) else { continue }
                counts.found += 1
                try connection.run(
                    "UPDATE fleet SET note = ?1 WHERE id = ?2 AND note IS NOT ?1", [.optional(note), .integer(known.id)])
                counts.changed += connection.changes
            }
            return counts
        }
    }

    /// Everything of the list.
    public func snapshot() async throws(StoreError) -> FleetSnapshot {
        try await database.access { connection throws(StoreError) in try Self.snapshot(connection) }
    }

    private static func snapshot(_ connection: Connection) throws(StoreError) -> FleetSnapshot {
        var out = FleetSnapshot()
        let book = try TagBook(connection)
        out.tagNames = book.names
        out.tagSets = book.sets
        if let count = try connection.number("SELECT count(*) FROM fleet") { out.numbers.reserveCapacity(Int(count)) }
        try connection.run("SELECT sim_no, tag_set, note FROM fleet ORDER BY id") { row throws(StoreError) in
            guard let card = row.card(0) else { throw .failed(reason: "a card of the fleet cannot be read") }
            let place = out.numbers.count
            out.numbers.append(card)
            if let set = row.integer(1).flatMap({ book.places[$0] }) {
                if out.setOfRow.isEmpty { out.setOfRow = Array(repeating: 0, count: place) }
                out.setOfRow.append(set)
            } else if !out.setOfRow.isEmpty {
                out.setOfRow.append(0)
            }
            if let note = row.text(2) { out.notes[place] = note }
        }
        return out
    }

    /// The next cards behind row `after`, in the order they were added, at most `limit`; with the last one's row.
    /// `tag`: only those that have it.
    public func page(after: Int64, limit: Int, tag: String? = nil) async throws(StoreError) -> (
        entries: [FleetEntry], last: Int64
    ) {
        try await database.access { connection throws(StoreError) in
            let book = try TagBook(connection)
            var entries: [FleetEntry] = []
            var last = after
            let wanted = tag.map { FleetTag.key($0) }
            try connection.run(
                "SELECT id, sim_no, iccid, tag_set, note FROM fleet WHERE id > ? ORDER BY id LIMIT ?",
                [.integer(after), .integer(Int64(limit))]
            ) { row throws(StoreError) in
                guard let id = row.integer(0), let card = row.card(1) else {
                    throw .failed(reason: "a card of the fleet cannot be read")
                }
                last = id
                let set = row.integer(3).flatMap { book.places[$0] } ?? 0
                let tags = book.sets[Int(set)].map { book.names[$0] }
                if let wanted, !tags.contains(where: { FleetTag.key($0) == wanted }) { return }
                let iccid = row.card(2)
                entries.append(FleetEntry(simNo: card, iccid: iccid == card ? nil : iccid, tags: tags, note: row.text(4)))
            }
            return (entries, last)
        }
    }
}

/// The tags and their combinations by place.
private struct TagBook {
    var names: [String] = []
    var sets: [[Int]] = [[]]
    /// A combination's place by its number in the database.
    var places: [Int64: UInt32] = [:]

    init(_ connection: Connection) throws(StoreError) {
        var places: [Int64: Int] = [:]
        var names: [String] = []
        try connection.run("SELECT id, name FROM tags ORDER BY id") { row in
            guard let id = row.integer(0), let name = row.text(1) else { return }
            places[id] = names.count
            names.append(name)
        }
        self.names = names
        let keys = names.map { FleetTag.key($0) }
        var sets: [[Int]] = [[]]
        var setPlaces: [Int64: UInt32] = [:]
        try connection.run("SELECT id, tags FROM tag_sets ORDER BY id") { row in
            guard let id = row.integer(0) else { return }
            setPlaces[id] = UInt32(clamping: sets.count)
            // By their words: what a profile says does not hang on which tag it heard of first.
            sets.append(TagSets.members(row.text(1)).compactMap { places[$0] }.sorted { keys[$0] < keys[$1] })
        }
        self.sets = sets
        self.places = setPlaces
    }
}
