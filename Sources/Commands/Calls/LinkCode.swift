// The link of a reply as a QR code on standard output. It was asked for, so it is printed whatever the output
// is: on a terminal black on white, elsewhere as it would be on paper.

import JSONText
import Localization
import PlatformClient
import QRText
import TerminalIO

struct LinkCode {
    let text: CommandText

    /// upstream: officialAuthUrl, data.url.
    func print(_ reply: RawReply) throws(CommandFailure) {
        guard case .string(let link)? = reply.data?["url"] else { throw CommandFailure(.partial, text.noLinkInReply) }
        let code: QRCode
        do throws(QRProblem) {
            code = try QRCode.encode(link)
        } catch {
            switch error {
            case .empty: throw CommandFailure(.partial, text.noLinkInReply)
            case .tooLong(let bytes, let limit): throw CommandFailure(.partial, text.linkTooLong(bytes, limit: limit))
            }
        }
        let environment = ProcessFacts.environment
        let form: QRForm = TerminalLocale.adopt(environment: environment) == .utf8 ? .halfBlocks : .ascii
        let name = environment["TERM"] ?? ""
        let ground: QRGround = ProcessFacts.takesColours && !name.isEmpty && name != "dumb" ? .terminal : .paper
        for line in code.printed(form, on: ground) { OutputStream.out.line(line) }
    }
}
