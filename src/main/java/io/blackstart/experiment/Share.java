package io.blackstart.experiment;

/**
 * A part of a whole.
 *
 * @param value 0 to 1
 */
public record Share(double value) {
    /** The whole. */
    public static final Share ALL = new Share(1);

    public Share {
        if (!(value >= 0 && value <= 1)) {
            throw new IllegalArgumentException("a share lies between 0 % and 100 %, not " + value);
        }
    }
}
