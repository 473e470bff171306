package io.blackstart.sandbox.aws;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

class DeskTest {
    private final List<String> log = new ArrayList<>();
    private final Desk desk =
            new Desk(
                    List.of(
                            new Route.ByPath("2013-04-01", service("route53")),
                            new Route.ByForm("rds", "2014-10-31", service("rds")),
                            new Route.ByForm("sts", "2011-06-15", service("sts")),
                            new Route.ByTarget("Granite", service("json"))));

    private AwsService service(String name) {
        return new AwsService() {
            @Override
            public AwsResponse answer(AwsRequest request) {
                if (request.body().equals("bug")) {
                    throw new IllegalStateException("a bug");
                }
                return new AwsResponse(200, name, Map.of(), request.region());
            }

            @Override
            public AwsResponse error(int status, String code, String message) {
                return new AwsResponse(status, name, Map.of(), code);
            }

            @Override
            public void reset() {
                log.add(name);
            }
        };
    }

    private static Incoming request(String path, String body, String signedFor, String target) {
        Map<String, String> headers = new HashMap<>();
        if (!signedFor.isEmpty()) {
            headers.put(
                    "Authorization",
                    "AWS4-HMAC-SHA256 Credential=AKID/20261122/eu-west-1/"
                            + signedFor
                            + "/aws4_request, SignedHeaders=host, Signature=abc");
        }
        if (!target.isEmpty()) {
            headers.put("X-Amz-Target", target);
        }
        return new Incoming("POST", path, "", headers, body);
    }

    @ParameterizedTest
    @CsvSource({
        "/2013-04-01/hostedzone, '', route53, '', route53, 200",
        // the path wins: whoever signs for Route 53 may name any service
        "/2013-04-01/hostedzone, '', rds, '', route53, 200",
        "/, Action=A&Version=2014-10-31, rds, '', rds, 200",
        "/, Action=A&Version=2011-06-15, rds, '', rds, 200",
        "/, Action=A&Version=2011-06-15, other, '', sts, 200",
        "/, '{}', monitoring, Granite.DescribeAlarms, json, 200",
        "/, '{}', monitoring, Granitex.DescribeAlarms, text/xml, 400",
        "/, Action=A&Version=1999-01-01, ec2, '', text/xml, 400",
        "/nowhere, '', rds, '', application/json, 404",
        "//, Action=A&Version=2014-10-31, rds, '', rds, 200"
    })
    void findsTheService(
            String path, String body, String signedFor, String target, String by, int status) {
        AwsResponse answer = desk.answer(request(path, body, signedFor, target));
        assertEquals(status, answer.status());
        // what knows no form of its own is answered as JSON where a target was named
        assertEquals(
                by.equals("text/xml") && !target.isEmpty() ? "application/json" : by,
                answer.contentType());
    }

    @ParameterizedTest
    @CsvSource({
        "/2013-04-01/hostedzone, '', '', route53",
        "/, Action=A&Version=2014-10-31, '', rds",
        "/, {}, Granite.X, json",
        "/, Action=A, '', text/xml"
    })
    void refusesWhatIsNotSignedInTheServicesForm(
            String path, String body, String target, String by) {
        AwsResponse answer = desk.answer(request(path, body, "", target));
        assertEquals(403, answer.status());
        assertEquals(by, answer.contentType());
        assertTrue(answer.body().contains("MissingAuthenticationToken"), answer.body());
    }

    @Test
    void refusesHalfASignature() {
        AwsResponse answer =
                desk.answer(
                        new Incoming(
                                "GET",
                                "/2013-04-01/hostedzone",
                                "",
                                Map.of("authorization", "AWS4-HMAC-SHA256 Credential=A/B"),
                                ""));
        assertEquals(403, answer.status());
        assertEquals("IncompleteSignature", answer.body());
    }

    @Test
    void refusesCborAndSaysWhatItSpeaks() {
        AwsResponse answer =
                desk.answer(
                        new Incoming(
                                "POST",
                                "/service/GraniteServiceVersion20100801/operation/DescribeAlarms",
                                "",
                                Map.of("smithy-protocol", "rpc-v2-cbor"),
                                ""));
        assertEquals(415, answer.status());
        assertTrue(answer.body().contains("does not speak rpc-v2-cbor"), answer.body());
    }

    @ParameterizedTest
    @CsvSource({
        "/2013-04-01/%zz, '', 400, InvalidInput",
        "/2013-04-01/%, '', 400, InvalidInput",
        "/2013-04-01/x, bug, 500, InternalFailure"
    })
    void answersTrashAndBugsInTheServicesForm(String path, String body, int status, String code) {
        AwsResponse answer = desk.answer(request(path, body, "route53", ""));
        assertEquals(new AwsResponse(status, "route53", Map.of(), code), answer);
    }

    @Test
    void aResetEmptiesEveryServiceAndNeedsNoSignature() {
        AwsResponse answer = desk.answer(request("/_sandbox/reset", "", "", ""));
        assertEquals("{\"reset\":true}", answer.body());
        assertEquals(List.of("route53", "rds", "sts", "json"), log);
    }

    @Test
    void onlyAPostResets() {
        AwsResponse answer = desk.answer(new Incoming("GET", "/_sandbox/reset", "", Map.of(), ""));
        assertEquals(405, answer.status());
        assertTrue(log.isEmpty());
    }

    @Test
    void noErrorShowsAStackTrace() {
        AwsResponse answer = desk.answer(request("/2013-04-01/x", "bug", "route53", ""));
        assertFalse(answer.body().contains("\tat "), answer.body());
    }
}
