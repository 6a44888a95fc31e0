// English words around the handover sheet.

extension HandoverMessage {
    public var english: String {
        switch self {
        case .title: "Handover · the last 12 hours"
        case .keyCopy: "copy"
        case .keyExport: "write a file"
        case .copied: "Copied to the terminal's clipboard; whether it was taken, terminals do not tell."
        case .written(let path): "Written to \(path). Home by terminal: simdeck send \(path)"
        }
    }
}
