package io.blackstart.experiment;

import java.time.Duration;
import java.util.List;

/**
 * How the rate of requests changes from the load's start on: its stages one after the other, and
 * from then on one rate. Arithmetic only.
 *
 * @param stages none for a constant rate
 * @param thenPerSecond after the last stage; above 0
 */
public record RateProfile(List<Stage> stages, double thenPerSecond) {
    private static final double NANOS_PER_SECOND = 1e9;

    /**
     * A stretch of time in which the rate goes evenly from one value to another.
     *
     * @param length above 0
     * @param from requests per second at its begin, above 0
     * @param to requests per second at its end, above 0; the same as {@code from} for a step
     */
    public record Stage(Duration length, double from, double to) {
        public Stage {
            if (!length.isPositive()) {
                throw new IllegalArgumentException("a stage lasts longer than 0, not " + length);
            }
            if (!(from > 0) || !(to > 0)) {
                throw new IllegalArgumentException(
                        "a rate is above 0, not from " + from + " to " + to);
            }
        }

        private double seconds() {
            return length.toNanos() / NANOS_PER_SECOND;
        }

        private double requests() {
            return seconds() * (from + to) / 2;
        }

        private double dueWithin(double seconds) {
            return seconds * (from + (to - from) * seconds / seconds() / 2);
        }

        /** The root that stays exact where the rate hardly changes. */
        private double timeOf(double requests) {
            double slope = (to - from) / seconds();
            double rateThen = Math.sqrt(Math.max(0, from * from + 2 * slope * requests));
            return 2 * requests / (from + rateThen);
        }
    }

    public RateProfile {
        stages = List.copyOf(stages);
        if (!(thenPerSecond > 0)) {
            throw new IllegalArgumentException("a rate is above 0, not " + thenPerSecond);
        }
    }

    /** The same rate all the time. */
    public static RateProfile constant(double requestsPerSecond) {
        return new RateProfile(List.of(), requestsPerSecond);
    }

    /** How many requests are due within that time from the load's start: the rate's integral. */
    public double dueWithin(Duration time) {
        double left = time.toNanos() / NANOS_PER_SECOND;
        double due = 0;
        for (Stage stage : stages) {
            if (left < stage.seconds()) {
                return due + stage.dueWithin(left);
            }
            due += stage.requests();
            left -= stage.seconds();
        }
        return due + left * thenPerSecond;
    }

    /** Seconds from the load's start until so many requests are due; undoes the integral. */
    public double secondsUntil(double requests) {
        double left = requests;
        double seconds = 0;
        for (Stage stage : stages) {
            if (left < stage.requests()) {
                return seconds + stage.timeOf(left);
            }
            left -= stage.requests();
            seconds += stage.seconds();
        }
        return seconds + left / thenPerSecond;
    }

    /** The highest rate that it ever has. */
    public double mostPerSecond() {
        return stages.stream()
                .mapToDouble(stage -> Math.max(stage.from(), stage.to()))
                .reduce(thenPerSecond, Math::max);
    }
}
