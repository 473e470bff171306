package io.blackstart.sandbox.route53;

import io.blackstart.sandbox.Alarms;

/** When Route 53 takes something for healthy, from what is known of it. */
public final class HealthRule {
    /** More than this share of the checkers must find the endpoint healthy. */
    private static final int PERCENT = 18;

    private HealthRule() {}

    /**
     * The state of a health check. A disabled check counts its endpoint as healthy; an inverted one
     * says the opposite, of that as well.
     *
     * @param healthyCheckers how many of the checkers find the endpoint healthy
     */
    public static boolean healthy(
            int healthyCheckers, int checkers, boolean disabled, boolean inverted) {
        boolean endpoint = disabled || 100 * healthyCheckers > PERCENT * checkers;
        return endpoint != inverted;
    }

    /** Whether so many healthy children are enough. */
    static boolean enough(long healthyChildren, int threshold) {
        return healthyChildren >= threshold;
    }

    /**
     * What a metric's state says.
     *
     * @param last what the metric said when there was enough to say last; healthy when never
     */
    static boolean healthy(
            Alarms.State state, HealthCheckConfig.Insufficient insufficient, boolean last) {
        return switch (state) {
            case OK -> true;
            case ALARM -> false;
            case INSUFFICIENT_DATA ->
                    switch (insufficient) {
                        case HEALTHY -> true;
                        case UNHEALTHY -> false;
                        case LAST_KNOWN -> last;
                    };
        };
    }
}
