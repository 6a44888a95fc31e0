// A request as it would go out, for people: signed for this moment, the signature blanked.

public import PlatformContract
import SIMModel

/// A request that is not sent.
public struct SignedPreview: Hashable, Sendable {
    public var method: String
    public var url: String
    /// As sent, but for `sign`: `***`.
    public var headers: [HeaderField]
    /// The encoded form; empty for a GET.
    public var body: String

    /// The request as one command of curl. Its signature must be made anew before it is of use.
    public var curl: String {
        var words = ["curl", "-X", method, Self.quoted(url)]
        for header in headers { words += ["-H", Self.quoted("\(header.name): \(header.value)")] }
        if !body.isEmpty { words += ["--data-raw", Self.quoted(body)] }
        return words.joined(separator: " ")
    }

    private static func quoted(_ text: String) -> String {
        "'" + text.split(separator: "'", omittingEmptySubsequences: false).joined(separator: #"'\''"#) + "'"
    }
}

extension PlatformClient {
    /// The request that `call` would send now; the signature is left out. Sends nothing.
    public nonisolated func preview(
        _ endpoint: Endpoint, _ values: [WireField]
    ) -> Result<SignedPreview, CallForm.Problems> {
        CallForm.make(configuration.effective(endpoint), values).map { form in
            let request = SignedRequest.make(
                endpoint, form, baseURL: configuration.baseURL, credentials: credentials, time: time.wall,
                traceID: newTraceID())
            let headers = request.headers.map { $0.name == SignedHeader.sign ? HeaderField($0.name, "***") : $0 }
            return SignedPreview(
                method: request.method, url: request.url, headers: headers,
                body: String(decoding: request.body, as: UTF8.self))
        }
    }
}
