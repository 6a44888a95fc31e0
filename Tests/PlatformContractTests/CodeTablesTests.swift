// The tables of codes: complete, in both languages, and of one mind with the codes that cards are read by.

import PlatformContract
import SIMModel
import Testing

@Suite struct CodeTablesTests {
    @Test func everyTableIsFoundByTheFieldItExplains() {
        #expect(CodeTables.all.count == 18)
        #expect(Set(CodeTables.all.map(\.id)).count == CodeTables.all.count)
        for table in CodeTables.all { #expect(CodeTables.table(table.id) == table) }
        #expect(CodeTables.table("robinStatus") == nil)
    }

    @Test(arguments: CodeTables.all)
    func everyCodeHasOneMeaningInEachLanguage(table: CodeTable) {
        #expect(!table.meanings.isEmpty && !table.title.isEmpty && !table.titleZh.isEmpty)
        #expect(Set(table.meanings.map(\.code)).count == table.meanings.count)
        #expect(table.meanings.allSatisfy { !$0.english.isEmpty && !$0.chinese.isEmpty })
        // Two codes may share a Chinese word only where the platform's page does.
        #expect(Set(table.meanings.map(\.english)).count == table.meanings.count)
        #expect(Catalogue.endpoint(id: table.page) != nil, "\(table.page)")
        for row in table.meanings { #expect(table.meaning(row.code) == row) }
    }

    @Test(arguments: CodeTables.all)
    func aCodeOutsideItsTableHasNoMeaning(table: CodeTable) {
        for code in [-1, 12, 77, 10_000] { #expect(table.meaning(code) == nil) }
    }

    @Test func theTablesHoldTheCodesThatCardsAreReadBy() {
        func agree<Known: CaseIterable & RawRepresentable>(_ table: CodeTable, _: Known.Type) -> Bool
        where Known.RawValue == Int { table.meanings.map(\.code) == Known.allCases.map(\.rawValue) }
        #expect(agree(CodeTables.simStatus, SIMStatus.self))
        #expect(agree(CodeTables.activateStatus, ActivationStatus.self))
        #expect(agree(CodeTables.authStatus, RealNameStatus.self))
        #expect(agree(CodeTables.internetStatus, NetworkStatus.self))
        #expect(agree(CodeTables.onlineStatus, OnlineStatus.self))
        #expect(agree(CodeTables.cancelStatus, CancellationStatus.self))
        #expect(agree(CodeTables.replaceStatus, ReplacementStatus.self))
        #expect(agree(CodeTables.actionStatus, ActionStatus.self))
    }

    /// upstream: 号卡订单状态码; 9, 12 and 14 do not appear there.
    @Test func theOrdersCodesAreThoseOfThePage() {
        #expect(
            CodeTables.orderStatus.meanings.map(\.code)
                == [1, 2, 3, 4, 5, 6, 7, 8, 10, 11, 13, 15, 16, 17, 18, 999, 9998, 9999])
        #expect(CodeTables.orderStatus.meaning(999)?.chinese == "待受理")
        #expect(CodeTables.orderStatus.meaning(3)?.english == "rejected")
        #expect(CodeTables.settleStatus.meanings.map(\.code) == [1, 2, 3, 4, 5])
        #expect(CodeTables.firstRechargeStatus.meanings.map(\.code) == [0, 1, 2])
        #expect(CodeTables.selectNumber.meanings.map(\.code) == [0, 1, 2, 3, 4, 5])
        #expect(CodeTables.settleMode.meanings.map(\.code) == [1, 2, 3, 4])
    }

    /// A form offers the values that the table explains.
    @Test func theParametersOfTheCatalogueUseTheirTables() {
        let values = CodeTables.effectType.meanings.map { "\($0.code)" }
        #expect(Catalogue.submitPackageOrder.parameter("effectType")?.values == values)
    }
}
