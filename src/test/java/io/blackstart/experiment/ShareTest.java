package io.blackstart.experiment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.Optional;
import java.util.Random;

class ShareTest {
    @ParameterizedTest
    @CsvSource({"99.9%, 0.999", "0%, 0", "100%, 1", "0.25, 0.25", "1, 1", "0, 0"})
    void isReadInPerCentOrAsANumber(String text, double value) {
        assertEquals(Optional.of(new Share(value)), Share.parse(text));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "%", "-1%", "100.1%", "1.1", "99", "99 %", "0,5", "all"})
    void isNoneOtherwise(String text) {
        assertEquals(Optional.empty(), Share.parse(text));
    }

    @Test
    void liesBetweenNothingAndTheWhole() {
        assertThrows(IllegalArgumentException.class, () -> new Share(1.000001));
        assertThrows(IllegalArgumentException.class, () -> new Share(-0.000001));
        assertThrows(IllegalArgumentException.class, () -> new Share(Double.NaN));
    }

    @Test
    void whatIsWrittenIsReadBack() {
        var random = new Random(7);
        for (int n = 0; n < 2_000; n++) {
            var share = new Share(random.nextInt(100_001) / 100_000.0);
            assertEquals(Optional.of(share), Share.parse(share.text()), share.text());
        }
    }
}
