// A certificate for `localhost` that signs itself, valid from 2020 to 2119, and its key. They protect
// nothing: the server of these tests shows them.

enum TestCertificate {
    static let certificate = """
        -----BEGIN CERTIFICATE-----
        MIIBajCCAQ+gAwIBAgIBATAKBggqhkjOPQQDAjAYMRYwFAYDVQQDDA1zaW1kZWNr
        IHRlc3RzMCAXDTIwMDEwMTAwMDAwMFoYDzIxMjAwMTAxMDAwMDAwWjAYMRYwFAYD
        VQQDDA1zaW1kZWNrIHRlc3RzMFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAEY908
        FhAoIx10wVrLRTiDFuTpZcMGimo3WvLaPKZNT9uzZpboJIbtJV9nLX0Xw/yoPQzJ
        2o6f5FCt/hQTyBBEjaNIMEYwFAYDVR0RBA0wC4IJbG9jYWxob3N0MA8GA1UdEwEB
        /wQFMAMBAf8wHQYDVR0OBBYEFH+C8Xx4BLleKN27GbYlkg3abbJEMAoGCCqGSM49
        BAMCA0kAMEYCIQDGfNaa51JO3jVxyZ+HiCzDkJO/633vj8pZUjpZhCGM+QIhANum
        oZGnxWnRbzN0APeKQvrQLC4imGvGnY34AHd0iOcz
        -----END CERTIFICATE-----
        """

    static let key = """
        -----BEGIN PRIVATE KEY-----
        MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQgKCDJdTd7lQYj3OcX
        RyCJ2pH2TueO41jYJe6ut1zhV9mhRANCAARj3TwWECgjHXTBWstFOIMW5OllwwaK
        ajda8to8pk1P27Nmlugkhu0lX2ctfRfD/Kg9DMnajp/kUK3+FBPIEESN
        -----END PRIVATE KEY-----
        """
}
