// themes/high-contrast.yaml word for word, written by `make themes`.

extension BuiltInTheme {
    static let highContrast = ##"""
        # Strong colours of the terminal's own sixteen, bold where it counts, for projectors and tired eyes: every text
        # at 5:1 and more against black.
        name: high-contrast
        ground: dark
        about:
          en: projectors and tired eyes; strong colours
          zh: 投影与疲劳用眼；颜色鲜明，要点加粗
        inherits: default

        palette:
          accent: bright-cyan
          good: bright-green
          warn: bright-yellow
          bad: bright-magenta
          quiet: white
          line: white
          total: bright-white

        roles:
          text: { foreground: bright-white }
          title.focused: { foreground: accent, attributes: [bold, reverse] }
          tab.active: { foreground: accent, attributes: [bold, reverse] }
          state.down: { foreground: bad, attributes: [bold] }
          age.stale: { foreground: warn, attributes: [bold] }
          operation.open: { foreground: accent, attributes: [bold] }

        """##
}
