package io.blackstart.calibrate;

import io.blackstart.sandbox.range.Loss;
import io.blackstart.sandbox.range.Trouble;

import java.time.Duration;

/** What happens in one trial. */
public sealed interface Script {
    /** The share of requests that fail for no reason, before, in and after what happens. */
    double errors();

    /** How long it takes, from the injection. */
    Duration lasts();

    /** In words, for the report. */
    String text();

    /** The region that serves is out, and comes back by itself. */
    record Outage(Trouble trouble, Duration lasts, double errors) implements Script {
        @Override
        public String text() {
            return trouble.text();
        }
    }

    /** The other region takes over, and some orders do not come along. */
    record FailOver(Loss loss) implements Script {
        /** From the promotion on. */
        static final Duration WATCHED = Duration.ofSeconds(4);

        @Override
        public double errors() {
            return 0;
        }

        @Override
        public Duration lasts() {
            return WATCHED.plusSeconds(1);
        }

        @Override
        public String text() {
            return "failover, " + loss.text();
        }
    }
}
