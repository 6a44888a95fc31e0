// Amounts of data and money as they are shown.

import SIMModel
import TestSupport
import Testing

@Suite struct QuantityTests {
    @Test(
        arguments: [
            (0, "0K"), (512, "512K"), (1023, "1023K"), (1024, "1.00M"), (3_502, "3.42M"), (1_048_575, "1024M"),
            (1_048_576, "1.00G"), (13_012_828, "12.41G"),
            (2_061_584_302, "1.92T"), (-3_502, "-3.42M"), (Int64.max, "8388608P"),
        ] as [(Int64, String)]) func dataIsShownInItsUnit(_ kilobytes: Int64, _ text: String)
    {
        #expect(DataVolume(kilobytes: kilobytes).text == text)
    }

    @Test(arguments: [
        ("12", "12.00"), ("2990.3", "2990.30"), ("-0.125", "-0.1250"), ("+5", "5.00"), ("0.00010", "0.0001"),
        ("1000000.50", "1000000.50"), (".5", "0.50"), ("-0", "0.00"),
        ("5.", "5.00"),
    ]) func moneyIsExact(_ decimal: String, _ text: String) {
        #expect(Money(decimal: decimal)?.text == text)
    }

    @Test(arguments: [
        "", "-", ".", "1e3", "1,000", "0.00001", "1.2.3", "abc", "99999999999999999999", "922337203685478", " 1", "NaN",
    ])
    func whatIsNoExactDecimalIsUnknown(_ decimal: String) {
        #expect(Money(decimal: decimal) == nil)
    }

    @Test func numbersAreGroupedForPeople() {
        #expect(Money(decimal: "10000.5")?.grouped == "10,000.50")
        #expect(Money(decimal: "-1234567")?.grouped == "-1,234,567.00")
        #expect(groupedCount(5000) == "5,000")
        #expect(groupedCount(-12) == "-12")
        #expect(groupedCount(Int.min) == "-9,223,372,036,854,775,808")
        #expect(groupedDigits("") == "")
        #expect(fixed(1.005, decimals: 1) == "1.0")
        #expect(fixed(-0.001, decimals: 2) == "0.00")
        #expect(fixed(2.5, decimals: 0) == "3")
        #expect(padded(7, 3) == "007")
    }
}
