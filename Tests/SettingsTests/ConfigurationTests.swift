// What the file, the environment and the flags give together.

import Settings
import Testing

@Suite struct ConfigurationTests {
    static let whole = """
        default_profile: prod
        language: en
        read_only: true
        poll:
          status: 45s
          assets: 2m
        keys:
          operation.stop: S
        profiles:
          prod:
            base_url: https://Agent.Example.cn:8443/admin/
            app_id: 20481
            app_secret_file: secret
            read_only: no
            fleet: ~/cards.txt
            theme: paper
            ca_file: ca.pem
            proxy: socks5://127.0.0.1:1080
            production: true
            poll:
              status: 1h
              flow: 5
              snapshot: 30m
              history: 90s
              calls_per_minute: 60
            confirm:
              type_count_from: 1
              type_profile_from: 20
              require_reason: true
              max_cards: 500
              unconfirmed_after: 20m
              canary: 5
              failure_limit: 10
              unknown_limit: 2
              max_per_hour: 400
              quiet_hours: 22:00-06:00
            keys:
              operation.resume: [E, Ctrl-E]
              operation.stop: []
            columns:
              cards: [number, state, used]
            alerts:
              bell: true
              notify: osc777
              command: [notify-send, simdeck, "{name}: {count}"]
              off: [low-pool]
              balance: 100
              rules:
                - name: nearly used up
                  when: flow>90% and ends>3d
                  clear: "flow<85%"
                  hold: 2m
                  severity: critical
            endpoints:
              batchShutdown:
                path: /openApi/sim/batchShutdown
                confirmed: true
            listen:
              host: 0.0.0.0
              port: 8090
          lab:
            base_url: http://127.0.0.1:2000
            app_id: demo
            app_secret_command: pass show simdeck/lab
        """

