// A certificate for `localhost` that signs itself, valid from 2020 to 2119, and its key. They protect
// nothing: servers of tests show them.

public enum TestCertificate {
    /// PEM, of ``key``.
    public static let certificate = """
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

    /// The same, but for the year 2020 only.
    public static let expired = """
        -----BEGIN CERTIFICATE-----
        MIIBZjCCAQugAwIBAgIBAjAKBggqhkjOPQQDAjAXMRUwEwYDVQQDDAxzaW1kZWNr
        IHRlc3QwHhcNMjAwMTAxMDAwMDAwWhcNMjEwMTAxMDAwMDAwWjAXMRUwEwYDVQQD
        DAxzaW1kZWNrIHRlc3QwWTATBgcqhkjOPQIBBggqhkjOPQMBBwNCAARj3TwWECgj
        HXTBWstFOIMW5OllwwaKajda8to8pk1P27Nmlugkhu0lX2ctfRfD/Kg9DMnajp/k
        UK3+FBPIEESNo0gwRjAUBgNVHREEDTALgglsb2NhbGhvc3QwDwYDVR0TAQH/BAUw
        AwEB/zAdBgNVHQ4EFgQUf4LxfHgEuV4o3bsZtiWSDdptskQwCgYIKoZIzj0EAwID
        SQAwRgIhAOSIAl1DwdZm9llAT2r52wwOwr08VvBMepXtiZBikluUAiEA3wfHDv8a
        33oI2u0b+5lHklnycW1XjiHiG1NIgfrxkuA=
        -----END CERTIFICATE-----
        """

    /// The same, from 2100 on.
    public static let later = """
        -----BEGIN CERTIFICATE-----
        MIIBajCCAQ+gAwIBAgIBAzAKBggqhkjOPQQDAjAXMRUwEwYDVQQDDAxzaW1kZWNr
        IHRlc3QwIhgPMjEwMDAxMDEwMDAwMDBaGA8yMTIwMDEwMTAwMDAwMFowFzEVMBMG
        A1UEAwwMc2ltZGVjayB0ZXN0MFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAEY908
        FhAoIx10wVrLRTiDFuTpZcMGimo3WvLaPKZNT9uzZpboJIbtJV9nLX0Xw/yoPQzJ
        2o6f5FCt/hQTyBBEjaNIMEYwFAYDVR0RBA0wC4IJbG9jYWxob3N0MA8GA1UdEwEB
        /wQFMAMBAf8wHQYDVR0OBBYEFH+C8Xx4BLleKN27GbYlkg3abbJEMAoGCCqGSM49
        BAMCA0kAMEYCIQDplkLFmZGo1v0tT8kJszF2N5TXnSRlJUi1uk8Xu21+swIhAM5W
        L4gwzUcqkZs11plrdykRjzwyhe9aa1c2qTJ5m6nI
        -----END CERTIFICATE-----
        """

    /// PEM, of all three.
    public static let key = """
        -----BEGIN PRIVATE KEY-----
        MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQgKCDJdTd7lQYj3OcX
        RyCJ2pH2TueO41jYJe6ut1zhV9mhRANCAARj3TwWECgjHXTBWstFOIMW5OllwwaK
        ajda8to8pk1P27Nmlugkhu0lX2ctfRfD/Kg9DMnajp/kUK3+FBPIEESN
        -----END PRIVATE KEY-----
        """
}
