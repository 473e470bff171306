package io.blackstart.experiment;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;

/**
 * One way to break a right file.
 *
 * @param right what the right file says
 * @param wrong what stands there instead
 * @param expected the problems, without the file's name
 */
record BrokenFile(String right, String wrong, List<String> expected) {
    /** The blocks of a resource beside this class. */
    static List<BrokenFile> all(String resource) {
        List<BrokenFile> all =
                Arrays.stream(ExperimentFileTest.resource(resource).split("\n\n"))
                        .skip(1)
                        .map(block -> block.lines().toList())
                        .map(lines ->
                                new BrokenFile(
                                        text(lines.get(0), "- "),
                                        text(lines.get(1), "+ "),
                                        lines.subList(2, lines.size())))
                        .toList();
        assertTrue(all.size() > 25, resource + " holds only " + all.size());
        return all;
    }

    /** What a refusal says, without the file's name. */
    static List<String> lines(InvalidFile refused) {
        return refused.problems().stream()
                .map(problem -> problem.toString().substring(problem.file().length() + 1))
                .toList();
    }

    String of(String file) {
        assertTrue(file.contains(right), right);
        return file.replace(right, wrong);
    }

    @Override
    public String toString() {
        return wrong.isEmpty() ? "without " + right.strip() : wrong.strip();
    }

    private static String text(String line, String mark) {
        assertTrue(line.startsWith(mark), line);
        return line.substring(mark.length()).replace("\\n", "\n");
    }
}
