// One call of any endpoint from the command line: checked by the catalogue, asked about when it changes
// something, sent once, its reply shown whole.

import ArgumentParser
import JSONText
import Localization
import Operations
import PlatformClient
import PlatformContract
import SIMModel
import Settings

/// How a call is made and shown.
struct CallOptions: ParsableArguments {
    @Flag(name: .shortAndLong, help: help("Do not ask.", "不再询问。"))
    var yes = false

    @Flag(help: help("Print the reply's bytes as they came.", "原样输出平台回复。"))
    var raw = false

    @Flag(help: help("Do not mask personal data.", "不隐藏个人信息。"))
    var showPersonal = false

    @OptionGroup var output: OutputOptions
    @OptionGroup var global: GlobalOptions
}

/// Makes calls for a command.
struct CallRun {
    var options: CallOptions

    private var text: CommandText { options.global.text }

    /// One call: the question, the sending, the printing and what is printed below it, the status.
    func run(_ endpoint: Endpoint, _ values: [WireField], below: (RawReply) throws -> Void = { _ in }) async throws {
        try check(endpoint, values)
        let session = try LiveSession.open(options.global)
        let reply: RawReply
        do {
            // Its effect is the catalogue's; a path of the configuration changes nothing of it.
            if endpoint.effect.isChange {
                try confirm(endpoint, values, session)
                reply = try await change(endpoint, values, session)
            } else {
                reply = try await answer(endpoint, values, session)
            }
        } catch {
            await session.client.shutdown()
            throw error
        }
        await session.client.shutdown()
        print(reply)
        try below(reply)
    }

    /// Written down, sent once, its answer written down.
    private func change(
        _ endpoint: Endpoint, _ values: [WireField], _ session: LiveSession
    ) async throws(CommandFailure) -> RawReply {
        let state = try session.openState()
        do throws(ChangeRecorder.Failure) {
            return try await state.recorder.call(session.client.configuration.effective(endpoint), values)
        } catch {
            switch error {
            case .platform(let error): throw failure(error, endpoint)
            case .store(let error): throw CommandFailure(.configuration, text.store(error))
            }
        }
    }

    /// The platform's answer for a command that shows it in its own way.
    func answer(_ endpoint: Endpoint, _ values: [WireField], _ session: LiveSession) async throws(CommandFailure) -> RawReply {
        try check(endpoint, values)
        do throws(PlatformError) {
            return try await session.client.call(endpoint, values, priority: .interactive)
        } catch {
            throw failure(error, endpoint)
        }
    }

    /// Everything wrong with the parameters, before anything else happens.
    func check(_ endpoint: Endpoint, _ values: [WireField]) throws(CommandFailure) {
        if endpoint.kind != .call { throw CommandFailure(.usage, text.notCalled(endpoint.id)) }
        if case .failure(let problems) = CallForm.make(endpoint, values) {
            throw CommandFailure(.usage, problems.items.map { text.parameter($0, of: endpoint) }.joined(separator: "\n  "))
        }
    }

    func confirm(_ endpoint: Endpoint, _ values: [WireField], _ session: LiveSession) throws(CommandFailure) {
        if session.client.configuration.isReadOnly {
            throw CommandFailure(.refused, text.problem(PlatformError(.readOnly, sent: .notSent, endpoint: endpoint.id)))
        }
        guard !options.yes else { return }
        guard ProcessFacts.isTerminal(0) else { throw CommandFailure(.usage, text.needsYes) }
        let shown = values.map { field in
            let isPersonal = endpoint.parameter(field.name)?.isPersonal == true && !options.showPersonal
            return "\(field.name)=\(isPersonal ? "***" : field.value)"
        }
        OutputStream.err.line(
            text.callQuestion(endpoint.title, endpoint.titleZh, shown.joined(separator: " "), account: session.profile.name))
        OutputStream.err.write(text.typeToConfirm("y"))
        guard let answer = TypedAnswer.line(), answer == "y" || answer == "Y" else {
            throw CommandFailure(.partial, text.nothingDone)
        }
    }

    private func failure(_ error: PlatformError, _ endpoint: Endpoint) -> CommandFailure {
        let isInDoubt = endpoint.effect.isChange && error.sent == .mayHaveBeenSent
        return CommandFailure(
            isInDoubt ? .inDoubt : ExitStatus.of(error), isInDoubt ? text.callInDoubt(text.problem(error)) : text.problem(error))
    }

    func print(_ reply: RawReply) {
        if options.raw { return OutputStream.out.write(String(decoding: reply.bytes, as: UTF8.self) + "\n") }
        let data = reply.data ?? .null
        let shown = options.showPersonal ? data : PersonalFields.masked(data)
        switch options.output.format {
        case .json: OutputStream.out.line(shown.prettyText)
        case .jsonl: for item in ReplyTable.items(shown) { OutputStream.out.line(item.text) }
        case .csv: OutputStream.out.write(ReplyTable.csv(shown))
        case .table:
            let lines = ReplyTable.text(shown)
            if lines.isEmpty {
                OutputStream.err.line("simdeck: " + text.done(reply.message))
            } else {
                OutputStream.out.write(lines)
            }
        }
    }
}
