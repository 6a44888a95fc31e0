// themes/console-16.yaml word for word, written by `make themes`.

extension BuiltInTheme {
    static let console16 = ##"""
        # Only the sixteen colours every terminal has, so that a palette chosen in PuTTY, SecureCRT or the Linux console
        # is what one sees. Dark blue, which nobody can read on black, is not among them.
        name: console-16
        ground: dark
        about:
          en: the terminal's own sixteen colours only
          zh: 只用终端自带的 16 色
        inherits: default

        palette:
          accent: cyan
          good: green
          warn: yellow
          bad: bright-red
          quiet: white
          line: bright-black
          total: bright-magenta

        """##
}
