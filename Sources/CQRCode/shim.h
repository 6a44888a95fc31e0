// Project Nayuki's QR code generator. Linked as an archive, see QRText in Package.swift: the library
// itself need not be where simdeck runs.
#include <qrcodegen/qrcodegen.h>

/// The C macro with an argument, which Swift's importer cannot read. Unit: bytes.
static inline int simdeck_qr_buffer_length(int version) {
    return qrcodegen_BUFFER_LEN_FOR_VERSION(version);
}
