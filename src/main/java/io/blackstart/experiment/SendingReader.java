package io.blackstart.experiment;

import static java.time.Duration.ofSeconds;

import io.blackstart.experiment.RateProfile.Stage;
import io.blackstart.experiment.Sending.Arrivals;
import io.blackstart.experiment.Sending.Protocol;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Reads how the load is sent; what is left out gets its default. */
final class SendingReader {
    private static final long SEED = 1;

    private SendingReader() {}

    static Sending read(Section load) {
        return new Sending(
                stages(load),
                load.text("arrivals", "even").orElseThrow().equals("poisson")
                        ? new Arrivals.Poisson(load.whole("seed", SEED).orElseThrow())
                        : new Arrivals.Even(),
                ExperimentReader.timeout(load, "connect").orElseThrow(),
                load.text("protocol", "http/1.1").orElseThrow().equals("http/2")
                        ? Protocol.HTTP_2
                        : Protocol.HTTP_1_1,
                Math.toIntExact(load.whole("payload", 0).orElseThrow()),
                load.section("headers").named(),
                load.duration("warmUp", Sending.WARM_UP).orElseThrow());
    }

    static Optional<Double> rate(Section section, String key) {
        return section.text(key).map(text -> Double.parseDouble(text.replace("/s", "")));
    }

    private static List<Stage> stages(Section load) {
        Section profile = load.section("profile");
        if (profile.has("ramp")) {
            Section ramp = profile.section("ramp");
            Duration over = ramp.duration("over", ofSeconds(10)).orElseThrow();
            return List.of(
                    new Stage(
                            over,
                            rate(ramp, "from").orElseThrow(),
                            rate(load, "rate").orElseThrow()));
        }
        return profile.sections("steps").stream()
                .map(step -> {
                    double rate = rate(step, "rate").orElseThrow();
                    return new Stage(step.duration("for").orElseThrow(), rate, rate);
                })
                .toList();
    }
}
