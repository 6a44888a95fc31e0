#!/usr/bin/env python3
"""Writes every file of themes/ as a Swift text into Sources/ConsoleUI/Theme/BuiltIn/ (`make themes`)."""
import pathlib

root = pathlib.Path(__file__).resolve().parent.parent
target = root / "Sources/ConsoleUI/Theme/BuiltIn"
target.mkdir(exist_ok=True)
for file in sorted((root / "themes").glob("*.yaml")):
    words = ["standard"] if file.stem == "default" else file.stem.split("-")
    name = words[0] + "".join(word.capitalize() for word in words[1:])
    body = "".join("        " + line + "\n" if line else "\n" for line in file.read_text().splitlines())
    (target / f"BuiltInTheme+{name[0].upper() + name[1:]}.swift").write_text(
        f"// themes/{file.name} word for word, written by `make themes`.\n\n"
        f'extension BuiltInTheme {{\n    static let {name} = ##"""\n{body}\n        """##\n}}\n'
    )
