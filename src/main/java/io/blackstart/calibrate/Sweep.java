package io.blackstart.calibrate;

import io.blackstart.sandbox.range.Loss;
import io.blackstart.sandbox.range.Trouble;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** The trials of a calibration. */
final class Sweep {
    /** The shares of stray errors that a good service has on a good day, and on a bad one. */
    private static final List<Double> ERRORS = List.of(0.0, 1e-4, 1e-3, 1e-2);

    private static final List<Duration> SHORT =
            List.of(Duration.ofMillis(200), Duration.ofSeconds(1), Duration.ofSeconds(4));

    private Sweep() {}

    /** All: the long ones first, so that no lane waits for them at the end. */
    static List<Script> whole() {
        List<Script> scripts = new ArrayList<>();
        scripts.add(new Script.Outage(Trouble.BLACKHOLE, Duration.ofSeconds(120), 1e-3));
        scripts.add(new Script.Outage(Trouble.BLACKHOLE, Duration.ofSeconds(60), 0));
        scripts.add(new Script.Outage(Trouble.REFUSE, Duration.ofSeconds(30), 1e-2));
        scripts.add(new Script.Outage(Trouble.SILENT, Duration.ofSeconds(20), 0));
        scripts.add(new Script.Outage(Trouble.FLAPPING, Duration.ofSeconds(10), 0));
        for (Duration lasts : SHORT) {
            for (Trouble trouble : Trouble.values()) {
                for (double errors : ERRORS) {
                    scripts.add(new Script.Outage(trouble, lasts, errors));
                }
            }
        }
        for (Loss loss : Loss.values()) {
            scripts.add(new Script.FailOver(loss));
            scripts.add(new Script.FailOver(loss));
        }
        return scripts;
    }

    /** One of each shape: a minute, to see that everything works. */
    static List<Script> quick() {
        List<Script> scripts = new ArrayList<>();
        for (Trouble trouble : Trouble.values()) {
            scripts.add(new Script.Outage(trouble, Duration.ofSeconds(1), 0));
        }
        for (Loss loss : Loss.values()) {
            scripts.add(new Script.FailOver(loss));
        }
        return scripts;
    }
}
