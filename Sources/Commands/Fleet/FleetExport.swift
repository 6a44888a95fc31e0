// fleet export: the list as a spreadsheet opens it and fleet import reads it again.

import ArgumentParser
import JSONText
import Localization
import SIMModel
import StateStore

extension FleetCommand {
    /// `simdeck fleet export`.
    struct Export: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "export",
            abstract: Help.text("Write the list with tags and notes.", "导出号码、标签和备注。"),
            discussion: Help.text(
                "CSV that a spreadsheet opens without losing digits (numbers stand as =\"8986…\") or running formulas; fleet import reads it back unchanged. A file is written whole or not at all.",
                "导出的 CSV 用表格软件打开不会丢失数字（号码写作 =\"8986…\"），也不会执行公式；fleet import 可原样读回。文件要么完整写入，要么不写。"))

        enum Format: String, ExpressibleByArgument, CaseIterable {
            case csv, jsonl
        }

        @Option(help: help("Only cards with this tag.", "只导出带该标签的号码。")) var tag: String?
        @Option(help: help("csv or jsonl.", "csv 或 jsonl。")) var format = Format.csv
        @Option(name: [.customShort("o"), .long], help: help("The file; else standard output.", "写入该文件；默认写到标准输出。"))
        var output: String?
        @OptionGroup var global: GlobalOptions

        func run() async throws {
            let text = global.text
            try await FleetWork(global).runLocally { state in
                let file = try output.map { try WholeFile($0, text: text) }
                func write(_ content: String) throws {
                    if let file { try file.write(content) } else { OutputStream.out.write(content) }
                }
                var count = 0
                do {
                    if format == .csv { try write(FleetListText.header) }
                    try await FleetWork.each(state.fleet, tag: tag) { entries in
                        count += entries.count
                        try write(entries.map(line).joined())
                    }
                } catch {
                    file?.discard()
                    throw error
                }
                try file?.keep()
                if let output { OutputStream.err.line("simdeck: " + text.exported(count, to: output)) }
            }
        }

        private func line(_ entry: FleetEntry) -> String {
            switch format {
            case .csv: FleetListText.line(entry)
            case .jsonl: JSONValue.object(List.members(entry, .jsonl)).text + "\n"
            }
        }
    }
}
