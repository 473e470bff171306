package io.blackstart.load;

import com.sun.management.UnixOperatingSystemMXBean;

import io.blackstart.evidence.Header;
import io.blackstart.experiment.Environment;
import io.blackstart.experiment.ExperimentFile;
import io.blackstart.experiment.LoadProfile;
import io.blackstart.http.OrderIds;
import io.blackstart.http.Service;
import io.blackstart.run.AcknowledgedWrites;
import io.blackstart.run.EvidenceLog;
import io.blackstart.run.MonotonicClock;
import io.blackstart.run.StopSignal;

import okhttp3.OkHttpClient;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * The load of a drill, as a drill wires it, against the benchmark's target, with its evidence
 * written to disk. Its clock's origin is {@code nanoTime} 0, so that times compare with the
 * target's.
 */
public final class LoadPeer {
    private static final long DESCRIPTORS_WHERE_UNKNOWN = 1024;

    private LoadPeer() {}

    /**
     * Sends.
     *
     * @param arguments port, requests a second, warm-up, length and time-out in milliseconds, and
     *     the folder for the evidence
     */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        int port = Integer.parseInt(arguments[0]);
        String experiment = experiment(arguments[1], arguments[4], arguments[2]);
        LoadProfile profile = ExperimentFile.parse("benchmark.yaml", experiment).load();
        Duration length = Duration.ofMillis(Long.parseLong(arguments[3]));
        StopSignal stop = new StopSignal();
        try (EvidenceLog log = new EvidenceLog(Path.of(arguments[5]), header(experiment), stop)) {
            send(port, profile, length, log);
        }
        if (stop.reason().isPresent()) {
            throw new IllegalStateException(stop.reason().get().why());
        }
        System.exit(0); // OkHttp's idle threads would keep the JVM
    }

    private static DnsCache cache(MonotonicClock clock) {
        return new DnsCache(
                _ ->
                        new DnsCache.Answer(
                                List.of(InetAddress.getLoopbackAddress()), Duration.ofSeconds(60)),
                new DnsCache.Keeping.Ttl(),
                clock::elapsed,
                0);
    }

    private static void send(int port, LoadProfile profile, Duration length, EvidenceLog log)
            throws InterruptedException {
        URI url = URI.create("http://localhost:" + port + "/");
        MonotonicClock clock = new MonotonicClock(0);
        Users users =
                new Users(
                        new OkHttpClient(),
                        profile,
                        url,
                        IntStream.range(0, profile.dns().caches())
                                .mapToObj(_ -> cache(clock))
                                .toList());
        OpenLoad load =
                new OpenLoad(
                        clock,
                        profile,
                        users,
                        new OrderCall(service(url), new OrderIds("benchmark")),
                        new AcknowledgedWrites(),
                        descriptors(),
                        log);
        load.warmUp();
        load.start();
        clock.sleepUntil(clock.elapsed().plus(length));
        load.stop();
        users.close();
    }

    private static Service service(URI url) {
        return new Service(
                new Environment.Service(
                        url,
                        Optional.empty(),
                        new Environment.ServedBy.Header("X-Region"),
                        Map.of(),
                        new Environment.Request("GET", "/healthz"),
                        Optional.empty(),
                        new Environment.Request("GET", "/orders/${id}"),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Map.of()),
                _ -> Optional.empty());
    }

    private static long descriptors() {
        return ManagementFactory.getOperatingSystemMXBean()
                        instanceof UnixOperatingSystemMXBean unix
                ? unix.getMaxFileDescriptorCount()
                : DESCRIPTORS_WHERE_UNKNOWN;
    }

    private static String experiment(String perSecond, String timeout, String warmUp) {
        return """
        apiVersion: blackstart/v1
        name: Benchmark
        hypothesis: It is on time.
        environment: e.yaml
        load: {rate: %s/s, writes: 0%%, connections: {fresh: 0%%}, timeout: %sms, warmUp: %sms}
        fault: none
        timeline: {baseline: 1m, fault: 2m, after: 1m}
        budgets: {recoveryTime: 1m}
        guardRails: {maxDuration: 1h}
        """
                .formatted(perSecond, timeout, warmUp);
    }

    private static Header header(String experiment) {
        return new Header(
                Header.SCHEMA,
                "benchmark",
                "benchmark.yaml",
                experiment,
                "{}",
                "sandbox",
                1,
                "unknown",
                "benchmark",
                Map.of(),
                Instant.now(),
                0);
    }
}
