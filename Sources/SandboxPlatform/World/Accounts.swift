// The account's money: balances that run down with time, one pool near its end. All invented.

import SIMModel

/// A pool and how fast it is spent. Unit: fen.
struct PoolPlan {
    let id: Int64
    let name: String
    let code: String
    let deposit: Int64
    let frozen: Int64
    let firstBalance: Int64
    let burnPerHour: Int64
}

/// The account at a moment.
struct Accounts {
    let startedAt: WallTime
    let speed: Double

    static let createdAt = WallTime(seconds: 1_704_038_400)  // 2024-01-01 00:00:00 of the platform
    static let pools = [
        PoolPlan(
            id: 1, name: "移动共享池", code: "DEMO01", deposit: 50_000, frozen: 212_170, firstBalance: 1_899_030,
            burnPerHour: 410),
        PoolPlan(
            id: 2, name: "联通共享池", code: "CUCC01", deposit: 30_000, frozen: 84_000, firstBalance: 742_655,
            burnPerHour: 260),
        // Near its end: 18.64 yuan are left over deposit and frozen.
        PoolPlan(
            id: 3, name: "电信共享池", code: "CTCC01", deposit: 50_000, frozen: 120_000, firstBalance: 171_864,
            burnPerHour: 190),
        PoolPlan(
            id: 4, name: "广电共享池", code: "CBN01", deposit: 10_000, frozen: 0, firstBalance: 96_420,
            burnPerHour: 35),
    ]

    private static let mainBalance: Int64 = 865_250
    private static let mainBurnPerHour: Int64 = 120

    private func spent(_ perHour: Int64, at now: WallTime) -> Int64 {
        Int64(max(0, (now - startedAt).asSeconds) / 3600 * speed * Double(perHour))
    }

    /// Unit: fen; never below zero.
    func main(at now: WallTime) -> Int64 { max(0, Self.mainBalance - spent(Self.mainBurnPerHour, at: now)) }

    /// Unit: fen; what deposit and frozen hold is not spent.
    func balance(_ pool: PoolPlan, at now: WallTime) -> Int64 {
        max(pool.deposit + pool.frozen, pool.firstBalance - spent(pool.burnPerHour, at: now))
    }
}
