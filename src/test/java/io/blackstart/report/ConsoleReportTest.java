package io.blackstart.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.blackstart.verdict.Verdict;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.util.List;

final class ConsoleReportTest {
    private static final String FOLDER = "reports/first-drill/20261122-031500-7c1e";

    @Test
    void isTheKnownText() throws IOException {
        Golden.check("met.console.txt", ConsoleReport.text(Verdicts.met(), FOLDER, false));
        Golden.check(
                "promotion-broken.console.txt",
                ConsoleReport.text(Verdicts.promotionBroken(), FOLDER, false));
        Golden.check("control.console.txt", ConsoleReport.text(Verdicts.control(), FOLDER, false));
        Golden.check("refused.console.txt", ConsoleReport.text(Verdicts.refused(), FOLDER, false));
        Golden.check("hostile.console.txt", ConsoleReport.text(Verdicts.hostile(), FOLDER, false));
    }

    @Test
    void fitsOneScreenWhateverHappened() {
        for (Verdict verdict : Verdicts.all()) {
            List<String> lines = ConsoleReport.text(verdict, FOLDER, false).lines().toList();
            assertTrue(lines.size() <= 40, () -> lines.size() + " lines");
            for (String line : lines) {
                assertTrue(line.length() <= 80, line);
                assertEquals(line.stripTrailing(), line);
            }
        }
    }

    @Test
    void saysTheSpeedOfASandboxInTheFirstLine() {
        assertEquals(
                "MET · First drill · sandbox, speed 10 · 7 budgets met",
                ConsoleReport.firstLine(Verdicts.met()));
        assertEquals(
                "MISSED · Promotion broken · sandbox, speed 10 · 2 of 4 budgets missed, 1 not"
                        + " shown",
                ConsoleReport.firstLine(Verdicts.promotionBroken()));
        assertEquals(
                "REFUSED · First drill · sandbox, speed 10 · nothing was broken",
                ConsoleReport.firstLine(Verdicts.refused()));
    }

    @Test
    void namesTheCommandThatMendsWhatIsLeft() {
        String text = ConsoleReport.text(Verdicts.hostile(), FOLDER, false);

        assertTrue(text.contains("STILL LEFT TO MEND: FIS experiment EXP1"), text);
        assertTrue(text.contains("MEND IT WITH: ./blackstart recover " + FOLDER + "\n"), text);
    }

    @Test
    void saysWhatDidNotCome() {
        String text = ConsoleReport.text(Verdicts.promotionBroken(), FOLDER, false);

        assertTrue(
                text.contains(
                        """
                        missing       writer promoted not by 24.86 s ·
                                      recovered (fresh writes) not by 24.91 s ·
                                      recovered not by 24.91 s · first good write not seen
                        """),
                text);
        assertFalse(ConsoleReport.text(Verdicts.met(), FOLDER, false).contains("missing"));
    }

    @Test
    void coloursAddNothingButColour() {
        for (Verdict verdict : Verdicts.all()) {
            String coloured = ConsoleReport.text(verdict, FOLDER, true);
            String plain = ConsoleReport.text(verdict, FOLDER, false);
            assertFalse(plain.contains("\u001b"));
            assertTrue(coloured.contains("\u001b"));
            assertEquals(plain, coloured.replaceAll("\u001b\\[[0-9;]*m", ""));
        }
    }
}
