// Words for the platform's codes and the journal's states; the texts stand in English/ and Chinese/.
// A code outside its table is shown as it came.

public import SIMModel

extension SIMStatus: Message {}
extension ActivationStatus: Message {}
extension RealNameStatus: Message {}
extension NetworkStatus: Message {}
extension OnlineStatus: Message {}
extension CancellationStatus: Message {}
extension ReplacementStatus: Message {}
extension ActionStatus: Message {}
extension Source: Message {}
extension OperationKind: Message {}
extension OperationState: Message {}
extension RunState: Message {}
extension RunHold: Message {}

extension Coded: Message where Known: Message {
    /// The known meaning, else the code itself: `code 77`.
    public var english: String { known?.english ?? "code \(code)" }
    public var chinese: String { known?.chinese ?? "代码 \(code)" }
}

extension OperationState {
    /// A sentence that says what the state means for the operator.
    public func meaning(_ language: Language) -> String {
        switch language {
        case .en: englishMeaning
        case .zh: chineseMeaning
        }
    }
}
