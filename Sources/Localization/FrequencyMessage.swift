// The frequency view: how often each value of a column occurs.

/// Words of the frequency view.
public enum FrequencyMessage: Message, Hashable {
    /// When a package ends.
    public enum Range: Hashable, Sendable {
        case over
        case days(Int, Int)
        case from(Int)
    }

    case counting
    case cards(Int)
    case unknown
    /// Cards of values beyond those told apart.
    case others(Int)
    case source
    case ends(Range)
    case keyShow
    case keyColumn
}
