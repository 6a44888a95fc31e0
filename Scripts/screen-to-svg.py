#!/usr/bin/env python3
"""Turns a terminal screen with its colours (SGR sequences, as `tmux capture-pane -e -p` prints it) into SVG.

usage: screen-to-svg.py COLUMNS ROWS TITLE < screen.ansi > screen.svg
"""
import sys
import unicodedata
from xml.sax.saxutils import escape

CELL_W, CELL_H, PAD, BAR = 8.4, 18, 12, 26
BACK, FORE = "#14171c", "#d5d9e0"
BASIC = ["#2a2f38", "#e2626b", "#7fbf7f", "#d9a94f", "#6a9fe0", "#b98ae0", "#5fb8c0", "#c8ccd4",
         "#6b7280", "#f08088", "#9fd89f", "#f0c674", "#8fbcf5", "#d0a8f0", "#85d5dc", "#ffffff"]


def indexed(number):
    if number < 16:
        return BASIC[number]
    if number < 232:
        number -= 16
        level = [0, 95, 135, 175, 215, 255]
        return "#%02x%02x%02x" % (level[number // 36], level[number // 6 % 6], level[number % 6])
    grey = 8 + (number - 232) * 10
    return "#%02x%02x%02x" % (grey, grey, grey)


class Style:
    def __init__(self):
        self.reset()

    def reset(self):
        self.fore = self.back = None
        self.bold = self.dim = self.reverse = self.underline = False

    def apply(self, codes):
        codes = [int(code or 0) for code in codes]
        while codes:
            code = codes.pop(0)
            if code == 0: self.reset()
            elif code == 1: self.bold = True
            elif code == 2: self.dim = True
            elif code == 4: self.underline = True
            elif code == 7: self.reverse = True
            elif code == 22: self.bold = self.dim = False
            elif code == 24: self.underline = False
            elif code == 27: self.reverse = False
            elif 30 <= code <= 37: self.fore = BASIC[code - 30]
            elif 90 <= code <= 97: self.fore = BASIC[code - 82]
            elif 40 <= code <= 47: self.back = BASIC[code - 40]
            elif 100 <= code <= 107: self.back = BASIC[code - 92]
            elif code == 39: self.fore = None
            elif code == 49: self.back = None
            elif code in (38, 48) and codes:
                kind = codes.pop(0)
                colour = None
                if kind == 5 and codes:
                    colour = indexed(codes.pop(0))
                elif kind == 2 and len(codes) >= 3:
                    colour = "#%02x%02x%02x" % tuple(codes[:3])
                    del codes[:3]
                if code == 38: self.fore = colour
                else: self.back = colour

    def looks(self):
        fore, back = self.fore or FORE, self.back
        if self.reverse:
            fore, back = back or BACK, fore
        return fore, back, self.bold, self.dim, self.underline


def cells(line, style):
    """(column, text, width, looks) of every character that shows."""
    out, column, index = [], 0, 0
    while index < len(line):
        if line[index] == "\x1b":
            end = index + 1
            if end < len(line) and line[end] == "[":
                end += 1
                while end < len(line) and not line[end].isalpha():
                    end += 1
                if end < len(line) and line[end] == "m":
                    style.apply(line[index + 2:end].replace(":", ";").split(";"))
            index = end + 1
            continue
        character = line[index]
        index += 1
        if unicodedata.combining(character):
            if out:
                out[-1][1] += character
            continue
        width = 2 if unicodedata.east_asian_width(character) in "WF" else 1
        out.append([column, character, width, style.looks()])
        column += width
    return out


def words(run):
    """The run in pieces that any renderer places rightly: words of ASCII, every other character alone,
    for its glyph may come from another font with another advance."""
    word = []
    for cell in run:
        if cell[1] == " " or (word and not (cell[1].isascii() and word[-1][1].isascii())):
            if word:
                yield word
            word = []
        if cell[1] != " ":
            word.append(cell)
    if word:
        yield word


def main():
    columns, rows, title = int(sys.argv[1]), int(sys.argv[2]), sys.argv[3]
    lines = sys.stdin.buffer.read().decode("utf-8", "replace").split("\n")[:rows]
    width, height = columns * CELL_W + 2 * PAD, rows * CELL_H + 2 * PAD + BAR
    out = ['<svg xmlns="http://www.w3.org/2000/svg" width="%g" height="%g" viewBox="0 0 %g %g" role="img">' % (width, height, width, height),
           "<title>%s</title>" % escape(title),
           '<rect width="100%%" height="100%%" rx="8" fill="%s"/>' % BACK]
    for index, colour in enumerate(["#e2626b", "#d9a94f", "#7fbf7f"]):
        out.append('<circle cx="%g" cy="15" r="5" fill="%s"/>' % (18 + index * 18, colour))
    out.append('<g font-family="DejaVu Sans Mono, Noto Sans Mono CJK SC, Noto Sans CJK SC, monospace" font-size="14" xml:space="preserve">')
    out.append('<text x="%g" y="20" fill="#8a91a0" font-size="12" text-anchor="middle">%s</text>' % (width / 2, escape(title)))
    style = Style()
    for row, line in enumerate(lines):
        top = PAD + BAR + row * CELL_H
        run = []
        shown = cells(line, style)
        for position, cell in enumerate(shown + [None]):
            if run and (cell is None or cell[3] != run[0][3]):
                fore, back, bold, dim, underline = run[0][3]
                left = PAD + run[0][0] * CELL_W
                if back:
                    span = run[-1][0] + run[-1][2] - run[0][0]
                    out.append('<rect x="%g" y="%g" width="%g" height="%g" fill="%s"/>' % (left, top, span * CELL_W + 0.3, CELL_H, back))
                extra = (' font-weight="bold"' if bold else "") + (' opacity="0.6"' if dim else "") + (' text-decoration="underline"' if underline else "")
                for word in words(run):
                    places = "%g" % (PAD + word[0][0] * CELL_W)
                    text = "".join(each[1] for each in word)
                    out.append('<text x="%s" y="%g" fill="%s"%s>%s</text>' % (places, top + 13.5, fore, extra, escape(text)))
                run = []
            if cell is not None:
                run.append(cell)
    out.append("</g></svg>")
    print("\n".join(out))


main()
