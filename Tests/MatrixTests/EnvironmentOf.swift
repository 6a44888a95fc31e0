// What the person who runs the tests asked for.

import Glibc

enum EnvironmentOf {
    /// nil when it is not set.
    static func test(_ name: String) -> String? { getenv(name).map { String(cString: $0) } }
}
