package io.blackstart.report;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.blackstart.report.AllureReport.Place;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

final class ReportsTest {
    @TempDir private Path temp;

    @Test
    void writesAllReportsIntoTheRunsFolder() throws IOException {
        Path folder = temp.resolve("reports/first-drill/1");

        List<Path> written = Reports.write(folder, Verdicts.met(), new Place.Desk());

        assertEquals(
                List.of("verdict.json", "report.html", "junit.xml", "summary.md", "allure-results"),
                written.stream().map(path -> folder.relativize(path).toString()).toList());
        assertEquals(VerdictJson.text(Verdicts.met()), Files.readString(written.getFirst()));
    }

    @Test
    void writesTheSameBytesEveryTimeAndLeavesNothingElse() throws IOException {
        Path folder = temp.resolve("reports/first-drill/1");
        Files.createDirectories(folder);
        Files.writeString(folder.resolve("evidence.ndjson.gz"), "untouched");
        Reports.write(folder, Verdicts.promotionBroken(), new Place.Desk());
        Reports.write(folder, Verdicts.met(), new Place.Desk());
        Map<String, String> first = files(folder);
        Reports.write(folder, Verdicts.met(), new Place.Desk());

        assertEquals(first, files(folder));
        assertEquals("untouched", first.get("evidence.ndjson.gz"));
        assertEquals(0, first.keySet().stream().filter(name -> name.contains(".half")).count());
    }

    @Test
    void namesTheFolderAsCommandsTakeIt() {
        assertEquals(
                "reports/first-drill/1", Reports.name(Path.of("/somewhere/reports/first-drill/1")));
        assertEquals("reports/first-drill/1", Reports.name(Path.of("./reports/first-drill/1")));
        assertEquals("elsewhere/1", Reports.name(Path.of("elsewhere/1")));
        assertEquals("1", Reports.name(Path.of("/somewhere/1")));
    }

    private static Map<String, String> files(Path folder) throws IOException {
        Map<String, String> texts = new TreeMap<>();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                texts.put(folder.relativize(file).toString(), Files.readString(file));
            }
        }
        return texts;
    }
}
