// themes/light.yaml word for word, written by `make themes`.

extension BuiltInTheme {
    static let light = ##"""
        # For light backgrounds: the same meanings in darker tones. Of the sixteen colours only a few are dark enough on
        # white: there, what is good is written like any text, and red and magenta are left for what is not.
        name: light
        ground: light
        about:
          en: light terminals; same meanings, darker tones
          zh: 浅色终端；含义相同，色调更深
        inherits: default

        palette:
          accent: ["#005f87", 24, blue]
          good: ["#1f6b29", 22, default]
          warn: ["#855600", 94, magenta]
          bad: ["#b3261e", 124, red]
          quiet: ["#5a616b", 241, default]
          line: ["#858d96", 102, bright-black]
          total: ["#6a3fa0", 61, magenta]

        roles:
          # Dimmed on white it could not be read; the `?` behind a stale age says it.
          age.stale: { foreground: warn }

        """##
}
