package io.blackstart.sandbox.route53;

/** When Route 53 takes an endpoint for healthy, from what its checkers think. */
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
}
