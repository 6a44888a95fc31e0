// The way to the platform, from the name to five signed calls.

import Localization
import PlatformClient
import SIMModel
import Settings
import WireTransport

extension Doctor {
    /// The checks that need an answer of the platform.
    private static let asked: [DoctorCheck] = [.tls, .clock, .signature, .permission, .latency, .rate]

    mutating func lookAtNetwork(_ profile: Profile?, _ secret: Secret?) async {
        let all: [DoctorCheck] = [.name, .proxy, .connection] + Self.asked
        guard let profile, let address = try? BaseURL(profile.baseURL) else {
            return skip(all, because: words("no profile", "没有账号配置"))
        }
        if isOffline { return skip(all, because: words("--offline", "--offline")) }
        let proxy: ProxySetting?
        do {
            proxy = try ProxySetting.resolve(baseURL: profile.baseURL, explicit: profile.proxy, environment: environment)
        } catch {
            skip([.name], because: words("the proxy's address is wrong", "代理地址有误"))
            add(.proxy, .wrong, text.proxy(error), status: .configuration)
            return skip([.connection] + Self.asked, because: words("the proxy's address is wrong", "代理地址有误"))
        }
        let isReached = await lookAtWay(address, proxy, from: profile)
        guard isReached else { return skip(Self.asked, because: words("no connection", "未连通")) }
        guard let secret else { return skip(Self.asked, because: words("no secret", "没有密钥")) }
        await call(profile, secret, address, hasProxy: proxy != nil)
    }

    /// Name, proxy and port; true when a connection stands.
    private mutating func lookAtWay(_ address: BaseURL, _ proxy: ProxySetting?, from profile: Profile) async -> Bool {
        let port = address.port ?? (address.scheme == "http" ? 80 : 443)
        if let proxy {
            skip([.name], because: words("the proxy looks it up", "由代理解析"))
            let origin = profile.proxy == nil ? words("from the environment", "来自环境变量") : "proxy:"
            switch await NetworkProbe.connect(proxy.host, port: proxy.port) {
            case .success(let milliseconds):
                add(.proxy, .ok, "\(proxy) (\(origin)) \(milliseconds) ms")
                skip([.connection], because: words("by the proxy", "经代理"))
                return true
            case .failure(let trouble):
                add(
                    .proxy, .wrong, "\(proxy) (\(origin)): \(say(trouble))",
                    mend: [
                        words(
                            "start it, or mend proxy: in the profile (none: no proxy), HTTPS_PROXY, NO_PROXY",
                            "请启动代理，或修改账号配置的 proxy:（none 表示不用代理）、HTTPS_PROXY、NO_PROXY")
                    ], status: .unreachable)
                skip([.connection], because: words("the proxy is not reached", "代理不可达"))
                return false
            }
        }
        switch await NetworkProbe.resolve(address.host) {
        case .success(let found): add(.name, .ok, "\(address.host) → \(found.first ?? "?")")
        case .failure(let trouble):
            add(
                .name, .wrong, "\(address.host): \(say(trouble))",
                mend: [
                    words(
                        "is base_url spelt right? is there a network, a DNS server, a VPN to switch on, a proxy to set?",
                        "请检查 base_url 拼写、网络、DNS、VPN 以及是否需要代理")
                ], status: .unreachable)
            add(.proxy, .ok, words("none", "无"))
            skip([.connection], because: words("the name is not known", "域名无法解析"))
            return false
        }
        add(.proxy, .ok, words("none", "无"))
        switch await NetworkProbe.connect(address.host, port: port) {
        case .success(let milliseconds):
            add(.connection, .ok, "\(address.host):\(port) \(milliseconds) ms")
            return true
        case .failure(let trouble):
            add(
                .connection, .wrong, "\(address.host):\(port): \(say(trouble))",
                mend: [
                    words(
                        "is the port right, is the platform up, does a firewall stand between?", "请检查端口、平台是否运行、防火墙")
                ], status: .unreachable)
            return false
        }
    }

    private mutating func call(_ profile: Profile, _ secret: Secret, _ address: BaseURL, hasProxy: Bool) async {
        let session: LiveSession
        do {
            session = try LiveSession(profile: profile, secret: secret, text: text, attempts: 1)
        } catch {
            add(.tls, .wrong, error.message, status: .configuration)
            return skip(Array(Self.asked.dropFirst()), because: words("no connection", "未连通"))
        }
        var times: [Int64] = []
        var first: PlatformError?
        for turn in 0..<5 {
            let start = session.time.uptime
            do {
                _ = try await session.client.accountAssets()
            } catch {
                if turn == 0 { first = error }
                if error.isUnreachable { break }
            }
            times.append((session.time.uptime - start).inMilliseconds)
        }
        let health = session.client.health(at: session.time.uptime)
        await session.client.shutdown()
        if let first, case .tls(let why) = first.kind {
            // Behind a proxy the host is not to be reached by ourselves.
            let chain = hasProxy ? [] : await CertificateProbe.chain(of: address.host, port: address.port ?? 443)
            tell(
                CertificateProbe.trouble(chain, at: session.time.wall), why, host: address.host, isSeen: !chain.isEmpty,
                hasAuthorities: profile.caFile != nil || SystemAuthorities.exist)
            return skip(Array(Self.asked.dropFirst()), because: words("no answer", "未得到应答"))
        }
        guard tell(first, isTLS: address.scheme == "https") else {
            return skip(Array(Self.asked.dropFirst()), because: words("no answer", "未得到应答"))
        }
        tell(skew: health.clockSkew?.inSeconds, first)
        tellAccess(first)
        times.sort()
        let (half, most) = (times[times.count / 2], times.last ?? 0)
        add(.latency, most > 5_000 ? .warning : .ok, "p50 \(half) ms, p99 \(most) ms (\(times.count))")
        let isCut = health.rate.allowed < health.rate.configured
        add(
            .rate, isCut ? .warning : .ok,
            words(
                "\(health.callsUsed) of \(health.rate.allowed) calls a minute",
                "每分钟 \(health.rate.allowed) 次，已用 \(health.callsUsed)"),
            mend: isCut
                ? [
                    words(
                        "the platform refused calls for their rate: fewer simdecks, or poll less often",
                        "平台因频率拒绝调用：请减少同时运行的 simdeck 或放慢刷新")
                ] : [])
    }

