// Fuzzy matching as in fzf: all letters of the pattern in order; the best of all ways to lay them over the
// text counts, better where they stand together and where they start words.

enum Fuzzy {
    struct Match: Hashable {
        var score: Int
        /// Places of the matched characters in the text.
        var places: [Int]
    }

    /// Longer patterns and texts are cut: no command has so long a name.
    private static let limit = 200

    private static let each = 4
    private static let wordStart = 8
    private static let together = 7
    /// What one character between two matched ones costs, at most ``widestGap`` of them.
    private static let gap = 1
    private static let widestGap = 6

    /// nil when a letter is missing.
    static func match(_ pattern: String, in text: String) -> Match? {
        let letters = Array(pattern.lowercased().filter { $0 != " " }.prefix(limit))
        let characters = Array(text.lowercased().prefix(limit))
        guard !letters.isEmpty else { return Match(score: 0, places: []) }
        guard letters.count <= characters.count else { return nil }
        // best[i][j]: the best score with letter i on character j, and where letter i-1 is then.
        var best: [[(score: Int, from: Int)?]] = []
        for (i, letter) in letters.enumerated() {
            best.append(
                characters.indices.map { j in
                    guard characters[j] == letter else { return nil }
                    let starts = j == 0 || !characters[j - 1].isLetter && characters[j].isLetter
                    let own = each + (starts ? wordStart : 0)
                    guard i > 0 else { return (own - min(widestGap, j) * gap, -1) }
                    var found: (score: Int, from: Int)?
                    for from in 0..<j {
                        guard let before = best[i - 1][from] else { continue }
                        let link = from == j - 1 ? together : -min(widestGap, j - from - 1) * gap
                        let score = before.score + own + link
                        if found.map({ score > $0.score }) ?? true { found = (score, from) }
                    }
                    return found
                })
        }
        guard
            let last = characters.indices.filter({ best[letters.count - 1][$0] != nil }).max(by: {
                (best[letters.count - 1][$0]?.score ?? 0) < (best[letters.count - 1][$1]?.score ?? 0)
            })
        else { return nil }
        var places: [Int] = []
        var at = last
        for i in letters.indices.reversed() {
            places.append(at)
            at = best[i][at]?.from ?? -1
        }
        return Match(score: best[letters.count - 1][last]?.score ?? 0, places: places.reversed())
    }
}
