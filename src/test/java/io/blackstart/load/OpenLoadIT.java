package io.blackstart.load;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;

import io.blackstart.evidence.Event;
import io.blackstart.evidence.Event.Cohort;
import io.blackstart.evidence.Event.DropClass;
import io.blackstart.evidence.Event.Outcome;
import io.blackstart.evidence.Event.RequestEnded;
import io.blackstart.evidence.EvidenceLines;
import io.blackstart.experiment.Environment;
import io.blackstart.experiment.LoadProfile;
import io.blackstart.experiment.Sending.Arrivals;
import io.blackstart.experiment.Sending.Protocol;
import io.blackstart.experiment.Share;
import io.blackstart.http.OrderIds;
import io.blackstart.http.Service;
import io.blackstart.run.AcknowledgedWrites;
import io.blackstart.run.MonotonicClock;
import io.blackstart.run.RunClock;

import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;

import okhttp3.OkHttpClient;
import okhttp3.tls.HandshakeCertificates;
import okhttp3.tls.HeldCertificate;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.io.IOException;
import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;

/** The load against a service on loopback that can be made to stand still. */
@Timeout(120)
final class OpenLoadIT {
    private static final Share NONE = new Share(0);
    private static final long DESCRIPTORS = 4_096;

    private final RunClock clock = new MonotonicClock(System.nanoTime());
    private final Queue<RequestEnded> records = new ConcurrentLinkedQueue<>();
    private final Queue<RecordedRequest> arrived = new ConcurrentLinkedQueue<>();
    private final MockWebServer server = new MockWebServer();

    private volatile CountDownLatch gate = new CountDownLatch(0);

    @BeforeEach
    void serve() {
        server.setDispatcher(
                new Dispatcher() {
                    @Override
                    public MockResponse dispatch(RecordedRequest request)
                            throws InterruptedException {
                        arrived.add(request);
                        gate.await();
                        return new MockResponse.Builder().code(200).body("{}").build();
                    }
                });
    }

    @AfterEach
    void close() {
        gate.countDown();
        server.close();
    }

    private Service service(Map<String, String> headers) {
        Environment.Service contract =
                new Environment.Service(
                        server.url("/").uri(),
                        Optional.empty(),
                        new Environment.ServedBy.Header("X-Region"),
                        Map.of("X-Synthetic", "blackstart"),
                        new Environment.Request("GET", "/healthz"),
                        Optional.empty(),
                        new Environment.Request("GET", "/orders/${id}"),
                        Optional.of(
                                new Environment.Write(
                                        new Environment.Request("PUT", "/orders/${id}"),
                                        "{\"n\": ${n}}",
                                        new Environment.NotWritten(Set.of(), Optional.empty()))),
                        Optional.empty(),
                        Optional.empty(),
                        Map.of());
        return new Service(contract, _ -> Optional.empty())
                .with(headers, name -> Optional.of("value of " + name));
    }

    private OpenLoad load(OkHttpClient trusting, LoadProfile profile, long descriptors) {
        Users users =
                new Users(
                        trusting,
                        profile,
                        server.url("/").uri(),
                        IntStream.range(0, profile.dns().caches()).mapToObj(_ -> cache()).toList());
        return new OpenLoad(
                clock,
                profile,
                users,
                new OrderCall(
                        service(Map.of("Authorization", "${env:TOKEN}")),
                        new OrderIds("run"),
                        profile.sending().payloadBytes()),
                new AcknowledgedWrites(),
                descriptors,
                event -> records.add((RequestEnded) event));
    }

    private DnsCache cache() {
        return new DnsCache(
                _ -> new DnsCache.Answer(List.of(InetAddress.getLoopbackAddress()), ofSeconds(60)),
                new DnsCache.Keeping.Ttl(),
                clock::elapsed,
                0);
    }

    private OpenLoad load(LoadProfile profile) {
        return load(new OkHttpClient(), profile, DESCRIPTORS);
    }

