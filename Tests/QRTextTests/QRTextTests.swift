// Codes against known-good ones, their limits, and both ways of drawing them.

import QRText
import Testing

@Suite struct QRTextTests {}
