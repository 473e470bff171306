package io.blackstart.sandbox.aws;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import tools.jackson.databind.node.ObjectNode;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

class ParametersTest {
    private static Parameters of(String json) {
        return new Parameters((ObjectNode) JsonText.read(json));
    }

    @Test
    void readsTextAndNumbersAlike() {
        for (String value : List.of("60", "\"60\"", "60.0", "\"6e1\"")) {
            Parameters parameters = of("{\"A\":" + value + "}");
            assertEquals(Optional.of(60), parameters.whole("A", 1, 60));
            assertEquals(Optional.of(60.0), parameters.decimal("A"));
        }
    }

    @Test
    void readsMomentsOfBothProtocols() {
        Instant moment = Instant.parse("2026-11-22T10:00:00.5Z");
        for (String value :
                List.of("\"2026-11-22T10:00:00.5Z\"", "1795341600.5", "\"1795341600.5\"")) {
            assertEquals(Optional.of(moment), of("{\"A\":" + value + "}").moment("A"));
        }
    }

    @Test
    void whatIsEmptyIsAbsent() {
        Parameters parameters = of("{\"A\":\"\",\"B\":null}");
        assertEquals(Optional.empty(), parameters.text("A"));
        assertEquals(Optional.empty(), parameters.text("B"));
        assertEquals(List.of(), parameters.texts("A"));
        assertEquals(Optional.empty(), parameters.structure("C"));
        assertEquals("MissingParameter", refusal(() -> parameters.required("A")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"0\"",
                "61",
                "1.5",
                "\"x\"",
                "1e999999999",
                "\"1e999999999\"",
                "\"NaN\"",
                "[1]",
                "{}",
                "true"
            })
    void refusesWhatIsNoWholeNumberWithinBounds(String value) {
        Parameters parameters = of("{\"A\":" + value + "}");
        assertEquals("InvalidParameterValue", refusal(() -> parameters.whole("A", 1, 60)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"yesterday\"", "\"2026-13-01T00:00:00Z\"", "1e999999999", "[]", "{}"})
    void refusesWhatIsNoMoment(String value) {
        Parameters parameters = of("{\"A\":" + value + "}");
        assertEquals("InvalidParameterValue", refusal(() -> parameters.moment("A")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"NaN\"", "\"Infinity\"", "\"1e999\"", "\"0x\"", "[1]"})
    void refusesWhatIsNoFiniteNumber(String value) {
        Parameters parameters = of("{\"A\":" + value + "}");
        assertEquals("InvalidParameterValue", refusal(() -> parameters.decimal("A")));
    }

    @Test
    void refusesOneShapeInPlaceOfAnother() {
        Parameters parameters = of("{\"A\":{\"B\":1},\"L\":[[1]],\"T\":\"x\"}");
        assertEquals("InvalidParameterValue", refusal(() -> parameters.text("A")));
        assertEquals("InvalidParameterValue", refusal(() -> parameters.texts("A")));
        assertEquals("InvalidParameterValue", refusal(() -> parameters.texts("L")));
        assertEquals("InvalidParameterValue", refusal(() -> parameters.texts("T")));
        assertEquals("InvalidParameterValue", refusal(() -> parameters.structures("L")));
        assertEquals("InvalidParameterValue", refusal(() -> parameters.structure("T")));
        assertEquals("InvalidParameterValue", refusal(() -> parameters.flag("T")));
    }

    private static String refusal(Executable asked) {
        return assertThrows(AwsFault.class, asked).code();
    }
}
