#!/usr/bin/env python3
"""Builds a signed request from the platform's page, independently of the Swift sources.

The vectors in SignatureTests.swift come from here: run it with the values of a test and compare.

    independent_signature.py APP_ID SECRET TRACE_ID TIMESTAMP [NAME=VALUE]...

A value that starts with '[' is sent as it is: a JSON array of strings in one form field.
"""

import hashlib
import sys
from urllib.parse import quote

API_VERSION = "2.0.0"


def sign(app_id, secret, trace_id, timestamp):
    plain = app_id + API_VERSION + trace_id + timestamp + secret
    return hashlib.md5(plain.encode("utf-8")).hexdigest()


def form(pairs):
    return "&".join(quote(name, safe="-._~") + "=" + quote(value, safe="-._~") for name, value in pairs)


def main(arguments):
    app_id, secret, trace_id, timestamp = arguments[:4]
    pairs = [tuple(argument.split("=", 1)) for argument in arguments[4:]]
    print("appID: " + app_id)
    print("apiVersion: " + API_VERSION)
    print("timestamp: " + timestamp)
    print("traceID: " + trace_id)
    print("sign: " + sign(app_id, secret, trace_id, timestamp))
    print("Content-Type: application/x-www-form-urlencoded")
    print("Accept: application/json")
    print()
    print(form(pairs))


if __name__ == "__main__":
    main(sys.argv[1:])
