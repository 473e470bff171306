package io.blackstart.sandbox;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

import java.util.Map;

class SeveralMetricsTest {
    @Test
    void aPublisherThatFailsSilencesNoOther() {
        Metrics.Series first = PublishedMetrics.healthCheckStatus("one");
        Metrics.Series last = PublishedMetrics.healthCheckStatus("two");
        SeveralMetrics metrics = new SeveralMetrics();
        metrics.add(() -> Map.of(first, 1.0));
        metrics.add(() -> {
            throw new IllegalStateException("out of order");
        });
        metrics.add(() -> Map.of(last, 0.0));

        assertEquals(Map.of(first, 1.0, last, 0.0), metrics.now());
    }
}
