package io.blackstart.report;

import io.blackstart.verdict.Verdict;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;

/**
 * Writes all reports of one verdict into the run's folder. The same verdict gives the same bytes,
 * and a file is either the old one or the whole new one, never half of it.
 */
public final class Reports {
    private Reports() {}

    /** {@link #write(Path, Verdict, AllureReport.Place)} at somebody's desk. */
    public static List<Path> write(Path folder, Verdict verdict) throws IOException {
        return write(folder, verdict, new AllureReport.Place.Desk());
    }

    /**
     * Writes {@code verdict.json}, {@code report.html}, {@code junit.xml}, {@code summary.md} and
     * {@code allure-results/}; what an earlier judging left there is replaced.
     *
     * @param folder the run's folder, as the reader would type it
     * @param place where the reports are made
     * @return what was written, in that order
     */
    public static List<Path> write(Path folder, Verdict verdict, AllureReport.Place place)
            throws IOException {
        Files.createDirectories(folder);
        String name = name(folder);
        List<Path> written = new ArrayList<>();
        written.add(replace(folder.resolve("verdict.json"), VerdictJson.text(verdict)));
        written.add(replace(folder.resolve("report.html"), HtmlReport.page(verdict, name)));
        written.add(replace(folder.resolve("junit.xml"), JUnitXml.text(verdict)));
        written.add(replace(folder.resolve("summary.md"), JobSummary.text(verdict, name)));
        written.add(AllureReport.write(folder.resolve("allure-results"), verdict, name, place));
        return List.copyOf(written);
    }

    /** The folder as commands take it: from {@code reports} on, wherever that folder lies. */
    static String name(Path folder) {
        Path normal = folder.normalize();
        for (int i = normal.getNameCount() - 1; i >= 0; i--) {
            if (normal.getName(i).toString().equals("reports")) {
                return slashes(normal.subpath(i, normal.getNameCount()));
            }
        }
        return slashes(
                normal.isAbsolute()
                        ? normal.subpath(normal.getNameCount() - 1, normal.getNameCount())
                        : normal);
    }

    private static String slashes(Path path) {
        return path.toString().replace('\\', '/');
    }

    private static Path replace(Path file, String text) throws IOException {
        Path half = file.resolveSibling(file.getFileName() + ".half");
        Files.writeString(half, text);
        return Files.move(
                half, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }
}
