// English words of the console's commands.

extension CommandName {
    var english: CommandWords {
        switch self {
        case .goCards: .init("cards", "Go to Cards", "The cards with their state, use and running operations.")
        case .goFlow: .init("flow", "Go to Flow", "What flows now: one card, all live cards, the biggest users.")
        case .goAssets: .init("assets", "Go to Assets", "The account's balance, its pools, and what runs out when.")
        case .goHistory: .init("history", "Go to History", "The platform's log of operations on the card, ours marked.")
        case .goOperations: .init("ops", "Go to Operations", "The journal of stops and resumes sent from here.")
        case .goDevices:
            .init(
                "devices", "Go to Devices", "Devices by their number: what the platform says of each, and what can be done to it."
            )
        case .goShop: .init("shop", "Go to Shop", "Goods, numbers, orders, a card's packages, and what was bought from here.")
        case .goAPI: .init("api", "Go to API", "Every endpoint of the platform: its form, its request, its reply.")
        case .nextPane: .init("pane", "Next pane", "Moves the focus to the next pane on the screen.")
        case .previousPane: .init("pane back", "Previous pane", "Moves the focus to the previous pane on the screen.")
        case .zoom: .init("zoom", "Zoom the pane", "Gives the whole screen to the pane with the focus, and back.")
        case .down: .init("down", "Move down", "One line down.")
        case .up: .init("up", "Move up", "One line up.")
        case .first: .init("first", "Go to the first line", "To the top of the list.")
        case .last: .init("last", "Go to the last line", "To the end of the list.")
        case .halfDown: .init("half down", "Half a page down", "Half a screenful down.")
        case .halfUp: .init("half up", "Half a page up", "Half a screenful up.")
        case .pageDown: .init("page down", "A page down", "A screenful down.")
        case .pageUp: .init("page up", "A page up", "A screenful up.")
        case .left:
            .init(
                "left", "Scroll left",
                "Shows the columns to the left; in API and Shop the part before; in Flow the list before; in Devices the list.")
        case .right:
            .init(
                "right", "Scroll right",
                "Shows the columns to the right; in API and Shop the next part; in Flow the next list; in Devices the details.")
        case .filter:
            .init(
                "filter", "Filter the cards",
                "Filters as you type: digits of any number, status:stopped, flow>80%, ends<7d, -term, a|b. Enter keeps it, Esc clears it. In Shop: digits of numbers, or numbers of orders."
            )
        case .sort: .init("sort", "Sort the cards", "Asks for a column; the same column again reverses the order.")
        case .mark:
            .init(
                "mark", "Mark or unmark the card",
                "Marks the card under the cursor and moves on. Marks survive filter, sort and refresh.")
        case .markRange: .init("range", "Mark a range", "Starts a range at the cursor; again: marks everything between.")
        case .markAll:
            .init(
                "mark all", "Mark all that pass the filter",
                "Marks every card that passes the filter, also those off the screen; the count is shown.")
        case .markInvert:
            .init("invert", "Invert the marks", "Marks what is unmarked and the reverse, among the cards that pass the filter.")
        case .markNone: .init("unmark", "Unmark all", "Takes every mark away, also from cards the filter hides.")
        case .stop:
            .init(
                "stop", "Stop cards (停机)",
                "Asks, then stops the marked cards, else the card under the cursor. The cards lose their connection.")
        case .resume: .init("resume", "Resume cards (复机)", "Asks, then resumes the marked cards, else the card under the cursor.")
        case .frequency:
            .init(
                "counts", "Count the values of a column",
                "How many of the cards shown have each state, pool, package, share of quota …; Enter shows just those.")
        case .why:
            .init(
                "why", "Why is the card down?",
                "The reason as far as the data tells, what can bring the card back, and that verb one key away.")
        case .protect:
            .init(
                "protect", "Protect cards, or release them",
                "Protects the marked cards, else the card under the cursor: no operation on several cards touches them. Where all of them are protected, asks and releases."
            )
        case .tag:
            .init(
                "tags", "Change tags", "Adds and takes tags of the marked cards, else of the card under the cursor: +add -remove."
            )
        case .note: .init("note", "Write a note", "A note on the marked cards, else on the card under the cursor.")
        case .nextTab: .init("next tab", "Next tab", "Goes to the next saved filter.")
        case .previousTab: .init("prev tab", "Previous tab", "Goes to the saved filter before.")
        case .saveTab: .init("save tab", "Save filter as tab", "Keeps the filter shown under a name, as a tab of the Cards pane.")
        case .renameTab: .init("rename", "Rename tab", "Gives the active tab another name.")
        case .deleteTab: .init("delete", "Delete tab", "Deletes the active tab; its cards stay.")
        case .addCards: .init("add", "Add cards", "Adds cards to the list: type or paste numbers, or @FILE.")
        case .details: .init("details", "Open details", "Everything known about the line under the cursor, with source and age.")
        case .refresh:
            .init("refresh", "Ask the carrier now", "Asks the carrier for the marked cards, else for the card under the cursor.")
        case .refreshShown: .init("refresh shown", "Ask for everything shown", "Asks again for everything on the screen.")
        case .watch:
            .init("watch", "Watch the card's flow", "Keeps the flow of the card live while it is off the screen; again: stops.")
        case .actions:
            .init(
                "more", "Actions on the card",
                "Rebind, speed limit, packages, real name, SMS, subscribe, month flow: opens the form of the one chosen, filled in."
            )
        case .flowScope:
            .init(
                "whose", "Whose flow the chart shows",
                "The whole fleet, the card under the cursor, that card's pool, the marked cards.")
        case .flowCloser: .init("closer", "Shorten the chart's time", "24 h, 6 h, 1 h, 10 min, 2 min.")
        case .flowWider: .init("wider", "Lengthen the chart's time", "2 min, 10 min, 1 h, 6 h, 24 h.")
        case .addDevices:
            .init(
                "add", "Add devices", "Adds device numbers to the list, one a line, typed or pasted; kept until simdeck is left.")
        case .runActions:
            .init(
                "more", "Actions on the run",
                "Look an operation up, go on with a paused run, pause one, give up its rest, take it back, write its report.")
        case .handover:
            .init(
                "handover", "Handover sheet",
                "What was done in the last 12 hours, what is open, what to remember: to read, copy, write to a file.")
        case .deviceActions:
            .init(
                "more", "Actions on the device",
                "Switch net, restart, reset, power off, Wi-Fi, stop, resume: opens the form of the one chosen, filled in.")
        case .send:
            .init(
                "send", "Send the form",
                "Sends the form. A change asks first; what spends money is bought in Shop, after the price was typed.")
        case .smsCode: .init("SMS code", "Send an SMS code", "Asks, then has a code sent to the phone of the order's form.")
        case .photos:
            .init("photos", "Give ID photos", "Opens the form for the addresses of the ID photos of the order under the cursor.")
        case .personal:
            .init(
                "personal", "Show personal data",
                "Shows or masks names, numbers, addresses, tokens and passwords in forms and replies.")
        case .copyCurl: .init("curl", "Copy as curl", "Copies the request as a command of curl, its signature blanked.")
        case .code:
            .init(
                "QR code", "Show the link as a QR code",
                "Shows the link under the reply's cursor, else the reply's first, as a QR code to scan. A card's real-name link is among its actions."
            )
        case .copy:
            .init(
                "copy", "Copy the numbers",
                "Copies the marked cards' numbers, else the one under the cursor, through the terminal (also over ssh).")
        case .export: .init("export", "Export what is shown", "Writes everything that passes the filter to a CSV file.")
        case .showCommand:
            .init(
                "as command", "Show as a command",
                "The lines of simdeck that do the same from a shell, for the cards, the pane or the open question; y copies one.")
        case .saveScreen:
            .init(
                "save screen", "Save the screen",
                "Writes what is shown into a file: text, text with colours, or a picture (SVG). Its second key works over questions, too."
            )
        case .pause:
            .init(
                "pause", "Pause all polling", "Asks nothing more until pressed again. Operations already sent are still followed."
            )
        case .palette: .init("command", "Command palette", "Every command by name, with its key.")
        case .help: .init("help", "Help for this pane", "The keys that work here, and why others do not just now; / searches.")
        case .alerts:
            .init(
                "alerts", "Show the alerts",
                "What to be warned of now and what it was, since when, and who has seen it; Enter shows the cards.")
        case .profiles: .init("profile", "Change to another profile", "Closes this account's cards and opens another account.")
        case .errors:
            .init(
                "log", "Show the log",
                "What went wrong in this session and the last calls, newest first; / searches, e writes it to a file.")
        case .theme: .init("theme", "Theme: choose", "Shows each theme at once; Enter keeps it, Esc takes it back.")
        case .language: .init("中文", "Change the language", "Switches between English and 简体中文.")
        case .redraw: .init("redraw", "Redraw the screen", "Sends the whole screen again.")
        case .suspend: .init("suspend", "Suspend", "Stops simdeck as the shell's job control does; fg brings it back.")
        case .back: .init("back", "Back", "Closes what is open, else takes the zoom, the range or the filter away.")
        case .leave: .init("leave", "Leave simdeck", "Leaves at once, wherever you are. Asks while operations are being sent.")
        case .quit:
            .init(
                "quit", "Back, and quit at the top",
                "Goes back one step; at the top it leaves. Asks while operations are being sent.")
        }
    }
}
