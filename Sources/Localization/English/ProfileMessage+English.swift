// English words about accounts.

extension ProfileMessage {
    public var english: String {
        switch self {
        case .noAccount: "No account is set up yet."
        case .lookAround: "look around with made-up cards (nothing leaves this machine)"
        case .setUp: "set up an account: address, appID, where the key is kept"
        case .whatIsIt: "what simdeck does"
        case .leave: "leave"
        case .about:
            """
            simdeck is a console for people who run fleets of IoT SIM cards on an agent
            platform: look cards up, watch their flow, stop and resume them, read the
            platform's log, keep an eye on the money.

            It never lies: each value has a source and an age; unknown is shown as unknown.
            It never does a thing twice and never loses one: what you stop or resume is
            written down before it is sent, sent once, and followed to its end.
            It never makes you wait, and it talks to your platform and to nobody else.
            """
        case .anyKey: "Any key: back."
        case .chooserTitle: "Profiles"
        case .open: "open"
        case .current: "open now"
        case .readOnly: "read-only"
        case .production: "real cards"
        case .unfinished(let count): count.map { "\($0) unfinished" } ?? "journal not readable"
        case .followedWhileOpen:
            "Unfinished operations of a profile are followed only while it is open (or by simdeck ops follow)."
        case .cannotOpen(let name, let reason): "\(name) cannot be opened: \(reason)"
        case .onlyDemo: "there are no other profiles here"
        }
    }
}
