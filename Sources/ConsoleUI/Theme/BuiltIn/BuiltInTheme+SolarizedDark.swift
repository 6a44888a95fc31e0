// themes/solarized-dark.yaml word for word, written by `make themes`.

extension BuiltInTheme {
    static let solarizedDark = ##"""
        # Solarized's dark tones on a ground of its own, each moved as far from the ground as reading all night asks for
        # (the original ones reach 3:1 to 4:1).
        name: solarized-dark
        ground: dark
        about:
          en: Solarized's dark tones with its own ground
          zh: Solarized 深色调，自带底色
        inherits: default

        palette:
          ground: ["#002b36", 234, default]
          ink: ["#a3b1b1", 247, default]
          accent: ["#4aa8e8", 74, cyan]
          good: ["#9db01f", 142, green]
          warn: ["#d0a215", 178, yellow]
          bad: ["#ff7a70", 210, bright-red]
          quiet: ["#8fa1a3", 246, white]
          line: ["#6c8288", 66, bright-black]
          total: ["#a3a8ec", 146, bright-magenta]

        roles:
          # Every role falls back to `text`, so this ground is behind all of them.
          text: { foreground: ink, background: ground }
          footer.notice: { foreground: ink, attributes: [bold] }
          dialog: { foreground: ink }
          input: { foreground: ink, attributes: [underline] }
          money: { foreground: ink }

        """##
}
