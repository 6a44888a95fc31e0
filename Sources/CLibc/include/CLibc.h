// The few things of libc that Swift's importer does not reach, each in one call.
#ifndef SIMDECK_CLIBC_H
#define SIMDECK_CLIBC_H

#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>

/// Columns of a Unicode scalar by libc's own table for C.UTF-8, whatever the process's locale:
/// 0, 1 or 2; -1 for control characters and for scalars newer than the table.
int simdeck_wcwidth(uint32_t scalar);

/// Columns of a Unicode scalar in the process's own locale; -1 when its character set does not have it.
int simdeck_local_wcwidth(uint32_t scalar);

/// Starts `path` in a new pseudo-terminal of the given size, with default signals and an empty signal
/// mask. Returns the child's pid and stores the terminal's file descriptor; -1 and errno on failure.
pid_t simdeck_spawn_in_pty(const char *path, char *const argv[], char *const envp[],
                           uint16_t columns, uint16_t rows, int *terminal);

/// Starts `path` with these descriptors as 0, 1 and 2 and no others (a listening socket in a child's hands
/// would keep its port open), with default signals and an empty signal mask. The child's pid; -1 and errno.
pid_t simdeck_spawn(const char *path, char *const argv[], char *const envp[], int in, int out, int err);

/// Tells the pseudo-terminal its new size. 0, or -1 and errno.
int simdeck_set_terminal_size(int terminal, uint16_t columns, uint16_t rows);

/// The size of the terminal behind `fd`. 0, or -1 and errno.
int simdeck_get_terminal_size(int fd, uint16_t *columns, uint16_t *rows);

/// From now on the numbers of these signals are bytes on the returned descriptor, and no longer end the
/// process. There is no moment in which one is lost. One set a process; -1 and errno on failure.
int simdeck_signal_pipe(const int *numbers, int count);

/// The same for the time a terminal is held, on a descriptor of its own. -1 and errno on failure.
int simdeck_terminal_signals_take(const int *numbers, int count);

/// These signals do again what they did before they were taken. What the descriptor still holds stays in it.
void simdeck_terminal_signals_give_back(void);

/// GB18030 to UTF-8 by the converter of libc. A character cut by the end is left, unless `is_last`; bytes that
/// mean nothing become U+FFFD and set `*bad`. `capacity` is at least three times `length`. Stores how many
/// bytes were read; the bytes written, or -1 when libc has no such converter.
ptrdiff_t simdeck_gb18030_to_utf8(const uint8_t *input, size_t length, int is_last, size_t *used, int *bad,
                                  uint8_t *output, size_t capacity);

#endif
