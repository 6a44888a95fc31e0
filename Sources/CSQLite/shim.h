// SQLite's C API, plus the one constant that Swift's importer cannot read.
#include <sqlite3.h>

/// SQLITE_TRANSIENT: SQLite copies the bytes before the call returns.
static inline sqlite3_destructor_type simdeck_sqlite_transient(void) {
    return SQLITE_TRANSIENT;
}
