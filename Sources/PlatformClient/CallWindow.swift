// The times of the calls of the last minute. A place is taken and looked up without moving the others.

import SIMModel

/// Times in ascending order, the oldest of which are dropped.
struct CallWindow: Sendable {
    private var times: [Uptime] = []
    /// Times before it are dropped already; they leave the array when they are half of it.
    private var head = 0

    var count: Int { times.count - head }

    /// The time of the call that has `count - 1` others after it. `count` is in 1...self.count.
    func time(fromEnd count: Int) -> Uptime { times[times.count - count] }

    mutating func append(_ time: Uptime) { times.append(time) }

    mutating func drop(through limit: Uptime) {
        while head < times.count, times[head] <= limit { head += 1 }
        guard head * 2 >= times.count else { return }
        times.removeFirst(head)
        head = 0
    }

    /// How many came after `limit`.
    func count(after limit: Uptime) -> Int {
        var (low, high) = (head, times.count)
        while low < high {
            let middle = (low + high) / 2
            if times[middle] <= limit { low = middle + 1 } else { high = middle }
        }
        return times.count - low
    }
}
