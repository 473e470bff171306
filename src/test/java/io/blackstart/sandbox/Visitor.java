package io.blackstart.sandbox;

import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Protocol;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import okhttp3.tls.HandshakeCertificates;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.List;
import java.util.Objects;

/** A user of the sandbox's application, who trusts its authority and nobody else. */
final class Visitor {
    private final OkHttpClient client;

    private Visitor(OkHttpClient client) {
        this.client = client;
    }

    /** What came back; an absent header is the empty string. */
    record Reply(
            int status,
            String body,
            String region,
            String zone,
            String writer,
            String notWritten,
            String how) {}

    static Visitor trusting(String pem) throws CertificateException {
        X509Certificate authority =
                (X509Certificate)
                        CertificateFactory.getInstance("X.509")
                                .generateCertificate(
                                        new ByteArrayInputStream(
                                                pem.getBytes(StandardCharsets.US_ASCII)));
        HandshakeCertificates trust =
                new HandshakeCertificates.Builder().addTrustedCertificate(authority).build();
        return new Visitor(
                new OkHttpClient.Builder()
                        .sslSocketFactory(trust.sslSocketFactory(), trust.trustManager())
                        .retryOnConnectionFailure(false)
                        .build());
    }

    Visitor patience(Duration each) {
        return new Visitor(
                client.newBuilder()
                        .connectTimeout(each)
                        .readTimeout(each)
                        .writeTimeout(each)
                        .build());
    }

    Visitor speaking(Protocol... protocols) {
        return new Visitor(client.newBuilder().protocols(List.of(protocols)).build());
    }

    Reply get(String url) throws IOException {
        return ask(new Request.Builder().url(url).get().build());
    }

    Reply put(String url, String body) throws IOException {
        MediaType json = MediaType.get("application/json");
        return ask(new Request.Builder().url(url).put(RequestBody.create(body, json)).build());
    }

    /** An order under an idempotency key; without the header when it is empty. */
    Reply post(String url, String key, String body) throws IOException {
        Request.Builder request =
                new Request.Builder()
                        .url(url)
                        .post(RequestBody.create(body, MediaType.get("application/json")));
        return ask((key.isEmpty() ? request : request.header("Idempotency-Key", key)).build());
    }

    Reply delete(String url) throws IOException {
        return ask(new Request.Builder().url(url).delete().build());
    }

    private Reply ask(Request request) throws IOException {
        try (Response response = client.newCall(request).execute()) {
            return new Reply(
                    response.code(),
                    response.body().string(),
                    header(response, "X-Region"),
                    header(response, "X-Zone"),
                    header(response, "X-Writer"),
                    header(response, "X-Not-Written"),
                    response.protocol().toString());
        }
    }

    private static String header(Response response, String name) {
        return Objects.requireNonNullElse(response.header(name), "");
    }
}