    private void runFor(Duration length, OpenLoad load) throws InterruptedException {
        load.start();
        clock.sleepUntil(clock.elapsed().plus(length));
        load.stop();
        List<Long> numbers = records.stream().map(RequestEnded::number).sorted().toList();
        assertFalse(numbers.isEmpty());
        for (int n = 0; n < numbers.size(); n++) {
            assertEquals(n, numbers.get(n), "each request that was due has exactly one record");
        }
    }

    private static LoadProfile profile(double rate, Share writes, Duration timeout, Share fresh) {
        return Loads.of(rate, writes, timeout, fresh);
    }

    private static LoadProfile speaking(Protocol protocol, Share fresh) {
        return Loads.sent(
                profile(100, NONE, ofSeconds(10), fresh),
                Loads.sending(List.of(), new Arrivals.Even(), ofSeconds(10), protocol, 0));
    }

    @Test
    void aStalledServiceShowsInEveryRequestThatWaited() throws Exception {
        server.start();
        OpenLoad load = load(profile(50, NONE, ofSeconds(20), new Share(0.5)));
        load.start();
        clock.sleepUntil(clock.elapsed().plus(ofSeconds(1)));
        gate = new CountDownLatch(1);
        Duration stalled = clock.elapsed();
        clock.sleepUntil(stalled.plus(ofSeconds(2)));
        Duration resumed = clock.elapsed();
        gate.countDown();
        clock.sleepUntil(resumed.plus(ofMillis(500)));
        load.stop();

        List<RequestEnded> waited =
                records.stream()
                        .filter(r -> r.due().compareTo(stalled) >= 0)
                        .filter(r -> r.due().compareTo(resumed) < 0)
                        .toList();
        double expected = 50 * resumed.minus(stalled).toNanos() / 1e9;
        assertEquals(expected, waited.size(), 1, "the service slowed nobody down");
        for (RequestEnded request : waited) {
            assertEquals(Outcome.SUCCEEDED, request.outcome());
            assertTrue(
                    request.at().compareTo(resumed) >= 0,
                    () -> request + " was due in the stall, and over before " + resumed);
        }
    }

    @Test
    void whatCannotBeUnderWayIsRecordedAsNotSent() throws Exception {
        server.start();
        gate = new CountDownLatch(1);
        // 64 requests may be under way: three quarters of the descriptors
        OpenLoad load =
                load(new OkHttpClient(), profile(100, NONE, ofSeconds(1), new Share(1)), 86);
        runFor(ofSeconds(3), load);
        long notSent = records.stream().filter(r -> r.outcome() == Outcome.NOT_SENT).count();
        long timedOut =
                records.stream().filter(r -> r.dropClass() == DropClass.READ_TIMEOUT).count();
        assertTrue(notSent > 0, "100 a second for 1 s each are more than 64");
        assertTrue(timedOut >= 64, timedOut + " were sent");
        assertEquals(records.size(), notSent + timedOut);
    }

    @Test
    void theResponseHasATimeOutOfItsOwn() throws Exception {
        server.start();
        gate = new CountDownLatch(1);
        LoadProfile patient =
                Loads.sent(
                        profile(20, NONE, ofMillis(300), new Share(1)),
                        Loads.sending(
                                List.of(),
                                new Arrivals.Even(),
                                ofSeconds(30),
                                Protocol.HTTP_1_1,
                                0));
        runFor(ofSeconds(1), load(patient));
        for (RequestEnded request : records) {
            assertEquals(DropClass.READ_TIMEOUT, request.dropClass());
            assertTrue(request.at().minus(request.sent()).compareTo(ofMillis(300)) >= 0);
        }
    }

