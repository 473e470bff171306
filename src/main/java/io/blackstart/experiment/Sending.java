package io.blackstart.experiment;

import io.blackstart.experiment.RateProfile.Stage;

import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * How the users' requests are sent.
 *
 * @param stages through which the rate comes to what the profile says; none for a constant rate
 * @param connectTimeout for making a connection; above 0
 * @param payloadBytes a write's body is filled up to so many bytes; 0 leaves it as it is
 * @param headers sent with each of the users' requests, beside those of the environment; {@code
 *     ${env:NAME}} is replaced when it is sent and is written nowhere
 * @param warmUp how long the ramp before the run's clock lasts; above 0
 */
public record Sending(
        List<Stage> stages,
        Arrivals arrivals,
        Duration connectTimeout,
        Protocol protocol,
        int payloadBytes,
        Map<String, String> headers,
        Duration warmUp) {
    /** The warm-up where the experiment does not say: what the JIT compilers need. */
    public static final Duration WARM_UP = Duration.ofSeconds(10);

    /** How requests follow each other at a given rate. */
    public sealed interface Arrivals {
        /** At even steps. */
        record Even() implements Arrivals {}

        /**
         * Each independent of the others, as those of many users are.
         *
         * @param seed of the random numbers: the same seed gives the same times
         */
        record Poisson(long seed) implements Arrivals {}
    }

    /** What users who keep their connections speak; fresh connections speak HTTP/1.1 always. */
    public enum Protocol {
        HTTP_1_1,
        /** HTTP/2 where the service offers it, many requests on one connection. */
        HTTP_2
    }

    public Sending {
        stages = List.copyOf(stages);
        headers = Collections.unmodifiableMap(new LinkedHashMap<>(headers));
        if (!connectTimeout.isPositive() || !warmUp.isPositive()) {
            throw new IllegalArgumentException(
                    "connect time-out and warm-up are above 0, not "
                            + connectTimeout
                            + " and "
                            + warmUp);
        }
        if (payloadBytes < 0) {
            throw new IllegalArgumentException("a payload is at least 0, not " + payloadBytes);
        }
    }

    /** Evenly at one rate, in HTTP/1.1, with nothing added. */
    public static Sending plainly(Duration connectTimeout) {
        return new Sending(
                List.of(),
                new Arrivals.Even(),
                connectTimeout,
                Protocol.HTTP_1_1,
                0,
                Map.of(),
                WARM_UP);
    }
}
