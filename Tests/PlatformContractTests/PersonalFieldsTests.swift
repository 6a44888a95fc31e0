// What is hidden of a person, in requests and in replies of any depth.

import JSONText
import PlatformContract
import SIMModel
import Testing

@Suite struct PersonalFieldsTests {
    @Test(arguments: [
        (Masking.identity, "110101199001011234", "1101**********1234"), (.identity, "11010119900101123X", "1101**********123X"),
        (.identity, "12345678901", "****"), (.identity, "", ""),
        (.phone, "13800000000", "138****0000"), (.phone, "+8613800000000", "+86****0000"), (.phone, "12345678", "****"),
        (.name, "张三丰", "张**"), (.name, "张", "**"), (.name, "Ann Other", "A**"), (.name, "🦊🐈", "🦊**"),
        (.address, "广东省广州市示例路 1 号", "广东***"), (.address, "示例路", "***"),
        (.secret, "DEMO-TOKEN", "***"), (.secret, "x", "***"), (.secret, "", ""),
    ])
    func theMiddleIsLeftOut(kind: Masking, text: String, shown: String) { #expect(kind.mask(text) == shown) }

    @Test(arguments: [
        ("certNo", Masking.identity), ("certId", .identity), ("contactPhone", .phone), ("contractPhone", .phone),
        ("selectPhone", .phone), ("certName", .name), ("address", .address), ("token", .secret), ("accessToken", .secret),
        ("access_token", .secret), ("wifiPassword", .secret), ("wifi_pwd", .secret), ("password", .secret),
        ("captcha", .secret), ("frontImage", .secret),
    ])
    func aPersonalFieldIsKnownByItsName(field: String, kind: Masking) { #expect(PersonalFields.masking(of: field) == kind) }

    @Test(arguments: [
        "simNo", "iccid", "imsi", "imei", "name", "username", "goodsName", "customNo", "keyNo", "orderSn", "url", "balance",
        "certNoMode", "ipAddress", "numbers", "traceID", "status", "remark",
    ])
    func everythingElseIsShown(field: String) { #expect(PersonalFields.masking(of: field) == nil) }

    /// What the catalogue marks is masked in a reply's tree and a call's history too.
    @Test func theCatalogueAndTheTableAgree() {
        for endpoint in Catalogue.calls {
            for parameter in endpoint.parameters {
                #expect(
                    parameter.isPersonal == (PersonalFields.masking(of: parameter.name) != nil),
                    "\(endpoint.id).\(parameter.name)")
            }
        }
    }

    @Test func aTreeIsMaskedWhereverThePersonStands() throws {
        let tree = try JSONValue(
            parsing: #"""
                {"data":{"list":[{"certName":"张三","certNo":110101199001011234,"contactPhone":13800000000,"status":3,
                "address":{"province":"广东省","street":["示例路一号院","2"]},"goodsName":"示例","selectPhone":null,"token":"",
                "customNo":"sd1"}]},"password":true}
                """#)
        #expect(
            PersonalFields.masked(tree).text
                == #"{"data":{"list":[{"certName":"张**","certNo":"1101**********1234","contactPhone":"138****0000","status":3,"#
                + #""address":{"province":"***","street":["示例***","***"]},"goodsName":"示例","selectPhone":null,"token":"","#
                + #""customNo":"sd1"}]},"password":true}"#)
    }

    @Test func nothingIsMaskedThatIsNotPersonal() throws {
        let tree = try JSONValue(parsing: #"{"code":0,"data":{"items":[{"simNo":"14900000017","balance":1.50}]}}"#)
        #expect(PersonalFields.masked(tree) == tree)
    }
}
