// The order's form: the fields of order/apply, with the checks of the catalogue and what the goods ask
// for beyond them; places come from the goods' own list, an SMS code is asked for after a question.

import PlatformClient
import PlatformContract
import SIMModel

extension ShopViewModel {
    private static let deliveryFields = ["province", "city", "county", "provinceName", "cityName", "countyName"]
    private static let homeFields = ["essProvinceCode", "essCityCode"]

    /// The goods under the cursor are those of the order; what was picked for others is dropped.
    func fillGoods() {
        guard let goods = focusedGoods else { return }
        let before = forms.text("goodsId", of: endpoint)
        guard before != "\(goods.id)" else { return }
        forms.set("goodsId", "\(goods.id)", of: endpoint)
        guard !before.isEmpty else { return }
        for name in ["selectPhone", "captcha"] { forms.set(name, "", of: endpoint) }
        (offered, asked[.numbers]) = ([], nil)
    }

    /// Codes of another set mean other places.
    func dropForeignAreas(_ set: String) {
        guard let areaSet, areaSet != set else { return }
        for name in Self.deliveryFields + Self.homeFields { forms.set(name, "", of: endpoint) }
        self.areaSet = nil
    }

    /// The fields as they may be seen, with what is wrong.
    func fields(showsPersonal: Bool) -> [APIField] {
        forms.fields(of: endpoint, showsPersonal: showsPersonal).map { field in
            guard field.problem == nil, field.value.isEmpty, isWanted(field.name) else { return field }
            var field = field
            (field.isRequired, field.problem) = (true, .missing)
            return field
        }
    }

    /// Required by the goods (upstream: "required when").
    private func isWanted(_ name: String) -> Bool {
        let goods = focusedDetails?.goods ?? focusedGoods
        switch name {
        case "captcha": return goods?.smsCode == 1
        case "essProvinceCode", "essCityCode": return goods?.selectNumber == 1 || goods?.selectNumber == 5
        default: return false
        }
    }

    /// The field under the cursor: a place is chosen, a number is picked, the rest is typed.
    func openField() -> ShopOpening {
        guard let index = place(.order) else { return .nothing }
        let parameter = endpoint.parameters[index]
        if parameter.name == "goodsId" {
            go(to: .goods)
            return .done
        }
        let tree = focusedDetails?.provinceCode.flatMap { areas[$0] } ?? []
        if !tree.isEmpty {
            if Self.deliveryFields.contains(parameter.name) { return .areas(field: "province", tree, depth: 3) }
            if Self.homeFields.contains(parameter.name) { return .areas(field: "essProvinceCode", tree, depth: 2) }
        }
        return .field(name: parameter.name, text: forms.text(parameter.name, of: endpoint), values: parameter.values)
    }

    /// The places that were chosen, from the province down.
    public func choose(_ field: String, _ places: [ShopPlace]) {
        areaSet = focusedDetails?.provinceCode
        if field == "essProvinceCode" {
            for (name, place) in zip(Self.homeFields, places) { forms.set(name, place.code, of: endpoint) }
        } else {
            // A city without counties is its own county.
            let whole = places + Array(repeating: places.last ?? ShopPlace(code: "", name: ""), count: max(0, 3 - places.count))
            for (index, place) in whole.prefix(3).enumerated() {
                forms.set(Self.deliveryFields[index], place.code, of: endpoint)
                forms.set(Self.deliveryFields[3 + index], place.name, of: endpoint)
            }
        }
        goToFirstToFill()
        changes.mark()
    }

    /// Takes a number into the order.
    func pick(_ number: ShopNumber) {
        forms.set("selectPhone", number.number, of: endpoint)
        go(to: .order)
        goToFirstToFill()
    }

    func goToFirstToFill() {
        guard let index = fields(showsPersonal: true).firstIndex(where: { $0.problem != nil }) else { return }
        cursors[.order, default: ListCursor()].moveTo(index, count: count(.order))
    }

    // MARK: the SMS code

    /// Who is asked for the code, by the names of sendCode.
    private static let codeFields: [(form: String, code: String)] = [
        ("goodsId", "goodsId"), ("certName", "certName"), ("certId", "certNo"), ("contractPhone", "contactPhone"),
        ("promoCode", "promoCode"),
    ]

    /// The question before an SMS is sent to the person, or why there is none.
    public func askForCode() -> APISendAnswer {
        if client.configuration.isReadOnly { return .readOnly }
        fillGoods()
        let lacking = Self.codeFields.count { forms.text($0.form, of: endpoint).isEmpty }
        guard lacking == 0 else { return .incomplete(lacking) }
        guard !isAskingCode else { return .busy }
        let values = Self.codeFields.map { WireField($0.code, forms.text($0.form, of: endpoint)) }
        let call = Catalogue.sendCode
        if case .failure(let problems) = CallForm.make(call, values) { return .incomplete(problems.items.count) }
        questions += 1
        codeProposal = (questions, values)
        let seen = showsPersonal ? values : APIForms.masked(values, of: call)
        let row = APIRow(
            id: call.id, title: call.title, titleZh: call.titleZh, kind: .call, effect: .changes, isInferred: false)
        return .asks(
            APIQuestion(
                id: questions, row: row, values: seen.map { [$0.name, $0.value] }, cards: 0, limits: call.limits.note,
                repeatsUnknown: false))
    }

    /// Only the question that was asked last can be confirmed, and only once.
    public func confirmCode(_ question: APIQuestion) {
        guard let codeProposal, codeProposal.id == question.id else { return }
        self.codeProposal = nil
        isAskingCode = true
        code = ShopAsked(isAsking: true)
        changes.mark()
        ledger.start { [self] in
            do throws(PlatformError) {
                try await client.sendShopCode(codeProposal.values)
                code = ShopAsked(fetchedAt: time.wall)
            } catch {
                onProblem(error)
                code = ShopAsked(problem: error)
            }
            isAskingCode = false
            changes.mark()
        }
    }

    // MARK: ID photos

    /// What the form of uploadCert starts with: the platform's number of the order under the cursor. nil:
    /// there is none.
    public var photoOrder: String? { part == .orders ? place(.orders).flatMap { orders[$0].keyNo } : nil }
}
