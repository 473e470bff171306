package io.blackstart.sandbox.cloudwatch;

/**
 * The values of a span of time.
 *
 * @param count how many, more than none
 */
record Bucket(double count, double sum, double least, double most) {
    Bucket {
        if (!(count > 0)) {
            throw new IllegalArgumentException("a bucket holds a value at least, not " + count);
        }
    }

    static Bucket of(double value) {
        return new Bucket(1, value, value, value);
    }

    Bucket and(Bucket other) {
        return new Bucket(
                count + other.count,
                sum + other.sum,
                Math.min(least, other.least),
                Math.max(most, other.most));
    }
}
