package io.blackstart.experiment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

class ShippedFilesTest {
    private static final Path EXPERIMENTS = Path.of("experiments");

    @ParameterizedTest
    @MethodSource("experiments")
    void experimentsAreRightAndTheirEnvironmentsToo(Path file) throws IOException {
        Experiment experiment = ExperimentFile.parse(file.toString(), Files.readString(file));
        Path environment = file.resolveSibling(experiment.environment());

        assertInstanceOf(
                EnvironmentFile.OfSandbox.class,
                EnvironmentFile.parse(environment.toString(), Files.readString(environment)));
    }

    @ParameterizedTest
    @MethodSource("experiments")
    void experimentsFitTheirSandbox(Path file) throws IOException {
        String text = Files.readString(file);
        Experiment experiment = ExperimentFile.parse(file.toString(), text);
        Path environment = file.resolveSibling(experiment.environment());
        var sandbox =
                (EnvironmentFile.OfSandbox)
                        EnvironmentFile.parse(
                                environment.toString(), Files.readString(environment));
        var filled = sandbox.filledFrom(EnvironmentFileTest.READY);

        assertEquals(
                experiment,
                plan(file, text, experiment, filled, sandbox.section().speed()).experiment());
    }

    @ParameterizedTest
    @MethodSource("experiments")
    void experimentsFitTheAwsExampleToo(Path file) throws IOException {
        String text = Files.readString(file);
        Experiment experiment = ExperimentFile.parse(file.toString(), text);
        Path environment = EXPERIMENTS.resolve("environments/aws-example.yaml");
        var complete =
                (EnvironmentFile.Complete)
                        EnvironmentFile.parse(
                                environment.toString(), Files.readString(environment));

        assertEquals(experiment, plan(file, text, experiment, complete, 1).experiment());
    }

    private static Plan plan(
            Path file,
            String text,
            Experiment experiment,
            EnvironmentFile.Complete environment,
            int speed) {
        return Plan.of(
                "r-1",
                file.toString(),
                text,
                experiment,
                environment.environment(),
                environment.json(),
                "sandbox",
                speed);
    }

    @ParameterizedTest
    @MethodSource("experiments")
    void experimentsSayOnTheirFirstLinesWhatIsExpected(Path file) throws IOException {
        List<String> lines = Files.readAllLines(file);

        assertTrue(lines.get(0).startsWith("# yaml-language-server: $schema="), lines.get(0));
        assertTrue(
                lines.get(1)
                        .matches(
                                "# Expected: (MET|MISSED|INCONCLUSIVE|REFUSED) in environments/.*"),
                lines.get(1));
        Path schema =
                file.resolveSibling(
                        lines.get(0).substring("# yaml-language-server: $schema=".length()));
        assertTrue(Files.isRegularFile(schema), schema.toString());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "sandbox",
                "sandbox-real-time",
                "sandbox-promotion-broken",
                "sandbox-plain-cluster",
                "sandbox-shallow-health"
            })
    void sandboxesSayOnlyWhatTheSandboxIsTold(String name) throws IOException {
        Path file = EXPERIMENTS.resolve("environments/" + name + ".yaml");
        EnvironmentFile environment =
                EnvironmentFile.parse(file.toString(), Files.readString(file));

        var ofSandbox = assertInstanceOf(EnvironmentFile.OfSandbox.class, environment);
        assertEquals(name.equals("sandbox-real-time") ? 1 : 10, ofSandbox.section().speed());
    }

    @Test
    void theAwsExampleIsComplete() throws IOException {
        Path file = EXPERIMENTS.resolve("environments/aws-example.yaml");

        assertInstanceOf(
                EnvironmentFile.Complete.class,
                EnvironmentFile.parse(file.toString(), Files.readString(file)));
    }

    static List<Path> experiments() throws IOException {
        try (Stream<Path> files = Files.walk(EXPERIMENTS)) {
            List<Path> found =
                    files.filter(file -> file.toString().endsWith(".yaml"))
                            .filter(file -> !file.toString().contains("environments/"))
                            .sorted()
                            .toList();
            assertTrue(found.size() >= 22, "only " + found);
            return found;
        }
    }
}
