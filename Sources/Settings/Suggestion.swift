// The nearest right name for a wrong one.

/// Guesses what was meant.
public enum Suggestion {
    /// The candidate nearest to `name` by edits (insert, delete, replace, swap of neighbours), if it is
    /// near enough to be meant: at most a third of its length, and at least one edit is always allowed.
    ///
    /// Example: `nearest(to: "base_ur", among: ["base_url", "app_id"]) == "base_url"`.
    public static func nearest(to name: String, among candidates: some Sequence<String>) -> String? {
        let wanted = fold(name)
        var best: (name: String, distance: Int)?
        for candidate in candidates {
            let distance = distance(wanted, fold(candidate))
            if distance < best?.distance ?? Int.max { best = (candidate, distance) }
        }
        guard let best, best.distance <= max(1, max(wanted.count, best.name.count) / 3) else { return nil }
        return best.name
    }

    /// Capitals and the sort of dash make no difference: `base-URL` is `base_url` at once.
    private static func fold(_ text: String) -> [Character] {
        text.lowercased().prefix(64).map { $0 == "-" || $0 == " " ? "_" : $0 }
    }

    /// Edit distance with swaps (optimal string alignment).
    static func distance(_ left: [Character], _ right: [Character]) -> Int {
        var before: [Int] = []
        var last = Array(0...right.count)
        for (i, a) in left.enumerated() {
            var row = [i + 1]
            for (j, b) in right.enumerated() {
                var cost = min(last[j + 1] + 1, row[j] + 1, last[j] + (a == b ? 0 : 1))
                if i > 0, j > 0, a == right[j - 1], left[i - 1] == b { cost = min(cost, before[j - 1] + 1) }
                row.append(cost)
            }
            (before, last) = (last, row)
        }
        return last[right.count]
    }
}
