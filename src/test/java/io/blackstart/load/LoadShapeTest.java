package io.blackstart.load;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import static java.time.Duration.ofSeconds;

import io.blackstart.experiment.LoadProfile;
import io.blackstart.experiment.RateProfile.Stage;
import io.blackstart.experiment.Sending.Arrivals;
import io.blackstart.experiment.Sending.Protocol;
import io.blackstart.experiment.Share;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.List;

final class LoadShapeTest {
    private static final LoadProfile LOAD =
            Loads.of(200, new Share(0.25), ofSeconds(2), new Share(0.5));

    @Test
    void asMuchIsUnderWayAsAHoleHoldsAndHalfAsMuchAgain() {
        // 200/s hang for 2 s of connecting and 2 s of reading
        assertEquals(new LoadShape(1_200), LoadShape.of(20_000, LOAD));
    }

    @Test
    void eachTimeOutCountsByItself() {
        LoadProfile quick =
                Loads.sent(
                        LOAD,
                        Loads.sending(
                                List.of(),
                                new Arrivals.Even(),
                                ofSeconds(1),
                                Protocol.HTTP_1_1,
                                0));
        assertEquals(new LoadShape(900), LoadShape.of(20_000, quick));
    }

    @Test
    void theHighestRateOfTheProfileCounts() {
        LoadProfile steep =
                Loads.sent(
                        LOAD,
                        Loads.sending(
                                List.of(new Stage(ofSeconds(1), 1_000, 1_000)),
                                new Arrivals.Even(),
                                ofSeconds(2),
                                Protocol.HTTP_1_1,
                                0));
        assertEquals(new LoadShape(6_000), LoadShape.of(20_000, steep));
    }

    @Test
    void descriptorsAreNeverUsedUp() {
        assertEquals(new LoadShape(750), LoadShape.of(1_000, LOAD));
    }

    @Test
    void theWarmUpRisesToTheLoadsRate() {
        WarmUp ramp = new WarmUp(ofSeconds(10), 200);
        Pacer pacer = ramp.pacer();
        assertEquals(1_400, ramp.requests());
        assertTrue(gap(pacer, 0).compareTo(gap(pacer, 1_398)) > 0, "it begins slowly");
        assertEquals(0.005, gap(pacer, 1_398).toNanos() / 1e9, 1e-4);
        assertEquals(
                500, new WarmUp(ofSeconds(10), 5_000).pacer().rates().stages().getFirst().from());
    }

    private static Duration gap(Pacer pacer, long n) {
        return pacer.due(n + 1).minus(pacer.due(n));
    }
}
