package io.blackstart.sandbox.cloudwatch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.blackstart.sandbox.Alarms.State;
import io.blackstart.sandbox.cloudwatch.AlarmRule.Comparison;
import io.blackstart.sandbox.cloudwatch.AlarmRule.Missing;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

class AlarmRuleTest {
    private static AlarmRule rule(int periods, int toAlarm, Missing missing) {
        return new AlarmRule(Comparison.GreaterThanThreshold, 1, periods, toAlarm, missing);
    }

    /** Oldest first: 0 is within the threshold, X beyond it, - is missing. */
    private static List<Optional<Double>> values(String text) {
        return Arrays.stream(text.split(" ", -1))
                .map(one ->
                        one.equals("-")
                                ? Optional.<Double>empty()
                                : Optional.of(one.equals("X") ? 2.0 : 0.0))
                .toList();
    }

    private static String state(AlarmRule rule, String values) {
        // a state that no value asks for tells what is retained
        State one = rule.evaluate(values(values), State.OK);
        State other = rule.evaluate(values(values), State.ALARM);
        return one == other ? one.name() : "RETAIN";
    }

    /** AWS's own examples: three periods of which all must breach, and of which two must. */
    @ParameterizedTest
    @CsvSource({
        "3, 0 - X - X, OK, OK, OK, OK",
        "3, 0 - - - -, OK, OK, OK, OK",
        "3, - - - - -, INSUFFICIENT_DATA, RETAIN, ALARM, OK",
        "3, 0 X X - X, ALARM, ALARM, ALARM, ALARM",
        "3, - - X - -, ALARM, RETAIN, ALARM, OK",
        "2, 0 - X - X, ALARM, ALARM, ALARM, ALARM",
        "2, 0 0 X 0 X, ALARM, ALARM, ALARM, ALARM",
        "2, 0 - X - -, OK, OK, ALARM, OK",
        "2, - - - - 0, OK, OK, ALARM, OK",
        "2, - - - X -, ALARM, RETAIN, ALARM, OK"
    })
    void treatsWhatIsMissingAsAwsSays(
            int toAlarm,
            String values,
            String missing,
            String ignore,
            String breaching,
            String notBreaching) {
        assertEquals(missing, state(rule(3, toAlarm, Missing.missing), values));
        assertEquals(ignore, state(rule(3, toAlarm, Missing.ignore), values));
        assertEquals(breaching, state(rule(3, toAlarm, Missing.breaching), values));
        assertEquals(notBreaching, state(rule(3, toAlarm, Missing.notBreaching), values));
    }

    @ParameterizedTest
    @CsvSource({
        "- - - - X, RETAIN",
        "- - - X X, RETAIN",
        "- - X X X, ALARM",
        "- - X X 0, OK",
        "X X X X 0, OK",
        "0 0 X X X, ALARM"
    })
    void isNotHasty(String values, String state) {
        assertEquals(state, state(rule(3, 3, Missing.missing), values));
    }

    @ParameterizedTest
    @EnumSource(Missing.class)
    void oneOfOneFollowsTheLastValue(Missing missing) {
        assertEquals("ALARM", state(rule(1, 1, missing), "0 0 X"));
        assertEquals("OK", state(rule(1, 1, missing), "X X 0"));
    }

    @ParameterizedTest
    @CsvSource({
        "GreaterThanOrEqualToThreshold, false, true, true",
        "GreaterThanThreshold, false, false, true",
        "LessThanThreshold, true, false, false",
        "LessThanOrEqualToThreshold, true, true, false"
    })
    void breachesByComparison(Comparison comparison, boolean below, boolean at, boolean above) {
        assertEquals(below, comparison.breaches(0.9, 1));
        assertEquals(at, comparison.breaches(1, 1));
        assertEquals(above, comparison.breaches(1.1, 1));
    }

    @Test
    void asksForNoMoreThanItEvaluates() {
        assertThrows(IllegalArgumentException.class, () -> rule(3, 4, Missing.missing));
        assertThrows(IllegalArgumentException.class, () -> rule(3, 0, Missing.missing));
        assertEquals(5, rule(3, 3, Missing.missing).range());
    }
}
