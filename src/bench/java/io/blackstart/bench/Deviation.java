package io.blackstart.bench;

/**
 * How far a tool's requests, as the target saw them, were from an even schedule: the k-th arrival
 * from its place at t0 + k / rate, where t0 is such that the earliest has none.
 *
 * @param p50Micros median
 * @param p99Micros 99th percentile
 * @param requests arrivals that were looked at
 */
record Deviation(double p50Micros, double p99Micros, int requests) {
    /** Of arrivals in their order, which should have come at that rate. */
    static Deviation of(long[] arrivals, double perSecond) {
        if (arrivals.length == 0) {
            throw new IllegalStateException("nothing arrived");
        }
        double[] late = new double[arrivals.length];
        double earliest = Double.MAX_VALUE;
        for (int k = 0; k < arrivals.length; k++) {
            late[k] = arrivals[k] - arrivals[0] - k * 1e9 / perSecond;
            earliest = Math.min(earliest, late[k]);
        }
        for (int k = 0; k < late.length; k++) {
            late[k] = (late[k] - earliest) / 1e3;
        }
        return new Deviation(Percentile.of(late, 0.5), Percentile.of(late, 0.99), arrivals.length);
    }
}
