// What becomes of a stop or resume after the platform took it: when its row enters the log, whether
// the carrier takes it, and when the card's state follows. Pure.

import SIMModel

/// A row of the log of operations.
struct ActionRow: Hashable {
    var operateID: Int64
    var kind: OperationKind
    var index: Int
    /// nil: handed to the carrier.
    var failReason: String?
    var serialNumber: String
    var createdAt: WallTime

    /// upstream: actionType. 3 is documented; 2 for a stop is the sandbox's invention.
    static func type(of kind: OperationKind) -> Int {
        switch kind {
        case .stop: 2
        case .resume: 3
        }
    }

    static func text(of kind: OperationKind) -> String {
        switch kind {
        case .stop: "停机"
        case .resume: "复机"
        }
    }
}

/// The course of one operation of one card.
struct OperationTimeline: Hashable {
    /// When the row enters the log.
    var loggedAt: WallTime
    var failReason: String?
    /// When the card's state follows; nil when it never does.
    var effectAt: WallTime?

    /// The card is free for its next operation.
    var overAt: WallTime { effectAt ?? loggedAt }

    /// upstream: the one failReason seen on the platform's page.
    static let carrierFailure = "渠道内部请求超时或出错,请稍候重试"

    /// `status` is the card's state once everything before this operation is over.
    static func plan(
        _ kind: OperationKind, status: SIMStatus, acceptedAt: WallTime, freeAt: WallTime?, speed: Double,
        carrierFails: Bool, lots: Lots, number: Int
    ) -> OperationTimeline {
        let start = max(acceptedAt, freeAt ?? acceptedAt)
        func delay(_ topic: LotTopic, _ seconds: ClosedRange<Double>) -> Duration {
            let drawn = seconds.lowerBound + (seconds.upperBound - seconds.lowerBound) * lots.unit(topic, number)
            return .milliseconds(Int64(drawn * 1000 / speed))
        }
        let loggedAt = start + delay(.logDelay, 60...180)
        let reason = obstacle(to: kind, in: status) ?? (carrierFails ? carrierFailure : nil)
        let effectAt = reason == nil ? loggedAt + delay(.effectDelay, 20...120) : nil
        return OperationTimeline(loggedAt: loggedAt, failReason: reason, effectAt: effectAt)
    }

    /// Why a card in `status` cannot be stopped or resumed; nil when it can. The words are invented.
    static func obstacle(to kind: OperationKind, in status: SIMStatus) -> String? {
        switch (kind, status) {
        case (.stop, .active), (.resume, .stopped): nil
        case (.stop, .stopped): "卡板已处于停机状态,无需重复停机"
        case (.resume, .active): "卡板状态正常,无需复机"
        case (.stop, .riskStop): "卡板已风险停机,不支持停机"
        case (.resume, .riskStop): "卡板风险停机,不支持接口复机,请联系运营商解除"
        case (.stop, .separated): "卡板处于机卡分离状态,不支持停机"
        case (.resume, .separated): "卡板处于机卡分离状态,请使用机卡绑定恢复"
        case (_, .closed): "卡板已销户,不支持该操作"
        case (_, .expired): "卡板已失效,不支持该操作"
        case (_, .inStock), (_, .awaitingActivation), (_, .testable): "卡板未激活,不支持该操作"
        case (_, .abnormal): "卡板状态异常,请联系运营商处理"
        case (_, .notObtained): "未获取到运营商卡板状态,请稍后重试"
        }
    }
}
