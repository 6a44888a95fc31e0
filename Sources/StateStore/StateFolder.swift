// The folder and files under the database: made private whatever the umask, locked while they are
// opened, moved aside when they are damaged.

import Glibc

/// The state folder of one profile.
struct StateFolder {
    let path: String
    var journal: String { path + "/journal.sqlite" }

    /// Makes the folder (0700, with every missing one above it) and the empty file (0600).
    func prepare() throws(StoreError) {
        try makeFolder(path)
        try tighten(path, to: 0o700)
        var facts = stat()
        if stat(journal, &facts) != 0 {
            // Only ever created here, never opened and closed: closing any descriptor of a database
            // drops the locks that this process holds on it.
            let file = open(journal, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
            if file >= 0 {
                fchmod(file, 0o600)
                close(file)
                sync(path)
            } else if errno != EEXIST {
                throw failure(journal)
            }
        }
        try tighten(journal, to: 0o600)
    }

    /// Whether the whole file is read through when it is opened: always while that takes a moment (2 ms a
    /// megabyte, measured), and after an end that left its log behind.
    var mayBeDamaged: Bool {
        var facts = stat()
        if stat(journal + "-wal", &facts) == 0 { return true }
        return stat(journal, &facts) == 0 && facts.st_size < 16 << 20
    }

    /// `body` while no other process opens, migrates or moves this database.
    func locked<Result>(_ body: () throws(StoreError) -> Result) throws(StoreError) -> Result {
        let name = path + "/journal.lock"
        let file = open(name, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
        guard file >= 0 else { throw failure(name) }
        defer { close(file) }
        fchmod(file, 0o600)
        // Opening takes milliseconds: more than five seconds means that its owner hangs.
        for _ in 0..<500 {
            if flock(file, LOCK_EX | LOCK_NB) == 0 { return try body() }
            guard errno == EWOULDBLOCK || errno == EINTR else { throw failure(name) }
            poll(nil, 0, 10)
        }
        throw .busy(path: name)
    }

    /// Renames the database and its companions to the first free `….corrupt-N`; returns that name.
    func setAside() throws(StoreError) -> String {
        var number = 1
        var facts = stat()
        while stat("\(journal).corrupt-\(number)", &facts) == 0 { number += 1 }
        let aside = "\(journal).corrupt-\(number)"
        // The log goes first: beside a new file it would be read into it.
        for tail in ["-wal", "-shm", ""] {
            guard rename(journal + tail, aside + tail) == 0 || (errno == ENOENT && tail != "") else {
                throw .corrupt(path: journal, setAsideAs: nil)
            }
        }
        sync(path)
        return aside
    }

    private func makeFolder(_ folder: String) throws(StoreError) {
        var facts = stat()
        if stat(folder, &facts) == 0 {
            guard facts.st_mode & S_IFMT == S_IFDIR else {
                throw .cannotOpen(path: folder, reason: String(cString: strerror(ENOTDIR)))
            }
            return
        }
        if let slash = folder.lastIndex(of: "/"), slash != folder.startIndex {
            try makeFolder(String(folder[..<slash]))
        }
        guard mkdir(folder, 0o700) == 0 || errno == EEXIST else { throw failure(folder) }
        try tighten(folder, to: 0o700)
    }

    private func tighten(_ name: String, to mode: mode_t) throws(StoreError) {
        var facts = stat()
        guard stat(name, &facts) == 0 else { throw failure(name) }
        guard facts.st_mode & 0o777 != mode else { return }
        guard chmod(name, mode) == 0 else { throw failure(name) }
    }

    /// Makes a new name in `folder` outlive a power cut.
    private func sync(_ folder: String) {
        let handle = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard handle >= 0 else { return }
        fsync(handle)
        close(handle)
    }

    private func failure(_ name: String) -> StoreError {
        switch errno {
        case EACCES, EROFS: .readOnlyDirectory(path: name)
        case ENOSPC, EDQUOT: .diskFull(path: name)
        case let code: .cannotOpen(path: name, reason: String(cString: strerror(code)))
        }
    }
}
