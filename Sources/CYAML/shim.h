// libyaml's C API. Linked as an archive, see Settings in Package.swift: the library itself need not be where
// simdeck runs.
#include <yaml.h>
