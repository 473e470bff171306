package io.blackstart.verdict;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.blackstart.evidence.InMemoryEvidence;
import io.blackstart.experiment.Experiment;
import io.blackstart.experiment.ExperimentFile;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * Judges every folder of recorded evidence and compares the verdict with the one that lies beside
 * it. {@code -Dgolden.update=true} rewrites the verdicts, and never the evidence: old files stay
 * readable.
 */
class GoldenEvidenceTest {
    private static final Path FOLDERS = Path.of("src/test/resources/evidence");
    private static final int FOLDERS_LEAST = 8;

    static List<Path> folders() throws IOException {
        GoldenCases.createMissing(FOLDERS);
        try (Stream<Path> folders = Files.list(FOLDERS)) {
            return folders.sorted().toList();
        }
    }

    @Test
    void thereAreEnoughFolders() throws IOException {
        assertTrue(folders().size() >= FOLDERS_LEAST);
    }

    @ParameterizedTest
    @MethodSource("folders")
    void isJudgedAsBefore(Path folder) throws IOException {
        String evidence = Files.readString(folder.resolve("evidence.ndjson"), UTF_8);
        String file = folder.resolve("experiment.yaml").toString();
        Experiment experiment = ExperimentFile.parse(file, Files.readString(Path.of(file), UTF_8));

        String verdict = VerdictText.of(Judge.judge(InMemoryEvidence.parse(evidence), experiment));

        Path expected = folder.resolve("verdict.txt");
        if (Boolean.getBoolean("golden.update")) {
            Files.writeString(expected, verdict, UTF_8);
        }
        assertEquals(Files.readString(expected, UTF_8), verdict);
    }
}
