// Figures that one wild value does not move: median, median deviation, and the slope of a line through
// the middle of all pairs.

/// Robust statistics. Pure.
enum Robust {
    /// The value below which `share` of the values lie, between two values by their distance; nil of none.
    static func quantile(_ values: [Double], _ share: Double) -> Double? {
        sortedQuantile(values.sorted(), share)
    }

    private static func sortedQuantile(_ sorted: [Double], _ share: Double) -> Double? {
        guard !sorted.isEmpty else { return nil }
        let place = min(1, max(0, share)) * Double(sorted.count - 1)
        let low = Int(place)
        let high = min(low + 1, sorted.count - 1)
        return sorted[low] + (sorted[high] - sorted[low]) * (place - Double(low))
    }

    static func median(_ values: [Double]) -> Double? { quantile(values, 0.5) }

    /// The median distance from the median, scaled so that it is the standard deviation of a bell curve.
    static func deviation(_ values: [Double]) -> Double? {
        guard let middle = median(values) else { return nil }
        return median(values.map { ($0 - middle).magnitude }).map { $0 * 1.4826 }
    }

    /// Slopes of all pairs (Theil and Sen): a slow, a middle and a fast one.
    struct Slope: Hashable {
        var low: Double
        var middle: Double
        var high: Double
    }

    /// Most points whose pairs are looked at: 24 make 276.
    static let slopePoints = 24

    /// nil with fewer than two points at different places. `points` by their x, any number of them.
    static func slope(_ points: [(x: Double, y: Double)]) -> Slope? {
        let few = thinned(points)
        var slopes: [Double] = []
        slopes.reserveCapacity(few.count * few.count / 2)
        for (index, left) in few.enumerated() {
            for right in few[(index + 1)...] where right.x > left.x { slopes.append((right.y - left.y) / (right.x - left.x)) }
        }
        slopes.sort()
        guard let low = sortedQuantile(slopes, 0.2), let middle = sortedQuantile(slopes, 0.5),
            let high = sortedQuantile(slopes, 0.8)
        else { return nil }
        return Slope(low: low, middle: middle, high: high)
    }

    /// At most ``slopePoints``, evenly taken, first and last among them.
    private static func thinned(_ points: [(x: Double, y: Double)]) -> [(x: Double, y: Double)] {
        guard points.count > slopePoints else { return points }
        return (0..<slopePoints).map { points[$0 * (points.count - 1) / (slopePoints - 1)] }
    }
}
