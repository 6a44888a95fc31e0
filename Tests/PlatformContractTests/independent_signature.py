#!/usr/bin/env python3
"""Builds signed requests from the platform's pages, independently of the Swift sources.

One request, by hand; the vectors in SignatureTests.swift come from here:

    independent_signature.py APP_ID SECRET TRACE_ID TIMESTAMP [NAME=VALUE]...

A value that starts with '[' is sent as it is: a JSON array of strings in one form field.

Every request, for IndependentRequestTests.swift: a JSON document on standard input

    {"appID": …, "secret": …, "traceID": …, "timestamp": …, "base": …, "calls": [{"id": …, "values": {…}}]}

gives a JSON list of {"id", "method", "url", "headers", "body"} on standard output:

    independent_signature.py --all < calls.json
"""

import hashlib
import json
import sys
from urllib.parse import quote

API_VERSION = "2.0.0"

# The platform's pages: what is called, and where each parameter travels, in the order of the page.
# A name alone is a form field; "?name" travels in the query, "{name}" in the path.
POST, GET = "POST", "GET"
IOT, OPEN = "/openapi/iot/", "/openapi/"
DEVICE = ["deviceNo", "remark"]
PAGES = {
    "provinces": (GET, "/provinces/{provinceCode}.json", ["{provinceCode}"]),
    "baseConfig": (GET, OPEN + "base/config", ["?promoCode"]),
    "goodsList": (POST, OPEN + "goods/list", []),
    "sendCode": (POST, OPEN + "base/sendCode", ["goodsId", "certName", "certNo", "contactPhone", "promoCode"]),
    "selectNumber": (
        POST,
        OPEN + "base/selectNumber",
        ["promoCode", "provinceCode", "cityCode", "countyCode", "goodsId", "searchValue", "certName", "certNo",
         "contactPhone"],
    ),
    "orderApply": (
        POST,
        OPEN + "order/apply",
        ["promoCode", "certName", "certId", "contractPhone", "province", "city", "county", "provinceName", "cityName",
         "countyName", "address", "goodsId", "customNo", "captcha", "essProvinceCode", "essCityCode", "selectPhone",
         "callbackUrl"],
    ),
    "orderSearch": (POST, OPEN + "order/search", ["keyNos", "customNos"]),
    "goodsDetails": (POST, OPEN + "goods/details", ["id"]),
    "uploadCert": (POST, OPEN + "base/uploadCert", ["frontImage", "backImage", "headImage", "keyNo"]),
    "ipLocation": (GET, OPEN + "base/ipLocation", ["?ip"]),
    "prettyNumberList": (
        POST,
        OPEN + "pretty/numberList",
        ["page", "pageSize", "id", "poolId", "number", "provinceId", "cityId"],
    ),
    "batchQuerySimInfo": (POST, IOT + "batchQuerySimInfo", ["simNos"]),
    "batchSubscribe": (POST, IOT + "batchSubscribe", ["simNos", "updateStatus", "subscribeUrl"]),
    "batchQuerySimStatus": (POST, IOT + "batchQuerySimStatus", ["simNos"]),
    "batchQuerySimFlow": (POST, IOT + "batchQuerySimFlow", ["simNos"]),
    "batchQuerySimMonthFlow": (POST, IOT + "batchQuerySimMonthFlow", ["simNos", "month"]),
    "batchShutdown": (POST, IOT + "batchShutdown", ["simNos", "remark"]),
    "batchRestore": (POST, IOT + "batchRestore", ["simNos", "remark"]),
    "bindMachine": (POST, IOT + "bindMachine", ["simNo"]),
    "setSpeedLimit": (POST, IOT + "setSpeedLimit", ["simNo", "speedCode", "releaseSpeedAt"]),
    "removeSpeedLimit": (POST, IOT + "removeSpeedLimit", ["simNo"]),
    "submitPackageOrder": (
        POST,
        IOT + "submitPackageOrder",
        ["simNo", "packageId", "effectType", "customNo", "remark"],
    ),
    "officialAuthUrl": (POST, IOT + "officialAuthUrl", ["?simNo"]),
    "querySimAction": (POST, IOT + "querySimAction", ["serialNumber", "simNo", "actionType"]),
    "accountAsset": (POST, IOT + "accountAsset", []),
    "oneLinkToken": (POST, IOT + "oneLinkToken", ["poolCode"]),
    "queryDeviceInfo": (POST, IOT + "queryDeviceInfo", ["deviceNo"]),
    "queryDeviceFlow": (POST, IOT + "queryDeviceFlow", ["deviceNo"]),
    "deviceSwitchNet": (POST, IOT + "deviceSwitchNet", ["deviceNo", "simNo", "remark"]),
    "clearRealName": (POST, IOT + "clearRealName", ["?simNo"]),
    "oneLinkWirelessToken": (POST, IOT + "oneLinkWirelessToken", ["poolCode"]),
    "deviceRestart": (POST, IOT + "deviceRestart", DEVICE),
    "deviceReset": (POST, IOT + "deviceReset", DEVICE),
    "devicePowerOff": (POST, IOT + "devicePowerOff", DEVICE),
    "deviceWifiHide": (POST, IOT + "deviceWifiHide", ["deviceNo", "hide", "remark"]),
    "deviceWifiAccount": (POST, IOT + "deviceWifiAccount", ["deviceNo", "name", "password", "remark"]),
    "deviceShutdown": (POST, IOT + "deviceShutdown", DEVICE),
    "deviceRestore": (POST, IOT + "deviceRestore", DEVICE),
    "queryOrderPackages": (POST, IOT + "queryOrderPackages", ["simNo", "deviceNo", "seriesId"]),
    "queryPackageFlow": (POST, IOT + "queryPackageFlow", ["simNo", "deviceNo"]),
    "simPage": (POST, IOT + "simPage", ["seriesId", "page", "pageSize"]),
    "simSmsSend": (POST, IOT + "simSmsSend", ["simNo", "content"]),
    "simSmsQuery": (POST, IOT + "simSmsQuery", ["simNo", "fromDate", "toDate"]),
}


