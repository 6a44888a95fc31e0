// themes/blue-yellow-safe.yaml word for word, written by `make themes`.

extension BuiltInTheme {
    static let blueYellowSafe = ##"""
        # For eyes that do not tell blue from yellow (tritanopia): green is good, a very light rose warns, red is bad; no
        # meaning hangs on blue or yellow. Simulated and measured by `simdeck theme check`.
        name: blue-yellow-safe
        ground: dark
        about:
          en: blue-yellow blindness; green, pale rose, red
          zh: 蓝黄色觉异常；绿、浅玫瑰、红区分状态
        vision: [tritanopia]
        inherits: default

        palette:
          accent: ["#f2f2f2", 255, bright-white]
          good: ["#3fc9a0", 43, green]
          warn: ["#ffd9e0", 224, bright-white]
          bad: ["#f06a7a", 204, bright-red]
          total: ["#b8b8b8", 250, white]

        """##
}
