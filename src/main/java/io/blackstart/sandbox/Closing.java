package io.blackstart.sandbox;

/**
 * The steps of an end: one that fails keeps none of the later ones from being taken, and neither
 * does an interruption, which is passed on when all are.
 */
final class Closing {
    private final RuntimeException failures =
            new IllegalStateException("the sandbox did not close cleanly");
    private boolean interrupted;

    /** Takes a step, whatever came of those before. */
    void step(AutoCloseable step) {
        try {
            step.close();
        } catch (InterruptedException hurried) {
            interrupted = true;
            failures.addSuppressed(hurried);
        } catch (Exception failed) {
            failures.addSuppressed(failed);
        }
        interrupted |= Thread.interrupted();
    }

    /**
     * Tells how it went.
     *
     * @throws IllegalStateException when steps failed, with all their failures
     */
    void end() {
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        if (failures.getSuppressed().length > 0) {
            throw failures;
        }
    }
}
