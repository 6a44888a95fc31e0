// The reference of keys, docs/keys.md, as it is printed by `simdeck keys --markdown`: the table of commands by
// purpose, with the keys of every preset.

import Localization
import ViewModels

public enum KeysPage {
    /// The whole page.
    public static var text: String {
        var out = """
            # Keys

            <!-- Printed by `simdeck keys --markdown` from the program's own table; RECORD=1 make test writes it anew. -->

            Every command has a name that stays, and keys that can be changed ([configuration](configuration.md), `keys`).
            A command without a key is found in the palette (\(cell(KeyMap.standard.keys(for: .palette)))).

            **Presets** (`keys: {preset: vim-strict}`) change how one moves. They lie under a person's own keys, and change
            nothing that changes cards. `vim-strict` leaves out vi's Ctrl-B, which tmux takes.

            **Own keys.** `keys: {cards.stop: [X]}` takes `X` from whatever had it by default. Two commands that are given the
            same key where both apply are an error that names both places. A sequence of two keys is written with a blank: `g g`.
            What changes cards or spends money never sits on Ctrl, Alt, Enter, Esc, Tab, Space, arrows, `h` `j` `k` `l`, nor on a
            multiplexer's prefix (Ctrl-A, Ctrl-B, Ctrl-O, Ctrl-\\); other commands there are warned of.

            **Menus** (`.`) show their letters at once, as does the first key of a sequence. In every box `Esc` goes back.

            """
        let presets = KeyPreset.allCases.map { ($0, KeyMap(preset: $0, overrides: [:])) }
        for purpose in CommandPurpose.allCases {
            out += "\n## \(purpose.title.english) · \(purpose.title.chinese)\n\n"
            out += "| command | " + presets.map { "`\($0.0.rawValue)`" }.joined(separator: " | ") + " | panes | does | 作用 |\n"
            out += "|" + String(repeating: "---|", count: presets.count + 4) + "\n"
            for command in CommandTable.all where command.name.purpose == purpose {
                let keys = presets.map { cell($0.1.keys(for: command.name)) }
                let panes = PaneID.allCases.filter { command.panes?.contains($0) ?? false }.map { $0.label.english }
                out +=
                    "| `\(command.name.rawValue)` | " + keys.joined(separator: " | ")
                    + " | \(panes.isEmpty ? "all" : panes.joined(separator: ", ")) | \(escaped(command.name.words(.en).help)) | "
                    + "\(escaped(command.name.words(.zh).help)) |\n"
            }
        }
        return out
    }

    private static func cell(_ keys: [KeySequence]) -> String {
        keys.map { "`\(escaped($0.text))`" }.joined(separator: " ")
    }

    /// A bar would end the cell.
    private static func escaped(_ text: String) -> String {
        text.split(separator: "|", omittingEmptySubsequences: false).joined(separator: "\\|")
    }
}
