package io.blackstart.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The command line as a process: exit codes and messages. */
final class CommandLineIT {
    @TempDir private Path folder;

    private record Ended(int code, String output, String errors) {}

    private Ended run(String... arguments) throws IOException, InterruptedException {
        try (Launched launched = Launched.start(folder, arguments)) {
            int code = launched.exitCode();
            return new Ended(code, launched.output(), launched.errors());
        }
    }

    @Test
    void helpNamesEveryCommandAndExitCode() throws Exception {
        Ended help = run("--help");
        assertEquals(0, help.code());
        for (String word :
                new String[] {
                    "validate",
                    "plan",
                    "run",
                    "judge",
                    "report",
                    "recover",
                    "sandbox",
                    "inconclusive"
                }) {
            assertTrue(help.output().contains(word), word + " in " + help.output());
        }
    }

    @Test
    void withoutACommandItSaysSo() throws Exception {
        assertEquals(
                new Ended(64, "", "blackstart: a command is missing\nTry: blackstart --help\n"),
                run());
    }

    @Test
    void anUnknownOptionIsWrongInput() throws Exception {
        Ended wrong = run("run", "--enviroment", "x.yaml", "y.yaml");
        assertEquals(64, wrong.code());
        assertTrue(wrong.errors().contains("--enviroment"), wrong.errors());
    }

    @Test
    void aMissingFileIsOneSentence() throws Exception {
        assertEquals(
                new Ended(64, "", "blackstart: no-such.yaml: there is no such file\n"),
                run("run", "no-such.yaml"));
    }

    @Test
    void everyProblemOfAFileIsListedAndNothingIsStarted() throws Exception {
        String right = Files.readString(Path.of("experiments/first-drill.yaml"));
        Path wrong = folder.resolve("wrong.yaml");
        Files.writeString(
                wrong,
                right.replace("recoveryTime:", "recoverTime:")
                        .replace("rate: 200/s", "rate: fast"));
        Ended refused =
                run("run", wrong.toString(), "--reports", folder.resolve("reports").toString());
        assertEquals(64, refused.code());
        assertEquals(2, refused.errors().lines().count(), refused.errors());
        assertTrue(
                refused.errors().contains("recoveryTime"),
                "the nearest known key: " + refused.errors());
        assertTrue(refused.errors().contains("fast"), "the offending value: " + refused.errors());
        assertTrue(
                refused.errors().lines().allMatch(line -> line.startsWith(wrong + ":")),
                refused.errors());
        assertTrue(Files.notExists(folder.resolve("reports")));
    }

    @Test
    void theShippedExperimentsAreRightHereAndInTheAwsExample() throws Exception {
        Ended here =
                run(
                        "validate",
                        "experiments/first-drill.yaml",
                        "experiments/primary-region-blackhole.yaml",
                        "experiments/control-no-fault.yaml",
                        "experiments/promotion-broken.yaml");
        assertEquals(0, here.code(), here.errors());
        Ended aws =
                run(
                        "validate",
                        "experiments/primary-region-blackhole.yaml",
                        "--environment",
                        "experiments/environments/aws-example.yaml");
        assertEquals(0, aws.code(), aws.errors());
    }

    @Test
    void planShowsTheFisTemplateWithoutAnyAccount() throws Exception {
        Ended plan =
                run(
                        "plan",
                        "experiments/primary-region-blackhole.yaml",
                        "--environment",
                        "experiments/environments/aws-example.yaml");
        // 3 outside the example's off-peak window
        assertTrue(plan.code() == 0 || plan.code() == 3, plan.errors());
        assertTrue(
                plan.output().contains("\"actionId\" : \"aws:network:disrupt-connectivity\"")
                        || plan.output()
                                .contains("\"actionId\": \"aws:network:disrupt-connectivity\""),
                plan.output());
        assertTrue(plan.output().contains("off-peak window"), plan.output());
    }

    @Test
    void recoverOfNothingSaysSo() throws Exception {
        assertEquals(
                new Ended(0, "nothing is left to mend\n", ""),
                run("recover", "--reports", folder.resolve("none").toString()));
    }

    @Test
    void judgingWhatIsNoRunIsOneSentence() throws Exception {
        Ended judged = run("judge", folder.toString());
        assertEquals(64, judged.code());
        assertEquals(1, judged.errors().lines().count(), judged.errors());
    }
}
