package io.blackstart.report;

import io.blackstart.verdict.Verdict;
import io.blackstart.verdict.Verdict.BudgetFinding;
import io.qameta.allure.FileSystemResultsWriter;
import io.qameta.allure.model.Attachment;
import io.qameta.allure.model.TestResult;

import tools.jackson.databind.json.JsonMapper;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A verdict as a folder of Allure results, one result per budget. A missed budget has failed, one
 * that was not shown is broken, and all of a refused run are skipped; ids are the same for the same
 * budget of the same experiment against the same kind of cloud, so that Allure can draw a history.
 */
public final class AllureReport {
    private AllureReport() {}

    /** Where the reports are made, as Allure's {@code executor.json} wants to know it. */
    public sealed interface Place {
        /** At somebody's desk: there is no {@code executor.json}. */
        record Desk() implements Place {}

        /**
         * In a build.
         *
         * @param type of the CI service, such as {@code github}
         * @param order grows from build to build
         * @param url of the build's page
         */
        record Build(String name, String type, long order, String url) implements Place {}
    }

    /**
     * Writes the folder anew; an earlier one in its place is replaced.
     *
     * @param runFolder the run's folder as the reader would type it
     * @return the folder
     */
    public static Path write(Path folder, Verdict verdict, String runFolder, Place place)
            throws IOException {
        Path half = folder.resolveSibling(folder.getFileName() + ".half");
        delete(half);
        Files.createDirectories(half);
        FileSystemResultsWriter writer = new FileSystemResultsWriter(half);
        List<Attachment> attachments = attach(writer, verdict, runFolder);
        for (BudgetFinding budget : verdict.budgets()) {
            TestResult result = AllureResults.of(verdict, budget);
            result.setAttachments(new ArrayList<>(attachments));
            writer.write(result);
        }
        Files.writeString(half.resolve("environment.properties"), environment(verdict));
        Files.writeString(half.resolve("categories.json"), categories());
        if (place instanceof Place.Build build) {
            Files.writeString(half.resolve("executor.json"), executor(build));
        }
        delete(folder);
        return Files.move(half, folder);
    }

    private static List<Attachment> attach(
            FileSystemResultsWriter writer, Verdict verdict, String runFolder) {
        String id = AllureResults.uuid(verdict.run().id());
        return List.of(
                attach(
                        writer,
                        "Verdict, as text",
                        "text/plain",
                        id + "-console-attachment.txt",
                        ConsoleReport.text(verdict, runFolder, false)),
                attach(
                        writer,
                        "report.html",
                        "text/html",
                        id + "-report-attachment.html",
                        HtmlReport.page(verdict, runFolder)),
                attach(
                        writer,
                        "verdict.json",
                        "application/json",
                        id + "-verdict-attachment.json",
                        VerdictJson.text(verdict)));
    }

    private static Attachment attach(
            FileSystemResultsWriter writer, String name, String type, String file, String text) {
        writer.write(file, new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
        return new Attachment().setName(name).setType(type).setSource(file);
    }

    private static String environment(Verdict verdict) {
        Map<String, String> values = new LinkedHashMap<>();
        values.put("Outcome", verdict.outcome().name());
        values.put("Cloud", Wording.kind(verdict));
        values.put("Experiment", verdict.experiment().file());
        values.put("Run", verdict.run().id());
        values.put("Started", verdict.run().startedAt().toString());
        values.put("Ended", Wording.ended(verdict));
        values.put("Commit", verdict.run().commit());
        values.put("EvidenceSha256", verdict.run().evidenceSha256());
        StringBuilder lines = new StringBuilder();
        values.forEach((name, value) ->
                lines.append(name).append(" = ").append(property(value)).append('\n'));
        return lines.toString();
    }

    /**
     * Properties files are read as Latin-1 by some readers: everything else is written as escapes.
     */
    private static String property(String value) {
        StringBuilder escaped = new StringBuilder();
        for (char c : Wording.oneLine(value).replace("\\", "\\\\").toCharArray()) {
            escaped.append(c < 0x7f ? String.valueOf(c) : String.format("\\u%04x", (int) c));
        }
        return escaped.toString();
    }

    private static String categories() {
        return JsonMapper.shared()
                .writeValueAsString(
                        List.of(
                                category("Missed budgets", "failed", ".*"),
                                category(
                                        "The measurement is in doubt",
                                        "broken",
                                        "(?s)" + AllureResults.IN_DOUBT + ".*"),
                                category(
                                        "Not shown",
                                        "broken",
                                        "(?s)" + AllureResults.NOT_SHOWN + ".*"),
                                category("Refused: nothing was broken", "skipped", ".*")));
    }

    private static Map<String, Object> category(String name, String status, String message) {
        Map<String, Object> category = new LinkedHashMap<>();
        category.put("name", name);
        category.put("matchedStatuses", List.of(status));
        category.put("messageRegex", message);
        return category;
    }

    private static String executor(Place.Build build) {
        Map<String, Object> executor = new LinkedHashMap<>();
        executor.put("name", build.name());
        executor.put("type", build.type());
        executor.put("buildName", build.name() + " #" + build.order());
        executor.put("buildOrder", build.order());
        executor.put("buildUrl", build.url());
        return JsonMapper.shared().writeValueAsString(executor);
    }

    private static void delete(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        List<Path> deepestFirst;
        try (Stream<Path> paths = Files.walk(folder)) {
            deepestFirst = paths.sorted(Comparator.reverseOrder()).toList();
        }
        for (Path path : deepestFirst) {
            Files.delete(path);
        }
    }
}
