// What the API pane shows and what can be copied from it, personal values masked until they are asked for.

import PlatformClient
import PlatformContract
import SIMModel

extension APIExplorerViewModel {
    /// `height`: rows of the longest list on the screen, for pages.
    public func viewState(height: Int) -> APIViewState {
        for part in APIPart.allCases { _ = cursors[part, default: ListCursor()].window(height: height, count: count(part)) }
        let endpoint = endpoint
        let seen = calls.map { self.seen($0) }
        let number = shown?.number ?? calls.first?.number
        return APIViewState(
            part: part, rows: rows, cursor: place(.list),
            form: APIForm(
                method: endpoint.method, path: endpoint.path, limits: endpoint.limits.note,
                fields: forms.fields(of: endpoint, showsPersonal: showsPersonal), request: requestLines()),
            fieldCursor: cursors[.form]?.position(in: count(.form)),
            shown: seen.first { $0.number == number }, reply: shown?.tree.rows ?? [],
            replyCursor: cursors[.reply]?.position(in: count(.reply)), calls: seen,
            callCursor: cursors[.calls]?.position(in: calls.count), link: link(), showsPersonal: showsPersonal, now: time.wall)
    }

    /// Only beside the reply itself: elsewhere another card may be meant already.
    private func link() -> APILink? {
        guard part == .reply, let shown, let call = calls.first(where: { $0.number == shown.number }) else { return nil }
        let rows = shown.tree.rows
        let place = place(.reply)
        guard let found = shown.links.meant(at: rows.indices.contains(place) ? rows[place].node : nil),
            let row = self.rows.first(where: { $0.id == call.endpoint.id })
        else { return nil }
        return APILink(text: found.text, row: row, values: seen(call).values, askedAt: call.at, expiresAt: found.expiresAt)
    }

    private func seen(_ call: Call) -> APICall {
        let values = showsPersonal ? call.values : APIForms.masked(call.values, of: call.endpoint)
        return APICall(
            number: call.number, endpoint: call.endpoint.id, isChange: call.endpoint.effect.isChange,
            values: values.map { "\($0.name)=\($0.value)" }.joined(separator: " "), at: call.at, took: call.took,
            outcome: call.outcome)
    }

    /// The request is signed anew only when the form has changed.
    private func requestLines() -> [String] {
        let endpoint = endpoint
        let values = forms.values(of: endpoint)
        if let preview, preview.endpoint == endpoint.id, preview.values == values, preview.showsPersonal == showsPersonal {
            return preview.lines
        }
        let lines = request().map { request in
            ["\(request.method) \(request.url)"] + request.headers.map { "\($0.name): \($0.value)" }
                + (request.body.isEmpty ? [] : ["", request.body])
        }
        preview = (endpoint.id, values, showsPersonal, lines ?? [])
        return lines ?? []
    }

    /// The request as it may be seen; nil while the form is not right.
    private func request() -> SignedPreview? {
        let endpoint = endpoint
        guard endpoint.kind == .call, case .success(var request) = client.preview(endpoint, forms.values(of: endpoint)) else {
            return nil
        }
        guard !showsPersonal else { return request }
        request.body = APIForms.masked(encoded: request.body, of: endpoint)
        if let mark = request.url.firstIndex(of: "?") {
            let query = String(request.url[request.url.index(after: mark)...])
            request.url = String(request.url[...mark]) + APIForms.masked(encoded: query, of: endpoint)
        }
        return request
    }

    /// The call as a command of ours; personal values are masked unless they are shown. nil: nobody calls it.
    public var commandText: String? {
        let endpoint = endpoint
        guard endpoint.kind == .call else { return nil }
        let values = forms.values(of: endpoint)
        let seen = showsPersonal ? values : APIForms.masked(values, of: endpoint)
        return (["simdeck call", endpoint.id] + seen.map { ShellText.word("\($0.name)=\($0.value)") }).joined(separator: " ")
    }

    /// The call as a command of curl, its signature blanked; nil while the form is not right.
    public var curlText: String? { request()?.curl }

    /// Something copied now has masked parts.
    public var hidesPersonal: Bool {
        guard !showsPersonal else { return false }
        let values = forms.values(of: endpoint)
        return APIForms.masked(values, of: endpoint) != values
    }

    /// A call of any endpoint as a command of curl, its signature blanked. nil: there is no such endpoint, it is
    /// not called, or the values are not right.
    public func curl(_ id: String, _ values: [(name: String, value: String)]) -> String? {
        guard let endpoint = Catalogue.all.first(where: { $0.id == id }), endpoint.kind == .call else { return nil }
        let fields = values.map { WireField($0.name, $0.value) }
        guard case .success(let request) = client.preview(endpoint, fields) else { return nil }
        return request.curl
    }
}