    @Test func everyKeyOfTheFileReachesTheProfile() throws {
        let profile = try load(Self.whole, others: ["/home/op/.config/simdeck/ca.pem": "pem"])
        #expect(profile.name == "prod")
        #expect(profile.baseURL == "https://agent.example.cn:8443")
        #expect(profile.appID == "20481")
        guard case .file("/home/op/.config/simdeck/secret", let place) = profile.secret else {
            Issue.record("not a file: \(profile.secret)")
            return
        }
        #expect(place.text == "\(configPath):13:22")
        #expect(!profile.readOnly)
        #expect(profile.fleet == "/home/op/cards.txt")
        #expect(profile.language == "en")
        #expect(profile.theme == "paper")
        #expect(profile.caFile == "/home/op/.config/simdeck/ca.pem")
        #expect(profile.proxy == "socks5://127.0.0.1:1080")
        #expect(profile.isProduction)
        #expect(profile.poll.status == .seconds(3600))
        #expect(profile.poll.flow == .seconds(5))
        #expect(profile.poll.snapshot == .seconds(1800))
        #expect(profile.poll.assets == .seconds(120))
        #expect(profile.poll.history == .seconds(90))
        #expect(profile.poll.callsPerMinute == 60)
        #expect(profile.confirm.typeCountFrom == 1)
        #expect(profile.confirm.typeProfileFrom == 20)
        #expect(profile.confirm.requireReason == true)
        #expect(profile.confirm.maxCards == 500)
        #expect(profile.confirm.canary == 5)
        #expect(profile.confirm.failureLimit == 10)
        #expect(profile.confirm.unknownLimit == 2)
        #expect(profile.confirm.maxPerHour == 400)
        #expect(profile.confirm.quietHours == QuietHours("22:00-06:00"))
        #expect(profile.confirm.unconfirmedAfter == .seconds(1200))
        #expect(profile.keys == ["operation.resume": ["E", "Ctrl-E"], "operation.stop": []])
        #expect(profile.keyPlaces["operation.resume"]?.line == 38)
        #expect(profile.columns == ["cards": ["number", "state", "used"]])
        #expect(profile.endpoints["batchShutdown"]?.path == "/openApi/sim/batchShutdown")
        #expect(profile.endpoints["batchShutdown"]?.isConfirmed == true)
        #expect(profile.listen.host == "0.0.0.0")
        #expect(profile.listen.port == 8090)
        #expect(profile.alerts.bell == true && profile.alerts.notify == "osc777" && profile.alerts.off == ["low-pool"])
        #expect(profile.alerts.command == ["notify-send", "simdeck", "{name}: {count}"] && profile.alerts.balance == 100)
        let rule = try #require(profile.alerts.rules?.first)
        #expect(
            (rule.name, rule.when.text, rule.hold, rule.severity) == (
                "nearly used up", "flow>90% and ends>3d", .seconds(120), "critical"
            ))
        #expect(rule.clear?.text == "flow<85%")
        #expect(profile.warnings.isEmpty)
    }

    @Test func aProfileTakesFromTheTopWhatItDoesNotSay() throws {
        let profile = try load(Self.whole, flags: FlagOverrides(profile: "lab"))
        #expect(profile.readOnly)
        #expect(profile.language == "en")
        #expect(profile.poll.status == .seconds(45))
        #expect(profile.keys == ["operation.stop": ["S"]])
        #expect(!profile.isProduction)
    }

    @Test func flagsGoOverTheEnvironmentAndThatOverTheProfile() throws {
        let environment = ["SIMDECK_PROFILE": "lab", "SIMDECK_LANG": "zh", "SIMDECK_THEME": "dark", "SIMDECK_APP_ID": "other"]
        let byEnvironment = try load(Self.whole, environment: environment)
        #expect(byEnvironment.name == "lab")
        #expect(byEnvironment.language == "zh")
        #expect(byEnvironment.theme == "dark")
        #expect(byEnvironment.appID == "other")
        let byFlag = try load(
            Self.whole, flags: FlagOverrides(profile: "prod", language: "en", readOnly: true), environment: environment,
            others: ["/home/op/.config/simdeck/ca.pem": ""])
        #expect(byFlag.name == "prod")
        #expect(byFlag.language == "en")
        #expect(byFlag.readOnly)
    }

    @Test func withAddressIDAndSecretInTheEnvironmentNoFileIsNeeded() throws {
        let environment = [
            "SIMDECK_BASE_URL": "https://agent.example.cn/", "SIMDECK_APP_ID": "7", "SIMDECK_APP_SECRET": "s3cret",
            "HOME": "/home/op",
        ]
        let profile = try Configuration.load(flags: FlagOverrides(), environment: environment, files: MemoryFiles())
        #expect(profile.name == "default")
        #expect(profile.baseURL == "https://agent.example.cn")
        #expect(try Configuration.resolveSecret(profile, files: MemoryFiles()).reveal() == "s3cret")
        let named = try Configuration.load(flags: FlagOverrides(profile: "night"), environment: environment, files: MemoryFiles())
        #expect(named.name == "night")
    }

    @Test func withoutFileTheMissingVariablesAreNamed() {
        let environment = ["HOME": "/home/op", "SIMDECK_APP_ID": "7", "SIMDECK_APP_SECRET": ""]
        #expect(
            throws: ConfigProblems([
                ConfigProblem(
                    ConfigPlace(file: "environment"), key: "profile",
                    .nothingConfigured(missing: ["SIMDECK_BASE_URL", "SIMDECK_APP_SECRET"]))
            ])
        ) { try Configuration.load(flags: FlagOverrides(), environment: environment, files: MemoryFiles()) }
    }

    @Test func aFileThatWasNamedMustBeThere() {
        #expect(throws: ConfigProblems([ConfigProblem(ConfigPlace(file: "/x.yaml"), key: "/x.yaml", .fileMissing)])) {
            try Configuration.load(flags: FlagOverrides(configPath: "/x.yaml"), environment: home, files: MemoryFiles())
        }
    }

    @Test func anUnknownProfileIsToldWithTheNearestOne() {
        let found = problems(Self.whole, flags: FlagOverrides(profile: "pord"))
        #expect(found.map(\.reason) == [.noSuchProfile(known: ["prod", "lab"])])
        #expect(found.first?.suggestion == "prod")
        #expect(found.first?.summary == #"--profile: there is no profile "pord" (there are: prod, lab); did you mean "prod"?"#)
    }

    @Test func severalProfilesAndNoneChosenIsAsked() {
        let yaml = """
            profiles:
              a: {base_url: "http://localhost", app_id: x}
              b: {base_url: "http://localhost", app_id: x}
            """
        #expect(problems(yaml).map(\.reason) == [.noProfileChosen(known: ["a", "b"])])
    }

    @Test func theOnlyProfileNeedsNoChoice() throws {
        #expect(try load("profiles: {solo: {base_url: 'http://localhost:2000', app_id: x}}").name == "solo")
    }

    @Test func plainHTTPToAnotherMachineIsAllowedAndWarnedOf() throws {
        let far = try load("profiles: {a: {base_url: 'http://agent.example.cn', app_id: x}}")
        #expect(far.warnings.map(\.reason) == [.plainHTTP(host: "agent.example.cn")])
        #expect(far.isProduction)
        let near = try load("profiles: {a: {base_url: 'http://[::1]:2000', app_id: x}}")
        #expect(near.warnings.isEmpty)
        #expect(!near.isProduction)
    }

    @Test func profileNamesAreListedInTheFilesOrder() throws {
        let files = MemoryFiles([configPath: Self.whole])
        #expect(try Configuration.profileNames(flags: FlagOverrides(), environment: home, files: files) == ["prod", "lab"])
    }
}
