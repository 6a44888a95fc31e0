// Looks through the whole fleet for cards a rule is about, a chunk at a time and away from the main actor.

import SIMModel

/// Works out verdicts beside the main actor.
actor AlertScanner {
    /// One rule over one chunk.
    struct Question: Sendable {
        /// Place among the engine's rules.
        var rule: Int
        var condition: AlertCondition
        /// Rows whose verdict is wanted whatever it is: the rule holds for them, or soon may.
        var tracked: RowSet
    }

    struct Finding: Hashable, Sendable {
        var rule: Int
        var row: Int
        var verdict: AlertVerdict
    }

    func scan(_ questions: [Question], chunk: Int, of fleet: FleetTable, _ context: FilterContext) -> [Finding] {
        var findings: [Finding] = []
        for question in questions {
            let scan = FleetScan(question.condition.when, fleet: fleet, context: context)
            // Where something is unknown the plain test says no, or yes under a `not`: it finds every card that
            // surely passes, and the exact verdict is asked for those alone.
            let candidates = scan.mask(question.condition.when, chunk: chunk)
                .union(ChunkMask(question.tracked, chunk: chunk))
            for word in 0..<ChunkMask.wordCount {
                var rest = candidates.words[word]
                while rest != 0 {
                    let row = chunk * FleetChunk.capacity + word << 6 + rest.trailingZeroBitCount
                    rest &= rest - 1
                    guard row < fleet.count else { continue }
                    findings.append(
                        Finding(rule: question.rule, row: row, verdict: fleet.verdict(question.condition, row, context)))
                }
            }
        }
        return findings
    }
}
