// themes/mono.yaml word for word, written by `make themes`.

extension BuiltInTheme {
    static let mono = ##"""
        # No colour at all, for NO_COLOR, printers and terminals without any: weight, underline and reverse only.
        # Nothing is lost, since every state has its sign and its word.
        name: mono
        ground: both
        about:
          en: no colour; weight, underline and reverse only
          zh: 完全无色；只用粗细、下划线和反显
        inherits: default

        palette:
          accent: default
          good: default
          warn: default
          bad: default
          quiet: default
          line: default
          total: default

        roles:
          text.muted: { foreground: default, attributes: [dim] }
          frame: { foreground: default, attributes: [dim] }
          frame.focused: { foreground: default, attributes: [bold] }
          title: { foreground: default }
          header: { foreground: default }
          header.profile.blue: { foreground: default, background: default, attributes: [bold, reverse] }
          header.profile.green: { foreground: default, background: default, attributes: [bold, reverse] }
          header.profile.yellow: { foreground: default, background: default, attributes: [bold, reverse] }
          header.profile.magenta: { foreground: default, background: default, attributes: [bold, reverse] }
          header.profile.cyan: { foreground: default, background: default, attributes: [bold, reverse] }
          header.profile.red: { foreground: default, background: default, attributes: [bold, reverse] }
          tab: { foreground: default }
          tab.active: { foreground: default, attributes: [bold, reverse] }
          footer: { foreground: default }
          state.down: { foreground: default, attributes: [bold] }
          state.idle: { foreground: default, attributes: [dim] }
          age.fresh: { foreground: default, attributes: [dim] }
          meter.mid: { foreground: default, attributes: [bold] }
          meter.track: { foreground: default, attributes: [dim] }
          chart.label: { foreground: default, attributes: [dim] }
          # Right on a dark terminal; on a light one `i` inverts the code.
          qr: { foreground: default, background: default, attributes: [reverse] }
          qr.dark: { foreground: default, background: default }

        """##
}
