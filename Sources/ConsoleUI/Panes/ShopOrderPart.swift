// The order's form: the platform's fields by the names people use, each with what is wrong with it.

import CellGrid
import Localization
import SIMModel
import ViewModels

enum ShopOrderPart {
    static func render(_ state: ShopViewState, on surface: Surface, _ context: PaneContext) -> Point? {
        let about = about(state, width: surface.width, context)
        let height = max(1, surface.height - min(3, about.count))
        let labels = state.form.map { label($0, context) }
        let names = min(18, (labels.map { TextWidth.cells(of: $0) }.max() ?? 0) + 1)
        var cursor: Point?
        let window = ListRow.window(count: state.form.count, cursor: state.cursor, height: height)
        for index in window {
            let isHere = index == state.cursor
            var field = state.form[index]
            // The number of the goods says little without its name.
            if field.name == "goodsId", !field.value.isEmpty, let name = state.chosen?.name { field.value += " · " + name }
            let point = APIFormPart.draw(
                field, label: labels[index], isHere: isHere, names: names, on: surface, y: index - window.lowerBound, context)
            if isHere { cursor = point }
        }
        let start = min(height, window.count)
        for (index, line) in about.prefix(surface.height - start).enumerated() {
            surface.text(line.text, x: 3, y: start + index, style: line.style, limit: surface.width - 4)
        }
        return cursor
    }

    private static func label(_ field: APIField, _ context: PaneContext) -> String {
        ShopField(rawValue: field.name).map { context($0) } ?? field.name
    }

    /// What one must know of the field under the cursor.
    private static func about(_ state: ShopViewState, width: Int, _ context: PaneContext) -> [APIFormPart.Line] {
        guard let index = state.cursor, state.form.indices.contains(index) else { return [] }
        let room = max(1, width - 4)
        var hints: [String] = []
        switch state.form[index].name {
        case "province", "city", "county", "provinceName", "cityName", "countyName", "essProvinceCode", "essCityCode":
            if state.areas.isAsking {
                hints.append(context(ShopMessage.areasAsking))
            } else {
                let isHere = state.areas.fetchedAt != nil && !state.lacksAreas
                hints.append(context(isHere ? ShopMessage.chooseHint : .areasMissing))
                if let problem = state.areas.problem { hints.append(problem.sentence(context.language).line) }
            }
        case "selectPhone": hints.append(context(ShopMessage.pickHint))
        case "captcha":
            hints.append(context(ShopMessage.codeHint(key: context.keys[.smsCode])))
            if state.code.isAsking { hints.append(context(ShopMessage.codeAsking)) }
            if let at = state.code.fetchedAt {
                hints.append(context(ShopMessage.codeSent(ago: Figures.ago(at, now: state.now, context))))
            }
            if let problem = state.code.problem { hints.append(problem.sentence(context.language, isChange: true).line) }
        case "address":
            if state.chosen?.photos?.code == 1 { hints.append(context(ShopMessage.photosLater(key: context.keys[.photos]))) }
        default: break
        }
        return hints.flatMap { TextWidth.wrap($0, to: room) }.map { ($0, Style(.muted)) }
            + APIFormPart.about(state.form, at: index, width: width, context)
    }

    /// Whether it can be ordered, and if not, why.
    static func verdict(_ state: ShopViewState, _ context: PaneContext) -> (String, Style) {
        let wrong = state.form.count { $0.problem != nil }
        if wrong > 0 { return (context(ShopMessage.formNotReady(wrong)), Style(.muted)) }
        return ("✓ " + context(ShopMessage.formReady(key: context.keys[.send])), Style(.operationDone))
    }
}
