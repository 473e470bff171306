package io.blackstart.calibrate;

import io.blackstart.drill.Conclusion;
import io.blackstart.drill.DrillOrder;
import io.blackstart.drill.DrillRun;
import io.blackstart.run.StopSignal;
import io.blackstart.sandbox.range.Range;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** One script, played on a range of its own under the whole instrument, and scored. */
final class Trial {
    /** Requests a second; every one writes, so that each is known to the range by its number. */
    static final int RATE = 100;

    /** What a request may take before it counts as not served. */
    static final Duration LATENCY = Duration.ofMillis(150);

    /** For connecting, and again for an answer. */
    static final Duration TIMEOUT = Duration.ofSeconds(2);

    private static final Duration WATCHED_AFTER = Duration.ofSeconds(4);

    private Trial() {}

    /**
     * Plays it.
     *
     * @param folder for its files; made
     * @param stop ends it early; then its score means nothing
     */
    static Score of(Script script, long seed, Path folder, StopSignal stop)
            throws IOException, InterruptedException {
        Files.createDirectories(folder);
        Path truth = folder.resolve("truth.json");
        Path experiment = folder.resolve("experiment.yaml");
        Path environment = folder.resolve("environment.yaml");
        Conclusion conclusion;
        try (Range range = Range.open(script.errors(), seed, truth)) {
            Files.writeString(environment, range.environment());
            Files.writeString(experiment, experiment(script));
            conclusion =
                    DrillRun.rehearse(
                            new DrillOrder(
                                    experiment, Optional.of(environment), folder, "calibrate"),
                            (clock, evidence) -> new KnownFault(range, script, clock, evidence),
                            stop);
        }
        return Scorer.score(script, conclusion, truth);
    }

    private static String experiment(Script script) {
        Duration fault = script.lasts().plus(WATCHED_AFTER);
        return """
        apiVersion: blackstart/v1
        name: Calibration
        hypothesis: What is measured is what happened.
        environment: environment.yaml
        good: {latency: %dms, share: 99%%, window: 1s, hold: 1s}
        steadyState: [{probe: service, expect: {region: active, share: 50%%, for: 1s}}]
        load:
          rate: %d/s
          writes: 100%%
          timeout: %ds
          connections: {fresh: 50%%, pooled: 50%%}
          dns: {via: authoritative, caches: 16, behaviour: ttl}
        fault: none
        failover: {by: automatic}
        timeline: {baseline: 4s, fault: %dms, after: 2s}
        return: {policy: leave}
        budgets: {lostWrites: 1000000}
        guardRails: {maxDuration: 10m}
        """
                .formatted(LATENCY.toMillis(), RATE, TIMEOUT.toSeconds(), fault.toMillis());
    }
}
