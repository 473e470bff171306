package io.blackstart.drill;

import io.blackstart.verdict.Verdict;

import java.nio.file.Path;

/**
 * What a drill came to.
 *
 * @param folder the run's folder with evidence, verdict and reports
 */
public record Conclusion(Path folder, Verdict verdict) {
    /**
     * The exit code that the outcome stands for: 0 met, 1 missed, 2 inconclusive, 3 refused, 70
     * failed or something left.
     */
    public int exitCode() {
        if (!verdict.leftBehind().isEmpty() || verdict.run().ended().equals("failed")) {
            return 70;
        }
        return switch (verdict.outcome()) {
            case MET -> 0;
            case MISSED -> 1;
            case INCONCLUSIVE -> 2;
            case REFUSED -> 3;
        };
    }
}
