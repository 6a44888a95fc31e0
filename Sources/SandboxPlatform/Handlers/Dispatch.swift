// From an endpoint to its handler. A new endpoint is one line here and one function beside its family.

import JSONText
import PlatformContract
import SIMModel

extension World {
    /// The answer of one endpoint, all checks passed.
    mutating func handle(
        _ endpoint: Endpoint, _ parameters: CheckedParameters, _ request: SandboxRequest, _ draw: FaultDraw,
        at now: WallTime
    ) throws(Refusal) -> Reply {
        switch endpoint.id {
        case Catalogue.batchQuerySimInfo.id: .data(simInfo(parameters, draw, at: now))
        case Catalogue.batchQuerySimStatus.id: .data(try simStatus(endpoint, parameters, draw, at: now))
        case Catalogue.batchQuerySimFlow.id: .data(simFlow(parameters, draw, at: now))
        case Catalogue.batchQuerySimMonthFlow.id: .data(try simMonthFlow(parameters, draw, at: now))
        case Catalogue.batchShutdown.id: .data(try accept(.stop, parameters, draw, at: now))
        case Catalogue.batchRestore.id: .data(try accept(.resume, parameters, draw, at: now))
        case Catalogue.querySimAction.id: .data(simAction(parameters, at: now))
        case Catalogue.accountAsset.id: .data(accountAsset(at: now))
        case Catalogue.bindMachine.id: try bindMachine(parameters, at: now)
        case Catalogue.setSpeedLimit.id: try setSpeedLimit(endpoint, parameters, at: now)
        case Catalogue.removeSpeedLimit.id: try removeSpeedLimit(parameters, at: now)
        case Catalogue.officialAuthUrl.id: try officialAuthURL(parameters, request, at: now)
        case Catalogue.clearRealName.id: try clearRealName(parameters, at: now)
        case Catalogue.batchSubscribe.id: try subscribe(parameters, at: now)
        case Catalogue.simPage.id: try simPage(parameters, at: now)
        case Catalogue.simSmsSend.id: try sendMessage(parameters, at: now)
        case Catalogue.simSmsQuery.id: try messages(parameters, at: now)
        case Catalogue.oneLinkToken.id, Catalogue.oneLinkWirelessToken.id:
            try poolToken(endpoint, parameters, at: now)
        case Catalogue.queryOrderPackages.id: try orderablePackages(parameters)
        case Catalogue.submitPackageOrder.id: try buyPackage(parameters, at: now)
        case Catalogue.queryPackageFlow.id: try packageUse(parameters, at: now)
        case Catalogue.queryDeviceInfo.id: try deviceInfo(parameters, at: now)
        case Catalogue.queryDeviceFlow.id: try deviceFlow(parameters, at: now)
        case Catalogue.deviceSwitchNet.id: try switchCard(parameters, at: now)
        case Catalogue.deviceRestart.id, Catalogue.deviceReset.id, Catalogue.devicePowerOff.id,
            Catalogue.deviceWifiHide.id, Catalogue.deviceWifiAccount.id:
            try deviceAction(endpoint, parameters, at: now)
        case Catalogue.deviceShutdown.id: try deviceOperation(.stop, parameters, draw, at: now)
        case Catalogue.deviceRestore.id: try deviceOperation(.resume, parameters, draw, at: now)
        case Catalogue.baseConfig.id: shopConfig(parameters)
        case Catalogue.goodsList.id: goodsList()
        case Catalogue.goodsDetails.id: try goodsDetails(parameters)
        case Catalogue.sendCode.id: try sendCode(parameters, at: now)
        case Catalogue.selectNumber.id: try selectNumber(parameters, at: now)
        case Catalogue.prettyNumberList.id: try prettyNumbers(parameters)
        case Catalogue.orderApply.id: try applyOrder(parameters, at: now)
        case Catalogue.orderSearch.id: try searchOrders(endpoint, parameters, at: now)
        case Catalogue.uploadCert.id: try uploadPhotos(parameters, at: now)
        case Catalogue.ipLocation.id: try place(parameters)
        case Catalogue.provinces.id: try areas(parameters)
        default:
            throw Refusal(code: AssumedCode.internalError, reason: "unserved", message: "接口未开放")
        }
    }
}
