package io.blackstart.experiment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.blackstart.experiment.Environment.Account;
import io.blackstart.experiment.Environment.DnsNames;
import io.blackstart.experiment.Environment.NotWritten;
import io.blackstart.experiment.Environment.OffPeak;
import io.blackstart.experiment.Environment.Request;
import io.blackstart.experiment.Environment.ServedBy;
import io.blackstart.experiment.Environment.Service;
import io.blackstart.experiment.Environment.Survivors;
import io.blackstart.experiment.Environment.Write;
import io.blackstart.experiment.Environment.Writer;
import io.blackstart.experiment.EnvironmentFile.Complete;
import io.blackstart.experiment.EnvironmentFile.OfSandbox;

import org.junit.jupiter.api.Test;

import java.net.URI;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

class EnvironmentFileTest {
    /** What a sandbox prints when it is ready. */
    static final String READY =
            """
            {"apiVersion":"blackstart/v1","regions":["me-south-1","eu-central-1"],
             "accounts":{"fault":{"endpoint":"http://127.0.0.1:4566","fisRoleArn":"arn:aws:iam::123456789012:role/fis"},"dns":{"endpoint":"http://127.0.0.1:4566"}},
             "dns":{"name":"app.example.test","hostedZoneId":"Z1","healthCheckId":"h-1",
                    "vantagePoints":{"authoritative":["127.0.53.1:8053"],"resolvers":{"office":"127.0.53.10:8053"}}},
             "service":{"url":"https://app.example.test:8443","trust":"/work/ca.pem","servedBy":{"header":"X-Region"},
               "health":"GET /healthz","writer":{"request":"GET /healthz","header":"X-Writer"},
               "read":"GET /orders/${id}",
               "write":{"request":"PUT /orders/${id}","body":"{\\"n\\": ${n}}","notWritten":{"status":[503],"header":"X-Not-Written"},
               "withKey":{"request":"POST /orders","body":"{\\"id\\": \\"${id}\\", \\"n\\": ${n}}","header":"Idempotency-Key"}},
               "survivors":{"request":"GET /orders?prefix=${run}&after=${cursor}&limit=1000","ids":"$.ids[*]","next":"$.next"},
               "cleanup":{"each":"DELETE /orders/${id}"},
               "endpoints":{"me-south-1":"https://127.0.10.1:8443","eu-central-1":"https://127.0.20.1:8443"}}}
            """;

    @Test
    void everyPartIsRead() {
        var complete =
                assertInstanceOf(
                        Complete.class,
                        EnvironmentFile.parse("x.yaml", BrokenEnvironmentsTest.RIGHT));

        assertEquals(
                new Environment(
                        List.of("me-south-1", "eu-central-1"),
                        new Account(
                                Optional.of("gameday"),
                                Optional.of("arn:aws:iam::123456789012:role/fis"),
                                Optional.of(URI.create("http://127.0.0.1:4566"))),
                        new Account(Optional.of("reader"), Optional.empty(), Optional.empty()),
                        new DnsNames(
                                "app.example.test",
                                Optional.empty(),
                                Optional.empty(),
                                List.of("127.0.53.1:8053"),
                                Map.of("office", "127.0.53.10:8053")),
                        service(
                                Map.of(
                                        "Authorization",
                                        "${env:TOKEN}",
                                        "X-Synthetic",
                                        "blackstart"),
                                Optional.empty()),
                        Optional.of("orders"),
                        Optional.of(
                                new OffPeak(
                                        Set.of(DayOfWeek.TUESDAY, DayOfWeek.WEDNESDAY),
                                        LocalTime.of(2, 0),
                                        LocalTime.of(5, 0),
                                        ZoneId.of("Europe/Berlin"),
                                        Set.of(LocalDate.of(2026, 12, 24)))),
                        List.of("123456789012"),
                        Map.of("blackstart", "allowed"),
                        Environment.Control.NONE),
                complete.environment());
    }

    @Test
    void controlsAreReadByRegion() {
        var complete =
                assertInstanceOf(
                        Complete.class,
                        EnvironmentFile.parse(
                                "x.yaml",
                                BrokenEnvironmentsTest.RIGHT
                                        + """
                                        control:
                                          url: https://status.example.com/up?brief=1
                                          sameRegion: {me-south-1: 'http://10.0.0.9:8080/healthz'}
                                        """));

        assertEquals(
                new Environment.Control(
                        Optional.of(URI.create("https://status.example.com/up?brief=1")),
                        Map.of("me-south-1", URI.create("http://10.0.0.9:8080/healthz"))),
                complete.environment().control());
    }

    @Test
    void theEffectiveEnvironmentIsOneLineThatReadsTheSame() {
        var complete =
                assertInstanceOf(
                        Complete.class,
                        EnvironmentFile.parse("x.yaml", BrokenEnvironmentsTest.RIGHT));

        assertEquals(1, complete.json().lines().count());
        assertEquals(complete, EnvironmentFile.parse("again.yaml", complete.json()));
    }

