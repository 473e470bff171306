package io.blackstart.experiment;

import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;

/** A file says something wrong: every problem that it has, so that one reading mends them all. */
public final class InvalidFile extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final transient List<Problem> problems;

    /**
     * A refusal.
     *
     * @param problems at least one, in any order
     */
    public InvalidFile(List<Problem> problems) {
        super(problems.stream().sorted().map(Problem::toString).collect(Collectors.joining("\n")));
        if (problems.isEmpty()) {
            throw new IllegalArgumentException("a file without a problem is not invalid");
        }
        this.problems = problems.stream().sorted().distinct().toList();
    }

    /** Every problem, by file, line and column. */
    public List<Problem> problems() {
        return problems;
    }

    /**
     * One thing that is wrong, and where.
     *
     * @param line from 1
     * @param column from 1, in characters
     * @param what one sentence: the key, the offending value and what would be right
     */
    public record Problem(String file, int line, int column, String what)
            implements Comparable<Problem> {
        private static final Comparator<Problem> BY_PLACE =
                Comparator.comparing(Problem::file)
                        .thenComparingInt(Problem::line)
                        .thenComparingInt(Problem::column)
                        .thenComparing(Problem::what);

        @Override
        public int compareTo(Problem other) {
            return BY_PLACE.compare(this, other);
        }

        /** As compilers and editors write it: {@code file:line:column: what}. */
        @Override
        public String toString() {
            return file + ":" + line + ":" + column + ": " + what;
        }
    }
}