def sign(app_id, secret, trace_id, timestamp):
    plain = app_id + API_VERSION + trace_id + timestamp + secret
    return hashlib.md5(plain.encode("utf-8")).hexdigest()


def form(pairs):
    return "&".join(quote(name, safe="-._~") + "=" + quote(value, safe="-._~") for name, value in pairs)


def headers(app_id, secret, trace_id, timestamp, method=POST):
    lines = [
        ["appID", app_id],
        ["apiVersion", API_VERSION],
        ["timestamp", timestamp],
        ["traceID", trace_id],
        ["sign", sign(app_id, secret, trace_id, timestamp)],
    ]
    if method == POST:
        lines.append(["Content-Type", "application/x-www-form-urlencoded"])
    return lines + [["Accept", "application/json"]]


def request(asked, call):
    method, path, parameters = PAGES[call["id"]]
    query, body = [], []
    for parameter in parameters:
        name = parameter.strip("?{}")
        value = call["values"].get(name, "")
        if value == "":
            continue
        if parameter.startswith("{"):
            path = path.replace(parameter, value)
        elif parameter.startswith("?"):
            query.append((name, value))
        else:
            body.append((name, value))
    unknown = set(call["values"]) - {parameter.strip("?{}") for parameter in parameters}
    if unknown:
        raise SystemExit(call["id"] + " has no " + ", ".join(sorted(unknown)))
    return {
        "id": call["id"],
        "method": method,
        "url": asked["base"] + path + ("?" + form(query) if query else ""),
        "headers": headers(asked["appID"], asked["secret"], asked["traceID"], asked["timestamp"], method),
        "body": form(body),
    }


def main(arguments):
    if arguments == ["--all"]:
        asked = json.load(sys.stdin)
        missing = set(PAGES) - {call["id"] for call in asked["calls"]}
        if missing:
            raise SystemExit("not asked for: " + ", ".join(sorted(missing)))
        json.dump([request(asked, call) for call in asked["calls"]], sys.stdout)
        return
    app_id, secret, trace_id, timestamp = arguments[:4]
    pairs = [tuple(argument.split("=", 1)) for argument in arguments[4:]]
    for name, value in headers(app_id, secret, trace_id, timestamp):
        print(name + ": " + value)
    print()
    print(form(pairs))


if __name__ == "__main__":
    main(sys.argv[1:])
