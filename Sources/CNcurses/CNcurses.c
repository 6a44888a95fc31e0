#define _GNU_SOURCE
#include "CNcurses.h"

#include <errno.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>
#include <ncursesw/term.h>

int simdeck_memory_file(void) { return memfd_create("simdeck-screen", MFD_CLOEXEC); }

// Everything a signal handler touches lies here, filled before `armed` is set.
static struct {
    int fd;
    struct termios modes;
    char reset[1024];
    size_t length;
} guard;
static atomic_int armed;

static const int fatal[] = {SIGILL, SIGTRAP, SIGABRT, SIGBUS, SIGFPE, SIGSEGV};
enum { fatal_count = sizeof fatal / sizeof *fatal };
static struct sigaction before[fatal_count];

void simdeck_guard_release(void) {
    if (!atomic_exchange(&armed, 0)) return;
    int kept = errno;
    const char *at = guard.reset;
    size_t left = guard.length;
    while (left > 0) {
        ssize_t count = write(guard.fd, at, left);
        if (count < 0 && errno != EINTR) break;
        if (count > 0) {
            at += count;
            left -= (size_t)count;
        }
    }
    tcsetattr(guard.fd, TCSANOW, &guard.modes);
    errno = kept;
}

static void die(int number) {
    simdeck_guard_release();
    // Whoever handled it before us does so now: the signal is pending again when this handler returns.
    for (int index = 0; index < fatal_count; index++)
        if (fatal[index] == number) sigaction(number, &before[index], NULL);
    raise(number);
}

void simdeck_guard_arm(int fd, const struct termios *modes, const char *reset, size_t length) {
    static int registered;
    guard.fd = fd;
    guard.modes = *modes;
    guard.length = length < sizeof guard.reset ? length : sizeof guard.reset;
    memcpy(guard.reset, reset, guard.length);
    if (!registered) {
        registered = 1;
        atexit(simdeck_guard_release);
    }
    if (!atomic_exchange(&armed, 1)) {
        struct sigaction action = {.sa_handler = die};
        sigemptyset(&action.sa_mask);
        for (int index = 0; index < fatal_count; index++) sigaction(fatal[index], &action, &before[index]);
    }
}

void simdeck_guard_disarm(void) {
    if (!atomic_exchange(&armed, 0)) return;
    for (int index = 0; index < fatal_count; index++) sigaction(fatal[index], &before[index], NULL);
}

// term.h makes macros of ordinary words, so it stays in here.
int simdeck_look_up_terminal(const char *term) {
    int result = 0;
    return setupterm(term, STDOUT_FILENO, &result) == OK && result == 1 ? 1 : result == 1 ? 0 : result;
}
