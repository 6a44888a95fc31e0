// ncursesw with the parts that Swift's importer cannot reach: global variables, macros with casts, and
// the way out that still works when everything else is broken.
#ifndef SIMDECK_CNCURSES_H
#define SIMDECK_CNCURSES_H

#define NCURSES_WIDECHAR 1
#include <ncursesw/curses.h>
#include <stdint.h>
#include <stdio.h>
#include <termios.h>

// Globals: mutable shared state for Swift, plain values here.
static inline WINDOW *simdeck_stdscr(void) { return stdscr; }
static inline WINDOW *simdeck_curscr(void) { return curscr; }
static inline int simdeck_colours(void) { return COLORS; }
static inline int simdeck_colour_pairs(void) { return COLOR_PAIRS; }

// Attributes are macros with casts.
static inline attr_t simdeck_bold(void) { return A_BOLD; }
static inline attr_t simdeck_dim(void) { return A_DIM; }
static inline attr_t simdeck_underline(void) { return A_UNDERLINE; }
static inline attr_t simdeck_reverse(void) { return A_REVERSE; }

/// Writes one character cell: `text` is a spacing character and the marks upon it. Cells of one row are
/// written left to right. The last cell of the screen may be written: the cursor then stays in it.
static inline void simdeck_put(int y, int x, const wchar_t *text, attr_t attributes, int pair) {
    cchar_t cell;
    if (setcchar(&cell, text, attributes, 0, &pair) != ERR) mvwadd_wch(stdscr, y, x, &cell);
}

/// A terminal's capability as bytes, or NULL when it has none.
static inline const char *simdeck_capability(const char *name) {
    const char *text = tigetstr(name);
    return text == (const char *)-1 ? NULL : text;
}

/// Looks TERM up in the terminals' database without taking the terminal: 1 known, 0 not, -1 no database.
int simdeck_look_up_terminal(const char *term);

/// Makes all of the screen the region that scrolls; the cursor is anywhere afterwards. NULL where none is known.
static inline const char *simdeck_region(int rows) {
    const char *region = simdeck_capability("csr");
    return region ? tiparm(region, 0, rows - 1) : NULL;
}

/// True when the terminal takes 24-bit colours.
static inline int simdeck_has_rgb(void) {
    return tigetflag("RGB") > 0 || tigetnum("RGB") > 0 || simdeck_capability("RGB") != NULL;
}

/// A file in memory, for what ncurses writes; -1 and errno on failure.
int simdeck_memory_file(void);

/// Keeps what is needed to give the terminal back from a place where nothing can be trusted: at exit and
/// in a handler of fatal signals. `reset` is written to `fd`, then `modes` are set. One terminal at a time.
void simdeck_guard_arm(int fd, const struct termios *modes, const char *reset, size_t length);
/// The terminal has been given back in the ordinary way.
void simdeck_guard_disarm(void);
/// Gives the terminal back now if the guard is armed. Safe in a signal handler.
void simdeck_guard_release(void);

#endif
