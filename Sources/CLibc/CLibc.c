#define _GNU_SOURCE
#include "CLibc.h"

#include <errno.h>
#include <fcntl.h>
#include <iconv.h>
#include <limits.h>
#include <locale.h>
#include <pthread.h>
#include <pty.h>
#include <sched.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <sys/ioctl.h>
#include <unistd.h>
#include <wchar.h>

static locale_t utf8_locale;
static pthread_once_t utf8_once = PTHREAD_ONCE_INIT;

static void make_utf8_locale(void) { utf8_locale = newlocale(LC_CTYPE_MASK, "C.UTF-8", (locale_t)0); }

int simdeck_wcwidth(uint32_t scalar) {
    pthread_once(&utf8_once, make_utf8_locale);
    if (utf8_locale == (locale_t)0) return scalar < 0x7f && scalar >= 0x20 ? 1 : -1;
    locale_t before = uselocale(utf8_locale);
    int width = wcwidth((wchar_t)scalar);
    uselocale(before);
    return width;
}

int simdeck_local_wcwidth(uint32_t scalar) {
    char bytes[MB_LEN_MAX];
    mbstate_t state = {0};
    return wcrtomb(bytes, (wchar_t)scalar, &state) == (size_t)-1 ? -1 : wcwidth((wchar_t)scalar);
}

// Blocks every signal, so that one sent to a child right after the fork waits until the child has its own
// dispositions instead of meeting the parent's.
static sigset_t block_signals(void) {
    sigset_t all, before;
    sigfillset(&all);
    pthread_sigmask(SIG_SETMASK, &all, &before);
    return before;
}

// In the child, between fork and exec: a thread of a dispatch pool hands down a nearly full signal mask
// and ignored signals.
static void become(const char *path, char *const argv[], char *const envp[]) {
    sigset_t none;
    sigemptyset(&none);
    for (int number = 1; number < 32; number++) signal(number, SIG_DFL);
    sigprocmask(SIG_SETMASK, &none, NULL);
    close_range(3, ~0U, 0);
    execve(path, argv, envp);
    _exit(127);
}

pid_t simdeck_spawn_in_pty(const char *path, char *const argv[], char *const envp[],
                           uint16_t columns, uint16_t rows, int *terminal) {
    struct winsize size = {.ws_row = rows, .ws_col = columns};
    sigset_t before = block_signals();
    pid_t pid = forkpty(terminal, NULL, NULL, &size);
    if (pid == 0) become(path, argv, envp);
    pthread_sigmask(SIG_SETMASK, &before, NULL);
    return pid;
}

pid_t simdeck_spawn(const char *path, char *const argv[], char *const envp[], int in, int out, int err) {
    sigset_t before = block_signals();
    pid_t pid = fork();
    if (pid == 0) {
        dup2(in, 0);
        dup2(out, 1);
        dup2(err, 2);
        become(path, argv, envp);
    }
    pthread_sigmask(SIG_SETMASK, &before, NULL);
    return pid;
}

int simdeck_set_terminal_size(int terminal, uint16_t columns, uint16_t rows) {
    struct winsize size = {.ws_row = rows, .ws_col = columns};
    return ioctl(terminal, TIOCSWINSZ, &size);
}

int simdeck_get_terminal_size(int fd, uint16_t *columns, uint16_t *rows) {
    struct winsize size;
    if (ioctl(fd, TIOCGWINSZ, &size) != 0) return -1;
    *columns = size.ws_col;
    *rows = size.ws_row;
    return 0;
}

// One pipe for commands and one for the terminal: the terminal's goes on top and comes off again.
static int command_pipe[2] = {-1, -1}, terminal_pipe[2] = {-1, -1};
static struct sigaction below_terminal[32];
static unsigned terminal_numbers;

static void note_signal(int pipe, int number) {
    int saved = errno;
    unsigned char byte = (unsigned char)number;
    // A full pipe already holds more than anyone will read.
    ssize_t written = write(pipe, &byte, 1);
    (void)written;
    errno = saved;
}

static void note_for_command(int number) { note_signal(command_pipe[1], number); }

// A handler may run on any thread, also after the terminal is given back: then the signal goes on to whom it belongs.
static atomic_int terminal_is_taken, terminal_handlers;

static void note_for_terminal(int number) {
    atomic_fetch_add(&terminal_handlers, 1);
    if (atomic_load(&terminal_is_taken)) {
        note_signal(terminal_pipe[1], number);
    } else {
        kill(getpid(), number);
    }
    atomic_fetch_sub(&terminal_handlers, 1);
}

int simdeck_signal_pipe(const int *numbers, int count) {
    // One for the whole process: commands run one after the other, and a signal that came early stays in it.
    if (command_pipe[0] < 0 && pipe2(command_pipe, O_CLOEXEC | O_NONBLOCK) != 0) return -1;
    struct sigaction action = {.sa_handler = note_for_command, .sa_flags = SA_RESTART};
    sigemptyset(&action.sa_mask);
    for (int index = 0; index < count; index++) {
        if (sigaction(numbers[index], &action, NULL) != 0) return -1;
    }
    return command_pipe[0];
}

int simdeck_terminal_signals_take(const int *numbers, int count) {
    if (terminal_pipe[0] < 0 && pipe2(terminal_pipe, O_CLOEXEC | O_NONBLOCK) != 0) return -1;
    struct sigaction action = {.sa_handler = note_for_terminal, .sa_flags = SA_RESTART};
    sigemptyset(&action.sa_mask);
    atomic_store(&terminal_is_taken, 1);
    for (int index = 0; index < count; index++) {
        int number = numbers[index];
        if (terminal_numbers & 1u << number) continue;
        if (sigaction(number, &action, &below_terminal[number]) != 0) return -1;
        terminal_numbers |= 1u << number;
    }
    return terminal_pipe[0];
}

void simdeck_terminal_signals_give_back(void) {
    for (int number = 1; number < 32; number++)
        if (terminal_numbers & 1u << number) sigaction(number, &below_terminal[number], NULL);
    terminal_numbers = 0;
    atomic_store(&terminal_is_taken, 0);
    // Those that began before that write a byte; whoever reads the pipe after this call finds it.
    while (atomic_load(&terminal_handlers) > 0) sched_yield();
}

ptrdiff_t simdeck_gb18030_to_utf8(const uint8_t *input, size_t length, int is_last, size_t *used, int *bad,
                                  uint8_t *output, size_t capacity) {
    iconv_t converter = iconv_open("UTF-8", "GB18030");
    if (converter == (iconv_t)-1) return -1;
    char *from = (char *)input, *to = (char *)output;
    size_t left = length, room = capacity;
    *bad = 0;
    while (left > 0 && room >= 3) {
        if (iconv(converter, &from, &left, &to, &room) != (size_t)-1) break;
        if (errno == E2BIG || (errno == EINVAL && !is_last)) break;
        // One byte that means nothing, or the half character at the very end.
        to[0] = (char)0xEF;
        to[1] = (char)0xBF;
        to[2] = (char)0xBD;
        to += 3;
        room -= 3;
        *bad = 1;
        if (errno == EINVAL) {
            left = 0;
        } else {
            from++;
            left--;
        }
    }
    iconv_close(converter);
    *used = length - left;
    return to - (char *)output;
}
