package io.blackstart.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.util.List;

final class JobSummaryTest {
    private static final String FOLDER = "reports/first-drill/20261122-031500-7c1e";

    @Test
    void isTheKnownText() throws IOException {
        Golden.check("met.summary.md", JobSummary.text(Verdicts.met(), FOLDER));
        Golden.check(
                "promotion-broken.summary.md", JobSummary.text(Verdicts.promotionBroken(), FOLDER));
        Golden.check("control.summary.md", JobSummary.text(Verdicts.control(), FOLDER));
        Golden.check("refused.summary.md", JobSummary.text(Verdicts.refused(), FOLDER));
    }

    @Test
    void keepsWordsThatTryToBreakOutAsWords() {
        String text = JobSummary.text(Verdicts.hostile(), FOLDER);
        List<String> rows = text.lines().filter(line -> line.startsWith("| dnsFlip")).toList();

        assertFalse(text.contains("<script"));
        assertEquals(14, rows.size());
        for (String row : rows) {
            assertEquals(7, row.replace("\\|", "").split("\\|", -1).length, row);
        }
        assertTrue(text.contains("**STILL LEFT TO MEND**"), text);
    }
}
