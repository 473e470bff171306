package io.blackstart.experiment;

/**
 * What production is like, to which a drill's loss is carried over.
 *
 * @param writesPerSecond above 0
 */
public record Production(double writesPerSecond) {
    public Production {
        if (!(writesPerSecond > 0)) {
            throw new IllegalArgumentException("a rate is above 0, not " + writesPerSecond);
        }
    }
}
