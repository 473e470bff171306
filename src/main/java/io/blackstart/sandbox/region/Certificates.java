package io.blackstart.sandbox.region;

import okhttp3.tls.HandshakeCertificates;
import okhttp3.tls.HeldCertificate;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

import javax.net.ssl.SSLContext;

/**
 * A certificate authority made for one sandbox, and the certificate of its front doors. The
 * authority's key is not kept, so that nothing else can ever be signed with it.
 *
 * @param authorityPem what clients have to trust
 * @param frontDoor certificate and key of the service, one context for every region: a user who is
 *     sent from one region to the other resumes its TLS session there. Two cores have to carry both
 *     ends of each handshake, and a resumed one costs a small part of a whole one
 */
public record Certificates(String authorityPem, SSLContext frontDoor) {
    private static final Duration VALID = Duration.ofDays(7);

    /** Makes both; EC P-256. */
    public static Certificates make(List<String> names) {
        HeldCertificate authority =
                new HeldCertificate.Builder()
                        .certificateAuthority(0)
                        .commonName("Blackstart sandbox authority")
                        .duration(VALID.toMillis(), TimeUnit.MILLISECONDS)
                        .build();
        HeldCertificate.Builder leaf =
                new HeldCertificate.Builder()
                        .commonName(names.getFirst())
                        .duration(VALID.toMillis(), TimeUnit.MILLISECONDS)
                        .signedBy(authority);
        names.forEach(leaf::addSubjectAlternativeName);
        HandshakeCertificates frontDoor =
                new HandshakeCertificates.Builder().heldCertificate(leaf.build()).build();
        return new Certificates(authority.certificatePem(), frontDoor.sslContext());
    }
}
