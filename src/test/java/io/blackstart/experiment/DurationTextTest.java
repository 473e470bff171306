package io.blackstart.experiment;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.time.Duration;
import java.util.Optional;
import java.util.Random;

class DurationTextTest {
    @ParameterizedTest
    @CsvSource({
        "150s, PT2M30S",
        "PT150S, PT2M30S",
        "2m30s, PT2M30S",
        "5m, PT5M",
        "1h, PT1H",
        "45ms, PT0.045S",
        "1.5s, PT1.5S",
        "1s500ms, PT1.5S",
        "0s, PT0S",
        "5m1ms, PT5M0.001S",
        "PT1H1M1.5S, PT1H1M1.5S"
    })
    void isReadInEitherWay(String text, Duration duration) {
        assertEquals(Optional.of(duration), DurationText.parse(text));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "150",
                "150 s",
                "-5s",
                "s",
                "PT",
                "P1D",
                "PT-5S",
                "1,5s",
                "5s5m",
                "PTS",
                "5M",
                "999999999999s"
            })
    void isNoneOtherwise(String text) {
        assertEquals(Optional.empty(), DurationText.parse(text));
    }

    @ParameterizedTest
    @CsvSource({
        "PT2M30S, 150s",
        "PT5M, 5m",
        "PT2H, 2h",
        "PT0S, 0s",
        "PT0.045S, 45ms",
        "PT61.5S, 61500ms",
        "PT0.0000001S, PT0.0000001S"
    })
    void isWrittenShort(Duration duration, String text) {
        assertEquals(text, DurationText.of(duration));
    }

    @Test
    void whatIsWrittenIsReadBack() {
        var random = new Random(7);
        for (int n = 0; n < 2_000; n++) {
            Duration duration =
                    switch (n % 4) {
                        case 0 -> Duration.ofNanos(random.nextLong(1_000_000_000_000_000L));
                        case 1 -> Duration.ofMillis(random.nextLong(10_000_000));
                        case 2 -> Duration.ofSeconds(random.nextLong(1_000_000));
                        default -> Duration.ofMinutes(random.nextLong(100_000));
                    };
            assertEquals(
                    Optional.of(duration),
                    DurationText.parse(DurationText.of(duration)),
                    DurationText.of(duration));
        }
    }
}
