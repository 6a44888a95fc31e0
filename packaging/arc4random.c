// libstdc++'s std::random_device calls arc4random, which glibc has since 2.36. Linked into the self-contained program,
// so that it starts with 2.35 (Ubuntu 22.04) too. Nothing of ours calls it.
#include <errno.h>
#include <stdint.h>
#include <stdlib.h>
#include <sys/random.h>

uint32_t arc4random(void) {
    uint32_t number;
    // Four bytes come whole or not at all.
    while (getrandom(&number, sizeof number, 0) != sizeof number)
        if (errno != EINTR) abort();
    return number;
}
