// The bytes of a POST's body.

import PlatformContract
import TestSupport
import Testing

@Suite struct WireFormTests {
    /// The text is what independent_signature.py prints for the same fields.
    @Test func encodesAsAnIndependentProgramDoes() {
        let text = WireForm.encode([
            WireField("simNos", WireForm.list(["19200000001", "19200000002"])),
            WireField("remark", "night shift, 夜班 100%+~"),
        ])
        #expect(
            text
                == "simNos=%5B%2219200000001%22%2C%2219200000002%22%5D&remark=night%20shift%2C%20%E5%A4%9C%E7%8F%AD%20100%25%2B~"
        )
    }

    @Test func aListIsOneFieldWithAnArrayOfStrings() {
        #expect(WireForm.list(["149", "150"]) == #"["149","150"]"#)
        #expect(WireForm.list([String]()) == "[]")
        #expect(WireForm.list([#"a"b"#]) == #"["a\"b"]"#)
    }

    @Test func readsWhatOtherProgramsWrite() {
        #expect(
            WireForm.decode("a=1+2&b=%2b&c&=d") == [
                WireField("a", "1 2"), WireField("b", "+"), WireField("c", ""), WireField("", "d"),
            ])
        #expect(WireForm.decode("") == [])
    }

    @Test(arguments: ["a=%", "a=%4", "a=%zz", "a=%ff%fe"])
    func refusesBrokenEscapes(body: String) { #expect(WireForm.decode(body) == nil) }

    @Test func whatIsEncodedComesBack() {
        let random = SeededRandom(20_241_224)
        let alphabet = Array("aZ09-._~ +&=%\"[]{}/\\?#é好🦊\n\t\u{0}")
        for _ in 0..<500 {
            let fields = (0..<random.pick(0..<5)).map { _ in
                WireField(
                    String((0..<random.pick(1..<6)).map { _ in alphabet[random.pick(0..<alphabet.count)] }),
                    String((0..<random.pick(0..<12)).map { _ in alphabet[random.pick(0..<alphabet.count)] }))
            }
            #expect(WireForm.decode(WireForm.encode(fields)) == fields)
        }
    }
}
