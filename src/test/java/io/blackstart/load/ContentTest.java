package io.blackstart.load;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class ContentTest {
    @Test
    void whatWasWrittenStandsInTheAnswerBesideOtherThings() {
        assertTrue(Content.holds("{\"id\": \"r-7\", \"n\": 7}", "{\"n\": 7}"));
    }

    @Test
    void anotherValueIsNotWhatWasWritten() {
        assertFalse(Content.holds("{\"id\": \"r-7\", \"n\": 6}", "{\"n\": 7}"));
        assertFalse(Content.holds("{\"id\": \"r-7\"}", "{\"n\": 7}"));
    }

    @Test
    void aMaintenancePageIsNoOrder() {
        assertFalse(Content.holds("<html>We will be back at 7</html>", "{\"n\": 7}"));
        assertFalse(Content.holds("", "{\"n\": 7}"));
        assertFalse(Content.holds("{\"maintenance\": true}", "{\"n\": 7}"));
    }

    @Test
    void textThatIsNoJsonMustStandThereLiterally() {
        assertTrue(Content.holds("order 7 of 9", "order 7"));
        assertFalse(Content.holds("order 8 of 9", "order 7"));
    }
}
