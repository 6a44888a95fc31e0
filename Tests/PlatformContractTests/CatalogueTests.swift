// The catalogue as a whole: every row of the platform's pages once, each with examples that hold.

import PlatformContract
import Testing

@Suite struct CatalogueTests {
    @Test func holdsEveryRowOfThePlatformsPagesOnce() {
        #expect(Catalogue.all.count == 46)
        #expect(Set(Catalogue.all.map(\.id)).count == 46)
        #expect(Set(Catalogue.all.map(\.titleZh)).count == 46)
        #expect(Set(Catalogue.all.map(\.title)).count == 46)
        #expect(Catalogue.all.filter { $0.kind == .push }.map(\.id) == ["orderCallback"])
        #expect(Catalogue.all.filter { $0.kind == .codes }.map(\.id) == ["orderStatusCodes", "simStatusCodes"])
        #expect(Catalogue.calls.count == 43)
    }

    @Test(arguments: Catalogue.calls)
    func everyCallIsFoundByItsIDAndByItsPath(endpoint: Endpoint) {
        #expect(Catalogue.endpoint(id: endpoint.id) == endpoint)
        let path = endpoint.path.replacing("{provinceCode}", with: "uniAreaAddSuffix")
        #expect(Catalogue.endpoint(method: endpoint.method, path: path) == endpoint)
        #expect(Catalogue.endpoint(method: "DELETE", path: path) == nil)
    }

    @Test(arguments: Catalogue.calls)
    func theExamplesOfEveryCallMakeACall(endpoint: Endpoint) throws {
        let values = endpoint.parameters.map { WireField($0.name, $0.example) }
        let call = try CallForm.make(endpoint, values).get()
        #expect(call.path.hasPrefix("/") && !call.path.contains("{"))
        // Everything that may be given at once is.
        #expect(call.form.count + call.query.count <= endpoint.parameters.count)
        #expect(endpoint.method == "POST" || call.form.isEmpty)
    }

    @Test(arguments: Catalogue.calls)
    func whatIsRequiredIsDemandedByName(endpoint: Endpoint) {
        for parameter in endpoint.parameters where parameter.required {
            let values = endpoint.parameters.filter { $0 != parameter }.map { WireField($0.name, $0.example) }
            guard case .failure(let problems) = CallForm.make(endpoint, values) else {
                Issue.record("\(endpoint.id) does without \(parameter.name)")
                continue
            }
            #expect(problems.items == [CallForm.Problem(parameter.name, .missing)])
        }
    }

    @Test func onlyPathsThatNoPageShowsAreInferred() {
        let inferred = Catalogue.calls.filter { $0.evidence == .inferred }.map(\.id)
        #expect(
            Set(inferred) == [
                "queryDeviceInfo", "deviceRestart", "deviceReset", "devicePowerOff", "deviceWifiHide",
                "deviceWifiAccount", "deviceShutdown", "deviceRestore",
            ])
    }

    @Test func whatChangesAndWhatSpendsIsMarked() {
        #expect(Set(Catalogue.all.filter { $0.effect == .spends }.map(\.id)) == ["submitPackageOrder", "orderApply"])
        let changes = Catalogue.all.filter { $0.effect == .changes }.map(\.id)
        #expect(
            Set(changes) == [
                "batchShutdown", "batchRestore", "batchSubscribe", "bindMachine", "setSpeedLimit", "removeSpeedLimit",
                "clearRealName", "simSmsSend", "deviceSwitchNet", "deviceRestart", "deviceReset", "devicePowerOff",
                "deviceWifiHide", "deviceWifiAccount", "deviceShutdown", "deviceRestore", "sendCode", "uploadCert",
            ])
    }

    @Test func theDocumentedLimitsHold() {
        #expect(Catalogue.batchQuerySimInfo.limits.cards == 100)
        #expect(Catalogue.batchQuerySimStatus.limits.cards == 10)
        #expect(Catalogue.batchQuerySimStatus.limits.perCardPerMinute == 3)
        #expect(Catalogue.batchQuerySimFlow.limits.cards == 10)
        #expect(Catalogue.batchQuerySimMonthFlow.limits.cards == 10)
        #expect(Catalogue.batchShutdown.limits.cards == 100)
        #expect(Catalogue.batchRestore.limits.cards == 100)
        #expect(Catalogue.setSpeedLimit.limits.cardSpacing == 180)
        #expect(Catalogue.orderSearch.limits.callsPerMinute == 60)
        for endpoint in Catalogue.calls {
            #expect(endpoint.limits.cards == endpoint.parameter("simNos")?.limit, "\(endpoint.id)")
        }
        #expect(Catalogue.orderSearch.parameter("keyNos")?.limit == 10)
        #expect(Catalogue.prettyNumberList.parameter("pageSize")?.limit == 200)
    }

    @Test func everyLimitedParameterHasATrapOrAValueWithinIt() {
        for endpoint in Catalogue.calls {
            for parameter in endpoint.parameters where !parameter.values.isEmpty {
                #expect(parameter.values.contains(parameter.example), "\(endpoint.id).\(parameter.name)")
            }
        }
    }
}
