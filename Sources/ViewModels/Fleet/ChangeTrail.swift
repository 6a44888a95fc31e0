// Which rows changed lately: a filter that ran a moment ago looks only at these instead of at a million.

/// The last changes of the fleet, oldest first.
struct ChangeTrail: Sendable {
    /// Most changes remembered.
    static let capacity = 32_768

    private var rows: [UInt32] = []
    /// Where the next change goes once `rows` is full.
    private var next = 0
    /// Changes noted since the start: a moment in the fleet's life.
    private(set) var version = 0

    mutating func note(_ row: Int) {
        version += 1
        if rows.count < Self.capacity {
            rows.append(UInt32(row))
        } else {
            rows[next] = UInt32(row)
            next = (next + 1) % Self.capacity
        }
    }

    /// The rows changed after `version`, some of them more than once; nil when that is too long ago to tell.
    func rows(since version: Int) -> [UInt32]? {
        let count = self.version - version
        guard count <= rows.count, count >= 0 else { return nil }
        return (0..<count).map { rows[(next + rows.count - count + $0) % rows.count] }
    }
}
