// themes/solarized-light.yaml word for word, written by `make themes`.

extension BuiltInTheme {
    static let solarizedLight = ##"""
        # Solarized's light tones on a ground of its own, each moved as far from the ground as reading all night asks for
        # (the original ones reach 3:1 to 4:1).
        name: solarized-light
        ground: light
        about:
          en: Solarized's light tones with its own ground
          zh: Solarized 浅色调，自带底色
        inherits: default

        palette:
          ground: ["#fdf6e3", 230, default]
          ink: ["#4f6268", 240, default]
          accent: ["#1a6ba6", 25, blue]
          good: ["#5a6900", 58, default]
          warn: ["#8a6300", 94, magenta]
          bad: ["#c32420", 124, red]
          quiet: ["#5b6d72", 241, default]
          line: ["#83918f", 102, bright-black]
          total: ["#6068b5", 61, magenta]

        roles:
          # Every role falls back to `text`, so this ground is behind all of them.
          text: { foreground: ink, background: ground }
          footer.notice: { foreground: ink, attributes: [bold] }
          dialog: { foreground: ink }
          input: { foreground: ink, attributes: [underline] }
          money: { foreground: ink }
          age.stale: { foreground: warn }

        """##
}
