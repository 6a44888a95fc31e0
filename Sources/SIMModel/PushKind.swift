// What the platform tells us by itself.

/// What a push is about, as its body shows.
public enum PushKind: String, Sendable, CaseIterable {
    /// upstream: batchSubscribe; card records in `data.items`.
    case cards
    /// upstream: 订单回调; orders in `data.list`.
    case orders
    /// Neither is in it; kept for a person to look at.
    case unknown
}
