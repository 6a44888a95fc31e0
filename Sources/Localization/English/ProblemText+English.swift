// English sentences of problems with the platform.

import SIMModel

extension PlatformError {
    var englishSentence: ProblemSentence {
        switch kind {
        case .refused(let code, let message):
            .init("The platform refused (\(code)).", why: message, remedy: "See its words; the trace id helps its support.")
        case .signature(let code, let message):
            .init(
                "The platform does not accept the signature (\(code)).", why: message,
                remedy: "Check app_id and the secret.")
        case .clock(let skew, let code, let message):
            .init(
                "This clock is \(skew.magnitude) s \(skew < 0 ? "behind" : "ahead of") the platform's (\(code)).", why: message,
                remedy: "Set this machine's clock; requests off by more than 10 minutes are refused.")
        case .rate(let code, let message):
            .init("Too many calls (\(code)).", why: message, remedy: "simdeck slows down by itself; wait a minute.")
        case .readOnly:
            .init(
                "Read-only: nothing was sent.", why: "This profile or run refuses every change.",
                remedy: "Start without --read-only, or set read_only: false in the profile.")
        case .invalidRequest(let text):
            .init("Not sent: the request breaks a limit.", why: text, remedy: "Ask for fewer cards at once or mend the value.")
        case .unconfirmedEndpoint(let path):
            .init(
                "Not sent: no page of the platform shows this path.", why: path,
                remedy: "Ask the platform for the path, then confirm it under endpoints in the configuration.")
        case .unreachable(let text):
            .init("The platform cannot be reached.", why: text, remedy: "Check the network, base_url and the proxy.")
        case .proxy(let text):
            .init("The proxy failed.", why: text, remedy: "Check HTTPS_PROXY, NO_PROXY or proxy in the profile.")
        case .tls(let text):
            .init("No secure connection.", why: text, remedy: "Check the certificate, or set ca_file in the profile.")
        case .timeout(let seconds):
            .init("No answer within \(seconds) s.", why: "", remedy: "The line or the platform is slow; try again.")
        case .connectionLost(let text):
            .init(
                "The connection was cut before the answer was whole.", why: text,
                remedy: "Try again; if it stays, check the proxy or the line.")
        case .httpStatus(let status):
            .init(
                "The platform answered HTTP \(status).", why: "",
                remedy: status >= 500 ? "The fault is on its side; try again in a minute." : "Check base_url.")
        case .badReply(let text):
            .init(
                "The answer is not in the platform's format.", why: text,
                remedy: "Check base_url; a portal or proxy may have answered.")
        case .replyTooLarge(let limit):
            .init(
                "The answer is larger than \(limit / 1024) KB.", why: "", remedy: "It was dropped; ask for fewer cards at once.")
        case .cancelled:
            .init("Given up.", why: "", remedy: "")
        }
    }
}
