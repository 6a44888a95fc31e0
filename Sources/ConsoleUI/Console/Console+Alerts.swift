// New alerts as they leave the screen: the bell, the terminal's notification, the operator's own program.

import CellGrid
import Localization
import ViewModels

extension Console {
    func openAlerts() { overlays.append(AlertsOverlay(model.alerts())) }

    func acknowledge(_ id: Int?) {
        if let id { model.acknowledgeAlert(id) } else { model.acknowledgeAllAlerts() }
    }

    /// Tells outside of the screen what the model has to tell; the model sums up, so this never chatters.
    func announce(_ notice: AlertNotice) {
        if options.alerts.rings { display.bell() }
        let row = notice.newest
        let name = AlertText.name(row.subject, screen.language)
        let extent = AlertText.extent(row, screen.language)
        let more = notice.alerts > 1 ? AlertMessage.more(notice.alerts).text(screen.language) + " · " : ""
        display.notify(
            title: "simdeck \(model.status().profile)", body: more + name + (extent.isEmpty ? "" : " · " + extent),
            as: options.alerts.notification)
        doors.alert([
            "name": notice.alerts > 1 ? "\(AlertMessage.more(notice.alerts).text(screen.language)): \(name)" : name,
            "count": "\(row.count)", "severity": row.severity.rawValue, "first": row.first ?? "",
        ])
    }
}
