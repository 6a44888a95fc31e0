// themes/red-green-safe.yaml word for word, written by `make themes`.

extension BuiltInTheme {
    static let redGreenSafe = ##"""
        # For eyes that do not tell red from green (protanopia, deuteranopia): sky blue is good, yellow warns, orange is
        # bad; all three differ in lightness, too. Simulated and measured by `simdeck theme check`.
        name: red-green-safe
        ground: dark
        about:
          en: red-green blindness; sky blue, yellow, orange
          zh: 红绿色觉异常；天蓝、黄、橙区分状态
        vision: [protanopia, deuteranopia]
        inherits: default

        palette:
          accent: ["#c9a6ff", 183, bright-magenta]
          good: ["#56b4e9", 74, bright-cyan]
          warn: ["#f5e663", 227, bright-yellow]
          bad: ["#ff8552", 209, bright-red]
          total: ["#f2f2f2", 255, bright-white]

        """##
}
