package io.blackstart.sandbox.route53;

import static org.junit.jupiter.api.Assertions.assertEquals;

import okhttp3.tls.HeldCertificate;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CertificateNamesTest {
    @ParameterizedTest
    @CsvSource({
        "app.test, true",
        "APP.test, true",
        "other.test, true",
        "x.wild.test, true",
        "x.y.wild.test, false",
        "wild.test, false",
        "elsewhere.test, false",
    })
    void aCertificateIsOfTheHostsThatItNames(String host, boolean expected) {
        var certificate =
                new HeldCertificate.Builder()
                        .commonName("app.test")
                        .addSubjectAlternativeName("Other.test")
                        .addSubjectAlternativeName("*.wild.test")
                        .addSubjectAlternativeName("127.0.0.1")
                        .build()
                        .certificate();
        assertEquals(expected, CertificateNames.of(certificate).include(host));
    }
}
