#include "CVterm.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <vterm.h>

struct simdeck_vterm {
    VTerm *terminal;
    VTermScreen *screen;
    int is_alternate, shows_cursor, mouse;
    char strange[4096];
};

static void note(simdeck_vterm *self, const char *text) {
    size_t used = strlen(self->strange);
    snprintf(self->strange + used, sizeof self->strange - used, "%s\n", text);
}

static int unknown_control(unsigned char control, void *user) {
    char text[32];
    snprintf(text, sizeof text, "control %02x", control);
    note(user, text);
    return 1;
}

static int unknown_csi(const char *leader, const long args[], int count, const char *between, char command, void *user) {
    char text[160] = "csi ";
    size_t used = strlen(text);
    used += (size_t)snprintf(text + used, sizeof text - used, "%s", leader ? leader : "");
    for (int index = 0; index < count && used < 128; index++)
        used += (size_t)snprintf(text + used, sizeof text - used, index ? ";%ld" : "%ld",
                                 CSI_ARG_IS_MISSING(args[index]) ? 0 : (long)CSI_ARG(args[index]));
    snprintf(text + used, sizeof text - used, "%s%c", between ? between : "", command);
    note(user, text);
    return 1;
}

#if VTERM_VERSION_MAJOR == 0 && VTERM_VERSION_MINOR < 2
typedef VTermParserCallbacks unknown_callbacks;
static int unknown_string(const char *command, size_t length, void *user) {
    char text[64];
    snprintf(text, sizeof text, "string %.*s", (int)(length < 40 ? length : 40), command);
    note(user, text);
    return 1;
}
static const unknown_callbacks unknown = {
    .control = unknown_control, .csi = unknown_csi, .osc = unknown_string, .dcs = unknown_string};
#else
typedef VTermStateFallbacks unknown_callbacks;
static int unknown_osc(int command, VTermStringFragment fragment, void *user) {
    char text[64];
    snprintf(text, sizeof text, "string %d;%.*s", command, (int)(fragment.len < 40 ? fragment.len : 40), fragment.str);
    if (fragment.initial) note(user, text);
    return 1;
}
static int unknown_dcs(const char *command, size_t length, VTermStringFragment fragment, void *user) {
    char text[64];
    snprintf(text, sizeof text, "string %.*s", (int)(length < 40 ? length : 40), command);
    if (fragment.initial) note(user, text);
    return 1;
}
static const unknown_callbacks unknown = {
    .control = unknown_control, .csi = unknown_csi, .osc = unknown_osc, .dcs = unknown_dcs};
#endif

static int property(VTermProp which, VTermValue *value, void *user) {
    simdeck_vterm *self = user;
    if (which == VTERM_PROP_ALTSCREEN) self->is_alternate = value->boolean;
    if (which == VTERM_PROP_CURSORVISIBLE) self->shows_cursor = value->boolean;
    if (which == VTERM_PROP_MOUSE) self->mouse = value->number;
    return 1;
}

static const VTermScreenCallbacks callbacks = {.settermprop = property};

simdeck_vterm *simdeck_vterm_new(int rows, int columns) {
    simdeck_vterm *self = calloc(1, sizeof *self);
    if (!self) return NULL;
    self->shows_cursor = 1;
    self->terminal = vterm_new(rows, columns);
    vterm_set_utf8(self->terminal, 1);
    self->screen = vterm_obtain_screen(self->terminal);
    vterm_screen_set_callbacks(self->screen, &callbacks, self);
    vterm_screen_enable_altscreen(self->screen, 1);
    vterm_screen_reset(self->screen, 1);
    // After the reset, which would take them away.
    vterm_screen_set_unrecognised_fallbacks(self->screen, &unknown, self);
    return self;
}

void simdeck_vterm_free(simdeck_vterm *self) {
    vterm_free(self->terminal);
    free(self);
}

void simdeck_vterm_feed(simdeck_vterm *self, const uint8_t *bytes, size_t length) {
    vterm_input_write(self->terminal, (const char *)bytes, length);
    // Answers to questions of the program's; nobody reads them.
    char answers[256];
    while (vterm_output_read(self->terminal, answers, sizeof answers) > 0) {}
}

void simdeck_vterm_resize(simdeck_vterm *self, int rows, int columns) { vterm_set_size(self->terminal, rows, columns); }

int simdeck_vterm_cell(simdeck_vterm *self, int row, int column, uint32_t *scalars, int *attributes) {
    VTermScreenCell cell;
    if (!vterm_screen_get_cell(self->screen, (VTermPos){.row = row, .col = column}, &cell)) return 0;
    memcpy(scalars, cell.chars, sizeof cell.chars);
    *attributes = (cell.attrs.bold ? 1 : 0) | (cell.attrs.underline ? 2 : 0) | (cell.attrs.reverse ? 4 : 0);
    return cell.width;
}

void simdeck_vterm_cursor(simdeck_vterm *self, int *row, int *column) {
    VTermPos at;
    vterm_state_get_cursorpos(vterm_obtain_state(self->terminal), &at);
    *row = at.row;
    *column = at.col;
}

const char *simdeck_vterm_strange(simdeck_vterm *self) { return self->strange; }
int simdeck_vterm_is_alternate(simdeck_vterm *self) { return self->is_alternate; }
int simdeck_vterm_shows_cursor(simdeck_vterm *self) { return self->shows_cursor; }
int simdeck_vterm_mouse(simdeck_vterm *self) { return self->mouse; }

int simdeck_vterm_mode(simdeck_vterm *self, int mode) {
    char text[64];
    int length = snprintf(text, sizeof text, "\033[?%d$p", mode);
    vterm_input_write(self->terminal, text, (size_t)length);
    size_t count = vterm_output_read(self->terminal, text, sizeof text - 1);
    text[count] = 0;
    int asked = 0, answer = 0;
    return sscanf(text, "\033[?%d;%d$y", &asked, &answer) == 2 && asked == mode ? answer : 0;
}
