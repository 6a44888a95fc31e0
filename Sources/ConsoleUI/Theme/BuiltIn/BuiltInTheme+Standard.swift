// themes/default.yaml word for word, written by `make themes`.

extension BuiltInTheme {
    static let standard = ##"""
        # The default theme: the terminal's own background, one accent (cyan), colours only where they add to a
        # word or a sign. Every role is named here; other themes inherit and change what they must.
        #
        # A colour is `default` (the terminal's own), a name (red … bright-white), a number 0–255, `#rrggbb`, or a
        # name from the palette. The palette may list up to three colours: the exact one, the one for terminals with
        # 256 colours, the one for those with 16. Attributes: bold, dim, underline, reverse. A role without a line
        # falls back to the part before its last dot, at last to `text`. `simdeck theme check FILE` measures the contrast.
        name: default
        ground: dark
        about:
          en: dark terminals; one accent, calm colours
          zh: 深色终端；单一强调色，色彩克制

        palette:
          accent: ["#4fb3d9", 74, cyan]
          good: ["#6fbf73", 71, green]
          warn: ["#d9a441", 179, yellow]
          bad: ["#e56b68", 167, bright-red]
          quiet: ["#949ca6", 247, white]
          line: ["#6b747e", 243, bright-black]
          total: ["#b48ad9", 140, bright-magenta]

        roles:
          text: { foreground: default }
          text.muted: { foreground: quiet }
          text.strong: { attributes: [bold] }
          text.accent: { foreground: accent }

          frame: { foreground: line }
          frame.focused: { foreground: accent }
          title: { foreground: quiet }
          title.focused: { foreground: accent, attributes: [bold] }

          header: { foreground: quiet }
          header.profile: { foreground: accent, attributes: [bold] }
          # A profile's own band: the same on every ground.
          header.profile.blue: { foreground: bright-white, background: blue, attributes: [bold] }
          header.profile.green: { foreground: black, background: green, attributes: [bold] }
          header.profile.yellow: { foreground: black, background: yellow, attributes: [bold] }
          header.profile.magenta: { foreground: bright-white, background: magenta, attributes: [bold] }
          header.profile.cyan: { foreground: black, background: cyan, attributes: [bold] }
          header.profile.red: { foreground: bright-white, background: red, attributes: [bold] }
          header.production: { foreground: bad, attributes: [bold, reverse] }
          header.band: { foreground: bad, attributes: [reverse] }
          header.demo: { foreground: accent, attributes: [bold, reverse] }
          header.good: { foreground: good }
          header.warning: { foreground: warn, attributes: [bold] }
          header.bad: { foreground: bad, attributes: [bold] }
          header.paused: { foreground: warn, attributes: [bold, reverse] }

          tab: { foreground: quiet }
          tab.active: { foreground: accent, attributes: [bold] }

          footer: { foreground: quiet }
          footer.key: { foreground: accent, attributes: [bold] }
          footer.notice: { foreground: default, attributes: [bold] }
          footer.bad: { foreground: warn, attributes: [bold] }

          table.head: { foreground: quiet, attributes: [underline] }
          table.head.sorted: { foreground: accent, attributes: [bold, underline] }
          table.mark: { foreground: accent, attributes: [bold] }
          table.gutter: { foreground: accent, attributes: [bold] }

          state.good: { foreground: good }
          state.down: { foreground: bad }
          state.risk: { foreground: warn, attributes: [bold] }
          state.idle: { foreground: quiet }
          state.unknown: { foreground: quiet }

          age.fresh: { foreground: quiet }
          age.stale: { foreground: warn, attributes: [dim] }

          meter.low: { foreground: good }
          meter.mid: { foreground: warn }
          meter.high: { foreground: bad, attributes: [bold] }
          meter.track: { foreground: line }

          chart.card: { foreground: accent }
          chart.total: { foreground: total }
          chart.label: { foreground: quiet }

          operation.open: { foreground: accent }
          operation.done: { foreground: good }
          operation.failed: { foreground: bad, attributes: [bold] }
          operation.doubt: { foreground: warn, attributes: [bold] }

          dialog: { foreground: default }
          dialog.frame: { foreground: accent }
          dialog.title: { foreground: accent, attributes: [bold] }
          dialog.danger: { foreground: bad, attributes: [bold] }
          dialog.key: { foreground: accent, attributes: [bold] }

          input: { foreground: default, attributes: [underline] }
          input.bad: { foreground: bad, attributes: [bold] }
          match: { foreground: accent, attributes: [bold, underline] }

          money: { foreground: default }
          money.low: { foreground: warn, attributes: [bold] }
          money.empty: { foreground: bad, attributes: [bold, reverse] }

          banner: { foreground: warn, attributes: [bold, reverse] }

          # A QR code. Readers want dark on light, exactly, whatever the terminal's own colours are. `qr.dark` is for
          # terminals without block signs: letters as dark as their ground.
          qr: { foreground: "#000000", background: "#ffffff" }
          qr.dark: { foreground: "#000000", background: "#000000" }

        """##
}