    /// The line about TLS, or what stands in the place of an answer. True when there was one.
    private mutating func tell(_ error: PlatformError?, isTLS: Bool) -> Bool {
        guard let error, error.isUnreachable else {
            add(.tls, .ok, isTLS ? words("the certificate is trusted", "证书可信") : words("none: plain http", "无：明文 http"))
            return true
        }
        let sentence = error.sentence(text.language)
        add(.tls, .wrong, sentence.why.isEmpty ? sentence.what : sentence.why, mend: [sentence.remedy], status: .unreachable)
        return false
    }

    /// What is wrong with the certificate. `why` are the handshake's words, which know no time; `isSeen`: the
    /// certificate was looked at by itself, so what is not its time is its authority or its name.
    private mutating func tell(
        _ trouble: CertificateProbe.Trouble?, _ why: String, host: String, isSeen: Bool, hasAuthorities: Bool
    ) {
        let clock = words("is this machine's clock right? timedatectl set-ntp true", "请检查本机时钟：timedatectl set-ntp true")
        let authority = words(
            "a company's own authority: ca_file: FILE.pem in the profile", "企业自签 CA：在账号配置中设置 ca_file: 文件.pem")
        let renewal = words("tell the platform that it needs a new one", "请联系平台更换证书")
        switch trouble {
        case .expired(let time):
            let day = "\(CivilTime(time).date) \(CivilTime(time).clock)"
            add(
                .tls, .wrong, words("the certificate expired at \(day) (UTC+8)", "证书已于 \(day)（UTC+8）过期"),
                mend: [renewal, clock], status: .unreachable)
        case .notYet(let time):
            let day = "\(CivilTime(time).date) \(CivilTime(time).clock)"
            add(
                .tls, .wrong, words("the certificate is valid only from \(day) (UTC+8)", "证书自 \(day)（UTC+8）起才有效"),
                mend: [clock, renewal], status: .unreachable)
        case nil where CertificateProbe.isOtherHost(why):
            add(
                .tls, .wrong, words(why, "证书不是 \(host) 的"),
                mend: [words("base_url must have the name the certificate is for", "base_url 须使用证书上的主机名")],
                status: .unreachable)
        case nil where CertificateProbe.isUntrusted(why) && !hasAuthorities:
            add(
                .tls, .wrong,
                words("the certificate is not trusted: this machine knows no authority at all", "证书不受信任：本机没有任何 CA 证书"),
                mend: [words("install them: apt install ca-certificates", "请安装：apt install ca-certificates"), authority],
                status: .unreachable)
        case nil where isSeen && CertificateProbe.isUntrusted(why):
            add(
                .tls, .wrong,
                words("the certificate is not trusted: unknown authority", "证书不受信任：未知的颁发机构"), mend: [authority],
                status: .unreachable)
        case nil where CertificateProbe.isUntrusted(why):
            add(.tls, .wrong, why, mend: [authority, renewal, clock], status: .unreachable)
        case nil:
            add(
                .tls, .wrong, why, mend: [words("is it the platform's port, and https?", "请检查端口和 https")],
                status: .unreachable)
        }
    }

    private mutating func tell(skew: Int64?, _ error: PlatformError?) {
        guard let skew else { return add(.clock, .warning, words("the platform told no time", "平台未返回时间")) }
        let shown = "\(skew >= 0 ? "+" : "")\(skew) s"
        let isRefused = if case .clock? = error?.kind { true } else { false }
        let mend = [words("set this machine's clock: timedatectl set-ntp true", "请校准本机时钟：timedatectl set-ntp true")]
        if isRefused || skew.magnitude > 600 {
            return add(
                .clock, .wrong, words("\(shown); the platform refuses from 600 s on", "\(shown)；超过 600 秒平台即拒绝"), mend: mend,
                status: .refused)
        }
        let isOff = skew.magnitude >= Self.skewWarning.magnitude
        add(.clock, isOff ? .warning : .ok, shown, mend: isOff ? mend : [])
    }

    private mutating func tellAccess(_ error: PlatformError?) {
        guard let error else {
            add(.signature, .ok, words("accepted", "已通过"))
            return add(.permission, .ok, words("may read the account", "可读取账户"))
        }
        switch error.kind {
        case .signature:
            add(
                .signature, .wrong, text.problem(error),
                mend: [
                    words(
                        "compare app_id and the key with the back office; a key typed anew: simdeck config init",
                        "请与后台核对 app_id 和密钥；重新输入密钥：simdeck config init")
                ], status: .refused)
            skip([.permission], because: words("the signature is not accepted", "签名未通过"))
        case .clock:
            skip([.signature, .permission], because: words("the clock comes first", "请先校准时钟"))
        default:
            add(.signature, .ok, words("accepted", "已通过"))
            add(
                .permission, .wrong, text.problem(error),
                mend: [words("ask the platform to open this interface for the appID", "请联系平台为该 appID 开通接口")], status: .refused)
        }
    }

    private func say(_ trouble: NetworkTrouble) -> String {
        switch trouble {
        case .words(let text): text
        case .slow(let seconds): words("no answer in \(seconds) s", "\(seconds) 秒内无应答")
        }
    }
}
