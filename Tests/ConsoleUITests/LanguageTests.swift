// Both languages say everything: a text that was forgotten would be the other language's, or empty.

import Localization
import SIMModel
import Settings
import Testing
import ViewModels

@testable import ConsoleUI

@Suite("Both languages")
struct LanguageTests {
    /// Names that are the same everywhere.
    private static let names: Set<String> = [
        "curl", "EN", "Token", "ICCID", "IMSI", "IMEI", "API", "Wi-Fi", "SVG", "CSV", "simdeck", "English", "Tab",
    ]

    private func isHan(_ character: Character) -> Bool {
        character.unicodeScalars.contains { (0x3400...0x9FFF).contains($0.value) }
    }

    /// English has no Han but terms in brackets; Chinese has some.
    private func check(_ english: String, _ chinese: String, _ place: String) {
        #expect(!english.isEmpty && !chinese.isEmpty, "\(place)")
        // Terms of the field stand in brackets behind the English ones.
        var depth = 0
        let bare = english.filter { character in
            if character == "(" { depth += 1 }
            defer { if character == ")" { depth -= 1 } }
            return depth == 0
        }.replacing("简体中文", with: "")
        #expect(!bare.contains(where: isHan) || english == "中文", "\(place): \(english)")
        #expect(chinese.contains(where: isHan) || Self.names.contains(chinese), "\(place): \(chinese)")
    }

    @Test("Every command: footer, title and help")
    func commands() {
        for name in CommandName.allCases {
            let (english, chinese) = (name.words(.en), name.words(.zh))
            check(english.short, chinese.short, "\(name).short")
            check(english.title, chinese.title, "\(name).title")
            check(english.help, chinese.help, "\(name).help")
        }
    }

    @Test("Every label, shown line, section, and reason of a menu")
    func words() {
        for label in Label.allCases where label != .api { check(label.english, label.chinese, "\(label)") }
        for line in ShownLine.allCases {
            check(KeysMessage.line(line).english, KeysMessage.line(line).chinese, "\(line)")
        }
        for purpose in CommandPurpose.allCases { check(purpose.title.english, purpose.title.chinese, "\(purpose)") }
        let messages: [any Message] = [
            KeysMessage.noKey, .legend, .keySearch, .keyNextMatch, .keyWrite, .keyCopy, .matches(1, of: 2), .noMatch("x"),
            .nextKeys("g"), .logErrors, .logCalls, .noCalls, .callCards(2), .callFine, .callTry(2), .wrote(path: "x"),
            .commandsTitle, .onlyInDemo, .inFile(30, key: "e"), .curl, .copiedLine, .noCommand, .saveTitle, .saveText,
            .saveColours, .savePicture, .saveHint, .refusedMoves, .refusedChord, .refusedMultiplexer("tmux"),
        ].map { $0 as any Message }
        let runs: [any Message] = [
            RunMessage.operationMenu(OperationID(1), .stop), .nameRow, .neverArrived, .notAmbiguous, .notInDoubt, .stillLookedFor,
            .noRunAtHand, .rowTitle(OperationID(1), .resume), .rowMeaning, .keyRow, .noRows, .noSuchRow, .sentAt("x"),
            .neverTitle(OperationID(1), .stop), .neverMeaning, .neverHint, .settled(OperationID(1), .failed),
            .mustWait(OperationID(1)),
        ].map { $0 as any Message }
        let reasons: [any Message] = [NoticeMessage.nothingMarked, NoticeMessage.noCard, NoticeMessage.readOnly]
        for message in messages + runs + reasons { check(message.english, message.chinese, "\(message)") }
    }
}
