package io.blackstart.sandbox.sts;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.blackstart.sandbox.ControlPlane;
import io.blackstart.sandbox.Planes;
import io.blackstart.sandbox.RecordedFaults;
import io.blackstart.sandbox.RecordedTruth;
import io.blackstart.sandbox.RootClients;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.services.sts.StsClient;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;

/** An access key of twelve digits is an account; the regions are one account's alone. */
class AccountsIT {
    private static final String OWN = "123456789012";
    private static final String OTHER = "999988887777";

    private ControlPlane plane;
    private HttpClient http;

    @BeforeEach
    void start() throws IOException {
        plane = Planes.start(100, new RecordedFaults(), new RecordedTruth());
        http = HttpClient.newHttpClient();
    }

    @AfterEach
    void stop() {
        http.close();
        plane.close();
    }

    private StsClient sts(String accessKey) {
        return RootClients.sts(
                plane.endpoint(),
                StaticCredentialsProvider.create(AwsBasicCredentials.create(accessKey, "secret")));
    }

    /** A request that is signed by a key, for a service. */
    private HttpResponse<String> send(
            String accessKey, String service, String method, String target) throws Exception {
        String[] parts = target.split(" ", 2);
        HttpRequest.Builder request =
                HttpRequest.newBuilder(plane.endpoint().resolve(parts[0]))
                        .method(
                                method,
                                HttpRequest.BodyPublishers.ofString(
                                        parts.length > 1 ? parts[1] : ""))
                        .header(
                                "Authorization",
                                "AWS4-HMAC-SHA256 Credential=%s/20261122/us-east-1/%s/aws4_request, SignedHeaders=host, Signature=a"
                                        .formatted(accessKey, service));
        if (service.equals("json")) {
            request.header("X-Amz-Target", "GraniteServiceVersion20100801.DescribeAlarms");
        }
        return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    @Test
    void theKeyNamesTheAccountAndSoDoTheArnsOfStsFollow() {
        try (StsClient sts = sts(OTHER)) {
            var who = sts.getCallerIdentity();
            assertEquals(OTHER, who.account());
            assertEquals("arn:aws:iam::" + OTHER + ":user/sandbox", who.arn());
        }
        for (String own : new String[] {OWN, "SANDBOX", "12345678901", "1234567890123"}) {
            try (StsClient sts = sts(own)) {
                assertEquals(OWN, sts.getCallerIdentity().account(), own);
            }
        }
    }

    @ParameterizedTest
    @CsvSource({
        "route53, GET, /2013-04-01/hostedzone, AccessDenied",
        "fis, GET, /experimentTemplates, AccessDeniedException",
        "rds, POST, / Action=DescribeDBClusters&Version=2014-10-31, AccessDenied",
        "monitoring, POST, / Action=DescribeAlarms&Version=2010-08-01, AccessDenied",
        "json, POST, / {}, AccessDeniedException"
    })
    void anotherAccountIsRefusedInTheFormOfTheService(
            String service, String method, String target, String code) throws Exception {
        HttpResponse<String> refused = send(OTHER, service, method, target);
        assertEquals(403, refused.statusCode());
        String all = refused.headers().map() + refused.body();
        assertTrue(all.contains(code), all);
        assertTrue(all.contains("arn:aws:iam::" + OTHER + ":user/sandbox"), all);
        assertTrue(all.contains("belong to account " + OWN), all);
        assertEquals(200, send(OWN, service, method, target).statusCode());
        assertEquals(200, send("SANDBOX", service, method, target).statusCode());
    }

    @Test
    void aRoleOfTheAccountLetsAnotherOneIn() throws Exception {
        try (StsClient sts = sts(OTHER)) {
            assertEquals(
                    200,
                    send(role(sts, OWN), "route53", "GET", "/2013-04-01/hostedzone").statusCode());
            HttpResponse<String> refused =
                    send(role(sts, OTHER), "route53", "GET", "/2013-04-01/hostedzone");
            assertEquals(403, refused.statusCode());
            assertTrue(
                    refused.body().contains("arn:aws:sts::" + OTHER + ":assumed-role/guest/it"),
                    refused.body());
        }
    }

    /** The access key of a role of an account. */
    private static String role(StsClient sts, String account) {
        return sts.assumeRole(request ->
                        request.roleArn("arn:aws:iam::" + account + ":role/guest")
                                .roleSessionName("it"))
                .credentials()
                .accessKeyId();
    }
}
