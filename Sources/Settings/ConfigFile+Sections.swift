// The sections inside a profile, each checked against its rows of the key table.

extension PollConfig {
    init(_ section: ConfigSection) {
        let section = section.checked(SettingKey.inside("poll"))
        status = section.duration("status")
        flow = section.duration("flow")
        snapshot = section.duration("snapshot")
        assets = section.duration("assets")
        history = section.duration("history")
        callsPerMinute = section.number("calls_per_minute")
    }
}

extension ConfirmConfig {
    init(_ section: ConfigSection) {
        let section = section.checked(SettingKey.inside("confirm"))
        typeCountFrom = section.number("type_count_from")
        typeProfileFrom = section.number("type_profile_from")
        requireReason = section.flag("require_reason")
        maxCards = section.number("max_cards")
        unconfirmedAfter = section.duration("unconfirmed_after")
        canary = section.number("canary")
        failureLimit = section.number("failure_limit")
        unknownLimit = section.number("unknown_limit")
        maxPerHour = section.number("max_per_hour")
        quietHours = section.hours("quiet_hours")
    }
}

extension EndpointConfig {
    init(_ section: ConfigSection) {
        let section = section.checked(SettingKey.inside("endpoints"))
        path = section.text("path")?.value
        isConfirmed = section.flag("confirmed")
    }
}

extension ListenConfig {
    init(_ section: ConfigSection) {
        let section = section.checked(SettingKey.inside("listen"))
        host = section.text("host")?.value
        port = section.number("port")
    }
}

extension TerminalConfig {
    init(_ section: ConfigSection) {
        let section = section.checked(SettingKey.inside("terminal"))
        ambiguousWidth = section.number("ambiguous_width")
        mouse = section.choice("mouse")
        title = section.flag("title")
        speed = section.number("speed")
    }
}