    @Test
    void freshUsersConnectEachTimeAndPooledOnesKeepTheirConnections() throws Exception {
        server.start();
        runFor(ofSeconds(2), load(profile(100, NONE, ofSeconds(10), new Share(0.5))));
        assertTrue(
                records.stream()
                        .filter(r -> r.cohort() == Cohort.FRESH)
                        .allMatch(RequestEnded::fresh));
        assertTrue(records.stream().anyMatch(r -> r.cohort() == Cohort.FRESH));
        assertTrue(
                records.stream().anyMatch(r -> r.cohort() == Cohort.POOLED && !r.fresh()),
                "a pooled connection was used again");
    }

    @Test
    void pooledUsersSpeakHttp2WithoutTlsToo() throws Exception {
        server.setProtocols(List.of(okhttp3.Protocol.H2_PRIOR_KNOWLEDGE));
        server.start();
        runFor(ofSeconds(1), load(speaking(Protocol.HTTP_2, NONE)));
        assertTrue(
                records.stream().allMatch(r -> r.outcome() == Outcome.SUCCEEDED),
                "the server knows nothing else");
    }

    @Test
    void freshUsersSpeakHttp11WhateverPooledOnesSpeak() throws Exception {
        HeldCertificate certificate =
                new HeldCertificate.Builder().addSubjectAlternativeName("localhost").build();
        HandshakeCertificates both =
                new HandshakeCertificates.Builder()
                        .heldCertificate(certificate)
                        .addTrustedCertificate(certificate.certificate())
                        .build();
        server.useHttps(both.sslSocketFactory());
        server.start();
        OkHttpClient trusting =
                new OkHttpClient.Builder()
                        .sslSocketFactory(both.sslSocketFactory(), both.trustManager())
                        .hostnameVerifier((_, _) -> true)
                        .build();
        runFor(
                ofSeconds(2),
                load(trusting, speaking(Protocol.HTTP_2, new Share(0.5)), DESCRIPTORS));
        assertTrue(records.stream().allMatch(r -> r.outcome() == Outcome.SUCCEEDED));
        long spokeHttp2 =
                arrived.stream().filter(request -> request.getVersion().equals("HTTP/2")).count();
        long pooled = records.stream().filter(r -> r.cohort() == Cohort.POOLED).count();
        assertTrue(pooled > 0 && pooled < records.size());
        assertEquals(pooled, spokeHttp2);
    }

    @Test
    void writesAreFilledUpAndSecretsAreSentAndNeverRecorded() throws Exception {
        server.start();
        LoadProfile heavy =
                Loads.sent(
                        profile(50, Share.ALL, ofSeconds(10), NONE),
                        Loads.sending(
                                List.of(),
                                new Arrivals.Poisson(1),
                                ofSeconds(10),
                                Protocol.HTTP_1_1,
                                512));
        runFor(ofSeconds(1), load(heavy));
        for (RecordedRequest request : arrived) {
            assertEquals("value of TOKEN", request.getHeaders().get("Authorization"));
            assertEquals("blackstart", request.getHeaders().get("X-Synthetic"));
            assertEquals(512, request.getBodySize());
        }
        for (Event event : records) {
            assertFalse(EvidenceLines.write(event).contains("value of TOKEN"));
        }
    }

    @Test
    void theWarmUpSendsAndRecordsNothing() throws Exception {
        server.start();
        load(profile(100, NONE, ofSeconds(10), new Share(0.5))).warmUp();
        // half a second from 40/s to 100/s
        assertEquals(35, arrived.size());
        assertTrue(records.isEmpty());
    }

    @Test
    void aDeadServiceIsRefusedAndNothingIsLeftUnrecorded()
            throws IOException, InterruptedException {
        server.start();
        OpenLoad load = load(profile(100, new Share(0.5), ofSeconds(1), new Share(0.5)));
        server.close();
        runFor(ofSeconds(1), load);
        for (RequestEnded request : records) {
            assertEquals(Outcome.FAILED, request.outcome(), "no byte left, so it wrote nothing");
            assertEquals(DropClass.REFUSED, request.dropClass());
        }
    }
}
