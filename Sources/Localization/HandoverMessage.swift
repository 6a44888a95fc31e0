// Words around the handover sheet in the console.

/// The sheet's box.
public enum HandoverMessage: Message, Hashable {
    case title
    case keyCopy
    case keyExport
    case copied
    case written(path: String)
}
