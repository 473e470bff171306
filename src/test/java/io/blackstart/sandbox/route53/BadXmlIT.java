package io.blackstart.sandbox.route53;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

/** Bodies that no client would send: the answer is an error of AWS's form, and nothing else. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BadXmlIT {
    private static final String AUTHORIZATION =
            "AWS4-HMAC-SHA256 Credential=SOMEBODY/20260101/us-east-1/route53/aws4_request,"
                    + " SignedHeaders=host, Signature=0";

    private HealthPlane plane;
    private HttpClient http;

    @BeforeAll
    void start() throws IOException {
        plane = HealthPlane.start();
        http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    }

    @AfterAll
    void stop() {
        http.close();
        plane.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{}",
                "<CreateHealthCheckRequest>",
                "<CreateHealthCheckRequest/>",
                "<SomethingElse/>",
                "<!DOCTYPE x [<!ENTITY e SYSTEM 'file:///etc/hostname'>]>"
                        + "<CreateHealthCheckRequest><CallerReference>&e;</CallerReference>"
                        + "</CreateHealthCheckRequest>",
                "<!DOCTYPE x [<!ENTITY a 'aa'><!ENTITY b '&a;&a;&a;'>]>"
                        + "<CreateHealthCheckRequest>&b;</CreateHealthCheckRequest>",
                "<CreateHealthCheckRequest><CallerReference>r</CallerReference>"
                        + "<HealthCheckConfig><Type>HTTP</Type><IPAddress>192.0.2.1</IPAddress>"
                        + "<Colour>red</Colour></HealthCheckConfig></CreateHealthCheckRequest>",
                "<CreateHealthCheckRequest><CallerReference>r</CallerReference>"
                        + "<HealthCheckConfig><Type>HTTP</Type><IPAddress>192.0.2.1</IPAddress>"
                        + "<Port>99999999999</Port></HealthCheckConfig></CreateHealthCheckRequest>",
                "\u0000",
            })
    void aBodyThatIsNotTheRequestIsInvalidInput(String body) throws Exception {
        HttpResponse<String> response = post("/healthcheck", body);
        assertEquals(400, response.statusCode());
        assertError("InvalidInput", response);
    }

    @ParameterizedTest
    @CsvSource({
        "<Type>TCP</Type>, Type",
        "<RequestInterval>30</RequestInterval>, RequestInterval",
        "<MeasureLatency>true</MeasureLatency>, MeasureLatency",
    })
    void anUpdateOfWhatIsFinalSaysSo(String element, String named) throws Exception {
        HttpResponse<String> made =
                post(
                        "/healthcheck",
                        "<CreateHealthCheckRequest><CallerReference>final</CallerReference>"
                                + "<HealthCheckConfig><Type>HTTP</Type>"
                                + "<IPAddress>192.0.2.1</IPAddress><Disabled>true</Disabled>"
                                + "</HealthCheckConfig></CreateHealthCheckRequest>");
        String id = XmlNode.parse(made.body()).child("HealthCheck").orElseThrow().required("Id");
        HttpResponse<String> refused =
                post(
                        "/healthcheck/" + id,
                        "<UpdateHealthCheckRequest>" + element + "</UpdateHealthCheckRequest>");
        assertError("InvalidInput", refused);
        assertTrue(refused.body().contains(named), refused.body());
    }

    @Test
    void anOversizedBodyIsRefused() throws Exception {
        HttpResponse<String> response = post("/healthcheck", "<A>" + "x".repeat(1_050_000));
        assertEquals(413, response.statusCode());
        assertError("RequestEntityTooLarge", response);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/nothing",
                "/healthcheck/%00/%1b",
                "/tags/volume/%00",
                "/healthcheck/a%ffb"
            })
    void aPathThatLeadsNowhereIsAnErrorInXmlToo(String path) throws Exception {
        HttpResponse<String> response =
                http.send(request(path).GET().build(), BodyHandlers.ofString());
        assertTrue(response.statusCode() >= 400 && response.statusCode() < 500, "" + response);
        assertEquals("ErrorResponse", XmlNode.parse(response.body()).name());
    }

    private static void assertError(String code, HttpResponse<String> response) {
        XmlNode error = XmlNode.parse(response.body());
        assertEquals("ErrorResponse", error.name());
        assertEquals(code, error.child("Error").orElseThrow().required("Code"));
        assertFalse(response.body().contains("Exception"), response.body());
        assertFalse(response.body().contains("\tat "), response.body());
    }

    private HttpResponse<String> post(String path, String body) throws Exception {
        return http.send(
                request(path).POST(BodyPublishers.ofString(body)).build(), BodyHandlers.ofString());
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(plane.endpoint().resolve("/" + Route53.PATH + path))
                .timeout(Duration.ofSeconds(20))
                .header("Authorization", AUTHORIZATION);
    }
}
