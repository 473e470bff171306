package io.blackstart.sandbox.range;

/** Which committed orders do not come along when the other post takes over. */
public enum Loss {
    /** None. */
    NONE("none lost"),
    /** One. */
    ONE("one lost"),
    /** Some of the last seconds', here and there. */
    SCATTERED("scattered"),
    /** The newest ones: replication was behind. */
    TAIL("tail"),
    /** The old post goes on taking writes beside the new one, and is thrown away. */
    SPLIT_BRAIN("split brain");

    private final String text;

    Loss(String text) {
        this.text = text;
    }

    /** In words. */
    public String text() {
        return text;
    }
}
