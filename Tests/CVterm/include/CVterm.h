// libvterm with what the tests ask of it, so that Swift needs none of its unions and callbacks.
#ifndef SIMDECK_CVTERM_H
#define SIMDECK_CVTERM_H

#include <stddef.h>
#include <stdint.h>

/// A terminal as libvterm understands one.
typedef struct simdeck_vterm simdeck_vterm;

/// A new terminal; bytes are read as UTF-8.
simdeck_vterm *simdeck_vterm_new(int rows, int columns);
void simdeck_vterm_free(simdeck_vterm *terminal);

/// Takes what a program wrote.
void simdeck_vterm_feed(simdeck_vterm *terminal, const uint8_t *bytes, size_t length);
void simdeck_vterm_resize(simdeck_vterm *terminal, int rows, int columns);

/// The scalars of a cell (0 ends them; at most 6) into `scalars`; returns its width, or 0 outside.
/// `attributes`: 1 bold, 2 underlined, 4 reverse.
int simdeck_vterm_cell(simdeck_vterm *terminal, int row, int column, uint32_t *scalars, int *attributes);
void simdeck_vterm_cursor(simdeck_vterm *terminal, int *row, int *column);

/// What the program sent and libvterm does not know, a line each; at most 4 KiB of it.
const char *simdeck_vterm_strange(simdeck_vterm *terminal);
int simdeck_vterm_is_alternate(simdeck_vterm *terminal);
int simdeck_vterm_shows_cursor(simdeck_vterm *terminal);
/// 0: no mouse reports are wanted.
int simdeck_vterm_mouse(simdeck_vterm *terminal);
/// By DECRQM, as a program would ask: 1 set, 2 reset, 0 unknown.
int simdeck_vterm_mode(simdeck_vterm *terminal, int mode);

#endif
