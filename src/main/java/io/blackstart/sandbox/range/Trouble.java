package io.blackstart.sandbox.range;

/** What can be wrong with a post of the range. */
public enum Trouble {
    /** No packet passes either way; connections stay open in silence. */
    BLACKHOLE("blackhole"),
    /** Nobody listens, and what was open is reset. */
    REFUSE("refuse"),
    /** Connections are reset as soon as they are made. */
    RESET("reset"),
    /** Connections are accepted and never answered. */
    SILENT("silent after accept"),
    /** Every answer takes {@value Post#SLOW_MILLIS} ms. */
    SLOW("slow"),
    /** Requests arrive and answers do not. */
    HALF_OPEN("half-open"),
    /** One instance of three takes requests and never answers. */
    ONE_ZONE("one zone"),
    /** A blackhole that comes and goes, {@value Range#FLAP_MILLIS} ms each. */
    FLAPPING("flapping");

    private final String text;

    Trouble(String text) {
        this.text = text;
    }

    /** In words. */
    public String text() {
        return text;
    }
}