    @Test
    void theDesignsExampleNeedsASandbox() {
        String text = ExperimentFileTest.resource("design-environment.yaml");
        // the example shows every way at once, and elides what a reader would fill in
        var refused = assertThrows(InvalidFile.class, () -> EnvironmentFile.parse("x.yaml", text));
        assertEquals(1, refused.problems().size(), refused.getMessage());

        var file =
                EnvironmentFile.parse(
                        "x.yaml",
                        text.replace(
                                "fisRoleArn: '…'",
                                "fisRoleArn: 'arn:aws:iam::123456789012:role/fis'"));
        var section = assertInstanceOf(OfSandbox.class, file).section();
        assertEquals(
                new SandboxSection(
                        "{\"speed\":10,\"replication\":\"asynchronous\",\"promotion\":\"automatic\"}",
                        10),
                section);
    }

    @Test
    void whatTheSandboxDecidesComesFromItsReadyLine() {
        Complete complete = sandbox("").filledFrom(READY);

        Environment environment = complete.environment();
        assertEquals(service(Map.of(), Optional.of("/work/ca.pem")), environment.service());
        assertEquals(
                new DnsNames(
                        "app.example.test",
                        Optional.of("Z1"),
                        Optional.of("h-1"),
                        List.of("127.0.53.1:8053"),
                        Map.of("office", "127.0.53.10:8053")),
                environment.dns());
        assertEquals(Optional.empty(), environment.window());
    }

    @Test
    void whatTheFileStatesWins() {
        String stated =
                """
                service:
                  headers: {X-Synthetic: blackstart}
                  survivors: {each: read}
                dns: {vantagePoints: {resolvers: {far: '127.0.53.12:53'}}}
                """;

        Environment environment = sandbox(stated).filledFrom(READY).environment();

        assertEquals(Map.of("X-Synthetic", "blackstart"), environment.service().headers());
        assertEquals(Optional.of(new Survivors.Each()), environment.service().survivors());
        assertEquals(
                Map.of("office", "127.0.53.10:8053", "far", "127.0.53.12:53"),
                environment.dns().resolvers());
    }

    @Test
    void whatTheReadyLineLacksIsNamedThere() {
        var refused =
                assertThrows(
                        InvalidFile.class,
                        () ->
                                sandbox("")
                                        .filledFrom(
                                                READY.replace(
                                                        "\"name\":\"app.example.test\",", "")));

        assertEquals(
                "the sandbox's ready line:3:2: dns: name is missing; right would be a DNS name such"
                        + " as app.example.com",
                refused.getMessage());
    }

    @Test
    void theTruthIsWrittenWhereTheRunWantsIt() {
        SandboxSection section = sandbox("").section();

        assertEquals(
                new SandboxSection(
                        "{\"speed\":2,\"lease\":\"3000ms\",\"truth\":\"a/truth.json\"}", 2),
                section.withTruth("a/truth.json"));
        assertEquals(
                section.withTruth("a/truth.json"),
                section.withTruth("a/truth.json").withTruth("b/truth.json"));
    }

    private static OfSandbox sandbox(String more) {
        return (OfSandbox)
                EnvironmentFile.parse(
                        "x.yaml",
                        "apiVersion: blackstart/v1\nsandbox: {speed: 2, lease: 3s}\n" + more);
    }

    private static Service service(Map<String, String> headers, Optional<String> trust) {
        return new Service(
                URI.create("https://app.example.test:8443"),
                trust,
                new ServedBy.Header("X-Region"),
                headers,
                new Request("GET", "/healthz"),
                Optional.of(new Writer(new Request("GET", "/healthz"), "X-Writer")),
                new Request("GET", "/orders/${id}"),
                Optional.of(
                        new Write(
                                new Request("PUT", "/orders/${id}"),
                                "{\"n\": ${n}}",
                                new NotWritten(Set.of(503), Optional.of("X-Not-Written")),
                                trust.map(_ ->
                                        new Environment.WithKey(
                                                new Request("POST", "/orders"),
                                                "{\"id\": \"${id}\", \"n\": ${n}}",
                                                "Idempotency-Key")))),
                Optional.of(
                        new Survivors.Listed(
                                new Request(
                                        "GET",
                                        "/orders?prefix=${run}&after=${cursor}"
                                                + (trust.isPresent() ? "&limit=1000" : "")),
                                "$.ids[*]",
                                "$.next")),
                Optional.of(new Request("DELETE", "/orders/${id}")),
                Map.of(
                        "me-south-1",
                        URI.create("https://127.0.10.1:8443"),
                        "eu-central-1",
                        URI.create("https://127.0.20.1:8443")));
    }
}
