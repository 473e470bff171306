package io.blackstart.load;

import io.blackstart.experiment.RateProfile;
import io.blackstart.experiment.RateProfile.Stage;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

import java.time.Duration;
import java.util.List;

/** When the next request is due: what the dispatcher works out for each. */
@State(Scope.Benchmark)
public class PacerBenchmark {
    private final Pacer even = new Pacer(500);
    private final Pacer ramped =
            new Pacer(
                    new RateProfile(
                            List.of(
                                    new Stage(Duration.ofHours(1), 10, 1_000),
                                    new Stage(Duration.ofHours(1), 500, 500)),
                            500));
    private long number;

    /** At a constant rate. */
    @Benchmark
    public Duration constantRate() {
        return even.due(number++ % 3_600_000);
    }

    /** In a ramp and a step. */
    @Benchmark
    public Duration rampAndStep() {
        return ramped.due(number++ % 3_600_000);
    }
}
