package io.blackstart.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.blackstart.report.AllureReport.Place;
import io.blackstart.verdict.Verdict;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

final class AllureReportTest {
    private static final String FOLDER = "reports/first-drill/1";

    @TempDir private Path temp;

    private Path write(Verdict verdict, Place place) throws IOException {
        return AllureReport.write(temp.resolve("allure-results"), verdict, FOLDER, place);
    }

    private Map<String, JsonNode> results(Verdict verdict) throws IOException {
        Path folder = write(verdict, new Place.Desk());
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith("-result.json"))
                    .map(file -> JsonMapper.shared().readTree(file))
                    .collect(
                            Collectors.toMap(
                                    result -> result.get("name").asString(),
                                    result -> result,
                                    (one, _) -> one,
                                    TreeMap::new));
        }
    }

    private static Map<String, String> field(Map<String, JsonNode> results, String name) {
        return results.entrySet().stream()
                .collect(
                        Collectors.toMap(
                                Map.Entry::getKey,
                                entry -> entry.getValue().get(name).asString(),
                                (one, _) -> one,
                                TreeMap::new));
    }

    @Test
    void hasOneResultForEachBudget() throws IOException {
        assertEquals(
                Map.of(
                        "recoveryTime ≤ 15 s (all clients)", "failed",
                        "dnsFlip ≤ 8 s (authoritative)", "passed",
                        "lostWrites ≤ 10", "broken",
                        "droppedRequests.share ≤ 50 %", "failed"),
                field(results(Verdicts.promotionBroken()), "status"));
        assertEquals(
                List.of("skipped"),
                field(results(Verdicts.refused()), "status").values().stream().toList());
    }

    @Test
    void keepsIdsFromRunToRunButNotFromSpeedToSpeed() throws IOException {
        Map<String, String> ids = field(results(Verdicts.met()), "historyId");
        Map<String, String> cases = field(results(Verdicts.met()), "testCaseId");

        assertEquals(ids, field(results(Verdicts.met(1, "another-run", 10)), "historyId"));
        Map<String, String> other = field(results(Verdicts.met(1, "another-run", 1)), "historyId");
        ids.forEach((name, id) -> assertNotEquals(id, other.get(name)));
        assertEquals(cases, field(results(Verdicts.met(1, "another-run", 1)), "testCaseId"));
        assertEquals(ids.size(), ids.values().stream().distinct().count());
    }

    @Test
    void tellsTheMilestonesAsStepsOnTheRunsOwnTimes() throws IOException {
        JsonNode result = results(Verdicts.met()).values().iterator().next();
        long start = Verdicts.met().run().startedAt().toEpochMilli();

        assertEquals(start, result.get("start").asLong());
        assertEquals(start + 50_000, result.get("stop").asLong());
        assertEquals(Verdicts.met().milestones().size(), result.get("steps").size());
        JsonNode detected = result.get("steps").get(2);
        assertEquals("detected: 3.00 – 4.54 s after the fault", detected.get("name").asString());
        assertEquals(start + 13_020, detected.get("start").asLong());
        assertEquals(start + 14_531, detected.get("stop").asLong());
    }

    @Test
    void attachesTheReportsToEachResult() throws IOException {
        for (JsonNode result : results(Verdicts.hostile()).values()) {
            assertEquals(3, result.get("attachments").size());
            for (JsonNode attachment : result.get("attachments")) {
                assertTrue(
                        Files.size(
                                        temp.resolve("allure-results")
                                                .resolve(attachment.get("source").asString()))
                                > 0);
            }
        }
    }

    @Test
    void sortsEveryTroubleIntoACategory() throws IOException {
        Path folder = write(Verdicts.met(), new Place.Desk());
        JsonNode categories = JsonMapper.shared().readTree(folder.resolve("categories.json"));
        for (Verdict verdict : Verdicts.all()) {
            for (JsonNode result : results(verdict).values()) {
                String status = result.get("status").asString();
                String message = result.get("statusDetails").get("message").asString();
                long matching =
                        categories
                                .valueStream()
                                .filter(category ->
                                        category.get("matchedStatuses")
                                                        .get(0)
                                                        .asString()
                                                        .equals(status)
                                                && message.matches(
                                                        category.get("messageRegex").asString()))
                                .count();
                assertEquals(status.equals("passed") ? 0 : 1, matching, message);
            }
        }
    }

    @Test
    void namesTheBuildOnlyWhereThereIsOne() throws IOException {
        Path desk = write(Verdicts.met(), new Place.Desk());
        assertFalse(Files.exists(desk.resolve("executor.json")));

        Path build = write(Verdicts.met(), new Place.Build("game day", "github", 7, "build/7"));
        JsonNode executor = JsonMapper.shared().readTree(build.resolve("executor.json"));
        assertEquals(7, executor.get("buildOrder").asInt());
        assertEquals("game day #7", executor.get("buildName").asString());
    }

    @Test
    void isTheSameEveryTimeAndReplacesWhatWasThere() throws IOException {
        Map<String, String> first = files(write(Verdicts.met(), new Place.Desk()));
        Files.writeString(temp.resolve("allure-results/old-result.json"), "{}");
        Map<String, String> second = files(write(Verdicts.met(), new Place.Desk()));

        assertEquals(Verdicts.met().budgets().size() + 5, first.size());
        assertEquals(first, second);
    }

    private static Map<String, String> files(Path folder) throws IOException {
        Map<String, String> texts = new TreeMap<>();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.toList()) {
                texts.put(file.getFileName().toString(), Files.readString(file));
            }
        }
        return texts;
    }
}
