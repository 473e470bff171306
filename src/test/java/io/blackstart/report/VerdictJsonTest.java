package io.blackstart.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.blackstart.verdict.Verdict;

import org.junit.jupiter.api.Test;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.io.IOException;
import java.time.Duration;

final class VerdictJsonTest {
    private static JsonNode read(Verdict verdict) {
        return JsonMapper.shared().readTree(VerdictJson.text(verdict));
    }

    @Test
    void isTheKnownText() throws IOException {
        Golden.check("met.verdict.json", VerdictJson.text(Verdicts.met()));
        Golden.check("promotion-broken.verdict.json", VerdictJson.text(Verdicts.promotionBroken()));
        Golden.check("control.verdict.json", VerdictJson.text(Verdicts.control()));
        Golden.check("refused.verdict.json", VerdictJson.text(Verdicts.refused()));
    }

    @Test
    void writesDurationsExactlyAndInSeconds() {
        assertEquals("PT150S", VerdictJson.duration(Duration.ofSeconds(150)));
        assertEquals("PT94.20S", VerdictJson.duration(Duration.ofMillis(94_200)));
        assertEquals("PT9.412S", VerdictJson.duration(Duration.ofMillis(9_412)));
        assertEquals("PT0.000000001S", VerdictJson.duration(Duration.ofNanos(1)));
        assertEquals("PT0S", VerdictJson.duration(Duration.ZERO));
        assertEquals("PT-0.50S", VerdictJson.duration(Duration.ofMillis(-500)));
    }

    @Test
    void leavesMostOutWhereTheEndIsOpenAndBothWhereNothingWasMeasured() {
        JsonNode budgets = read(Verdicts.promotionBroken()).get("budgets");

        assertEquals("PT24.91S", budgets.get(0).get("least").asString());
        assertFalse(budgets.get(0).has("most"));
        assertFalse(budgets.get(2).has("least"));
        assertFalse(budgets.get(2).has("most"));
    }

    @Test
    void keepsWordsThatTryToBreakOut() {
        assertEquals(
                Verdicts.hostile().experiment().name(),
                read(Verdicts.hostile()).get("experiment").get("name").asString());
    }
}
