// The configuration's keys, each with its sentence in both languages.

import Settings
import Testing

@testable import Commands

@Suite struct MeaningTests {
    private static func hasChinese(_ text: String) -> Bool {
        text.unicodeScalars.contains { (0x4E00...0x9FFF).contains($0.value) }
    }

    @Test func everyKeyHasItsMeaningInChineseAndNoneIsLeftOver() {
        #expect(SettingKey.all.count > 50)
        let names = SettingKey.all.map(ConfigMeanings.name)
        for name in names {
            let meaning = ConfigMeanings.chinese[name] ?? ""
            #expect(Self.hasChinese(meaning) && meaning.hasSuffix("。"), "\(name) has no Chinese meaning")
        }
        #expect(Set(ConfigMeanings.chinese.keys).subtracting(names).isEmpty)
    }

    @Test func everyDefaultThatIsWordsAndNotAValueHasItsChinese() {
        for key in SettingKey.all where !Self.isValue(key) {
            let words = ConfigMeanings.fallbacks[key.fallback] ?? ""
            #expect(Self.hasChinese(words), "\(ConfigMeanings.name(key)): “\(key.fallback)” has no Chinese")
        }
        #expect(Set(ConfigMeanings.fallbacks.keys).subtracting(SettingKey.all.map(\.fallback)).isEmpty)
    }

    /// What could stand in the file as it is: a number, a duration, an address, one of the choices, a variable's name.
    private static func isValue(_ key: SettingKey) -> Bool {
        if case .oneOf(let names) = key.expected, names.contains(key.fallback) { return true }
        if ["", "auto", "true", "false"].contains(key.fallback) { return true }
        if key.fallback.allSatisfy({ $0.isUppercase || $0 == "_" }) { return true }
        return key.fallback.first?.isNumber == true && !key.fallback.contains(" ")
    }
}
